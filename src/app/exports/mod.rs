//! Exports: rows and figures from one state of the file, written, made durable, recorded, and only then named.
//!
//! The file is written under a temporary name while reading; then the writer records it in the audit log and gives it its
//! name. Whatever goes wrong before leaves nothing behind; a refusal is recorded too, and so is a name that can't be given.

mod about;
mod audit;
pub mod clipboard;
mod colours;
pub mod insight;
mod output;
mod person;
mod review;
mod rows;
mod scene;
mod session_list;
mod sessions;
mod sheets;
mod users;

use std::path::{Path, PathBuf};

use chrono::NaiveDate;

use super::backend::{Backend, ReadContext};
use super::commands::export::ExportCommand;
use super::commands::{Command, Context, record_refusal};
use super::error::AppError;
use super::proof::FreshProof;
use super::query::{Access, Query};
use super::ticket::Ticket;
use crate::app::queries::audit_log::AuditLog;
use crate::app::queries::insight::InsightOf;
use crate::app::queries::reviews::Reviews;
use crate::app::queries::session_list::SessionList;
use crate::app::queries::sessions::OpenSessions;
use crate::app::queries::user_list::{UserList, list_permissions};
use crate::app::session_sight::{ACCOUNTS, SHOWS};
use crate::domain::actor::Actor;
use crate::domain::bulk::Chosen;
use crate::domain::ids::UserId;
use crate::domain::log::LogFilter;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Sort, UserListQuery};
use crate::domain::session::{Part, SessionFilter};
use crate::domain::table::Format;
use crate::domain::text::{fill, text};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::platform::staged::Staged;
use crate::store::error::StoreError;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;
use output::Output;
use scene::Scene;

/// What is exported.
#[derive(Clone, PartialEq, Debug)]
pub enum Export {
    /// The users of a list, in its order.
    Users(UserListQuery),
    /// The selected users of a list, in an order.
    Chosen(Chosen, Sort),
    /// The figures and charts of User Insight.
    Insight(Scope),
    /// The sessions that are open.
    Sessions(Scope),
    /// Those of them that a search finds.
    FoundSessions(Scope, String),
    /// The rows of the Sessions page.
    SessionList(Box<SessionFilter>),
    /// The decisions of an access review.
    Review(i64),
    /// Entries of the audit log.
    Audit(LogFilter),
    /// Everything about a person, in the bin or not.
    Person(UserId),
}

/// A wish for a file.
#[derive(Clone, PartialEq, Debug)]
pub struct ExportRequest {
    /// What is exported.
    pub what: Export,
    /// In which form.
    pub format: Format,
    /// To which file; an existing one is replaced.
    pub path: PathBuf,
}

/// A finished export.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ExportDone {
    /// The file.
    pub path: PathBuf,
    /// Rows in it; for insight, figures.
    pub rows: u64,
    /// SHA-256 of the file in hexadecimal, as in the audit log.
    pub sha256: String,
}

/// Exports behind the window. Dropping the ticket, or cancelling through its progress, leaves nothing.
pub fn start(backend: &Backend, request: ExportRequest) -> Ticket<ExportDone> {
    let workspace_file = backend.path().to_owned();
    backend.read_then_write(
        move |reader, context| {
            protect_workspace(&workspace_file, &request.path)?;
            prepare(reader, context, &request)
        },
        finish,
    )
}

/// A file name such as `Account status - Inactive 2026-11-21.xlsx`.
pub fn file_name(title: &str, format: Format, time: &OfficeTime, now: Timestamp) -> String {
    let safe: String = title
        .replace(": ", " - ")
        .chars()
        .map(|c| {
            if c.is_control() || "/\\:*?\"<>|".contains(c) {
                '-'
            } else {
                c
            }
        })
        .take(100)
        .collect();
    let safe = safe.trim_matches([' ', '.']);
    let day = time.date(now).to_string();
    fill(text().export.file_name, &[&safe, &day, &format.extension()])
}

