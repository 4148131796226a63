//! What setting an act back would change now, and where later changes stand in the way.

use std::collections::BTreeSet;

use crate::app::colleagues::Colleagues;
use crate::app::commands::undo::{ObjectKey, UndoCommand, is_refusal, many};
use crate::app::commands::user_allowed as allowed;
use crate::app::commands::view::check_change;
use crate::app::error::AppError;
use crate::app::hiding;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::audit::{Act, ObjectKind, Touched};
use crate::domain::change::{Field, FieldChange};
use crate::domain::ids::{UserId, ViewId, WorkspaceId};
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::undo::{Names, Plan, State, Step, changes};
use crate::store::columns::in_view;
use crate::store::error::StoreError;

/// What would setting this act back change?
#[derive(Clone, PartialEq, Debug)]
pub struct UndoPreview {
    /// The act's place in the log.
    pub seq: i64,
}

/// The answer to [`UndoPreview`].
#[derive(Clone, PartialEq, Debug)]
pub struct UndoPreviewAnswer {
    /// The act.
    pub act: Act,
    /// The objects that it changed and that can be set back; of very many only some.
    pub objects: Vec<UndoObject>,
    /// How many more would be set back without being listed.
    pub more: u64,
    /// How many more were changed since, and stay as they are.
    pub changed_since: u64,
    /// How many the operator may not set back.
    pub kept: u64,
}

/// More objects than this are not listed.
const LISTED: usize = 200;
/// More than this are not even where something stands in the way.
const MOST: usize = 400;

/// One object of an act that is to be set back.
#[derive(Clone, PartialEq, Debug)]
pub struct UndoObject {
    /// Which.
    pub key: ObjectKey,
    /// Its name.
    pub name: String,
    /// What changes: from what is now to what was before the act.
    pub changes: Vec<FieldChange>,
    /// What was changed since.
    pub conflicts: Vec<UndoConflict>,
}

/// A part that was changed since the act.
#[derive(Clone, PartialEq, Debug)]
pub struct UndoConflict {
    /// Which part.
    pub part: String,
    /// From what is now to what was before the act.
    pub change: FieldChange,
}

impl UndoPreviewAnswer {
    /// Whether something would change without overruling later changes.
    pub fn has_changes(&self) -> bool {
        self.more > 0 || self.objects.iter().any(|object| !object.changes.is_empty())
    }

    /// Whether something was changed since.
    pub fn has_conflicts(&self) -> bool {
        self.objects
            .iter()
            .any(|object| !object.conflicts.is_empty())
    }
}

impl Query for UndoPreview {
    const NAME: &'static str = "undo_preview";
    const READS: Topics = Topics::ALL;
    type Output = UndoPreviewAnswer;

