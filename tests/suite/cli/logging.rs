//! The program's own log tells what was done and what failed, and nothing of anybody.

use super::program::{ADA, Home, allow_export};

/// In what is typed here.
const CANARY: &str = "qaxvort";

#[test]
fn what_was_done_and_what_failed_is_logged_and_nothing_of_anybody() {
    let (home, file) = Home::with_office();
    let missing = home
        .path(&format!("{CANARY}/out.csv"))
        .display()
        .to_string();
    for arguments in [
        &["insight", &file, "--as", ADA][..],
        &["insight", &file, "--as", "qaxvort@northwind.example"],
        &allow_export(&file),
        &[
            "export", "users", &file, "--search", CANARY, "-o", &missing, "--as", ADA,
        ],
    ] {
        home.run(arguments);
    }
    let log = home.path("rollcall/logs/rollcall.log");
    let log = std::fs::read_to_string(log).unwrap();
    for told in [
        "started",
        "session.sign_in",
        "role.allow",
        "done",
        "failed",
        "wrong credentials",
    ] {
        assert!(log.contains(told), "{told} is not in {log}");
    }
    let folder = home.path("").display().to_string();
    for token in [
        CANARY,
        ADA,
        "northwind",
        "Northwind",
        "Ada",
        folder.as_str(),
    ] {
        assert!(!log.contains(token), "{token} is in {log}");
    }
}