/// A file that is written and durable, but has no name yet.
struct Prepared {
    staged: Staged,
    record: ExportCommand,
}

/// What a writer of one kind of export reports.
struct Written {
    what: String,
    filter: String,
    rows: u64,
}

impl Export {
    /// By which rights the rows of a review are seen.
    pub const REVIEW_SHOWS: &'static [Permission] = &[Permission::RolesView];
    /// By which rights the entries of the log are seen.
    pub const AUDIT_SHOWS: &'static [Permission] = &[Permission::AuditView];
    /// By which rights everything about a person is taken out, in the whole office: less would not be everything.
    const PERSON_TAKES: &'static [Permission] = &[
        Permission::UsersView,
        Permission::UsersViewContact,
        Permission::AuditView,
        Permission::DataExport,
    ];

    /// Whether an operator may take out everything about a person.
    pub fn may_take_person(actor: &Actor) -> bool {
        let mut takes = Self::PERSON_TAKES.iter();
        takes.all(|permission| actor.may_everywhere(*permission))
    }

    /// As of the end of which day it is; none is the present.
    fn day(&self) -> Option<NaiveDate> {
        match self {
            Self::Users(query) => query.scope.day,
            Self::Chosen(chosen, sort) => chosen.list(*sort).scope.day,
            Self::Insight(scope) | Self::Sessions(scope) | Self::FoundSessions(scope, _) => {
                scope.day
            }
            Self::SessionList(_) | Self::Review(_) | Self::Audit(_) | Self::Person(_) => None,
        }
    }

    /// Whether the operator must have given their password lately.
    pub fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::Users(_) | Self::Chosen(..) => FreshProof::WhereEveryone,
            Self::Person(_) => FreshProof::Needed,
            Self::Insight(_)
            | Self::Sessions(_)
            | Self::FoundSessions(..)
            | Self::SessionList(_)
            | Self::Review(_)
            | Self::Audit(_) => FreshProof::NotNeeded,
        }
    }

    /// Whoever may see all of it and take it out. The rows are those of the question, so a right to export that does not
    /// reach as far is none.
    fn check(&self, actor: Option<&Actor>) -> Result<(), AppError> {
        let shown: &[Permission] = match self {
            Self::Users(query) => {
                UserList(query.clone()).access().check(actor)?;
                list_permissions(query.segment)
            }
            Self::Chosen(chosen, sort) => {
                let query = chosen.list(*sort);
                UserList(query.clone()).access().check(actor)?;
                list_permissions(query.segment)
            }
            Self::Insight(scope) => {
                let question = InsightOf {
                    scope: *scope,
                    refreshed: 0,
                };
                question.access().check(actor)?;
                &[Permission::InsightView]
            }
            Self::Sessions(scope) | Self::FoundSessions(scope, _) => {
                OpenSessions { scope: *scope }.access().check(actor)?;
                &[Permission::InsightView]
            }
            Self::SessionList(filter) => {
                let filter = SessionFilter::clone(filter);
                let part = filter.part;
                SessionList { filter }.access().check(actor)?;
                match part {
                    Part::Now | Part::Ended | Part::Failed => SHOWS,
                    Part::Accounts => ACCOUNTS,
                }
            }
            Self::Review(_) => {
                Reviews.access().check(actor)?;
                Self::REVIEW_SHOWS
            }
            Self::Audit(filter) => {
                let filter = filter.clone();
                AuditLog { filter }.access().check(actor)?;
                Self::AUDIT_SHOWS
            }
            Self::Person(_) => {
                Access::Office(Self::PERSON_TAKES).check(actor)?;
                Self::PERSON_TAKES
            }
        };
        if actor.is_some_and(|actor| actor.rights.may_take_out(shown)) {
            Ok(())
        } else {
            Err(AppError::Denied(Permission::DataExport))
        }
    }
}

