//! The audit log as people look through it: kinds of acts, filters, what an act is about, and its rows.

use chrono::NaiveDate;

use super::actor::Hand;
use super::audit::{Hash, ObjectKind, Outcome};
use super::change::FieldChange;
use super::ids::{UserId, WorkspaceId};
use super::text::text;
use super::time::Timestamp;

/// A kind of act.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum ActArea {
    /// Signing in and out, locking and unlocking.
    SignIns,
    /// Users.
    Users,
    /// Roles and who holds them.
    Roles,
    /// Workspaces of the office.
    Workspaces,
    /// Plans and add-ons.
    Plans,
    /// Modules.
    Modules,
    /// Settings of the office.
    Settings,
    /// Imports.
    Imports,
    /// Exports.
    Exports,
    /// Saved views.
    Views,
    /// Access reviews.
    Reviews,
    /// Setting acts back.
    Undo,
    /// The workspace file itself.
    File,
    /// Viewing as a user.
    Viewings,
    /// Questions that were refused.
    Questions,
}

impl ActArea {
    /// Every kind, in the order in which they are offered.
    pub const ALL: [Self; 15] = [
        Self::SignIns,
        Self::Users,
        Self::Roles,
        Self::Workspaces,
        Self::Plans,
        Self::Modules,
        Self::Settings,
        Self::Imports,
        Self::Exports,
        Self::Views,
        Self::Reviews,
        Self::Undo,
        Self::File,
        Self::Viewings,
        Self::Questions,
    ];

    /// The kind of a command, by its stable name.
    pub fn of(command: &str) -> Self {
        let noun = command.split('.').next().unwrap_or_default();
        match noun {
            "session" => Self::SignIns,
            "user" | "users" | "team" => Self::Users,
            "role" => Self::Roles,
            "workspace" if matches!(command, "workspace.create" | "workspace.demo") => Self::File,
            "workspace" => Self::Workspaces,
            "plan" | "addon" => Self::Plans,
            "module" => Self::Modules,
            "office" => Self::Settings,
            "import" => Self::Imports,
            "data" => Self::Exports,
            "view" => Self::Views,
            "access" => Self::Reviews,
            "undo" => Self::Undo,
            "viewing" => Self::Viewings,
            "question" => Self::Questions,
            _ => Self::File,
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().audit_page;
        match self {
            Self::SignIns => words.area_sign_ins,
            Self::Users => words.area_users,
            Self::Roles => words.area_roles,
            Self::Workspaces => words.area_workspaces,
            Self::Plans => words.area_plans,
            Self::Modules => words.area_modules,
            Self::Settings => words.area_settings,
            Self::Imports => words.area_imports,
            Self::Exports => words.area_exports,
            Self::Views => words.area_views,
            Self::Reviews => words.area_reviews,
            Self::Undo => words.area_undo,
            Self::File => words.area_file,
            Self::Viewings => words.area_viewings,
            Self::Questions => words.area_questions,
        }
    }
}

/// Which entries of the log are wanted.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct LogFilter {
    /// By this person's hand.
    pub actor: Option<UserId>,
    /// About this object, alone or among others.
    pub object: Option<(ObjectKind, i64)>,
    /// Of this kind.
    pub area: Option<ActArea>,
    /// With this outcome.
    pub outcome: Option<Outcome>,
    /// From the beginning of this day.
    pub from: Option<NaiveDate>,
    /// To the end of this day.
    pub to: Option<NaiveDate>,
    /// With all these words in the reason.
    pub reason: String,
}

impl LogFilter {
    /// Whether it leaves nothing out.
    pub fn is_empty(&self) -> bool {
        let plain = Self {
            reason: self.reason.trim().to_owned(),
            ..self.clone()
        };
        plain == Self::default()
    }
}

/// What of an entry decides whether it is wanted and may be seen.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Brief<'a> {
    /// Place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Option<UserId>,
    /// The command's stable name.
    pub command: &'a str,
    /// What it was about.
    pub object: ObjectKind,
    /// Which one.
    pub object_id: Option<i64>,
    /// How it ended.
    pub outcome: Outcome,
}

/// Whom or what an entry is about, as far as that decides who may see it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Concern {
    /// The office as a whole.
    Office,
    /// A person.
    Person(UserId),
    /// A workspace.
    Workspace(WorkspaceId),
}

impl Brief<'_> {
    /// Whom or what it is about. A session is its person's; an attempt to sign in is its account's.
    pub fn concern(&self) -> Concern {
        let person = |id: Option<i64>| id.map_or(Concern::Office, |id| Concern::Person(UserId(id)));
        match (self.object, self.object_id) {
            (ObjectKind::User, id) => person(id),
            (ObjectKind::Session, id) if names_person(self.command) => person(id),
            (ObjectKind::Session, _) => person(self.actor.map(|actor| actor.0)),
            (ObjectKind::OfficeWorkspace, Some(id)) => Concern::Workspace(WorkspaceId(id)),
            _ => Concern::Office,
        }
    }
}

/// Acts about sessions whose object is the person and not the session.
pub fn names_person(command: &str) -> bool {
    matches!(
        command,
        "session.attempt"
            | "session.held"
            | "session.password_right"
            | "session.recover"
            | "session.enter_demo"
    )
}

/// The numbers of entries, newest first.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Entries {
    /// All from this one down to the first.
    All(i64),
    /// These.
    Some(Vec<i64>),
}

impl Entries {
    /// How many there are.
    pub fn count(&self) -> u64 {
        match self {
            Self::All(newest) => (*newest).max(0) as u64,
            Self::Some(numbers) => numbers.len() as u64,
        }
    }

