//! Readers of what comes from outside take any bytes: they say what is wrong, and never panic, hang or grow without end.
//!
//! A target is a plain function of bytes, `fn target(data: &[u8])`. Each is run over its seeds and over mutations of them, so it
//! runs everywhere, with the stable compiler. There is no run guided by coverage here: `cargo fuzz` needs a package of its own
//! and a nightly compiler. One elsewhere can take this folder and `tests/proofs` in by `#[path]` and call [`targets`].

mod mutate;
pub mod targets;

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::time::{Duration, Instant};

use crate::dice::Dice;
use crate::run::{Counts, pick};
use mutate::mutated;

/// A target by name, and whether it goes through a file and is therefore slower.
struct Target {
    name: &'static str,
    run: fn(&[u8]),
    seeds: &'static [&'static [u8]],
    share: u64,
}

const TARGETS: &[Target] = &[
    Target {
        name: "table",
        run: targets::table,
        seeds: targets::TABLES,
        share: 6,
    },
    Target {
        name: "import",
        run: targets::import,
        seeds: targets::TABLES,
        share: 4,
    },
    Target {
        name: "mapping",
        run: targets::mapping,
        seeds: targets::MAPPINGS,
        share: 15,
    },
    Target {
        name: "date",
        run: targets::date,
        seeds: targets::DATES,
        share: 40,
    },
    Target {
        name: "code",
        run: targets::code,
        seeds: targets::CODES,
        share: 20,
    },
    Target {
        name: "backup_name",
        run: targets::backup_name,
        seeds: targets::NAMES,
        share: 20,
    },
    Target {
        name: "payload",
        run: targets::payload,
        seeds: targets::PAYLOADS,
        share: 8,
    },
    Target {
        name: "computer",
        run: targets::computer,
        seeds: targets::COMPUTERS,
        share: 15,
    },
    Target {
        name: "checkpoints",
        run: targets::remembered,
        seeds: targets::CHECKPOINTS,
        share: 5,
    },
    Target {
        name: "cover",
        run: targets::cover,
        seeds: targets::COVERS,
        share: 5,
    },
    Target {
        name: "workspace",
        run: targets::workspace,
        seeds: targets::COVERS,
        share: 1,
    },
    Target {
        name: "person",
        run: targets::person,
        seeds: targets::PEOPLE,
        share: 15,
    },
];
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
