//! Viewing as a user: who may begin it, what is refused in it, when it ends, and what stands in the log of it.

use std::sync::Arc;

use rollcall::app::backend::Backend;
use rollcall::app::commands::Command;
use rollcall::app::commands::Reply;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::view::ViewCommand;
use rollcall::app::commands::viewing::ViewingCommand;
use rollcall::app::commands::ways_in::WaysInCommand;
use rollcall::app::error::AppError;
use rollcall::app::exports::clipboard::{self, Clip};
use rollcall::app::exports::{self, Export, ExportRequest};
use rollcall::app::imports::{Request, start};
use rollcall::app::queries::audit_log::AuditEntry;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::own_account::OwnAccount;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::query::Query;
use rollcall::app::ticket::Ticket;
use rollcall::app::viewing::Viewing;
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, Sort, UserListQuery};
use rollcall::domain::table::Format;
use rollcall::domain::viewing::{Obstacle, Offer, Page, Visit};
use rollcall::store::error::StoreError;
use rollcall::store::testing;

use super::sessions::{PASSWORD, created, sign_in};
use crate::support::office::{MAYA, TOMAS, TestOffice};
use crate::support::outside::NOW;

/// Begins to view as somebody.
pub fn begin(office: &TestOffice, user_id: UserId) -> Result<Viewing, AppError> {
    let reason = " They can't find a workspace ".to_owned();
    match office.submit(ViewingCommand { user_id, reason })? {
        Reply::Viewing(viewing) => Ok(viewing),
        other => panic!("{other:?}"),
    }
}

/// The file as it is seen as Tomás.
pub fn as_tomas(office: &TestOffice) -> Backend {
    let viewing = begin(office, TOMAS).unwrap();
    office.backend().through(viewing.id).unwrap()
}

/// Asks through a view.
pub fn ask<Q: Query>(
    office: &TestOffice,
    through: &Backend,
    query: Q,
) -> Result<Q::Output, AppError> {
    answered(office, &through.ask(query))
}

/// Waits for an answer.
pub fn answered<T>(office: &TestOffice, ticket: &Ticket<T>) -> Result<T, AppError> {
    while office.backend().step() {}
    ticket.take().unwrap()
}

/// What stands in the log of ends.
pub fn ends(office: &TestOffice) -> Vec<String> {
    office.sql(
        "SELECT actor_id, effective_id, object_id, json_extract(details, '$.why')
         FROM audit_entry WHERE command = 'viewing.end' ORDER BY seq",
    )
}

/// Changes the file past the program.
pub fn sql(office: &TestOffice, sql: &str) {
    testing::execute(&office.path(), sql).unwrap();
}

#[test]
fn it_begins_with_a_reason_that_stands_in_the_log_and_in_the_persons_history() {
    let office = TestOffice::entered();
    let viewing = begin(&office, TOMAS).unwrap();
    assert_eq!((viewing.user_id, &*viewing.name), (TOMAS, "Tomás Vidal"));
    assert_eq!(viewing.until, NOW.plus_minutes(30));
    assert_eq!(
        office.sql(
            "SELECT command, actor_id, effective_id, object_kind, object_id, reason, outcome
             FROM audit_entry ORDER BY seq DESC LIMIT 1"
        ),
        ["viewing.begin|1|2|1|2|They can't find a workspace|0"]
    );
    let history = office.ask(UserDetail::of(TOMAS)).unwrap().history;
    assert_eq!(history[0].command, "viewing.begin");
    assert_eq!(
        history[0].reason.as_deref(),
        Some("They can't find a workspace")
    );
    assert!(!history[0].is_undoable);
    assert_eq!(history[0].actor.as_ref().unwrap().name(), "Maya Adeyemi");
    office.assert_intact();
}

#[test]
fn nothing_of_the_person_and_no_figure_changes() {
    let office = TestOffice::entered();
    let facts = || {
        let insight = InsightOf {
            scope: Scope::default(),
            refreshed: 0,
        };
        let insight = office.ask(insight).unwrap();
        let tables = ["user", "session", "sign_in", "user_role", "counter"];
        let rows = tables.map(|table| office.sql(&format!("SELECT * FROM {table}")));
        (format!("{insight:?}"), rows)
    };
    let before = facts();
    let through = as_tomas(&office);
    for page in [Page::Users, Page::Insight] {
        through.visit(Visit { page, person: None });
        ask(&office, &through, Me).unwrap();
    }
    drop(through);
    while office.backend().step() {}
    assert_eq!(ends(&office), ["1|2|2|operator"]);
    assert_eq!(facts(), before);
}

