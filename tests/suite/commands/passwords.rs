//! Setting the password with which somebody signs in.

use rollcall::app::commands::password::PasswordCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::me::Me;
use rollcall::domain::ids::UserId;
use rollcall::store::testing;
use zeroize::Zeroizing;

use crate::support::office::{MAYA, TOMAS, TestOffice};

const GOOD: &str = "four grey owls at noon";

fn set(user_id: UserId, password: &str) -> PasswordCommand {
    PasswordCommand {
        user_id,
        password: Zeroizing::new(password.into()),
    }
}

fn sign_in(office: &TestOffice, email: &str, password: &str) -> Result<UserId, AppError> {
    office.submit(SessionCommand::SignIn {
        email: email.into(),
        password: Zeroizing::new(password.into()),
    })?;
    Ok(office.ask(Me)?.actor.user_id.unwrap())
}

#[test]
fn somebody_signs_in_with_the_password_that_was_set() {
    let office = TestOffice::entered();
    office.submit(set(TOMAS, GOOD)).unwrap();
    assert_eq!(office.newest_entry(), "user.set_password|0|1|1");
    let signed_in = sign_in(&office, "tomas@northwind.example", GOOD);
    assert_eq!(signed_in.unwrap(), TOMAS);
    office.assert_intact();
}

#[test]
fn nothing_of_a_password_stays_in_the_file_or_in_words() {
    let office = TestOffice::entered();
    let command = set(TOMAS, GOOD);
    assert!(!format!("{command:?}").contains("owls"));
    office.submit(command).unwrap();
    for end in ["", "-wal"] {
        let mut path = office.path().into_os_string();
        path.push(end);
        let bytes = std::fs::read(path).unwrap_or_default();
        let mut parts = bytes.windows(GOOD.len());
        assert!(!parts.any(|part| part == GOOD.as_bytes()));
    }
}

#[test]
fn a_weak_one_and_one_for_nobody_are_refused() {
    let office = TestOffice::entered();
    let weak = office.submit(set(TOMAS, "short"));
    assert!(matches!(weak, Err(AppError::Invalid(_))), "{weak:?}");
    let none = "UPDATE user SET email = NULL, email_key = NULL WHERE user_id = 2";
    testing::execute(&office.path(), none).unwrap();
    let refused = office.submit(set(TOMAS, GOOD));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
}

#[test]
fn it_goes_no_further_than_the_own_rights() {
    let office = TestOffice::entered();
    office.submit(set(TOMAS, GOOD)).unwrap();
    // Tomás may set passwords and see people, and no more than that.
    let limited =
        "INSERT INTO role_permission VALUES (10, 'users.view'), (10, 'users.set_password')";
    testing::execute(&office.path(), limited).unwrap();
    sign_in(&office, "tomas@northwind.example", GOOD).unwrap();
    let refused = office.submit(set(MAYA, GOOD));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    let gone = "UPDATE user SET status = 0 WHERE user_id = 1";
    testing::execute(&office.path(), gone).unwrap();
    let refused = office.submit(set(MAYA, GOOD));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    office.submit(set(TOMAS, "five grey owls at noon")).unwrap();
}

#[test]
fn it_needs_a_permission_of_its_own() {
    let office = TestOffice::entered();
    office.forbid("users.set_password");
    let refused = office.submit(set(TOMAS, GOOD));
    assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
    assert_eq!(office.newest_entry(), "user.set_password|1|1|0");
}
