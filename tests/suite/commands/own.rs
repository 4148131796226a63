//! The own account: changing the password, ending sessions; and sessions that somebody else ends.

use argon2::{Algorithm, Argon2, Params, PasswordHasher, Version};
use rollcall::app::commands::own::OwnCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::ways_in::WaysInCommand;
use rollcall::app::error::AppError;
use rollcall::app::password;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::own_account::OwnAccount;
use rollcall::app::queries::sessions::OpenSessions;
use rollcall::domain::ids::SessionId;
use rollcall::domain::segment::Scope;
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use zeroize::Zeroizing;

use super::sessions::{PASSWORD, created, sign_in};
use crate::support::office::TestOffice;

const EMAIL: &str = "maya@northwind.example";
const NEW: &str = "five green herons asleep";

fn entered() -> TestOffice {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    office
}

fn change(office: &TestOffice, current: &str, wanted: &str) -> Result<(), AppError> {
    let command = OwnCommand::ChangePassword {
        current: Zeroizing::new(current.into()),
        wanted: Zeroizing::new(wanted.into()),
    };
    assert_eq!(format!("{command:?}"), "own.change_password");
    office.submit(command).map(drop)
}

/// Sessions of Maya and Tomás elsewhere.
fn others(office: &TestOffice) {
    let sql = "INSERT INTO session (session_id, user_id, source, device, started_at, last_seen_at, expires_at) VALUES
        (90, 1, 'Rollcall', 'laptop', 1, 1, 9999999999999), (91, 1, 'Rollcall', 'office', 1, 1, 9999999999999),
        (92, 1, 'Payroll', 'laptop', 1, 1, 9999999999999), (93, 2, 'Rollcall', 'laptop', 1, 1, 9999999999999)";
    testing::execute(&office.path(), sql).unwrap();
}

fn open(office: &TestOffice) -> Vec<String> {
    office.sql("SELECT session_id FROM session WHERE ended_at IS NULL AND session_id >= 90")
}

#[test]
fn the_password_is_changed_by_whoever_knows_the_present_one() {
    let office = entered();
    others(&office);
    let wrong = change(&office, "wrong", NEW);
    assert!(matches!(wrong, Err(AppError::WrongPassword)), "{wrong:?}");
    assert_eq!(office.sql("SELECT failures FROM credential"), ["1"]);
    change(&office, PASSWORD, NEW).unwrap();
    assert_eq!(office.newest_entry(), "own.change_password|0|1|1");
    assert_eq!(open(&office), ["92", "93"], "the own others are ended");
    assert_eq!(
        office.sql("SELECT failures, is_due FROM credential"),
        ["0|0"]
    );
    office.ask(Me).unwrap();
    office.submit(SessionCommand::SignOut).unwrap();
    let old = sign_in(&office, EMAIL, PASSWORD);
    assert!(matches!(old, Err(AppError::WrongCredentials)));
    sign_in(&office, EMAIL, NEW).unwrap();
    office.assert_intact();
}

#[test]
fn guessing_the_present_password_is_slowed_down_like_a_sign_in() {
    let office = entered();
    for _ in 0..5 {
        let wrong = change(&office, "wrong", NEW);
        assert!(matches!(wrong, Err(AppError::WrongPassword)));
    }
    let throttled = change(&office, PASSWORD, NEW);
    assert!(matches!(throttled, Err(AppError::Throttled(_))));
    let elsewhere = office.submit(SessionCommand::Prove {
        password: Zeroizing::new(PASSWORD.into()),
    });
    assert!(
        matches!(elsewhere, Err(AppError::Throttled(_))),
        "one count"
    );
}

#[test]
fn a_password_that_will_not_do_is_refused_before_the_present_one_is_judged() {
    let office = entered();
    for weak in [
        "short",
        "Password1234",
        "maya.adeyemi.1",
        "northwind maya 1",
        PASSWORD,
    ] {
        let refused = change(&office, PASSWORD, weak);
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{weak}");
    }
    assert_eq!(office.sql("SELECT failures FROM credential"), ["0"]);
}