#[test]
fn whoever_may_not_is_refused() {
    let said = |error: AppError| match error {
        AppError::Invalid(issues) => issues.first().map(|(_, said)| said.to_owned()).unwrap(),
        other => panic!("{other:?}"),
    };
    let office = TestOffice::entered();
    let words = rollcall::domain::text::text();
    for reason in ["", "  ", "\t"] {
        let refused = office.submit(ViewingCommand {
            user_id: TOMAS,
            reason: reason.to_owned(),
        });
        assert_eq!(said(refused.unwrap_err()), words.problem.reason_missing);
    }
    let refused = begin(&office, MAYA).unwrap_err();
    assert_eq!(said(refused), Obstacle::Oneself.words());
    sql(&office, "UPDATE user SET status = 0 WHERE user_id = 2");
    let refused = begin(&office, TOMAS).unwrap_err();
    assert_eq!(said(refused), Obstacle::Inactive.words());
    sql(
        &office,
        "UPDATE user SET status = 1, deleted_at = 5 WHERE user_id = 2",
    );
    for user_id in [TOMAS, UserId(99)] {
        let refused = begin(&office, user_id).unwrap_err();
        assert!(matches!(refused, AppError::Store(StoreError::NotFound)));
    }
    sql(
        &office,
        "UPDATE user SET deleted_at = NULL WHERE user_id = 2",
    );
    // What nobody but Tomás may.
    sql(
        &office,
        "INSERT INTO role_permission VALUES (10, 'data.export'); UPDATE user_role SET place = 0 WHERE user_id = 2",
    );
    assert_eq!(
        said(begin(&office, TOMAS).unwrap_err()),
        Obstacle::Wider.words()
    );
    let offer = |user_id| office.ask(UserDetail::of(user_id)).unwrap().view_as;
    assert_eq!(offer(TOMAS), Offer::Off(Obstacle::Wider));
    assert_eq!(offer(MAYA), Offer::Off(Obstacle::Oneself));
    let entries = office.entries();
    office.forbid("users.impersonate");
    assert!(matches!(
        begin(&office, TOMAS),
        Err(AppError::Denied(Permission::UsersImpersonate))
    ));
    assert_eq!(office.entries(), entries + 1, "the refusal is recorded");
    assert_eq!(
        office.sql("SELECT 1 FROM audit_entry WHERE command = 'viewing.begin' AND outcome = 0"),
        [""; 0]
    );
}

#[test]
fn it_takes_the_password_and_a_right_that_reaches_the_person() {
    let office = created();
    assert!(matches!(begin(&office, TOMAS), Err(AppError::NotSignedIn)));
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
    office.clock.advance_ms(6 * 60 * 1_000);
    assert!(matches!(begin(&office, TOMAS), Err(AppError::ProofNeeded)));
    let password = zeroize::Zeroizing::new(PASSWORD.to_owned());
    office.submit(SessionCommand::Prove { password }).unwrap();
    begin(&office, TOMAS).unwrap();
    // In workspaces where Tomás is not.
    sql(
        &office,
        "UPDATE user_role SET place = 1 WHERE user_id = 1; INSERT INTO user_workspace VALUES (1, 1)",
    );
    let refused = begin(&office, TOMAS);
    assert!(
        matches!(refused, Err(AppError::Store(StoreError::NotFound))),
        "{refused:?}"
    );
}

