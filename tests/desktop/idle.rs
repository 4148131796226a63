//! Untouched, the program does nothing.

use std::time::Duration;

use super::driver::desktop::{Desktop, Program};
use super::driver::{PATIENCE, wait_until};

/// How long it is watched.
const WATCH: Duration = Duration::from_secs(3);
/// What it may take of the processor in that time.
const LIMIT: Duration = Duration::from_millis(30);
/// The kernel counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// Checks that the program comes to rest, once its messages have faded, and stays there while it is watched.
pub fn check(desktop: &mut Desktop, program: Program, what: &str) {
    let id = desktop.process(program).id();
    let mut least = WATCH;
    let rests = wait_until(PATIENCE, || {
        least = least.min(used_in(id, WATCH));
        (least < LIMIT).then_some(())
    });
    rests.unwrap_or_else(|| panic!("{what}: at least {least:?} in {WATCH:?} of doing nothing"));
}

fn used_in(id: u32, time: Duration) -> Duration {
    let before = used(id);
    std::thread::sleep(time);
    used(id).saturating_sub(before)
}

fn used(id: u32) -> Duration {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).expect("the process runs");
    // The name, in brackets, may have spaces; user and system time are the 12th and 13th field after it.
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks: u32 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<u32>().ok())
        .sum();
    TICK * ticks
}
