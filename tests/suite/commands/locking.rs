//! Locking the program: nothing goes any more but unlocking and leaving, and unlocking is judged like signing in.

use rollcall::app::commands::Reply;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::app::exports::{Export, ExportRequest, start};
use rollcall::app::queries::cover::Cover;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::totals::Totals;
use rollcall::domain::segment::Scope;
use rollcall::domain::table::Format;
use rollcall::domain::time::DateFormat;
use rollcall::store::testing;
use zeroize::Zeroizing;

use super::sessions::{PASSWORD, created, sign_in};
use crate::support::office::{MAYA, TestOffice};

const EMAIL: &str = "maya@northwind.example";

/// An office of its own that Maya has locked.
fn locked() -> TestOffice {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    lock(&office);
    office
}

fn lock(office: &TestOffice) {
    let ticket = office.backend().lock();
    while office.backend().step() {}
    assert_eq!(ticket.take().unwrap().unwrap().reply, Reply::Done);
}

fn unlock(office: &TestOffice, password: &str) -> Result<Reply, AppError> {
    office.submit(SessionCommand::Unlock {
        password: Zeroizing::new(password.to_owned()),
    })
}

#[track_caller]
fn assert_wrong(office: &TestOffice) {
    let refused = unlock(office, "wrong");
    assert!(
        matches!(refused, Err(AppError::WrongPassword)),
        "{refused:?}"
    );
    assert_eq!(office.newest_entry(), "session.attempt|2|NULL|1");
}

/// Nobody may anything but look at the cover.
#[track_caller]
fn assert_shut(office: &TestOffice) {
    assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
    assert!(matches!(office.ask(Totals), Err(AppError::NotSignedIn)));
    assert_eq!(office.ask(Cover).unwrap().name, "Test office");
    let refused = office.submit(OfficeCommand::SetDateFormat(DateFormat::Iso));
    assert!(matches!(refused, Err(AppError::NotSignedIn)));
    assert_eq!(office.newest_entry(), "office.update|1|NULL|0");
    assert!(!office.backend().is_session_over());
    assert_eq!(office.backend().operator(), None);
}

#[test]
fn a_locked_program_answers_nothing_until_the_password_is_given() {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let before = office.backend().operator();
    lock(&office);
    assert_eq!(office.newest_entry(), "session.lock|0|1|1");
    assert_eq!(office.backend().set_aside(), before);
    assert_shut(&office);
    let reply = unlock(&office, PASSWORD).unwrap();
    assert!(matches!(reply, Reply::SignedIn(operator) if operator.user_id == MAYA));
    assert_eq!(office.newest_entry(), "session.unlock|0|1|1");
    assert_eq!(
        office.backend().operator(),
        before,
        "the same session goes on"
    );
    assert_eq!(office.backend().set_aside(), None);
    assert_eq!(office.ask(Me).unwrap().roles, ["System Administrator"]);
    assert_eq!(
        office.sql("SELECT count(*) FROM session"),
        ["1"],
        "unlocking is no sign-in"
    );
    assert_eq!(office.sql("SELECT count(*) FROM sign_in"), ["1"]);
    office.assert_intact();
}

#[test]
fn locking_takes_effect_before_the_writer_has_time_for_it() {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let change = office
        .backend()
        .submit(OfficeCommand::SetDateFormat(DateFormat::Iso).into());
    let question = office.backend().ask(Totals);
    let lock = office.backend().lock();
    assert_eq!(office.backend().operator(), None);
    while office.backend().step() {}
    assert!(matches!(question.take(), Some(Err(AppError::NotSignedIn))));
    assert!(lock.take().unwrap().is_ok());
    change.take().unwrap().unwrap();
    assert_eq!(office.ask(Cover).unwrap().date_format, DateFormat::Iso);
    assert_eq!(
        office.sql("SELECT command, outcome, actor_id FROM audit_entry ORDER BY seq DESC LIMIT 2"),
        ["session.lock|0|1", "office.update|0|1"],
        "what was given before is the operator's own"
    );
}

#[test]
fn an_export_that_runs_goes_on() {
    let office = created();
    testing::execute(
        &office.path(),
        "INSERT INTO role_permission VALUES (1, 'data.export') ON CONFLICT DO NOTHING",
    )
    .unwrap();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let request = ExportRequest {
        what: Export::Insight(Scope::default()),
        format: Format::Csv,
        path: office.path().with_file_name("insight.csv"),
    };
    let export = start(office.backend(), request.clone());
    lock(&office);
    let done = export.take().unwrap().unwrap();
    assert!(done.path.exists());
    assert!(
        office
            .sql("SELECT command || outcome || actor_id FROM audit_entry")
            .contains(&"data.export01".to_owned())
    );
    let later = start(office.backend(), request);
    while office.backend().step() {}
    assert!(matches!(later.take(), Some(Err(AppError::NotSignedIn))));
}

