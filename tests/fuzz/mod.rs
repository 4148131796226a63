//! Readers of what comes from outside take any bytes: they say what is wrong, and never panic, hang or grow without end.
//!
//! A target is a plain function of bytes, `fn target(data: &[u8])`. Each is run over its seeds and over mutations of them, so it
//! runs everywhere, with nothing but the compiler. `tests/fuzz/guided.sh` runs the same targets guided by coverage.

mod mutate;
mod table;
mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::run::{Counts, pick};
use mutate::mutated;
use table::{TARGETS, Target};

/// No input may keep a reader busy for longer.
const LONGEST: Duration = Duration::from_secs(10);

/// Runs every target over mutated seeds.
pub fn readers() -> Counts {
    let turns = pick(150, 8_000);
    let mut counts = Vec::new();
    let mut all = 0;
    for (number, target) in TARGETS.iter().enumerate() {
        let mut dice = Dice::of_run(6_000 + number as u64);
        for seed in target.seeds {
            try_one(target, seed);
        }
        let runs = turns * target.share;
        for _ in 0..runs {
            let data = mutated(target.seeds, &mut dice);
            try_one(target, &data);
        }
        all += runs;
        counts.push(format!("{} {runs}", target.name));
    }
    format!("{all} inputs ({}), 0 panics, 0 hangs", counts.join(", "))
}

fn try_one(target: &Target, data: &[u8]) {
    let begun = Instant::now();
    let ended = catch_unwind(AssertUnwindSafe(|| (target.run)(data)));
    assert!(
        ended.is_ok(),
        "{} panics at {:?}",
        target.name,
        String::from_utf8_lossy(data)
    );
    assert!(
        begun.elapsed() < LONGEST,
        "{} hangs at {:?}",
        target.name,
        String::from_utf8_lossy(data)
    );
}
