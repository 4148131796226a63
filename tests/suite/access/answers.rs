//! Everything that can be asked and exported, as texts, with the errors in place of what is refused.

use std::fmt::Debug;
use std::io::Read;
use std::path::Path;

use rollcall::app::error::AppError;
use rollcall::app::exports::Export;
use rollcall::app::queries::access_changes::AccessChanges;
use rollcall::app::queries::audit_log::{AuditEntry, AuditLog, AuditRows};
use rollcall::app::queries::cover::Cover;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::app::queries::field_values::FieldValues;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::me::Me;
use rollcall::app::queries::person_plans::PersonPlans;
use rollcall::app::queries::person_sessions::PersonSessions;
use rollcall::app::queries::plans::Plans;
use rollcall::app::queries::recorded::RecordedOn;
use rollcall::app::queries::roles::{HolderCounts, HolderRows, RoleHolders};
use rollcall::app::queries::session_list::{SessionFigures, SessionList, SessionRows};
use rollcall::app::queries::sessions::OpenSessions;
use rollcall::app::queries::teams::Teams;
use rollcall::app::queries::totals::Totals;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::{UserList, UserRows};
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::filter::{Filter, FilterField, Sense, Term, Test};
use rollcall::domain::ids::{RoleId, SessionId, UserId, WorkspaceId};
use rollcall::domain::log::{ActArea, LogFilter};
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use rollcall::domain::session::{Part, SessionFilter, SessionKey};
use rollcall::domain::table::Format;
use rollcall::domain::user::UserKind;

use super::twins::Twin;
use crate::queries::oracle;
use crate::support::outside::NOW;

/// What was asked, and the answer or error.
pub type Told = (String, String);

fn said(answer: Result<impl Debug, AppError>) -> String {
    match answer {
        Ok(answer) => format!("{answer:?}"),
        Err(error) => format!("{error:?} {:?}", error.message()),
    }
}

fn numbers() -> Vec<UserId> {
    (1..=20).map(UserId).collect()
}

fn scopes() -> Vec<Scope> {
    let workspaces = [None, Some(1), Some(2), Some(3), Some(99)];
    let kinds = [None, Some(UserKind::Internal), Some(UserKind::Client)];
    let pairs = workspaces
        .iter()
        .flat_map(|workspace| kinds.iter().map(move |kind| (*workspace, *kind)));
    pairs
        .map(|(workspace, kind)| Scope {
            workspace: workspace.map(WorkspaceId),
            kind,
            day: None,
        })
        .collect()
}

fn sorts() -> Vec<Sort> {
    let directions = [Direction::Ascending, Direction::Descending];
    UserColumn::ALL
        .iter()
        .flat_map(|column| {
            directions.map(|direction| Sort {
                column: *column,
                direction,
            })
        })
        .collect()
}

/// The answers to everything; `needles` are what is searched for.
pub fn everything(twin: &Twin, needles: &[String]) -> Vec<Told> {
    let mut told = vec![
        ("Cover".to_owned(), said(twin.ask(Cover))),
        ("Me".to_owned(), said(twin.ask(Me))),
        ("WholeDirectory".to_owned(), said(twin.ask(WholeDirectory))),
        ("Totals".to_owned(), said(twin.ask(Totals))),
        ("HolderCounts".to_owned(), said(twin.ask(HolderCounts))),
    ];
    told.push(("Workspaces".to_owned(), said(twin.ask(Workspaces))));
    told.push(("Teams".to_owned(), said(twin.ask(Teams))));
    told.push(("Plans".to_owned(), said(twin.ask(Plans))));
    for user_id in numbers() {
        let detail = twin.ask(UserDetail::of(user_id));
        told.push((format!("UserDetail {user_id:?}"), said(detail)));
        let plans = twin.ask(PersonPlans { user_id });
        told.push((format!("PersonPlans {user_id:?}"), said(plans)));
    }
    told.extend(yesterday(twin));
    let ids = numbers();
    told.push((
        "UserRows".to_owned(),
        said(twin.ask(UserRows {
            ids,
            as_of: NOW,
            day: None,
        })),
    ));
    for scope in scopes() {
        let refreshed = 0;
        let insight = twin.ask(InsightOf { scope, refreshed });
        told.push((format!("InsightOf {scope:?}"), said(insight)));
        let sessions = twin.ask(OpenSessions { scope });
        told.push((format!("OpenSessions {scope:?}"), said(sessions)));
    }
    told.extend(sessions(twin, needles));
    told.extend(log(twin, needles));
    told.extend(roles(twin, needles));
    told.extend(lists(twin, needles));
    told.extend(filters(twin, needles));
    told
}

