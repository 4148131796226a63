//! A new password by the recovery code of the file: for administrators only, judged like a password, told in the log.

use rollcall::app::commands::Reply;
use rollcall::app::commands::recover::Recovery;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::domain::audit::Outcome;
use rollcall::domain::ids::{SessionId, UserId};
use rollcall::domain::recovery;
use rollcall::domain::role::SYSTEM_ADMINISTRATOR;
use rollcall::domain::second_factor::Secret;
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::reader::Snapshot;
use zeroize::Zeroizing;

use super::sessions::created;
use crate::support::keyed::{EMAIL, PASSWORD as FORGOTTEN};
use crate::support::outside::TestRandom;
use crate::support::reopened::{MEMBER_EMAIL, Reopened};

const NEW: &str = "four grey owls at noon";
const MAYA: UserId = UserId(1);

fn recover(office: &Reopened, email: &str, code: &str, password: &str) -> Result<Reply, AppError> {
    office.submit(recovery_of(email, code, password))
}

/// The right letters of another key.
fn other_code(office: &Reopened) -> String {
    let mut key = *recovery::decode(&office.code).unwrap();
    key[0] ^= 1;
    recovery::encode(&key).to_string()
}

fn recovery_of(email: &str, code: &str, password: &str) -> SessionCommand {
    SessionCommand::Recover(Box::new(Recovery {
        email: email.to_owned(),
        code: Zeroizing::new(code.to_owned()),
        password: Zeroizing::new(password.to_owned()),
    }))
}

#[test]
fn the_code_of_the_file_gives_an_administrator_a_new_password() {
    let mut office = Reopened::new();
    office.sign_in(FORGOTTEN).unwrap();
    office.change(|w| w.set_second_factor(MAYA, &Secret::new(&TestRandom::default()), 0));
    office.restart();
    let session = |s: &Snapshot<'_>| s.session_state(SessionId(1));
    assert!(!office.read(session).is_ended);
    let sloppy = office.code.to_lowercase().replace('-', " ");
    assert_eq!(
        recover(&office, " MAYA@northwind.example", &sloppy, NEW).unwrap(),
        Reply::Done
    );
    let entry = office.newest(1).remove(0);
    assert_eq!(
        (entry.command.as_str(), entry.outcome),
        ("session.recover", Outcome::Done)
    );
    assert_eq!((entry.actor, entry.object_id), (None, Some(1)));
    assert!(office.read(session).is_ended);
    let history = office.read(|s| s.history(MAYA));
    let changes = &history[0].changes;
    let told = |field: &str| changes.iter().find(|c| c.field == field).cloned().unwrap();
    assert_eq!(told("password").new, "new");
    assert_eq!(
        (told("second_factor").old, told("second_factor").new),
        ("Yes".into(), "No".into())
    );
    let old = office.sign_in(FORGOTTEN);
    assert!(matches!(old, Err(AppError::WrongCredentials)), "{old:?}");
    let new = office.sign_in(NEW);
    assert!(
        matches!(new, Ok(Reply::SignedIn(_))),
        "no factor is asked for: {new:?}"
    );
    assert!(matches!(office.read(verify), Verdict::Intact(_)));
}

#[test]
fn a_wrong_code_is_answered_alike_for_everybody_and_slowed_down() {
    let office = Reopened::new();
    let wrong = other_code(&office);
    for email in [EMAIL, "nobody@northwind.example"] {
        for _ in 0..5 {
            let refused = recover(&office, email, &wrong, NEW);
            assert!(
                matches!(refused, Err(AppError::WrongRecoveryCode)),
                "{refused:?}"
            );
        }
        let entry = office.newest(1).remove(0);
        assert_eq!(
            (entry.command.as_str(), entry.outcome),
            ("session.recover", Outcome::Failed)
        );
        let early = recover(&office, email, &office.code, NEW);
        assert!(matches!(early, Err(AppError::Throttled(_))), "{early:?}");
    }
    // What was tried with the code slows down the password too.
    assert!(matches!(
        office.sign_in(FORGOTTEN),
        Err(AppError::Throttled(_))
    ));
    office.clock.advance_ms(1_001);
    let unreadable = recover(&office, EMAIL, &office.code[5..], NEW);
    assert!(
        matches!(unreadable, Err(AppError::RecoveryCode(_))),
        "{unreadable:?}"
    );
    office.clock.advance_ms(2_001);
    recover(&office, EMAIL, &office.code, NEW).unwrap();
    office.sign_in(NEW).unwrap();
}

#[test]
fn nobody_but_an_administrator_gets_one() {
    let office = Reopened::new();
    let before = office.read(|s| s.credential(MEMBER_EMAIL)).unwrap().phc;
    let holders = office.read(|s| s.active_holders(SYSTEM_ADMINISTRATOR));
    assert_eq!(holders, [MAYA]);
    for email in [MEMBER_EMAIL, "nobody@northwind.example"] {
        let refused = recover(&office, email, &office.code, NEW);
        assert!(
            matches!(refused, Err(AppError::OnlyAdministrators)),
            "{refused:?}"
        );
    }
    assert_eq!(
        office.read(|s| s.credential(MEMBER_EMAIL)).unwrap().phc,
        before
    );
    for weak in ["short", "Password1234", "maya@northwind", "maya.adeyemi1"] {
        let refused = recover(&office, EMAIL, &office.code, weak);
        assert!(
            matches!(refused, Err(AppError::Invalid(_))),
            "{weak}: {refused:?}"
        );
    }
    office.sign_in(FORGOTTEN).unwrap();
}

#[test]
fn it_is_for_the_sign_in_of_an_encrypted_file_only() {
    let office = Reopened::new();
    office.sign_in(FORGOTTEN).unwrap();
    let inside = recover(&office, EMAIL, &office.code, NEW);
    assert!(matches!(inside, Err(AppError::NotSignedIn)), "{inside:?}");
    let plain = created();
    let refused = plain.submit(recovery_of(EMAIL, &office.code, NEW));
    assert!(
        matches!(refused, Err(AppError::NotEncrypted)),
        "{refused:?}"
    );
    let debug = format!("{:?}", recovery_of(EMAIL, &office.code, NEW));
    assert!(!debug.contains("owls") && !debug.contains(&office.code[..9]));
}
