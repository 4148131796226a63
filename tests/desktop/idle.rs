//! Untouched, the program does nothing.

use std::time::Duration;

use super::driver::desktop::{Desktop, Program};
use super::driver::{PATIENCE, wait_until};

/// How long it is watched.
const WATCH: Duration = Duration::from_secs(3);
/// What it may take of the processor in that time.
const LIMIT: Duration = Duration::from_millis(30);
/// How it comes to rest before.
const REST: Duration = Duration::from_millis(500);
/// The kernel counts in hundredths of a second.
const TICK: Duration = Duration::from_millis(10);

/// Waits until the program has come to rest, and checks that it stays there.
pub fn check(desktop: &mut Desktop, program: Program, what: &str) {
    let id = desktop.process(program).id();
    let rests = || (used_in(id, REST) == Duration::ZERO).then_some(());
    wait_until(PATIENCE, rests).unwrap_or_else(|| panic!("{what} never comes to rest"));
    let used = used_in(id, WATCH);
    assert!(
        used < LIMIT,
        "{what}: {used:?} in {WATCH:?} of doing nothing"
    );
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