#[test]
fn wrong_passwords_slow_down_as_at_signing_in() {
    let mut office = locked();
    for _ in 0..5 {
        assert_wrong(&office);
    }
    let throttled = unlock(&office, PASSWORD);
    assert!(
        matches!(throttled, Err(AppError::Throttled(1..=2))),
        "{throttled:?}"
    );
    assert_shut(&office);
    assert_eq!(
        office.sql("SELECT failures FROM credential"),
        ["5"],
        "one count for both"
    );
    office.clock.advance_ms(1_000);
    unlock(&office, PASSWORD).unwrap();
    assert_eq!(
        office.sql("SELECT failures, blocked_until FROM credential"),
        ["0|0"]
    );
    lock(&office);
    for _ in 0..5 {
        assert_wrong(&office);
    }
    office.reopen();
    let elsewhere = sign_in(&office, EMAIL, PASSWORD);
    assert!(matches!(elsewhere, Err(AppError::Throttled(_))));
    office.assert_intact();
}

#[test]
fn whose_account_is_no_longer_active_can_not_unlock() {
    let office = locked();
    testing::execute(
        &office.path(),
        "UPDATE user SET status = 0 WHERE user_id = 1",
    )
    .unwrap();
    for password in ["wrong", PASSWORD] {
        let over = unlock(&office, password);
        let is_first = password == "wrong";
        assert!(matches!(over, Err(AppError::SessionOver)) == is_first);
    }
    assert_eq!(office.backend().set_aside(), None);
    assert_eq!(
        office.sql("SELECT command, outcome, actor_id FROM audit_entry ORDER BY seq DESC LIMIT 3"),
        [
            "session.unlock|1|NULL",
            "session.unlock|1|NULL",
            "session.end|0|NULL"
        ]
    );
    assert_eq!(
        office.sql("SELECT ended_at IS NOT NULL, end_reason FROM session"),
        ["1|not unlocked"]
    );
    assert!(matches!(
        sign_in(&office, EMAIL, PASSWORD),
        Err(AppError::WrongCredentials)
    ));
}

#[test]
fn a_session_that_was_ended_can_not_be_unlocked_and_one_that_ran_out_begins_anew() {
    let office = locked();
    testing::execute(&office.path(), "UPDATE session SET ended_at = started_at").unwrap();
    assert!(matches!(
        unlock(&office, PASSWORD),
        Err(AppError::SessionOver)
    ));
    assert_shut(&office);
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let before = office.backend().operator().unwrap();
    lock(&office);
    office.clock.advance_ms(13 * 60 * 60 * 1_000);
    assert_wrong(&office);
    unlock(&office, PASSWORD).unwrap();
    assert_eq!(office.newest_entry(), "session.unlock|0|1|1");
    let after = office.backend().operator().unwrap();
    assert_eq!(
        (after.user_id, after.name),
        (before.user_id, before.name),
        "the same person"
    );
    assert_ne!(after.session_id, before.session_id);
}

#[test]
fn nobody_else_comes_in_while_it_is_locked_and_whoever_locked_it_can_leave() {
    let office = locked();
    for command in [
        SessionCommand::EnterDemo,
        SessionCommand::Lock,
        SessionCommand::SignIn {
            email: EMAIL.into(),
            password: Zeroizing::new(PASSWORD.into()),
        },
    ] {
        let refused = office.submit(command);
        assert!(matches!(refused, Err(AppError::NotSignedIn)), "{refused:?}");
    }
    assert_shut(&office);
    office.submit(SessionCommand::SignOut).unwrap();
    assert_eq!(
        office.newest_entry(),
        "session.sign_out|0|NULL|1",
        "nobody proved to be Maya"
    );
    assert_eq!(office.backend().set_aside(), None);
    assert_eq!(office.sql("SELECT end_reason FROM session"), ["signed out"]);
    sign_in(&office, EMAIL, PASSWORD).unwrap();
}

#[test]
fn locking_needs_someone_signed_in_and_unlocking_a_lock() {
    let office = created();
    let entries = office.entries();
    let refused = office.submit(SessionCommand::Lock);
    assert!(matches!(refused, Err(AppError::NotSignedIn)));
    let refused = unlock(&office, PASSWORD);
    assert!(matches!(refused, Err(AppError::NotSignedIn)));
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    let refused = unlock(&office, PASSWORD);
    assert!(matches!(refused, Err(AppError::NotSignedIn)));
    assert!(!office.backend().is_session_over());
    assert!(office.entries() > entries + 2, "each is recorded");
}

#[test]
fn the_demo_asks_for_no_password() {
    let office = TestOffice::entered();
    lock(&office);
    assert_shut(&office);
    unlock(&office, "").unwrap();
    assert_eq!(office.newest_entry(), "session.unlock|0|1|1");
    office.ask(Me).unwrap();
}

#[test]
fn an_account_that_is_made_inactive_is_noticed_by_whatever_is_asked() {
    let inactive = "UPDATE user SET status = 0 WHERE user_id = 1";
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    office.ask(Totals).unwrap();
    testing::execute(&office.path(), inactive).unwrap();
    assert!(!office.backend().is_session_over());
    assert!(matches!(office.ask(Totals), Err(AppError::SessionOver)));
    assert!(office.backend().is_session_over());
    office.submit(SessionCommand::SignOut).unwrap();
    assert!(!office.backend().is_session_over());
    let other = created();
    sign_in(&other, EMAIL, PASSWORD).unwrap();
    testing::execute(&other.path(), inactive).unwrap();
    let refused = other.submit(OfficeCommand::SetDateFormat(DateFormat::Iso));
    assert!(matches!(refused, Err(AppError::SessionOver)));
    assert!(other.backend().is_session_over());
    assert_eq!(other.newest_entry(), "office.update|1|1|0");
}