/// An export never replaces a workspace, whatever it is called.
pub(in crate::app) fn protect_workspace(workspace: &Path, path: &Path) -> Result<(), AppError> {
    let is_same = match (workspace.canonicalize(), path.canonicalize()) {
        (Ok(workspace), Ok(path)) => workspace == path,
        _ => false,
    };
    let looks_so = path
        .extension()
        .is_some_and(|extension| extension.to_string_lossy().starts_with("rollcall"));
    if is_same || looks_so {
        return Err(StoreError::Exists(path.to_owned()).into());
    }
    Ok(())
}

/// Writes everything from one state of the file, under a temporary name.
fn prepare(
    reader: &mut Reader,
    context: &ReadContext<'_>,
    request: &ExportRequest,
) -> Result<Prepared, AppError> {
    reader.snapshot(|snapshot| {
        let then = scene::then(snapshot, &request.what, context)?;
        let scene = Scene::new(snapshot, &then, context)?;
        request.what.check(scene.actor.as_ref())?;
        scene.check_proof(&request.what)?;
        let failed = |error| output::explain(error, &request.path);
        let mut staged = Staged::begin(&request.path).map_err(failed)?;
        let mut out = Output::new(staged.file(), context.progress, request);
        let written = match &request.what {
            Export::Users(query) => users::write(&scene, query, &mut out),
            Export::Chosen(chosen, sort) => users::write_chosen(&scene, chosen, *sort, &mut out),
            Export::Insight(scope) => insight::write(&scene, *scope, &mut out),
            Export::Sessions(scope) => sessions::write(&scene, (*scope, ""), &mut out),
            Export::FoundSessions(scope, search) => {
                sessions::write(&scene, (*scope, search), &mut out)
            }
            Export::SessionList(filter) => session_list::write(&scene, filter, &mut out),
            Export::Review(review_id) => review::write(&scene, *review_id, &mut out),
            Export::Audit(filter) => audit::write(&scene, filter, &mut out),
            Export::Person(user_id) => person::write(&scene, *user_id, &mut out),
        }?;
        let sha256 = out.finish()?;
        staged.sync().map_err(failed)?;
        Ok(Prepared {
            staged,
            record: ExportCommand {
                what: written.what,
                filter: written.filter,
                rows: written.rows,
                sha256,
                format: request.format.extension(),
            },
        })
    })
}

/// Records the export, or its refusal, and gives the file its name.
fn finish(
    workspace: &mut Workspace,
    context: &Context<'_>,
    prepared: Result<Prepared, AppError>,
) -> Result<ExportDone, AppError> {
    let prepared = match prepared {
        Err(refusal) if refusal.is_refusal() => {
            record_refusal(workspace, context, ExportCommand::NAME)?;
            return Err(refusal);
        }
        other => other?,
    };
    if context.progress.is_cancelled() {
        return Err(AppError::Cancelled);
    }
    let Prepared { staged, record } = prepared;
    if !workspace.only_reads() {
        Command::from(record.clone()).execute(workspace, context)?;
    }
    let place = staged.destination().to_owned();
    match staged.keep() {
        Ok(path) => Ok(ExportDone {
            path,
            rows: record.rows,
            sha256: record.sha256,
        }),
        Err(error) => {
            if !workspace.only_reads() {
                record.record_failure(workspace, context)?;
            }
            Err(output::explain(error, &place))
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn file_names_say_what_and_when_and_are_valid_everywhere() {
        let time = OfficeTime {
            zone: chrono_tz::Europe::Lisbon,
            format: crate::domain::time::DateFormat::default(),
        };
        let now = Timestamp(1_795_252_440_000);
        for (title, name) in [
            (
                "Account status: Inactive",
                "Account status - Inactive 2026-11-21.xlsx",
            ),
            (
                "Role: A/B <c>|\"d\"?",
                "Role - A-B -c---d-- 2026-11-21.xlsx",
            ),
            (" ..", " 2026-11-21.xlsx"),
        ] {
            assert_eq!(file_name(title, Format::Xlsx, &time, now), name);
        }
    }
}