    fn access(&self) -> Access {
        UndoCommand::ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<UndoPreviewAnswer, AppError> {
        let (mut act, touched) = context.snapshot.act(self.seq)?;
        Colleagues::of(context)?.hide(&mut act.actor);
        let names = context.snapshot.names()?;
        let (mut objects, mut more, mut changed_since) = (Vec::new(), 0, 0);
        let mut refused = Vec::new();
        let is_of_many = many::is_of_many(context.snapshot.reach_of(self.seq, many::MOST)?);
        for one in touched.iter().filter(|one| !one.marks.is_empty()) {
            match check(context, one) {
                Err(error) if is_refusal(&error) => {
                    refused.push(error);
                    continue;
                }
                checked => checked?,
            }
            let light = is_of_many.then(|| light(context, &act, one)).transpose()?;
            let plan = match light.flatten() {
                Some(now) => Plan::new(&one.marks, now),
                None => whole_plan(context, one)?,
            };
            let goes_back = plan.wanted(&BTreeSet::new()) != plan.now;
            let is_in_the_way = plan.conflicts().next().is_some();
            if !goes_back && !is_in_the_way {
                continue;
            }
            // What stands in the way is listed first of all: it is to be decided about.
            let is_listed = objects.len() < LISTED || (is_in_the_way && objects.len() < MOST);
            if is_listed {
                let plan = if is_of_many {
                    whole_plan(context, one)?
                } else {
                    plan
                };
                objects.push(object(context, one, &plan, &names)?);
            } else {
                more += u64::from(goes_back);
                changed_since += u64::from(!goes_back);
            }
        }
        let kept = refused.len() as u64;
        let nothing = objects.is_empty() && more + changed_since == 0;
        if let Some(error) = refused.into_iter().next().filter(|_| nothing) {
            return Err(error);
        }
        hide_places(context, &act, &mut objects)?;
        Ok(UndoPreviewAnswer {
            act,
            objects,
            more,
            changed_since,
            kept,
        })
    }
}

/// Refuses an act about something that the operator may not see.
fn check(context: &QueryContext<'_>, one: &Touched) -> Result<(), AppError> {
    let everywhere = |permission| {
        let may = context
            .actor
            .is_some_and(|actor| actor.may_everywhere(permission));
        may.then_some(()).ok_or(AppError::Denied(permission))
    };
    match one.object {
        ObjectKind::User => check_person(context, UserId(one.object_id)),
        ObjectKind::Role => everywhere(Permission::RolesView),
        ObjectKind::Module => everywhere(Permission::ModulesManage),
        ObjectKind::Setting => everywhere(Permission::SettingsManage),
        ObjectKind::View => {
            let view_id = ViewId(one.object_id);
            check_change(context.actor, context.snapshot.view_holder(view_id)?)
        }
        ObjectKind::Plan | ObjectKind::AddOn => everywhere(Permission::PlansView),
        ObjectKind::Team => everywhere(Permission::TeamsManage),
        ObjectKind::OfficeWorkspace => {
            let seen = context.view(&[Permission::WorkspacesUpdate]).who;
            let may = seen.has_workspace(WorkspaceId(one.object_id));
            let denied = AppError::Denied(Permission::WorkspacesUpdate);
            may.then_some(()).ok_or(denied)
        }
        ObjectKind::Workspace | ObjectKind::Session | ObjectKind::Import | ObjectKind::Export => {
            Err(AppError::NothingToUndo)
        }
    }
}

/// Refuses an act about somebody whom the operator may not see or change; of somebody in the bin, not restore.
fn check_person(context: &QueryContext<'_>, user_id: UserId) -> Result<(), AppError> {
    let columns = context.snapshot.columns()?;
    let Some(user) = columns.user(user_id) else {
        let operator = context.actor.ok_or(AppError::NotSignedIn)?;
        let old = context.snapshot.binned(user_id)?.profile;
        return allowed::about(&old, Permission::UsersDelete, operator);
    };
    let may = |permission| in_view(&context.view(&[permission]).who, user);
    match (may(Permission::UsersView), may(Permission::UsersUpdate)) {
        (false, _) => Err(StoreError::NotFound.into()),
        (true, false) => Err(AppError::Denied(Permission::UsersUpdate)),
        (true, true) => Ok(()),
    }
}

/// The way back of an object, by all that is known of it.
fn whole_plan(context: &QueryContext<'_>, one: &Touched) -> Result<Plan, AppError> {
    let now = context.snapshot.state(one.object, one.object_id)?;
    Ok(Plan::new(&one.marks, now))
}

/// What the columns hold of a person; none where that is not enough.
fn light(context: &QueryContext<'_>, act: &Act, one: &Touched) -> Result<Option<State>, AppError> {
    if one.object != ObjectKind::User {
        return Ok(None);
    }
    // Nobody has changed them since: they are as the act left them.
    if context.snapshot.changed_at(UserId(one.object_id))? == Some(act.at) {
        return Ok(Some(many::left(&one.marks)));
    }
    let columns = context.snapshot.columns()?;
    let user = columns.user(UserId(one.object_id));
    let held = |role_id| context.snapshot.held_as(UserId(one.object_id), role_id);
    Ok(match user {
        Some(user) => many::light_state(user, &one.marks, held),
        None => many::binned_state(&one.marks),
    })
}

fn object(
    context: &QueryContext<'_>,
    one: &Touched,
    plan: &Plan,
    names: &Names,
) -> Result<UndoObject, AppError> {
    let mut told = changes(one.object, &plan.now, &plan.wanted(&BTreeSet::new()), names);
    let mut conflicts: Vec<_> = plan
        .conflicts()
        .map(|step| conflict(one.object, plan, step, names))
        .collect();
    if !sees_contact(context, one)? {
        let in_the_way = conflicts.iter_mut().map(|conflict| &mut conflict.change);
        told.iter_mut().chain(in_the_way).for_each(hide);
    }
    Ok(UndoObject {
        key: (one.object, one.object_id),
        name: name(one, plan),
        changes: told,
        conflicts,
    })
}

fn conflict(object: ObjectKind, plan: &Plan, step: &Step, names: &Names) -> UndoConflict {
    let mut wanted = plan.now.clone();
    wanted.set(&step.mark.key, step.mark.before.clone());
    let change = changes(object, &plan.now, &wanted, names)
        .into_iter()
        .next();
    UndoConflict {
        part: step.mark.key.clone(),
        change: change.unwrap_or_else(|| FieldChange::new(&step.mark.key, "", "")),
    }
}

fn sees_contact(context: &QueryContext<'_>, one: &Touched) -> Result<bool, AppError> {
    if one.object != ObjectKind::User {
        return Ok(true);
    }
    let contact = context.view(&[Permission::UsersView]).contact;
    let columns = context.snapshot.columns()?;
    let user = columns.user(UserId(one.object_id));
    Ok(user.is_some_and(|user| in_view(&contact, user)))
}

/// Leaves no name of a workspace that the operator may not know of.
fn hide_places(
    context: &QueryContext<'_>,
    act: &Act,
    objects: &mut [UndoObject],
) -> Result<(), AppError> {
    let visible = context.view(&[Permission::UsersView]).who;
    if visible.is_everyone() {
        return Ok(());
    }
    let mut seen = context.snapshot.directory()?.workspaces;
    let known = context.known_workspaces(&visible, seen.iter().map(|workspace| workspace.id))?;
    seen.retain(|workspace| known.contains(&workspace.id));
    for object in objects {
        let in_the_way = object.conflicts.iter_mut();
        let in_the_way = in_the_way.map(|conflict| &mut conflict.change);
        for change in object.changes.iter_mut().chain(in_the_way) {
            hiding::workspaces(&seen, &act.command, std::slice::from_mut(change));
        }
    }
    Ok(())
}

fn hide(change: &mut FieldChange) {
    let contact = [Field::Email, Field::Phone, Field::Extension];
    if contact.iter().any(|field| field.key() == change.field) {
        for value in [&mut change.old, &mut change.new] {
            text().history.hidden.clone_into(value);
        }
    }
}

/// What the object is called now, or was before it went.
fn name(one: &Touched, plan: &Plan) -> String {
    let gone = one.marks.iter().find(|mark| mark.key == "name");
    let gone = gone.and_then(|mark| mark.before.as_str());
    match one.object {
        ObjectKind::Module => Module::ALL
            .iter()
            .find(|module| **module as i64 == one.object_id)
            .map_or("", |module| module.label())
            .to_owned(),
        ObjectKind::Setting => text().settings.office.to_owned(),
        ObjectKind::Workspace
        | ObjectKind::User
        | ObjectKind::Role
        | ObjectKind::Team
        | ObjectKind::Session
        | ObjectKind::Import
        | ObjectKind::Export
        | ObjectKind::OfficeWorkspace
        | ObjectKind::Plan
        | ObjectKind::AddOn
        | ObjectKind::View => match plan.now.text("name") {
            "" => gone.unwrap_or_default().to_owned(),
            name => name.to_owned(),
        },
    }
}
