//! What of the audit log an operator may see.
//!
//! Whoever has the right to the log in the whole office, and sees everyone, sees all of it. Anybody else sees what is about
//! people and workspaces that both rights reach, what they did themselves, and, with the right in the whole office, what is
//! about the office. What they see names nobody whom they may not see. The list, its counts, its rows and its exports are
//! made here, so they can't disagree.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::colleagues::Colleagues;
use super::error::AppError;
use super::hiding;
use super::query::QueryContext;
use crate::domain::access::Reach;
use crate::domain::audit::{ObjectKind, Touched};
use crate::domain::change::FieldChange;
use crate::domain::directory::Named;
use crate::domain::ids::{RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::log::{Brief, Concern, LogEntry, LogObject, LogPart, LogRow, names_person};
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::viewing::{Ended, Page};
use crate::store::audit::LogRecord;
use crate::store::columns::{Columns, in_view};
use crate::store::error::StoreError;

/// More objects of one act than this are not told.
pub const MOST_PARTS: i64 = 200;

/// The log through an operator's eyes.
pub(in crate::app) struct LogView<'a> {
    context: &'a QueryContext<'a>,
    operator: Option<UserId>,
    colleagues: Colleagues,
    columns: Arc<Columns>,
    logged: Reach,
    who: Reach,
    contact: Reach,
    is_office: bool,
    workspaces: Vec<Named<WorkspaceId>>,
}

impl<'a> LogView<'a> {
    /// That of the operator who asks.
    pub(in crate::app) fn of(context: &'a QueryContext<'a>) -> Result<Self, AppError> {
        let view = context.view(&[Permission::UsersView]);
        let rights = context.rights()?;
        let mut workspaces = context.snapshot.directory()?.workspaces;
        let covered = context.view(&[Permission::WorkspacesView, Permission::UsersView]);
        let known: BTreeSet<WorkspaceId> =
            context.known_workspaces(&covered.who, workspaces.iter().map(|w| w.id))?;
        workspaces.retain(|workspace| known.contains(&workspace.id));
        Ok(Self {
            context,
            operator: context.actor.and_then(|actor| actor.user_id),
            colleagues: Colleagues::of(context)?,
            columns: context.snapshot.columns()?,
            logged: context.view(&[Permission::AuditView]).who,
            who: view.who,
            contact: view.contact,
            is_office: rights.may_everywhere(Permission::AuditView),
            workspaces,
        })
    }

    /// Whether nothing of the log is left out.
    pub(in crate::app) fn sees_all(&self) -> bool {
        self.is_office && self.who.is_everyone()
    }

    /// Whether the log as a whole may be spoken of: how long it is, and where it ends.
    pub(in crate::app) fn is_office(&self) -> bool {
        self.is_office
    }

    /// Whether an entry may be seen.
    pub(in crate::app) fn sees(&self, brief: &Brief<'_>) -> bool {
        let is_own = brief.actor.is_some() && brief.actor == self.operator;
        self.sees_all()
            || is_own
            || match brief.concern() {
                Concern::Office => self.is_office,
                Concern::Person(user_id) => self.sees_person(user_id),
                Concern::Workspace(id) => self.logged.has_workspace(id) && self.knows(id),
            }
    }

    /// Whether somebody may be named as the one who acted.
    pub(in crate::app) fn may_name(&self, user_id: UserId) -> bool {
        self.colleagues.may_name(user_id)
    }

    /// Whether entries about an object may be asked for.
    pub(in crate::app) fn may_ask_about(&self, (kind, id): (ObjectKind, i64)) -> bool {
        self.told((kind, Some(id)))
    }

    /// A row of the log; none where it may not be seen.
    pub(in crate::app) fn row(&self, record: &LogRecord) -> Result<Option<LogRow>, AppError> {
        if !self.sees(&record.brief()) {
            return Ok(None);
        }
        let mut actor = record.actor.clone();
        self.colleagues.hide(&mut actor);
        Ok(Some(LogRow {
            seq: record.seq,
            at: record.at,
            actor,
            command: record.command.clone(),
            object: self.object(record.seq, object_of(record))?,
            outcome: record.outcome,
            reason: record.reason.clone().unwrap_or_default(),
        }))
    }

