//! Setting a person back, with the roles as they were held.

use std::collections::{BTreeMap, BTreeSet};

use crate::app::commands::bin::{self, Address};
use crate::app::commands::role::{check_lasting, find};
use crate::app::commands::{user, user_allowed as allowed};
use crate::app::error::AppError;
use crate::domain::access::{Grant, GrantPlace};
use crate::domain::actor::Actor;
use crate::domain::audit::ObjectKind;
use crate::domain::change::Field;
use crate::domain::ids::{RoleId, UserId};
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::undo::{BIN, State, UserState};
use crate::domain::user::{Profile, UserRecord};
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    object_id: i64,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let user_id = UserId(object_id);
    let now = w.state(ObjectKind::User, object_id)?;
    let is_gone = |state: &State| state.is_empty() || !state.get(BIN).is_null();
    match (is_gone(&now), is_gone(wanted)) {
        (true, true) => return Err(AppError::NothingToUndo),
        (true, false) => {
            if let Some(then) = UserState::read(wanted) {
                w.set_binned_email(user_id, then.profile.email.as_deref())?;
            }
            return bin::take_out(w, user_id, Address::Kept, actor);
        }
        (false, true) => {
            bin::put_in(w, user_id, actor)?;
            if let Some(then) = UserState::read(wanted).filter(|_| !wanted.is_empty()) {
                // An address that was left out by restoring.
                w.set_binned_email(user_id, then.profile.email.as_deref())?;
            }
            if wanted.is_empty() {
                w.return_strays(user_id)?;
            }
            return Ok(());
        }
        (false, false) => {}
    }
    let old = w.user(user_id)?;
    let now = UserState::read(&now);
    let (Some(now), Some(mut wanted)) = (now, UserState::read(wanted)) else {
        return Err(AppError::NothingToUndo);
    };
    check_contact(&old, &wanted.profile, actor)?;
    narrow(w, &now, &mut wanted)?;
    let profile = existing(w, wanted.profile)?;
    user::save(w, &old, &profile, actor)?;
    for (role_id, grant) in &wanted.grants {
        if now.grants.get(role_id) != Some(grant) && profile.roles.contains(role_id) {
            place(w, user_id, *role_id, grant, actor)?;
        }
    }
    if wanted.created_at != now.created_at {
        w.set_created_at(user_id, wanted.created_at)?;
    }
    if wanted.external_ids != now.external_ids {
        w.set_external_ids(user_id, &wanted.external_ids)?;
    }
    // An invitation that is open again is open as long as it was.
    if profile.onboarding.is_open() {
        w.set_invitation_expiry(user_id, wanted.invitation_expires_at)?;
    }
    Ok(())
}

/// Who can't see contact data does not change it either.
fn check_contact(
    old: &UserRecord,
    wanted: &Profile,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let kept = allowed::keep_contact(wanted.clone(), &old.profile);
    if kept == *wanted || allowed::sees_contact(&old.profile, actor)? {
        return Ok(());
    }
    Err(AppError::Denied(Permission::UsersViewContact))
}

/// Roles that were held in workspaces which are no longer there are held in the others; where there is no other, how such a
/// role is held stays as it is now.
fn narrow(w: &Writer<'_>, now: &UserState, wanted: &mut UserState) -> Result<(), AppError> {
    let there: BTreeSet<_> = w.directory()?.workspaces.iter().map(|one| one.id).collect();
    let mut left = BTreeMap::new();
    for (role_id, mut grant) in std::mem::take(&mut wanted.grants) {
        if let GrantPlace::Named(named) = &mut grant.place {
            named.retain(|id| there.contains(id));
            if named.is_empty() {
                match now.grants.get(&role_id) {
                    Some(held) => grant = held.clone(),
                    None => {
                        wanted.profile.roles.remove(&role_id);
                        continue;
                    }
                }
            }
        }
        left.insert(role_id, grant);
    }
    wanted.grants = left;
    Ok(())
}

/// The profile without roles, teams, workspaces and a client that are no longer there.
fn existing(w: &Writer<'_>, mut profile: Profile) -> Result<Profile, AppError> {
    let directory = w.directory()?;
    profile
        .roles
        .retain(|id| directory.roles.iter().any(|role| role.role_id == *id));
    profile
        .teams
        .retain(|id| directory.teams.iter().any(|team| team.id == *id));
    profile.workspaces.retain(|id| {
        directory
            .workspaces
            .iter()
            .any(|workspace| workspace.id == *id)
    });
    let is_there = |id: &_| directory.clients.iter().any(|client| client.id == *id);
    profile.client_id = profile.client_id.filter(is_there);
    Ok(profile)
}

fn place(
    w: &mut Writer<'_>,
    user_id: UserId,
    role_id: RoleId,
    grant: &Grant,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let role = find(w, role_id)?;
    let may = |actor: &Actor| {
        allowed::may_assign(&actor.rights, &grant.place)
            && allowed::may_give(&actor.rights, &role, &grant.place)
    };
    if !actor.is_some_and(may) {
        return Err(AppError::invalid(
            Field::Roles,
            text().problem.role_too_wide,
        ));
    }
    check_lasting(w, user_id, &role, (&grant.place, grant.ends_on))?;
    Ok(w.set_exact(user_id, role_id, grant)?)
}