/// The Sessions page, each part whole, of one person, and searched; with the rows that it lists.
fn sessions(twin: &Twin, needles: &[String]) -> Vec<Told> {
    let mut told = Vec::new();
    for part in Part::ALL {
        let whole = SessionFilter::of(part);
        let mut filters = vec![whole.clone()];
        filters.extend(numbers().into_iter().map(|id| SessionFilter {
            person: Some(id),
            ..whole.clone()
        }));
        filters.extend(needles.iter().map(|needle| SessionFilter {
            search: needle.clone(),
            ..whole.clone()
        }));
        for filter in filters {
            let name = format!("SessionList {filter:?}");
            let list = SessionList {
                filter: filter.clone(),
            };
            told.push((name, said(twin.ask(list))));
            let name = format!("SessionFigures {filter:?}");
            told.push((name, said(twin.ask(SessionFigures { filter }))));
        }
    }
    let ids = numbers().into_iter();
    for user_id in ids {
        let keys = (1..9).map(|id| SessionKey::Session(SessionId(id)));
        let keys = keys.chain([SessionKey::Account(user_id)]).collect();
        let name = format!("SessionRows {user_id:?}");
        told.push((name, said(twin.ask(SessionRows { keys }))));
        let name = format!("PersonSessions {user_id:?}");
        told.push((name, said(twin.ask(PersonSessions { user_id }))));
    }
    told
}

/// The log, narrowed in every way, with the rows and entries that it lists and those that it may not.
fn log(twin: &Twin, needles: &[String]) -> Vec<Told> {
    let plain = LogFilter::default();
    let mut filters = vec![plain.clone()];
    for user_id in numbers() {
        filters.push(LogFilter {
            actor: Some(user_id),
            ..plain.clone()
        });
        filters.push(LogFilter {
            object: Some((ObjectKind::User, user_id.0)),
            ..plain.clone()
        });
    }
    filters.extend((1..4).map(|id| LogFilter {
        object: Some((ObjectKind::OfficeWorkspace, id)),
        ..plain.clone()
    }));
    filters.extend(ActArea::ALL.map(|area| LogFilter {
        area: Some(area),
        ..plain.clone()
    }));
    filters.extend(needles.iter().map(|reason| LogFilter {
        reason: reason.clone(),
        ..plain.clone()
    }));
    let mut told = Vec::new();
    for filter in filters {
        let name = format!("AuditLog {filter:?}");
        let answer = twin.ask(AuditLog { filter });
        // A hash covers what is hidden, and tells nothing of it.
        let answer =
            answer.map(|answer| (answer.entries, answer.total, answer.head.map(|h| h.seq)));
        told.push((name, said(answer)));
    }
    for seq in 1..40 {
        let entry = twin.ask(AuditEntry { seq });
        let entry = entry.map(|entry| (entry.row, entry.parts, entry.facts, entry.is_undoable));
        told.push((format!("AuditEntry {seq}"), said(entry)));
        let rows = twin.ask(AuditRows { seqs: vec![seq] });
        told.push((format!("AuditRows {seq}"), said(rows)));
    }
    told
}

fn roles(twin: &Twin, needles: &[String]) -> Vec<Told> {
    let since = chrono::NaiveDate::default();
    let changes = twin.ask(AccessChanges { since });
    let changes = changes.map(|answer| answer.lines);
    let mut told = vec![("AccessChanges".to_owned(), said(changes))];
    for role_id in (1..=13).map(RoleId) {
        let ids = numbers();
        let rows = twin.ask(HolderRows { role_id, ids });
        told.push((format!("HolderRows {role_id:?}"), said(rows)));
        for search in needles.iter().map(String::as_str).chain([""]) {
            let search = search.to_owned();
            let what = format!("RoleHolders {role_id:?} {search}");
            told.push((what, said(twin.ask(RoleHolders { role_id, search }))));
        }
    }
    told
}

fn lists(twin: &Twin, needles: &[String]) -> Vec<Told> {
    let mut queries = Vec::new();
    for scope in scopes() {
        for segment in oracle::segments() {
            queries.push((scope, segment, String::new(), Sort::default()));
        }
    }
    for sort in sorts() {
        let scope = Scope::default();
        queries.push((scope, Segment::All, String::new(), sort));
        let searches = needles.iter().cloned();
        queries.extend(searches.map(|search| (scope, Segment::All, search, sort)));
    }
    let ask = |(scope, segment, search, sort)| {
        let query = UserListQuery {
            search,
            sort,
            ..UserListQuery::of(scope, segment)
        };
        (format!("{query:?}"), said(twin.ask(UserList(query))))
    };
    queries.into_iter().map(ask).collect()
}