#[test]
fn every_page_is_recorded_once_with_the_person_whose_form_it_is() {
    let office = TestOffice::entered();
    let viewing = begin(&office, TOMAS).unwrap();
    let through = office.backend().through(viewing.id).unwrap();
    for (page, person) in [(Page::Users, None), (Page::Person, Some(MAYA))] {
        through.visit(Visit { page, person });
    }
    while office.backend().step() {}
    let visits = office.sql(
        "SELECT actor_id, effective_id, object_id, details FROM audit_entry WHERE command = 'viewing.visit' ORDER BY seq",
    );
    let id = viewing.id.0;
    assert_eq!(
        visits,
        [
            format!("1|2|2|{{\"page\":\"users\",\"person\":null,\"viewing\":{id}}}"),
            format!("1|2|2|{{\"page\":\"person\",\"person\":1,\"viewing\":{id}}}"),
        ]
    );
    let told = office.ask(AuditEntry { seq: id + 2 }).unwrap();
    assert!(
        told.facts.contains(&("User".into(), "C-000001".into())),
        "{:?}",
        told.facts
    );
    assert!(
        told.facts
            .contains(&("Page".into(), "A user's form".into()))
    );
    let history = office.ask(UserDetail::of(TOMAS)).unwrap().history;
    assert_eq!(
        history[0].command, "viewing.begin",
        "pages are in the log only"
    );
    through.end_viewing();
    through.visit(Visit {
        page: Page::Audit,
        person: None,
    });
    while office.backend().step() {}
    assert_eq!(office.newest_entry(), "viewing.end|0|1|1");
    let end = office.sql("SELECT details FROM audit_entry ORDER BY seq DESC LIMIT 1");
    assert_eq!(end, [format!("{{\"viewing\":{id},\"why\":\"operator\"}}")]);
    office.assert_intact();
}

#[test]
fn whatever_is_more_than_a_question_is_refused() {
    let office = TestOffice::entered();
    let sql = "INSERT INTO role_permission VALUES (1, 'data.export');
        INSERT OR IGNORE INTO role_permission SELECT 10, permission FROM role_permission WHERE role_id = 1;
        UPDATE user_role SET place = 0 WHERE user_id = 2";
    testing::execute(&office.path(), sql).unwrap();
    let through = as_tomas(&office);
    let entries = office.entries();
    let again = ViewingCommand {
        user_id: TOMAS,
        reason: "Once more".into(),
    };
    let commands: [Command; 7] = [
        again.into(),
        SessionCommand::SignOut.into(),
        SessionCommand::Lock.into(),
        SessionCommand::EnterDemo.into(),
        WaysInCommand::Lock(Arc::new(vec![MAYA])).into(),
        ViewCommand::Start(None).into(),
        PurgeCommand::Due.into(),
    ];
    for command in commands {
        let refused = answered(&office, &through.submit(command.clone()));
        assert!(matches!(refused, Err(AppError::OnlyViewing)), "{command:?}");
    }
    nothing_is_taken_out(&office, &through);
    // There is no view through a view, and the operator goes on.
    assert_eq!(office.entries(), entries);
    assert!(through.operator().is_none() && through.only_reads());
    assert!(office.backend().operator().is_some() && !office.backend().only_reads());
    ask(&office, &through, Me).unwrap();
}

fn nothing_is_taken_out(office: &TestOffice, through: &Backend) {
    let list = UserListQuery::of(Scope::default(), Segment::All);
    let request = ExportRequest {
        what: Export::Users(list),
        format: Format::Csv,
        path: office.path().with_extension("csv"),
    };
    let refused = answered(office, &exports::start(through, request.clone()));
    assert!(matches!(refused, Err(AppError::OnlyViewing)));
    assert!(!request.path.exists());
    let clip = Clip {
        chosen: rollcall::domain::bulk::Chosen::These(Arc::new(vec![TOMAS])),
        sort: Sort::default(),
        columns: Vec::new(),
    };
    let refused = answered(office, &clipboard::start(through, clip));
    assert!(matches!(refused, Err(AppError::OnlyViewing)));
    let refused = answered(office, &start::look(through, Request::of(office.path())));
    assert!(matches!(refused, Err(AppError::OnlyViewing)));
    assert!(matches!(
        answered(office, &through.is_remembered()),
        Err(AppError::OnlyViewing)
    ));
    assert!(matches!(
        answered(office, &through.lock()),
        Err(AppError::OnlyViewing)
    ));
    assert!(matches!(
        ask(office, through, OwnAccount),
        Err(AppError::NotSignedIn)
    ));
}