    /// The numbers of some rows, from 0; rows that are not there are left out.
    pub fn slice(&self, rows: std::ops::Range<u64>) -> Vec<i64> {
        match self {
            Self::All(newest) => rows
                .map(|row| newest - row as i64)
                .take_while(|number| *number >= 1)
                .collect(),
            Self::Some(numbers) => {
                let end = (rows.end as usize).min(numbers.len());
                let slice = numbers.get(rows.start as usize..end);
                slice.unwrap_or_default().to_vec()
            }
        }
    }

    /// The number of a row.
    pub fn get(&self, row: u64) -> Option<i64> {
        self.slice(row..row + 1).first().copied()
    }
}

/// What an entry is about, as far as it may be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct LogObject {
    /// Its kind.
    pub kind: ObjectKind,
    /// Its number; none where there is no one thing, or where it may not be told.
    pub id: Option<i64>,
    /// What it is called now, or was when it went; empty where it has no name or may not be told.
    pub name: String,
}

/// A row of the log.
#[derive(Clone, PartialEq, Debug)]
pub struct LogRow {
    /// Place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whose hand; none is the program, or somebody who had not signed in.
    pub actor: Option<Hand>,
    /// The command's stable name.
    pub command: String,
    /// What it was about.
    pub object: LogObject,
    /// How it ended.
    pub outcome: Outcome,
    /// Why, in the operator's words.
    pub reason: String,
}

impl LogRow {
    /// Who did it, in words.
    pub fn who(&self) -> &str {
        match &self.actor {
            Some(hand) => hand.name(),
            // Whoever tried or was refused before they had signed in.
            None if names_person(&self.command) || self.outcome != Outcome::Done => {
                text().audit_page.somebody
            }
            None => text().act.program,
        }
    }
}

/// What an entry says of one object.
#[derive(Clone, PartialEq, Debug)]
pub struct LogPart {
    /// Which.
    pub object: LogObject,
    /// What changed, field by field.
    pub changes: Vec<FieldChange>,
}

/// An entry in full.
#[derive(Clone, PartialEq, Debug)]
pub struct LogEntry {
    /// The row.
    pub row: LogRow,
    /// What changed.
    pub parts: Vec<LogPart>,
    /// Facts of the act: label and value.
    pub facts: Vec<(String, String)>,
    /// Its hash.
    pub hash: Hash,
    /// Whether it can be set back.
    pub is_undoable: bool,
}

/// What people call the kind of an object.
pub fn kind_label(kind: ObjectKind) -> &'static str {
    let words = &text().audit_page;
    match kind {
        ObjectKind::Workspace => words.kind_file,
        ObjectKind::User => words.kind_user,
        ObjectKind::Role => words.kind_role,
        ObjectKind::Team => words.kind_team,
        ObjectKind::Setting => words.kind_setting,
        ObjectKind::Session => words.kind_session,
        ObjectKind::Import => words.kind_import,
        ObjectKind::Export => words.kind_export,
        ObjectKind::OfficeWorkspace => words.kind_workspace,
        ObjectKind::Module => words.kind_module,
        ObjectKind::Plan => words.kind_plan,
        ObjectKind::AddOn => words.kind_add_on,
        ObjectKind::View => words.kind_view,
    }
}

/// A hash as people copy it: 64 digits.
pub fn hexadecimal(hash: &Hash) -> String {
    hash.iter().map(|byte| format!("{byte:02x}")).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn brief(command: &str, object: ObjectKind, object_id: Option<i64>) -> Brief<'_> {
        Brief {
            seq: 1,
            at: Timestamp(0),
            actor: Some(UserId(9)),
            command,
            object,
            object_id,
            outcome: Outcome::Done,
        }
    }

    #[test]
    fn a_session_concerns_its_person_and_an_attempt_its_account() {
        let (session, person) = (ObjectKind::Session, |id| Concern::Person(UserId(id)));
        for (command, object, id, concern) in [
            ("session.sign_in", session, Some(700), person(9)),
            ("session.attempt", session, Some(4), person(4)),
            ("session.attempt", session, None, Concern::Office),
            ("user.update", ObjectKind::User, Some(5), person(5)),
            ("role.allow", ObjectKind::Role, Some(5), Concern::Office),
            (
                "workspace.update",
                ObjectKind::OfficeWorkspace,
                Some(3),
                Concern::Workspace(WorkspaceId(3)),
            ),
        ] {
            assert_eq!(brief(command, object, id).concern(), concern, "{command}");
        }
    }

    #[test]
    fn all_entries_are_counted_down_to_the_first() {
        let all = Entries::All(5);
        assert_eq!(all.count(), 5);
        assert_eq!(all.slice(3..9), [2, 1]);
        assert_eq!((all.get(0), all.get(5)), (Some(5), None));
        let some = Entries::Some(vec![9, 4, 2]);
        assert_eq!(some.slice(1..9), [4, 2]);
        assert_eq!((some.count(), some.get(3)), (3, None));
    }

    #[test]
    fn every_command_has_an_area() {
        for (command, area) in [
            ("session.lock", ActArea::SignIns),
            ("workspace.create", ActArea::File),
            ("workspace.add", ActArea::Workspaces),
            ("team.add", ActArea::Users),
            ("addon.update", ActArea::Plans),
            ("data.export", ActArea::Exports),
            ("undo", ActArea::Undo),
            ("question.ask", ActArea::Questions),
            ("viewing.begin", ActArea::Viewings),
            ("file.recount", ActArea::File),
        ] {
            assert_eq!(ActArea::of(command), area, "{command}");
        }
        let blank = LogFilter {
            reason: "  ".into(),
            ..LogFilter::default()
        };
        assert!(blank.is_empty());
    }
}
