//! Setting a workspace of the office back.

use super::check;
use crate::app::commands::workspace::{check_plans, checked, remove};
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::ids::{UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::undo::State;
use crate::domain::workspace::WorkspaceProfile;
use crate::store::error::StoreError;
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    object_id: i64,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let id = WorkspaceId(object_id);
    if wanted.is_empty() {
        check(actor, Permission::WorkspacesDelete)?;
        return remove(w, id);
    }
    let wanted: WorkspaceProfile = wanted.read().ok_or(AppError::NothingToUndo)?;
    let wanted = with_people_who_are_there(w, id, wanted)?;
    let wanted = checked(w, Some(id), &wanted)?;
    let old = match w.workspace(id) {
        Ok(old) => {
            check_update(id, &old, actor)?;
            old
        }
        Err(StoreError::NotFound) => {
            check(actor, Permission::WorkspacesCreate)?;
            w.restore_workspace(id, &wanted.name)?;
            WorkspaceProfile::default()
        }
        Err(error) => return Err(error.into()),
    };
    if wanted.plan_id != old.plan_id || wanted.add_ons != old.add_ons {
        check_plans(actor)?;
    }
    Ok(w.update_workspace(id, &wanted)?)
}

fn check_update(
    id: WorkspaceId,
    old: &WorkspaceProfile,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let rights = actor.map(|actor| &actor.rights);
    if !rights.is_some_and(|rights| rights.may_in(Permission::WorkspacesUpdate, id)) {
        return Err(AppError::Denied(Permission::WorkspacesUpdate));
    }
    if !rights.is_some_and(|rights| rights.side().sees_workspace(old)) {
        return Err(StoreError::NotFound.into());
    }
    Ok(())
}

/// The state with its present owner and billing contact where the earlier one is gone.
fn with_people_who_are_there(
    w: &Writer<'_>,
    id: WorkspaceId,
    wanted: WorkspaceProfile,
) -> Result<WorkspaceProfile, AppError> {
    let now = match w.workspace(id) {
        Err(StoreError::NotFound) => WorkspaceProfile::default(),
        now => now?,
    };
    let there = |wanted: Option<UserId>, now: Option<UserId>| match wanted.map(|id| w.user(id)) {
        Some(Err(StoreError::NotFound)) => Ok(now),
        Some(Err(error)) => Err(AppError::from(error)),
        Some(Ok(_)) | None => Ok(wanted),
    };
    Ok(WorkspaceProfile {
        owner_id: there(wanted.owner_id, now.owner_id)?,
        billing_id: there(wanted.billing_id, now.billing_id)?,
        ..wanted
    })
}
