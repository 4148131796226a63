//! Ctrl-C while a subcommand works: nothing half-done is left, and the exit status says so.
#![cfg(unix)]

use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

use super::program::{ADA, Home, said};
use crate::support::audit;

const INTERRUPTED: Option<i32> = Some(130);
const PATIENCE: Duration = Duration::from_mins(1);
/// Enough to be interrupted at.
const MANY: &str = "2000000";

fn start(home: &Home, arguments: &[&str]) -> Child {
    let mut command = home.command(arguments);
    let command = command.stdout(Stdio::piped()).stderr(Stdio::piped());
    command.spawn().unwrap()
}

/// Looks until something is so, which another process brings about.
fn until(what: &str, is_so: impl Fn() -> bool) {
    let begun = Instant::now();
    while !is_so() {
        assert!(begun.elapsed() < PATIENCE, "{what}");
        std::thread::yield_now();
    }
}

fn signal(child: &Child, names: &[&str]) {
    for name in names {
        let sent = Command::new("kill")
            .args([*name, &child.id().to_string()])
            .status();
        assert!(sent.unwrap().success());
    }
}

/// Hidden files of ours in a folder.
fn hidden(folder: &Path) -> Vec<String> {
    std::fs::read_dir(folder)
        .unwrap()
        .map(|entry| entry.unwrap().file_name().to_string_lossy().into_owned())
        .filter(|name| name.starts_with(".rollcall"))
        .collect()
}

fn expect_cancelled(child: Child) {
    let said = said(&child.wait_with_output().unwrap());
    assert_eq!(said.code, INTERRUPTED, "{}", said.err);
    assert_eq!(said.err, "rollcall: Cancelled.\nNothing was changed.\n");
    assert_eq!(said.out, "");
}

#[test]
fn a_demo_is_not_left_half_made() {
    let home = Home::new();
    let file = home.path("big.rollcall");
    let child = start(
        &home,
        &["demo", "--users", MANY, &file.display().to_string()],
    );
    until("the work begins", || !hidden(&home.path("")).is_empty());
    signal(&child, &["-INT"]);
    expect_cancelled(child);
    assert_eq!(hidden(&home.path("")), Vec::<String>::new());
    assert!(!file.exists());
}

#[test]
fn the_second_time_the_program_ends_at_once() {
    let home = Home::new();
    let file = home.path("big.rollcall").display().to_string();
    let child = start(&home, &["demo", "--users", MANY, &file]);
    until("the work begins", || !hidden(&home.path("")).is_empty());
    // Both reach it before it can do anything about the first.
    signal(&child, &["-STOP", "-INT", "-TERM", "-CONT"]);
    let said = said(&child.wait_with_output().unwrap());
    assert!(matches!(said.code, Some(130 | 143)), "{:?}", said.code);
    assert_eq!(said.err, "");
    assert_eq!(hidden(&home.path("")).len(), 1);
}

#[test]
fn an_export_is_not_left_half_written() {
    let home = Home::new();
    let file = home.path("demo.rollcall").display().to_string();
    assert_eq!(home.run(&["demo", "--users", "20000", &file]).code, Some(0));
    let list = home.path("users.xlsx");
    let child = start(
        &home,
        &["export", "users", &file, "-o", &list.display().to_string()],
    );
    until("the work begins", || !hidden(&home.path("")).is_empty());
    signal(&child, &["-INT"]);
    expect_cancelled(child);
    assert_eq!(hidden(&home.path("")), Vec::<String>::new());
    assert!(!list.exists());
    assert_eq!(audit::exports(file.as_ref()), []);
}

#[test]
fn an_import_is_taken_back_and_its_session_ended() {
    let (home, file) = Home::with_office();
    let list = home.path("people.csv");
    let rows = (0..200_000).map(|n| format!("Person {n},p{n}@x.example\n"));
    let text: String = std::iter::once("Name,Email\n".to_owned())
        .chain(rows)
        .collect();
    std::fs::write(&list, text).unwrap();
    let list = list.display().to_string();
    let child = start(
        &home,
        &["import", "users", &list, "--into", &file, "--as", ADA],
    );
    // Signing in is the first that is written.
    let log = home.path("office.rollcall-wal");
    until("somebody signs in", || {
        log.metadata().is_ok_and(|log| log.len() > 0)
    });
    signal(&child, &["-INT"]);
    expect_cancelled(child);
    let said = home.run(&["insight", &file, "--json", "--as", ADA]);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["figures"]["total_users"], 1);
    assert_eq!(json["figures"]["open_sessions"], 1);
}

#[test]
fn a_new_workspace_is_whole_or_not_there() {
    let (home, _) = Home::with_office();
    let file = home.path("new.rollcall");
    let path = file.display().to_string();
    let office = [
        "--office",
        "Northwind",
        "--zone",
        "Europe/Lisbon",
        "--region",
        "pt",
    ];
    let ada = ["--name", "Ada Admin", "--email", ADA, "--unencrypted"];
    let arguments = [&["create", path.as_str()], &office[..], &ada[..]].concat();
    let child = start(&home, &arguments);
    until("the file is begun", || file.exists());
    signal(&child, &["-INT"]);
    let said = said(&child.wait_with_output().unwrap());
    match said.code {
        Some(0) => assert_eq!(home.run(&["insight", &path, "--as", ADA]).code, Some(0)),
        code => {
            assert_eq!(code, INTERRUPTED, "{}", said.err);
            assert!(!file.exists());
        }
    }
}