#[test]
fn a_hash_of_older_parameters_is_made_anew_at_signing_in() {
    let office = created();
    let params = Params::new(8 * 1024, 1, 1, None).unwrap();
    let old = Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_with_salt(PASSWORD.as_bytes(), &[7; 16])
        .unwrap()
        .to_string();
    let sql = format!("UPDATE credential SET phc = '{old}'");
    testing::execute(&office.path(), &sql).unwrap();
    let wrong = sign_in(&office, EMAIL, "wrong");
    assert!(matches!(wrong, Err(AppError::WrongCredentials)));
    let kept = office.sql("SELECT phc FROM credential").remove(0);
    assert_eq!(kept, old);
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let new = office.sql("SELECT phc FROM credential").remove(0);
    assert!(!password::is_outdated(&new) && password::is_outdated(&old));
    office.submit(SessionCommand::SignOut).unwrap();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    assert_eq!(
        office.sql("SELECT phc FROM credential"),
        [new],
        "only where it is old"
    );
}

#[test]
fn the_own_sessions_are_seen_and_ended_one_by_one_or_all() {
    let office = entered();
    others(&office);
    let here = office.backend().operator().unwrap().session_id;
    let seen = office.ask(OwnAccount).unwrap();
    let ids: Vec<_> = seen.sessions.iter().map(|s| s.session_id).collect();
    assert_eq!(ids, [here, SessionId(91), SessionId(90)]);
    assert_eq!((seen.email.as_str(), seen.has_password), (EMAIL, true));
    for none in [here, SessionId(92), SessionId(93), SessionId(999)] {
        let refused = office.submit(OwnCommand::EndSession(none));
        let is_missing = matches!(refused, Err(AppError::Store(StoreError::NotFound)));
        assert!(is_missing, "{none:?} {refused:?}");
    }
    office
        .submit(OwnCommand::EndSession(SessionId(90)))
        .unwrap();
    assert_eq!(office.newest_entry(), "own.end_session|0|1|1");
    assert_eq!(open(&office), ["91", "92", "93"]);
    office.submit(OwnCommand::EndOtherSessions).unwrap();
    assert_eq!(office.newest_entry(), "own.end_other_sessions|0|1|1");
    assert_eq!(open(&office), ["92", "93"]);
    office.ask(Me).unwrap();
    office.assert_intact();
}

#[test]
fn a_session_was_last_seen_when_something_was_last_done_through_it() {
    let office = entered();
    others(&office);
    office.clock.advance_ms(90_000);
    office.submit(OwnCommand::EndOtherSessions).unwrap();
    let seen = office.ask(OwnAccount).unwrap().sessions;
    let used: Vec<_> = seen
        .iter()
        .map(|s| s.last_seen_at.0 - s.started_at.0)
        .collect();
    assert_eq!(used, [90_000]);
}

#[test]
fn whoever_may_set_passwords_ends_the_sessions_of_others() {
    let office = entered();
    others(&office);
    let scope = Scope::default();
    let endable = office.ask(OpenSessions { scope }).unwrap().endable;
    assert_eq!(Vec::from_iter(endable), [SessionId(93)]);
    office
        .submit(WaysInCommand::EndSession(SessionId(93)))
        .unwrap();
    assert_eq!(office.newest_entry(), "session.end|0|1|1");
    assert_eq!(open(&office), ["90", "91", "92"]);
    let again = office.submit(WaysInCommand::EndSession(SessionId(93)));
    assert!(matches!(again, Err(AppError::Store(StoreError::NotFound))));
    office.forbid("users.set_password");
    let denied = office.submit(WaysInCommand::EndSession(SessionId(91)));
    assert!(matches!(denied, Err(AppError::Denied(_))));
    let endable = office.ask(OpenSessions { scope }).unwrap().endable;
    assert!(endable.is_empty());
}

#[test]
fn a_session_that_was_ended_elsewhere_is_over_with_the_next_question() {
    let office = entered();
    testing::execute(&office.path(), "UPDATE session SET ended_at = started_at").unwrap();
    assert!(matches!(office.ask(Me), Err(AppError::SessionOver)));
    assert!(office.backend().is_session_over());
    let refused = office.submit(OwnCommand::EndOtherSessions);
    assert!(matches!(refused, Err(AppError::SessionOver)));
    office.submit(SessionCommand::SignOut).unwrap();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    office.ask(Me).unwrap();
}