/// The same on a day that has been.
fn yesterday(twin: &Twin) -> Vec<Told> {
    let day = "2026-11-20".parse().unwrap();
    let scope = Scope {
        day: Some(day),
        ..Scope::default()
    };
    let insight = InsightOf {
        scope,
        refreshed: 0,
    };
    let rows = UserRows {
        ids: numbers(),
        as_of: NOW,
        day: scope.day,
    };
    let list = UserListQuery::of(scope, Segment::All);
    let mut told = vec![
        ("RecordedOn".to_owned(), said(twin.ask(RecordedOn(day)))),
        ("InsightOf, past".to_owned(), said(twin.ask(insight))),
        ("UserList, past".to_owned(), said(twin.ask(UserList(list)))),
        ("UserRows, past".to_owned(), said(twin.ask(rows))),
        (
            "OpenSessions, past".to_owned(),
            said(twin.ask(OpenSessions { scope })),
        ),
    ];
    for user_id in numbers() {
        let detail = UserDetail {
            user_id,
            day: scope.day,
        };
        told.push((
            format!("UserDetail {user_id:?}, past"),
            said(twin.ask(detail)),
        ));
    }
    told
}

/// Conditions on every field, with what is hidden and with everything that can be chosen.
fn filters(twin: &Twin, needles: &[String]) -> Vec<Told> {
    let mut told = Vec::new();
    for &field in FilterField::ALL {
        told.push((
            format!("FieldValues {field:?}"),
            said(twin.ask(FieldValues(field))),
        ));
        let mut tests = vec![
            Test::Empty,
            Test::Last(30),
            Test::NotLast(30),
            Test::Next(400),
        ];
        for code in 0..6 {
            tests.push(Test::AnyOf([code].into()));
            tests.push(Test::AllOf([code, 1].into()));
        }
        for needle in needles {
            tests.push(Test::Contains(needle.clone()));
            tests.push(Test::StartsWith(needle.clone()));
            tests.push(Test::Equals(needle.clone()));
            tests.push(Test::OneOf([needle.clone()].into()));
        }
        for test in tests {
            for sense in [Sense::Is, Sense::IsNot] {
                let test = test.clone();
                let filter = Filter::of(Term { field, sense, test });
                if filter.is_valid() {
                    let what = format!("{filter:?}");
                    let query = UserListQuery {
                        filter,
                        ..UserListQuery::of(Scope::default(), Segment::All)
                    };
                    told.push((what, said(twin.ask(UserList(query)))));
                }
            }
        }
    }
    told
}

/// What is exported: everyone in every order, a scope that may be out of reach, figures, sessions.
pub fn exports(needles: &[String]) -> Vec<Export> {
    let list = |scope, search: &str, sort| {
        Export::Users(UserListQuery {
            search: search.to_owned(),
            sort,
            ..UserListQuery::of(scope, Segment::All)
        })
    };
    let whole = Scope::default();
    let print = Scope {
        workspace: Some(WorkspaceId(2)),
        kind: None,
        day: None,
    };
    let mut all: Vec<Export> = sorts()
        .into_iter()
        .map(|sort| list(whole, "", sort))
        .collect();
    for scope in [whole, print] {
        all.extend([
            list(scope, "", Sort::default()),
            Export::Insight(scope),
            Export::Sessions(scope),
        ]);
    }
    for needle in needles {
        all.push(list(whole, needle, Sort::default()));
        all.push(Export::FoundSessions(whole, needle.clone()));
        let search = needle.clone();
        all.push(Export::SessionList(Box::new(SessionFilter {
            search,
            ..SessionFilter::default()
        })));
    }
    all
}

/// Every export as text, in every form; of workbooks every part that is not the time of writing.
pub fn files(twin: &Twin, exports: &[Export]) -> Vec<Told> {
    let mut told = Vec::new();
    for what in exports {
        for format in Format::ALL {
            let name = format!("{format:?} {what:?}");
            match twin.export(what.clone(), format) {
                Ok(path) => told.push((name, content(&path, format))),
                Err(error) => told.push((name, said(Err::<(), _>(error)))),
            }
        }
    }
    told
}

fn content(path: &Path, format: Format) -> String {
    if format != Format::Xlsx {
        return std::fs::read_to_string(path).unwrap();
    }
    let mut book = zip::ZipArchive::new(std::fs::File::open(path).unwrap()).unwrap();
    let mut text = String::new();
    for index in 0..book.len() {
        let mut part = book.by_index(index).unwrap();
        let name = part.name().unwrap().into_owned();
        if name != "docProps/core.xml" {
            text.push_str(&name);
            part.read_to_string(&mut text).unwrap();
        }
    }
    assert!(text.contains("xl/worksheets/sheet1.xml"));
    text
}
