//! Setting a role back.

use super::check;
use crate::app::commands::role::{check_content, check_no_lockout, checked_name, find, remove};
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::ids::RoleId;
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::undo::State;
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    object_id: i64,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let role_id = RoleId(object_id);
    if wanted.is_empty() {
        check(actor, Permission::RolesDelete)?;
        return remove(w, role_id);
    }
    let name = checked_name(w, Some(role_id), wanted.text("name"))?;
    let allowed = allowed(wanted);
    let Ok(role) = find(w, role_id) else {
        check(actor, Permission::RolesCreate)?;
        check_content(allowed, actor)?;
        w.restore_role(role_id, &name)?;
        return set(w, role_id, PermissionSet::default(), allowed);
    };
    check(actor, Permission::RolesUpdate)?;
    for permission in role.permissions.without(allowed).iter() {
        check_no_lockout(&role, permission)?;
    }
    if role.name != name {
        w.rename_role(role_id, &name)?;
    }
    set(w, role_id, role.permissions, allowed)
}

fn allowed(state: &State) -> PermissionSet {
    let is_there = |permission: &&Permission| !state.get(permission.key()).is_null();
    Permission::ALL.iter().filter(is_there).copied().collect()
}

fn set(
    w: &mut Writer<'_>,
    role_id: RoleId,
    now: PermissionSet,
    wanted: PermissionSet,
) -> Result<(), AppError> {
    for permission in wanted.without(now).iter() {
        w.allow(role_id, permission)?;
    }
    for permission in now.without(wanted).iter() {
        w.forbid(role_id, permission)?;
    }
    Ok(())
}
