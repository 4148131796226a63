//! Runs the proofs one after the other and prints their counts; and is the child that some of them start and kill.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::PathBuf;
use std::process::{Command, ExitCode};
use std::time::Instant;

use crate::{canary, changeover, deeds, faults, fuzz, kills, model, together};

/// What a proof found, in one line.
pub type Counts = String;

/// A proof, by the name that picks it.
type Proof = (&'static str, fn() -> Counts);

const PROOFS: &[Proof] = &[
    (
        "kills::an_acknowledged_change_is_never_lost",
        kills::never_lost,
    ),
    (
        "kills::the_log_is_synced_before_an_acknowledgement",
        kills::synced_first,
    ),
    (
        "changeover::a_killed_change_of_passphrase_opens_with_one_of_the_two",
        changeover::passphrase,
    ),
    (
        "changeover::a_killed_backup_is_whole_or_not_there",
        changeover::backup,
    ),
    (
        "changeover::a_killed_restore_leaves_the_old_file_or_the_new_one",
        changeover::restore,
    ),
    (
        "faults::a_failing_disk_is_told_and_the_file_stays_whole",
        faults::calls,
    ),
    (
        "faults::a_full_disk_is_told_and_the_file_stays_whole",
        faults::full,
    ),
    ("canary::nothing_at_rest_is_in_clear", canary::at_rest),
    (
        "model::the_program_does_what_a_plain_model_does",
        model::agrees,
    ),
    (
        "together::first_connections_of_a_process_open_at_once",
        together::all_open,
    ),
    ("fuzz::readers_take_any_bytes", fuzz::readers),
];

/// Whether this is the short run or the long one.
pub fn pick<T>(short: T, long: T) -> T {
    if std::env::var("ROLLCALL_PROOFS").is_ok_and(|length| length == "long") {
        long
    } else {
        short
    }
}

/// This program again, as a child that does `work`.
pub fn child(work: &str) -> Command {
    let mut command = Command::new(this());
    command.args(["child", work]);
    command
}

/// This program.
pub fn this() -> PathBuf {
    std::env::current_exe().unwrap()
}

/// Prints a line at once.
pub fn say(line: &str) {
    println!("{line}");
}

/// What the process was started for.
pub fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let words: Vec<&str> = arguments.iter().map(String::as_str).collect();
    match words.as_slice() {
        ["child", "load", rest @ ..] => kills::load(rest),
        ["child", "deed", rest @ ..] => deeds::child(rest),
        ["child", "canary", rest @ ..] => canary::child(rest),
        ["child", "together", rest @ ..] => together::together(rest),
        _ => return prove(&words),
    }
    ExitCode::SUCCESS
}

fn prove(words: &[&str]) -> ExitCode {
    let wanted = |name: &str| {
        let mut filters = words
            .iter()
            .filter(|word| !word.starts_with('-'))
            .peekable();
        filters.peek().is_none() || filters.any(|word| name.contains(word))
    };
    let chosen: Vec<Proof> = PROOFS
        .iter()
        .copied()
        .filter(|(name, _)| wanted(name))
        .collect();
    if words.contains(&"--list") {
        for (name, _) in chosen {
            say(&format!("{name}: test"));
        }
        return ExitCode::SUCCESS;
    }
    let mut failed = 0;
    for (name, proof) in &chosen {
        let begun = Instant::now();
        let found = catch_unwind(AssertUnwindSafe(proof));
        let took = begun.elapsed().as_secs_f32();
        match found {
            Ok(counts) => say(&format!("proof {name} ... ok ({took:.1} s): {counts}")),
            Err(_) => {
                failed += 1;
                say(&format!("proof {name} ... FAILED ({took:.1} s)"));
            }
        }
    }
    say(&format!(
        "proofs: {} passed, {failed} failed",
        chosen.len() - failed
    ));
    ExitCode::from(u8::from(failed > 0))
}