    /// An entry in full.
    pub(in crate::app) fn entry(&self, seq: i64) -> Result<LogEntry, AppError> {
        let record = self.context.snapshot.log_record(seq)?;
        let row = self.row(&record)?.ok_or(StoreError::NotFound)?;
        let mut is_undoable = false;
        let mut parts = Vec::new();
        for touched in self.context.snapshot.touched_by(seq, MOST_PARTS)? {
            let key = (touched.object, Some(touched.object_id));
            if !self.told(key) {
                continue;
            }
            is_undoable |= !touched.marks.is_empty();
            parts.push(LogPart {
                object: self.object(seq, key)?,
                changes: self.changes(&record.command, touched),
            });
        }
        let actor = record.brief().actor;
        let is_own = actor.is_some() && actor == self.operator;
        Ok(LogEntry {
            row,
            parts,
            facts: if self.sees_all() || is_own {
                self.facts(&record)?
            } else {
                Vec::new()
            },
            hash: record.hash,
            is_undoable,
        })
    }

    /// The facts of an act, with what people call them. What has a number is named, as far as it may be.
    fn facts(&self, record: &LogRecord) -> Result<Vec<(String, String)>, AppError> {
        let directory = self.context.snapshot.directory()?;
        let mut facts = facts(record);
        for fact in &mut facts {
            let id = fact.value.parse().unwrap_or_default();
            if let Some(words) = of_viewing(fact) {
                fact.value = words;
                continue;
            }
            let named = match fact.key.as_str() {
                "role" => directory.role(RoleId(id)),
                "team" => directory.team(TeamId(id)),
                "workspace" if self.knows(WorkspaceId(id)) => directory.workspace(WorkspaceId(id)),
                "workspace" => text().history.hidden,
                _ => continue,
            };
            named.clone_into(&mut fact.value);
        }
        let told = facts.into_iter();
        Ok(told
            .map(|fact| (fact_label(&fact.key).to_owned(), fact.value))
            .collect())
    }

    fn sees_person(&self, user_id: UserId) -> bool {
        let user = self.columns.user(user_id);
        user.is_some_and(|user| in_view(&self.logged, user) && in_view(&self.who, user))
    }

    fn knows(&self, id: WorkspaceId) -> bool {
        self.workspaces.iter().any(|workspace| workspace.id == id)
    }

    /// Whether an object may be told of.
    pub(in crate::app) fn told(&self, (kind, id): (ObjectKind, Option<i64>)) -> bool {
        let may = |permission| {
            let rights = self.context.rights();
            self.is_office && rights.is_ok_and(|rights| rights.may_everywhere(permission))
        };
        let Some(id) = id else { return false };
        match kind {
            ObjectKind::User => {
                self.sees_all() || Some(UserId(id)) == self.operator || self.sees_person(UserId(id))
            }
            ObjectKind::OfficeWorkspace => {
                self.logged.has_workspace(WorkspaceId(id)) && self.knows(WorkspaceId(id))
            }
            ObjectKind::Role => may(Permission::RolesView),
            ObjectKind::Plan | ObjectKind::AddOn => may(Permission::PlansView),
            ObjectKind::View => may(Permission::UsersView),
            ObjectKind::Module | ObjectKind::Setting | ObjectKind::Team => self.is_office,
            ObjectKind::Workspace
            | ObjectKind::Session
            | ObjectKind::Import
            | ObjectKind::Export => false,
        }
    }

    fn object(
        &self,
        seq: i64,
        (kind, id): (ObjectKind, Option<i64>),
    ) -> Result<LogObject, AppError> {
        let id = id.filter(|_| self.told((kind, id)));
        let name = match (kind, id) {
            (_, None) => String::new(),
            (ObjectKind::Module, Some(id)) => module(id).to_owned(),
            (_, Some(id)) => match self.context.snapshot.log_name(kind, id)? {
                Some(name) => name,
                None => self.name_then(seq, (kind, id))?,
            },
        };
        Ok(LogObject { kind, id, name })
    }

    /// What is gone is called as it was when it went.
    fn name_then(&self, seq: i64, key: (ObjectKind, i64)) -> Result<String, AppError> {
        let touched = self.context.snapshot.touched_by(seq, MOST_PARTS)?;
        let own = touched
            .into_iter()
            .filter(|t| (t.object, t.object_id) == key);
        let mut changes = own.flat_map(|touched| touched.changes);
        let name = changes.find(|change| change.field == "name");
        Ok(name.map(|change| change.old).unwrap_or_default())
    }

