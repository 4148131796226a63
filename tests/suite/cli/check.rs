//! `rollcall check`: what it says, and the exit status.

use rollcall::store::testing;

use super::program::{ADA, Home};

#[test]
fn a_sound_file_is_said_to_be_sound() {
    let (home, file) = Home::with_office();
    let said = home.run(&["check", &file, "--full", "--as", ADA]);
    assert_eq!(said.code, Some(0), "{}{}", said.out, said.err);
    let lines: Vec<&str> = said.out.lines().collect();
    assert_eq!(lines[0], "full: Nothing wrong found");
    assert!(
        lines[1].starts_with("audit log: Intact up to entry "),
        "{lines:?}"
    );
    assert_eq!(lines[2], "kept numbers: Recounted: everything agrees");
}

#[test]
fn what_is_wrong_is_named_and_the_exit_status_says_so() {
    let (home, file) = Home::with_office();
    let tampered = "UPDATE audit_entry SET at = at + 1 WHERE seq = 1;
        UPDATE counter SET value = 41 WHERE name = 'sign_in';";
    testing::execute(file.as_ref(), tampered).unwrap();
    let said = home.run(&["check", &file, "--as", ADA]);
    assert_eq!(said.code, Some(1), "{}", said.out);
    assert!(
        said.out
            .contains("audit log: Entry 1 is not as it was written"),
        "{}",
        said.out
    );
    // Signing in has added one to what was falsified.
    assert!(
        said.out.contains("42 was kept, 1 were counted"),
        "{}",
        said.out
    );
    assert!(
        said.err.contains("Something is wrong with this file."),
        "{}",
        said.err
    );
}

#[test]
fn an_older_file_is_told_at_the_command_line() {
    let (home, file) = Home::with_office();
    let older = home.path("older");
    std::fs::copy(&file, &older).unwrap();
    for _ in 0..2 {
        assert_eq!(home.run(&["insight", &file, "--as", ADA]).code, Some(0));
    }
    for suffix in ["-wal", "-shm"] {
        drop(std::fs::remove_file(format!("{file}{suffix}")));
    }
    std::fs::copy(&older, &file).unwrap();
    let said = home.run(&["insight", &file, "--as", ADA]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(
        said.err.contains("This file ends at entry 1;"),
        "{}",
        said.err
    );
}
