//! Setting the password with which somebody signs in.

use rollcall::app::commands::password::PasswordCommand;
use rollcall::app::commands::session::{Proof, SessionCommand};
use rollcall::app::error::AppError;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::totals::Totals;
use rollcall::domain::ids::UserId;
use rollcall::store::testing;
use zeroize::Zeroizing;

use crate::support::office::{MAYA, TOMAS, TestOffice};

const GOOD: &str = "four grey owls at noon";
const OWN: &str = "nobody else knows this";
const EMAIL: &str = "tomas@northwind.example";

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

/// Signs in with the password that somebody else chose, and chooses another.
fn renew(office: &TestOffice, password: &str, renewed: &str) -> Result<UserId, AppError> {
    office.submit(SessionCommand::SignInFully(Box::new(Proof {
        email: EMAIL.into(),
        password: Zeroizing::new(password.into()),
        renewed: Some(Zeroizing::new(renewed.into())),
        code: None,
    })))?;
    Ok(office.ask(Me)?.actor.user_id.unwrap())
}

#[test]
fn a_password_that_somebody_else_chose_must_be_changed_before_anything_else() {
    let office = TestOffice::entered();
    office.submit(set(TOMAS, GOOD)).unwrap();
    assert_eq!(office.newest_entry(), "user.set_password|0|1|1");
    office.submit(SessionCommand::SignOut).unwrap();
    let sessions = "SELECT count(*) FROM session WHERE user_id = 2";
    for _ in 0..3 {
        let due = sign_in(&office, EMAIL, GOOD);
        assert!(matches!(due, Err(AppError::PasswordDue)), "{due:?}");
        assert_eq!(office.newest_entry(), "session.password_right|0|NULL|1");
        assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
        assert!(matches!(office.ask(Totals), Err(AppError::NotSignedIn)));
        let refused = office.submit(set(TOMAS, OWN));
        assert!(matches!(refused, Err(AppError::NotSignedIn)));
        assert_eq!(office.sql(sessions), ["0"], "nobody is signed in");
    }
    assert_eq!(
        office.sql("SELECT failures FROM credential"),
        ["0"],
        "it was right"
    );
    for weak in [GOOD, "short", "tomas.vidal.northwind", "Test office 1"] {
        let refused = renew(&office, GOOD, weak);
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{weak}");
    }
    let wrong = renew(&office, "wrong", OWN);
    assert!(matches!(wrong, Err(AppError::WrongCredentials)));
    assert_eq!(renew(&office, GOOD, OWN).unwrap(), TOMAS);
    assert_eq!(office.newest_entry(), "session.sign_in|0|2|1");
    office.submit(SessionCommand::SignOut).unwrap();
    let old = sign_in(&office, EMAIL, GOOD);
    assert!(matches!(old, Err(AppError::WrongCredentials)));
    assert_eq!(sign_in(&office, EMAIL, OWN).unwrap(), TOMAS);
    office.assert_intact();
}

#[test]
fn whoever_is_signed_in_with_the_old_one_is_signed_out() {
    let office = TestOffice::entered();
    let session = "INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at)
        VALUES (90, 2, 'Rollcall', 'laptop', 1, 1, 9999999999999), (91, 2, 'Payroll', 'laptop', 1, 1, 9999999999999)";
    testing::execute(&office.path(), session).unwrap();
    office.submit(set(TOMAS, GOOD)).unwrap();
    assert_eq!(
        office.sql("SELECT session_id, end_reason FROM session WHERE user_id = 2"),
        ["90|password changed", "91|NULL"],
        "other systems have passwords of their own"
    );
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
    for weak in ["short", "Password1234", "tomas.vidal.1"] {
        let refused = office.submit(set(TOMAS, weak));
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    }
    let none = "UPDATE user SET email = NULL, email_key = NULL WHERE user_id = 2";
    testing::execute(&office.path(), none).unwrap();
    let refused = office.submit(set(TOMAS, GOOD));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
}

#[test]
fn the_own_one_is_changed_only_where_the_present_one_is_asked_for() {
    let office = TestOffice::entered();
    let refused = office.submit(set(MAYA, GOOD));
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
    renew(&office, GOOD, OWN).unwrap();
    let refused = office.submit(set(MAYA, GOOD));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    let gone = "UPDATE user SET status = 0 WHERE user_id = 1";
    testing::execute(&office.path(), gone).unwrap();
    let refused = office.submit(set(MAYA, GOOD));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
}

#[test]
fn it_needs_a_permission_of_its_own() {
    let office = TestOffice::entered();
    office.forbid("users.set_password");
    let refused = office.submit(set(TOMAS, GOOD));
    assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
    assert_eq!(office.newest_entry(), "user.set_password|1|1|0");
}
