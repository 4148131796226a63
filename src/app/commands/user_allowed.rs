//! How far an operator's rights go when a person is added or changed: which records, which workspaces, which roles; and
//! what the operator can't see stays as it is.

use std::collections::BTreeSet;

use crate::app::access::known_workspaces;
use crate::app::error::AppError;
use crate::domain::access::{GrantPlace, Record, Rights, Side};
use crate::domain::actor::Actor;
use crate::domain::change::Field;
use crate::domain::ids::{UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::role::Role;
use crate::domain::text::text;
use crate::domain::user::Profile;
use crate::domain::validation::draft::UserDraft;
use crate::store::error::StoreError;
use crate::store::writer::Writer;

/// Whether the operator sees a person's record and address.
pub(super) fn sees(profile: &Profile, actor: Option<&Actor>) -> bool {
    let numbers = numbers(profile);
    actor.is_some_and(|actor| {
        [Permission::UsersView, Permission::UsersViewContact]
            .iter()
            .all(|permission| actor.may_about(*permission, record(profile, &numbers)))
    })
}

/// Refuses a new person where the operator may not add anybody.
pub(super) fn creation(
    w: &Writer<'_>,
    profile: &Profile,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let rights = rights(actor)?;
    let numbers = numbers(profile);
    if !rights.may_about(Permission::UsersCreate, record(profile, &numbers)) {
        return Err(AppError::invalid(
            Field::Workspaces,
            text().problem.workspace_needed.to_owned(),
        ));
    }
    check_workspaces(
        w,
        rights,
        Permission::UsersCreate,
        profile.workspaces.iter(),
    )?;
    if !rights.may_about(Permission::UsersViewContact, record(profile, &numbers)) {
        return Err(AppError::Denied(Permission::UsersViewContact));
    }
    check_roles(w, rights, None, (&Profile::default(), profile))
}

/// Refuses a change that goes further than the operator's rights, before or after.
pub(super) fn change(
    w: &Writer<'_>,
    user_id: UserId,
    (old, new): (&Profile, &Profile),
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let rights = rights(actor)?;
    let moved = old.workspaces.symmetric_difference(&new.workspaces);
    check_workspaces(w, rights, Permission::UsersUpdate, moved)?;
    // Nobody may be moved out of the sight of a client's operator, or into that of another client.
    let as_before = Profile {
        workspaces: old.workspaces.clone(),
        ..new.clone()
    };
    let numbers = numbers(&as_before);
    if !rights.may_about(Permission::UsersUpdate, record(&as_before, &numbers)) {
        return Err(AppError::invalid(
            Field::Kind,
            text().problem.out_of_reach.to_owned(),
        ));
    }
    check_roles(w, rights, Some(user_id), (old, new))
}

/// The draft with the workspaces that its author could not see and without contact data that they could not, which
/// [`keep_contact`] puts back as it is stored. Someone whom they may not see is not found, someone whom they may not change is refused.
pub(super) fn with_hidden(
    w: &Writer<'_>,
    draft: &UserDraft,
    old: &Profile,
    actor: Option<&Actor>,
) -> Result<UserDraft, AppError> {
    let rights = rights(actor)?;
    let numbers = numbers(old);
    let may = |permission| rights.may_about(permission, record(old, &numbers));
    if !may(Permission::UsersView) {
        return Err(StoreError::NotFound.into());
    }
    if !may(Permission::UsersUpdate) {
        return Err(AppError::Denied(Permission::UsersUpdate));
    }
    let mut draft = draft.clone();
    if !may(Permission::UsersViewContact) {
        draft.email.clear();
        draft.phone.clear();
        draft.extension.clear();
    }
    let seen = rights.reach(Permission::UsersView);
    let all = old.workspaces.iter().copied();
    let known = known_workspaces(actor, &seen, all, |id| w.workspace(id))?;
    draft.workspaces.extend(old.workspaces.difference(&known));
    Ok(draft)
}

/// Refuses what the operator may not do to somebody; whom they may not see is not found.
pub(in crate::app) fn about(
    profile: &Profile,
    permission: Permission,
    actor: &Actor,
) -> Result<(), AppError> {
    let numbers = numbers(profile);
    let may = |permission| actor.may_about(permission, record(profile, &numbers));
    match (may(Permission::UsersView), may(permission)) {
        (false, _) => Err(StoreError::NotFound.into()),
        (true, false) => Err(AppError::Denied(permission)),
        (true, true) => Ok(()),
    }
}

/// Whether the operator sees somebody's contact data.
pub(super) fn sees_contact(old: &Profile, actor: Option<&Actor>) -> Result<bool, AppError> {
    let numbers = numbers(old);
    Ok(rights(actor)?.may_about(Permission::UsersViewContact, record(old, &numbers)))
}

/// The profile with contact data as it is stored, in whatever form: who can't see it neither changes nor checks it.
pub(super) fn keep_contact(profile: Profile, old: &Profile) -> Profile {
    Profile {
        email: old.email.clone(),
        phone: old.phone.clone(),
        extension: old.extension.clone(),
        ..profile
    }
}

/// A role may be given or taken by whoever may assign roles to this person. One that is given allows nothing that the
/// operator may not do or let others do where it will be held; one that is taken is held no further than where they may
/// assign roles. `user_id` is nobody's where the person is new.
fn check_roles(
    w: &Writer<'_>,
    rights: &Rights,
    user_id: Option<UserId>,
    (old, new): (&Profile, &Profile),
) -> Result<(), AppError> {
    let changed: BTreeSet<_> = old
        .roles
        .symmetric_difference(&new.roles)
        .copied()
        .collect();
    if changed.is_empty() {
        return Ok(());
    }
    let numbers = numbers(new);
    if !rights.may_about(Permission::RolesAssign, record(new, &numbers)) {
        return Err(AppError::invalid(
            Field::Roles,
            text().problem.roles_denied.to_owned(),
        ));
    }
    let roles = w.directory()?.roles;
    let words = &text().problem;
    let place = place_of_given(rights, new);
    for role in roles.iter().filter(|role| changed.contains(&role.role_id)) {
        let holder = user_id.filter(|_| old.roles.contains(&role.role_id));
        let may = match holder {
            Some(holder) => {
                let (held, _) = w.grant(holder, role.role_id)?;
                if !reaches(rights, &held, old) {
                    return Err(AppError::invalid(Field::Roles, words.role_held_further));
                }
                may_take(rights, role)
            }
            None => may_give(rights, role, &place),
        };
        if !may {
            return Err(AppError::invalid(Field::Roles, words.role_too_wide));
        }
    }
    Ok(())
}

/// Whether the operator may assign roles wherever somebody holds one.
pub(in crate::app) fn reaches(rights: &Rights, place: &GrantPlace, person: &Profile) -> bool {
    let mut held_in = match place {
        GrantPlace::Everywhere => return rights.may_in_all(Permission::RolesAssign),
        GrantPlace::TheirWorkspaces => person.workspaces.iter(),
        GrantPlace::Named(named) => named.iter(),
    };
    held_in.all(|id| rights.may_in(Permission::RolesAssign, *id))
}

/// Where a role is held that the operator gives: no further than where they may assign roles.
pub(in crate::app) fn place_of_given(rights: &Rights, person: &Profile) -> GrantPlace {
    if rights.may_in_all(Permission::RolesAssign) {
        return GrantPlace::Everywhere;
    }
    let may = |id: &WorkspaceId| rights.may_in(Permission::RolesAssign, *id);
    GrantPlace::Named(person.workspaces.iter().copied().filter(may).collect())
}

/// Whether the operator may say that a role is held there.
pub(super) fn may_assign(rights: &Rights, place: &GrantPlace) -> bool {
    match place {
        GrantPlace::Everywhere | GrantPlace::TheirWorkspaces => {
            rights.may_everywhere(Permission::RolesAssign)
        }
        GrantPlace::Named(named) => named
            .iter()
            .all(|id| rights.may_in(Permission::RolesAssign, *id)),
    }
}

/// Whether a role held somewhere goes no further than the operator's own rights there, or the operator decides what roles
/// allow.
pub(in crate::app) fn may_give(rights: &Rights, role: &Role, place: &GrantPlace) -> bool {
    let may = |permission| match place {
        GrantPlace::Everywhere | GrantPlace::TheirWorkspaces => rights.may_in_all(permission),
        GrantPlace::Named(named) => named.iter().all(|id| rights.may_in(permission, *id)),
    };
    rights.may_everywhere(Permission::RolesUpdate) || role.permissions.iter().all(may)
}

/// Whether the operator may take a role away: it allows nothing that they may nowhere do.
pub(in crate::app) fn may_take(rights: &Rights, role: &Role) -> bool {
    rights.may_everywhere(Permission::RolesUpdate)
        || role.permissions.without(rights.somewhere()).is_empty()
}

/// Narrows the roles that somebody got by the operator's hand to where the operator may assign roles.
pub(super) fn narrow_given(
    w: &mut Writer<'_>,
    user_id: UserId,
    (old, new): (&Profile, &Profile),
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let place = place_of_given(rights(actor)?, new);
    if place == GrantPlace::Everywhere {
        return Ok(());
    }
    for role_id in new.roles.difference(&old.roles) {
        w.set_grant(user_id, *role_id, &place, None)?;
    }
    Ok(())
}

/// Refuses to let somebody into workspaces or out of them where the operator may not.
pub(super) fn move_in(
    w: &Writer<'_>,
    actor: &Actor,
    workspaces: &[WorkspaceId],
) -> Result<(), AppError> {
    let all = workspaces.iter();
    check_workspaces(w, &actor.rights, Permission::UsersUpdate, all)
}

/// Nobody is moved into or out of a workspace where the operator may not, or of which they may not know.
fn check_workspaces<'a>(
    w: &Writer<'_>,
    rights: &Rights,
    permission: Permission,
    workspaces: impl Iterator<Item = &'a WorkspaceId>,
) -> Result<(), AppError> {
    for id in workspaces {
        let is_known = || match rights.side() {
            Side::Office => Ok(true),
            side @ Side::Client(_) => w.workspace(*id).map(|found| side.sees_workspace(&found)),
        };
        if !rights.may_in(permission, *id) || !is_known()? {
            return Err(AppError::invalid(
                Field::Workspaces,
                text().problem.workspace_denied,
            ));
        }
    }
    Ok(())
}

fn rights(actor: Option<&Actor>) -> Result<&Rights, AppError> {
    actor
        .map(|actor| actor.rights.as_ref())
        .ok_or(AppError::NotSignedIn)
}

fn numbers(profile: &Profile) -> Vec<i64> {
    profile.workspaces.iter().map(|id| id.0).collect()
}

fn record<'a>(profile: &Profile, workspaces: &'a [i64]) -> Record<'a> {
    Record {
        workspaces,
        kind: profile.kind,
        client_id: profile.client_id,
    }
}
