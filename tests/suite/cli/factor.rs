//! Signing in from the command line where a password is not enough.

use rollcall::app::env::Env;
use rollcall::domain::second_factor::Secret;
use rollcall::store::testing;

use super::program::{ADA, Home, said};

fn insight(home: &Home, file: &str, more: &[&str]) -> (Option<i32>, String) {
    let mut arguments = vec!["insight", file, "--json", "--as", ADA];
    arguments.extend(more);
    let said = home.run(&arguments);
    (said.code, said.err)
}

/// What a device shows now whose key is twenty zeros.
fn code() -> String {
    let step = Env::system().clock.now().0 / 30_000;
    format!("{:06}", Secret::from_bytes(&[0; 20]).unwrap().code(step))
}

#[test]
fn a_code_is_given_as_an_option_or_in_the_environment() {
    let (home, file) = Home::with_office();
    let path = home.path("office.rollcall");
    let factor = "INSERT INTO second_factor VALUES (1, zeroblob(20), 0, 0)";
    testing::execute(&path, factor).unwrap();
    let (status, missing) = insight(&home, &file, &[]);
    assert_eq!(status, Some(2), "{missing}");
    assert!(missing.contains("Add --code CODE or set ROLLCALL_CODE"));
    let (status, wrong) = insight(&home, &file, &["--code", "nothing"]);
    assert_eq!(status, Some(1), "{wrong}");
    assert!(wrong.contains("The code is not right, or was used already."));
    let code = code();
    let (status, right) = insight(&home, &file, &["--code", &code]);
    assert_eq!(status, Some(0), "{right}");
    let mut again = home.command(&["insight", &file, "--json", "--as", ADA]);
    let again = said(&again.env("ROLLCALL_CODE", &code).output().unwrap());
    assert_eq!(again.code, Some(1), "no code is taken twice: {}", again.err);
    testing::execute(&path, "UPDATE second_factor SET used_step = 0").unwrap();
    let mut again = home.command(&["insight", &file, "--json", "--as", ADA]);
    let again = said(&again.env("ROLLCALL_CODE", &code).output().unwrap());
    assert_eq!(again.code, Some(0), "{}", again.err);
    let open = "SELECT count(*) FROM session WHERE ended_at IS NULL";
    assert_eq!(testing::rows(&path, open).unwrap(), [["0"]]);
}

#[test]
fn a_password_that_somebody_else_chose_is_changed_in_the_window() {
    let (home, file) = Home::with_office();
    let due = "UPDATE credential SET is_due = 1";
    testing::execute(&home.path("office.rollcall"), due).unwrap();
    let (status, due) = insight(&home, &file, &[]);
    assert_eq!(status, Some(1), "{due}");
    assert!(due.contains("Sign in in the window and choose one of your own."));
}