    /// What changed about an object that is told of, without what of it is not.
    pub(in crate::app) fn changes(&self, command: &str, touched: Touched) -> Vec<FieldChange> {
        let mut changes = touched.changes;
        if touched.object == ObjectKind::User {
            let user = self.columns.user(UserId(touched.object_id));
            let has_contact =
                self.contact.is_everyone() || user.is_some_and(|user| in_view(&self.contact, user));
            if !has_contact {
                hiding::contact(&mut changes);
            }
            if !self.who.is_everyone() {
                hiding::workspaces(&self.workspaces, command, &mut changes);
            }
        }
        if touched.object == ObjectKind::OfficeWorkspace {
            let place = WorkspaceId(touched.object_id);
            let rights = self.context.rights();
            if !rights.is_ok_and(|rights| rights.may_in(Permission::PlansView, place)) {
                hiding::hide(&mut changes, &["plan", "add_ons"]);
            }
            if !self.sees_all() {
                hiding::hide(&mut changes, &["owner", "billing"]);
            }
        }
        changes
    }
}

/// What a record is about, as people see it: of a session the person, where the record names one.
fn object_of(record: &LogRecord) -> (ObjectKind, Option<i64>) {
    match record.object {
        ObjectKind::Session if names_person(&record.command) => {
            (ObjectKind::User, record.object_id)
        }
        ObjectKind::Session => (ObjectKind::Session, None),
        other => (other, record.object_id),
    }
}

fn module(id: i64) -> &'static str {
    let module = Module::ALL.iter().find(|module| **module as i64 == id);
    module.map_or("", |module| module.label())
}

/// The key of how many records an act was about.
const COUNT: &str = "count";

/// A fact of an act.
struct Fact {
    key: String,
    value: String,
}

/// The facts of an act as they are kept.
fn facts(record: &LogRecord) -> Vec<Fact> {
    let mut facts = Vec::new();
    if record.count > 1 {
        let records = crate::domain::text::count(record.count);
        facts.push(Fact {
            key: COUNT.to_owned(),
            value: records,
        });
    }
    let Ok(serde_json::Value::Object(details)) = serde_json::from_str(&record.details) else {
        return facts;
    };
    for (key, value) in details {
        let value = match value {
            serde_json::Value::Null => continue,
            serde_json::Value::String(text) => text,
            other => other.to_string(),
        };
        if !value.is_empty() {
            facts.push(Fact { key, value });
        }
    }
    facts
}

/// A fact of viewing as a user, in words.
fn of_viewing(fact: &Fact) -> Option<String> {
    match fact.key.as_str() {
        "page" => Page::from_key(&fact.value).map(|page| page.label().to_owned()),
        "why" => Ended::from_key(&fact.value).map(|why| why.label().to_owned()),
        "person" => {
            let number = fact.value.parse().ok()?;
            Some(UserId(number).contact_id().to_string())
        }
        _ => None,
    }
}

/// What a fact of an act is called; its key where it has no other name.
fn fact_label(key: &str) -> &str {
    let words = &text().audit_page;
    match key {
        COUNT => words.fact_count,
        "already" => words.fact_already,
        "refused" => words.fact_refused,
        "purged" => words.fact_purged,
        "role" => text().bulk.role,
        "team" => text().bulk.team,
        "workspace" => text().bulk.workspace,
        "what" => words.fact_what,
        "filter" => words.fact_filter,
        "rows" => words.fact_rows,
        "sha256" => words.fact_sha256,
        "format" => words.fact_format,
        "file" => words.fact_file,
        "size" => words.fact_size,
        "new" => words.fact_new,
        "changed" => words.fact_changed,
        "unchanged" => words.fact_unchanged,
        "rejected" => words.fact_rejected,
        "not_in_file" => words.fact_not_in_file,
        "of_unknown_people" => words.fact_unknown_people,
        "joined" => words.fact_joined,
        "backup" => words.fact_backup,
        "undoes" => words.fact_undoes,
        "command" => words.fact_command,
        "module" => words.fact_module,
        "review" => words.fact_review,
        "check" => words.fact_check,
        "faults" => words.fact_faults,
        "differences" => words.fact_differences,
        "seen" => words.fact_seen,
        "ended" => words.fact_ended,
        "question" => words.fact_question,
        "missing" => words.fact_missing,
        "page" => words.fact_page,
        "person" => words.fact_person,
        "viewing" => words.fact_viewing,
        "why" => words.fact_why,
        other => other,
    }
}
