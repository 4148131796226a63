//! The password is asked for again before something dangerous, and what was asked for is then done.

use rollcall::app::commands::Command;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::exports::{Export, ExportDone, ExportRequest, start};
use rollcall::app::queries::me::Me;
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::table::Format;
use rollcall::domain::time::DateFormat;
use rollcall::domain::validation::draft::UserDraft;
use zeroize::Zeroizing;

use super::sessions::{PASSWORD, created, sign_in};
use crate::support::office::{ADMINISTRATOR, MEMBER, TOMAS, TestOffice};

const EMAIL: &str = "maya@northwind.example";
/// A millisecond more than a password stays good.
const STALE_MS: i64 = 5 * 60 * 1_000 + 1;

/// An office whose administrator gave the password a while ago.
fn stale() -> TestOffice {
    let office = created();
    sign_in(&office, EMAIL, PASSWORD).unwrap();
    office.clock.advance_ms(STALE_MS);
    office
}

fn prove(office: &TestOffice, password: &str) -> Result<(), AppError> {
    let password = Zeroizing::new(password.to_owned());
    office.submit(SessionCommand::Prove { password }).map(drop)
}

fn allow() -> Command {
    RoleCommand::Allow(MEMBER, Permission::UsersView).into()
}

/// A change of the member.
fn edit(office: &TestOffice, change: impl FnOnce(&mut UserDraft)) -> Command {
    let user_id: UserId = TOMAS;
    let detail = rollcall::app::queries::user_detail::UserDetail::of(user_id);
    let record = office.ask(detail).unwrap().record;
    let mut draft = UserDraft::from(&record.profile);
    change(&mut draft);
    UserCommand::Update {
        user_id,
        draft: Box::new(draft),
        base: record.changed_at,
    }
    .into()
}

#[track_caller]
fn assert_asked<T: std::fmt::Debug>(answer: &Result<T, AppError>) {
    assert!(matches!(answer, Err(AppError::ProofNeeded)), "{answer:?}");
}

#[test]
fn what_roles_allow_and_who_holds_them_needs_a_password_of_the_last_five_minutes() {
    let office = stale();
    assert_asked(&office.submit(allow()));
    assert_asked(&office.submit(edit(&office, |draft| {
        draft.roles.insert(ADMINISTRATOR);
    })));
    let held = office.sql("SELECT role_id FROM user_role WHERE user_id = 2");
    assert_eq!(held, ["10"], "nothing of it was done");
    // What is harmless is done.
    office
        .submit(OfficeCommand::SetDateFormat(DateFormat::Iso))
        .unwrap();
    office
        .submit(edit(&office, |draft| draft.title = "Other".into()))
        .unwrap();
    let wrong = prove(&office, "wrong");
    assert!(matches!(wrong, Err(AppError::WrongPassword)), "{wrong:?}");
    assert_asked(&office.submit(allow()));
    prove(&office, PASSWORD).unwrap();
    assert_eq!(office.newest_entry(), "session.prove|0|1|1");
    let act = office.act(allow());
    office.clock.advance_ms(STALE_MS);
    assert_asked(&office.submit(UndoCommand::of(act)));
    prove(&office, PASSWORD).unwrap();
    office.submit(UndoCommand::of(act)).unwrap();
    office.assert_intact();
}

#[test]
fn whoever_may_not_is_refused_and_not_asked() {
    let office = stale();
    office.forbid("roles.update");
    let refused = office.submit(allow());
    assert!(matches!(refused, Err(AppError::Denied(_))), "{refused:?}");
}

#[test]
fn the_demo_asks_nobody() {
    let office = TestOffice::entered();
    office.clock.advance_ms(STALE_MS);
    office.submit(allow()).unwrap();
}

#[test]
fn an_export_of_everyone_needs_it_and_a_smaller_one_does_not() {
    let office = stale();
    office.allow("data.export");
    let export = |search: &str| -> Result<ExportDone, AppError> {
        let request = ExportRequest {
            what: Export::Users(UserListQuery {
                search: search.to_owned(),
                ..UserListQuery::of(Scope::default(), Segment::All)
            }),
            format: Format::Csv,
            path: office.path().with_file_name("people.csv"),
        };
        let ticket = start(office.backend(), request);
        while office.backend().step() {}
        ticket.take().unwrap()
    };
    assert_asked(&export(""));
    // Everybody has this in their address.
    assert_asked(&export("northwind"));
    assert!(!office.path().with_file_name("people.csv").exists());
    assert_eq!(export("maya").unwrap().rows, 1);
    prove(&office, PASSWORD).unwrap();
    assert_eq!(export("").unwrap().rows, 2);
}

#[test]
fn a_command_waits_where_somebody_can_be_asked_and_is_then_done() {
    let office = stale();
    office.backend().let_commands_wait();
    let ticket = office.backend().submit(allow());
    while office.backend().step() {}
    assert!(ticket.take().is_none(), "it waits");
    assert!(office.backend().has_waiting());
    prove(&office, PASSWORD).unwrap();
    office.backend().go_on();
    while office.backend().step() {}
    ticket.take().unwrap().unwrap();
    assert!(!office.backend().has_waiting());
    office.clock.advance_ms(STALE_MS);
    let ticket = office.backend().submit(allow());
    while office.backend().step() {}
    office.backend().refuse_waiting();
    assert_asked(&ticket.take().unwrap());
}

#[test]
fn what_waits_is_gone_when_somebody_else_sits_down() {
    let office = stale();
    office.backend().let_commands_wait();
    drop(office.backend().submit(allow()));
    while office.backend().step() {}
    office.submit(SessionCommand::SignOut).unwrap();
    assert!(!office.backend().has_waiting());
    assert_asked_of_nobody(&office);
}

fn assert_asked_of_nobody(office: &TestOffice) {
    let refused = office.submit(allow());
    assert!(matches!(refused, Err(AppError::NotSignedIn)), "{refused:?}");
}

#[test]
fn giving_the_password_never_opens_a_program_that_was_locked_meanwhile() {
    let office = stale();
    let password = Zeroizing::new(PASSWORD.to_owned());
    let proving = office
        .backend()
        .submit(SessionCommand::Prove { password }.into());
    drop(office.backend().lock());
    // The proof first, then the lock.
    assert!(office.backend().step());
    proving.take().unwrap().unwrap();
    assert_eq!(office.backend().operator(), None);
    while office.backend().step() {}
    assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
}
