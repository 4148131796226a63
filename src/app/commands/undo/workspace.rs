//! Setting a workspace of the office back.

use super::check;
use crate::app::commands::workspace::{check_plans, checked, remove};
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::ids::WorkspaceId;
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
