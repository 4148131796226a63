//! Questions that are refused are in the log, once a person, kind and hour, and nobody waits for that.

use rollcall::app::error::AppError;
use rollcall::app::queries::audit_log::{AuditEntry, AuditLog};
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::plans::Plans;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::audit::Outcome;
use rollcall::domain::log::{ActArea, LogFilter};
use rollcall::domain::segment::Scope;

use crate::support::office::TestOffice;

const DENIED: &str = "question.ask|1|1|0";
const HOUR_MS: i64 = 3_600_000;

fn insight() -> InsightOf {
    InsightOf {
        scope: Scope::default(),
        refreshed: 0,
    }
}

#[track_caller]
fn refused<T>(answer: &Result<T, AppError>) {
    assert!(matches!(answer, Err(AppError::Denied(_))));
}

#[test]
fn a_refused_question_is_recorded_once_a_kind_and_hour() {
    let office = TestOffice::entered();
    for permission in ["insight.view", "plans.view"] {
        office.forbid(permission);
    }
    let before = office.entries();
    for _ in 0..3 {
        refused(&office.ask(insight()));
    }
    assert_eq!(office.newest_entry(), DENIED);
    assert_eq!(office.entries(), before + 1);
    refused(&office.ask(Plans));
    assert_eq!(office.entries(), before + 2);
    office.clock.advance_ms(HOUR_MS);
    refused(&office.ask(insight()));
    refused(&office.ask(insight()));
    assert_eq!(office.entries(), before + 3);
    office.ask(Workspaces).unwrap();
    assert_eq!(office.entries(), before + 3, "what is answered is no entry");
    let filter = LogFilter {
        area: Some(ActArea::Questions),
        outcome: Some(Outcome::Denied),
        ..LogFilter::default()
    };
    let listed = office.ask(AuditLog { filter }).unwrap().entries;
    assert_eq!(listed.count(), 3);
    let seq = listed.get(0).unwrap();
    let facts = office.ask(AuditEntry { seq }).unwrap().facts;
    let told = |label: &str| {
        facts
            .iter()
            .find(|(name, _)| name == label)
            .unwrap()
            .1
            .clone()
    };
    assert_eq!(told("Question"), "insight_of");
    assert_eq!(told("Missing permission"), "insight.view");
    office.assert_intact();
}

#[test]
fn the_answer_does_not_wait_for_the_writer() {
    let office = TestOffice::entered();
    office.forbid("insight.view");
    let before = office.entries();
    let ticket = office.backend().ask(insight());
    assert!(office.backend().step());
    refused(&ticket.take().unwrap());
    assert_eq!(office.entries(), before);
    assert!(office.backend().step());
    assert_eq!(office.entries(), before + 1);
    assert!(!office.backend().step());
}

#[test]
fn what_nobody_asked_is_nobodys_refusal() {
    let office = {
        let mut office = TestOffice::closed();
        office.reopen();
        office
    };
    let before = office.entries();
    assert!(matches!(office.ask(insight()), Err(AppError::NotSignedIn)));
    assert_eq!(office.entries(), before);
}
