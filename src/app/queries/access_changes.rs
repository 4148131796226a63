//! What changed in access since a day: roles, what they allow, who holds them where, memberships, accounts, workspaces,
//! plans and modules.

use chrono::NaiveDate;

use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::log_view::LogView;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::audit::{Act, ObjectKind};
use crate::domain::change::{Field, FieldChange};
use crate::domain::log::LogObject;
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::store::audit::{Change, Enough};

/// More lines than this are not told; a later day tells them.
pub const MOST: usize = 10_000;

/// What changed in access since this day, newest first?
#[derive(Clone, PartialEq, Debug)]
pub struct AccessChanges {
    /// The first day.
    pub since: NaiveDate,
}

/// The answer to [`AccessChanges`].
#[derive(Clone, PartialEq, Debug)]
pub struct AccessChangesAnswer {
    /// One line a changed field.
    pub lines: Vec<AccessChange>,
    /// Whether there are more than [`MOST`].
    pub is_cut: bool,
}

/// One field that an act changed.
#[derive(Clone, PartialEq, Debug)]
pub struct AccessChange {
    /// The act.
    pub act: Act,
    /// What it was about. Somebody who may not be seen has no number and no name of their own.
    pub object: LogObject,
    /// What changed.
    pub change: FieldChange,
    /// Whether the act can be set back.
    pub is_undoable: bool,
}

impl Query for AccessChanges {
    const NAME: &'static str = "access_changes";
    const READS: Topics = Topics::ALL;
    type Output = AccessChangesAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView, Permission::AuditView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<AccessChangesAnswer, AppError> {
        let since = context.snapshot.office()?.time().start_of(self.since);
        let view = LogView::of(context)?;
        let mut lines: Vec<AccessChange> = Vec::new();
        context.snapshot.changes_since(since, |change| {
            lines.extend(about_access(change, &view));
            if lines.len() > MOST {
                Enough::Yes
            } else {
                Enough::No
            }
        })?;
        let colleagues = Colleagues::of(context)?;
        for line in &mut lines {
            colleagues.hide(&mut line.act.actor);
        }
        let is_cut = lines.len() > MOST;
        lines.truncate(MOST);
        Ok(AccessChangesAnswer { lines, is_cut })
    }
}

/// Acts with which a file begins: who is in it from the start is not a change.
const BEGINNINGS: [&str; 2] = ["workspace.create", "workspace.demo"];

/// What of a change is about access, as far as it may be told.
fn about_access(change: Change, view: &LogView<'_>) -> Vec<AccessChange> {
    let Change { act, touched, name } = change;
    if BEGINNINGS.contains(&act.command.as_str()) {
        return Vec::new();
    }
    let (kind, id) = (touched.object, touched.object_id);
    let is_told = view.told((kind, Some(id)));
    // That somebody's access changed is told; what else may not be seen is left out.
    if !is_told && kind != ObjectKind::User {
        return Vec::new();
    }
    let is_undoable = is_told && !touched.marks.is_empty();
    let name = name.unwrap_or_else(|| called((kind, id), &touched.changes));
    let object = LogObject {
        kind,
        id: is_told.then_some(id),
        name: if is_told {
            name
        } else {
            text().history.someone_else.to_owned()
        },
    };
    let told = view.changes(&act.command, touched).into_iter();
    told.filter(|change| is_access(kind, &change.field))
        .map(|change| AccessChange {
            act: act.clone(),
            object: object.clone(),
            change,
            is_undoable,
        })
        .collect()
}

/// Of a person only what decides about access counts; of other things everything.
fn is_access(object: ObjectKind, field: &str) -> bool {
    const DECIDING: [Field; 5] = [
        Field::Status,
        Field::Kind,
        Field::Client,
        Field::Workspaces,
        Field::Roles,
    ];
    object != ObjectKind::User || DECIDING.iter().any(|deciding| deciding.key() == field)
}

/// A module by its label; what is gone by the name that it lost.
fn called((object, object_id): (ObjectKind, i64), changes: &[FieldChange]) -> String {
    if object == ObjectKind::Module {
        let mut modules = Module::ALL.iter();
        let module = modules.find(|module| **module as i64 == object_id);
        return module.map_or("", |module| module.label()).to_owned();
    }
    let name = changes.iter().find(|change| change.field == "name");
    name.map(|change| change.old.clone()).unwrap_or_default()
}
