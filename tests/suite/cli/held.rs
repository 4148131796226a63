//! One program has a file: all others hear who, and nothing is ever written by two.

use std::io::Write;
use std::path::Path;
use std::process::{Child, Stdio};
use std::time::{Duration, Instant};

use super::program::{ADA, Home, PASSWORD, allow_export, said};
use crate::support::audit;

const STARTS: usize = 100;
const PATIENCE: Duration = Duration::from_mins(2);

/// A command that has the file while it waits for the password that nobody has sent yet.
fn waiting(home: &Home, file: &str) -> Child {
    let mut command = home.command(&["insight", file, "--json", "--as", ADA]);
    command
        .env_remove("ROLLCALL_PASSWORD")
        .env("USER", "ana")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped());
    command.spawn().unwrap()
}

fn lock(file: &str) -> std::path::PathBuf {
    let file = Path::new(file);
    let name = file.file_name().unwrap().to_string_lossy();
    file.with_file_name(format!(".{name}.holder"))
}

fn until(what: &str, mut is_so: impl FnMut() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::yield_now();
    }
}

fn finish(mut child: Child) -> super::program::Said {
    writeln!(child.stdin.take().unwrap(), "{PASSWORD}").unwrap();
    said(&child.wait_with_output().unwrap())
}

#[test]
fn of_a_hundred_simultaneous_starts_one_has_the_file() {
    let (home, file) = Home::with_office();
    let mut children: Vec<Child> = (0..STARTS).map(|_| waiting(&home, &file)).collect();
    let mut refused = Vec::new();
    until("all but one have ended", || {
        let mut index = 0;
        while index < children.len() {
            if children[index].try_wait().unwrap().is_some() {
                let ended = children.swap_remove(index);
                refused.push(said(&ended.wait_with_output().unwrap()));
            } else {
                index += 1;
            }
        }
        children.len() <= 1
    });
    assert_eq!(refused.len(), STARTS - 1, "nobody has the file");
    for other in &refused {
        assert_eq!(other.code, Some(1), "{}", other.err);
        assert!(
            other.err.contains("“office.rollcall” is open "),
            "{}",
            other.err
        );
        assert!(other.err.contains("Close it there first"), "{}", other.err);
        assert_eq!(other.out, "");
    }
    let one = finish(children.remove(0));
    assert_eq!(one.code, Some(0), "{}", one.err);
    audit::assert_intact(file.as_ref());
    let names = audit::entries(file.as_ref());
    let sign_ins = names.iter().filter(|e| e.0 == "session.sign_in").count();
    assert_eq!(sign_ins, 1, "{names:?}");
    assert_eq!(home.run(&["insight", &file, "--as", ADA]).code, Some(0));
}

#[test]
fn who_has_it_is_said_with_computer_time_and_account() {
    let (home, file) = Home::with_office();
    let child = waiting(&home, &file);
    until("the file is held", || lock(&file).exists());
    let note = std::fs::read_to_string(lock(&file)).unwrap();
    assert!(!note.contains("Northwind") && !note.contains(ADA), "{note}");
    for arguments in [
        ["role", "list", &file, "--as", ADA].as_slice(),
        &["demo", &file, "--force"],
        &["insight", &file],
    ] {
        let said = home.run(arguments);
        assert_eq!(said.code, Some(1), "{arguments:?}: {}", said.err);
        let (first, _) = said.err.split_once('\n').unwrap();
        let (_, who) = first.split_once("is open on ").expect(first);
        let (computer, rest) = who.split_once(" since ").expect(first);
        assert!(!computer.is_empty());
        assert!(rest.ends_with(" (by user ana)."), "{first}");
        assert_eq!(rest.find(':'), Some(2), "{first}");
    }
    assert_eq!(finish(child).code, Some(0));
    assert!(!lock(&file).exists());
}

#[cfg(unix)]
#[test]
fn a_killed_program_holds_nothing_any_more() {
    let (home, file) = Home::with_office();
    let mut child = waiting(&home, &file);
    until("the file is held", || lock(&file).exists());
    child.kill().unwrap();
    child.wait().unwrap();
    assert!(lock(&file).exists(), "the end was not orderly");
    let said = home.run(&["insight", &file, "--as", ADA]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(!lock(&file).exists());
}

#[test]
fn what_another_has_can_be_read_without_a_trace() {
    let (home, file) = Home::with_office();
    let child = waiting(&home, &file);
    until("the file is held", || lock(&file).exists());
    let before = audit::entries(file.as_ref()).len();
    let read = home.run(&["insight", &file, "--json", "--as", ADA, "--read-only"]);
    assert_eq!(read.code, Some(0), "{}", read.err);
    let json: serde_json::Value = serde_json::from_str(&read.out).unwrap();
    assert_eq!(json["figures"]["total_users"], 1);
    let allow = [&allow_export(&file)[..], &["--read-only"]].concat();
    let refused = home.run(&allow);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused.err.contains("open for reading only"),
        "{}",
        refused.err
    );
    let mut wrong = home.command(&["insight", &file, "--as", ADA, "--read-only"]);
    wrong.env("ROLLCALL_PASSWORD", "five grey owls at noon");
    assert_eq!(said(&wrong.output().unwrap()).code, Some(1));
    assert_eq!(audit::entries(file.as_ref()).len(), before);
    assert_eq!(finish(child).code, Some(0));
}
