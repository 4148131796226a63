//! Roles: adding, renaming and deleting them, what they allow, and where they are held.

use chrono::NaiveDate;

use super::user_allowed::may_give;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::access::GrantPlace;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::fold::name_key;
use crate::domain::ids::{RoleId, UserId};
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::role::{Role, SYSTEM_ADMINISTRATOR};
use crate::domain::text::{count, fill, plural, text};
use crate::domain::validation::name;
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to a role, or to how somebody holds it.
#[derive(Clone, PartialEq, Debug)]
pub enum RoleCommand {
    /// Let a role do something.
    Allow(RoleId, Permission),
    /// Forbid a role something.
    Forbid(RoleId, Permission),
    /// Add a role of the office's own, with what another one allows, or with nothing.
    Create {
        /// Its name.
        name: String,
        /// The role whose permissions it begins with.
        copy_of: Option<RoleId>,
    },
    /// Give a role another name.
    Rename(RoleId, String),
    /// Delete a role of the office's own that nobody holds.
    Delete(RoleId),
    /// Say where and until when somebody holds a role.
    Place(Box<Placement>),
}

/// Where and until when somebody holds a role.
#[derive(Clone, PartialEq, Debug)]
pub struct Placement {
    /// Who.
    pub user_id: UserId,
    /// Which role.
    pub role_id: RoleId,
    /// Where.
    pub place: GrantPlace,
    /// The last day.
    pub ends_on: Option<NaiveDate>,
}

impl From<RoleCommand> for Command {
    fn from(command: RoleCommand) -> Self {
        Self::Role(command)
    }
}

impl RoleCommand {
    /// The stable name in the audit log of saying where a role is held.
    pub(in crate::app) const PLACE: &'static str = "role.place";

    pub(super) fn access(&self) -> Access {
        match self {
            Self::Allow(..) | Self::Forbid(..) | Self::Rename(..) => {
                Access::Office(&[Permission::RolesUpdate])
            }
            Self::Create { .. } => Access::Office(&[Permission::RolesCreate]),
            Self::Delete(_) => Access::Office(&[Permission::RolesDelete]),
            // Held everywhere is not for those to give whose own rights end at a workspace.
            Self::Place(_) => Access::Office(&[Permission::RolesAssign]),
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::Allow(..) | Self::Forbid(..) | Self::Place(_) => FreshProof::Needed,
            // Nobody holds a role that is new, or that can be deleted.
            Self::Create { .. } | Self::Rename(..) | Self::Delete(_) => FreshProof::NotNeeded,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Allow(..) => "role.allow",
            Self::Forbid(..) => "role.forbid",
            Self::Create { .. } => "role.create",
            Self::Rename(..) => "role.rename",
            Self::Delete(_) => "role.delete",
            Self::Place(_) => Self::PLACE,
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let command = self.name();
        let reply = workspace.transact(context.act(), |w| {
            let (object, object_id, reply) = match self {
                Self::Allow(role_id, permission) => {
                    set_permission(w, role_id, permission, Wanted::Allowed)?;
                    (ObjectKind::Role, role_id.0, Reply::Done)
                }
                Self::Forbid(role_id, permission) => {
                    set_permission(w, role_id, permission, Wanted::Forbidden)?;
                    (ObjectKind::Role, role_id.0, Reply::Done)
                }
                Self::Create { name, copy_of } => {
                    let role_id = create(w, &name, copy_of, actor)?;
                    (ObjectKind::Role, role_id.0, Reply::RoleCreated(role_id))
                }
                Self::Rename(role_id, name) => {
                    rename(w, role_id, &name)?;
                    (ObjectKind::Role, role_id.0, Reply::Done)
                }
                Self::Delete(role_id) => {
                    delete(w, role_id)?;
                    (ObjectKind::Role, role_id.0, Reply::Done)
                }
                Self::Place(placement) => {
                    place(w, &placement, actor)?;
                    (ObjectKind::User, placement.user_id.0, Reply::Done)
                }
            };
            Ok::<_, AppError>((reply, NewEntry::done(command, object, Some(object_id))))
        })?;
        Ok(Done::new(reply, Topics::DIRECTORY.with(Topics::USERS)))
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    Allowed,
    Forbidden,
}

fn set_permission(
    w: &mut Writer<'_>,
    role_id: RoleId,
    permission: Permission,
    wanted: Wanted,
) -> Result<(), AppError> {
    let role = find(w, role_id)?;
    let before = w.before(ObjectKind::Role, role_id.0)?;
    match wanted {
        Wanted::Allowed => w.allow(role_id, permission)?,
        Wanted::Forbidden => {
            check_no_lockout(&role, permission)?;
            w.forbid(role_id, permission)?;
        }
    }
    Ok(w.record_since(&before)?)
}

fn create(
    w: &mut Writer<'_>,
    wanted: &str,
    copy_of: Option<RoleId>,
    actor: Option<&Actor>,
) -> Result<RoleId, AppError> {
    let wanted = checked_name(w, None, wanted)?;
    if let Some(copy_of) = copy_of {
        check_content(find(w, copy_of)?.permissions, actor)?;
    }
    let role_id = w.insert_own_role(&wanted, copy_of)?;
    w.record_since(&Writer::before_adding(ObjectKind::Role, role_id.0))?;
    Ok(role_id)
}

/// Whoever may add roles but not decide what they allow can't add one that allows more than they may themselves.
pub(super) fn check_content(allowed: PermissionSet, actor: Option<&Actor>) -> Result<(), AppError> {
    let may = |actor: &Actor| {
        actor.may_everywhere(Permission::RolesUpdate)
            || allowed.without(actor.rights.somewhere()).is_empty()
    };
    if actor.is_some_and(may) {
        return Ok(());
    }
    Err(AppError::Denied(Permission::RolesUpdate))
}

fn rename(w: &mut Writer<'_>, role_id: RoleId, wanted: &str) -> Result<(), AppError> {
    find(w, role_id)?;
    let wanted = checked_name(w, Some(role_id), wanted)?;
    let before = w.before(ObjectKind::Role, role_id.0)?;
    w.rename_role(role_id, &wanted)?;
    Ok(w.record_since(&before)?)
}

fn delete(w: &mut Writer<'_>, role_id: RoleId) -> Result<(), AppError> {
    let before = w.before(ObjectKind::Role, role_id.0)?;
    remove(w, role_id)?;
    Ok(w.record_since(&before)?)
}

/// Deletes a role of the office's own that nobody holds.
pub(super) fn remove(w: &mut Writer<'_>, role_id: RoleId) -> Result<(), AppError> {
    let words = &text().problem;
    if find(w, role_id)?.key.is_some() {
        return Err(AppError::invalid(Field::Name, words.role_built_in));
    }
    let holders = w.holders_in_all(role_id)?;
    if holders > 0 {
        let said = plural(holders, words.role_held_one, words.role_held);
        let said = with_binned(said, w.binned_holders(role_id)?);
        return Err(AppError::invalid(Field::Name, said));
    }
    Ok(w.delete_role(role_id)?)
}

/// The sentence, with how many of those whom it is about are in the bin.
pub(super) fn with_binned(said: String, binned: u64) -> String {
    if binned == 0 {
        return said;
    }
    fill(text().problem.some_in_bin, &[&said, &count(binned)])
}

fn place(w: &mut Writer<'_>, wanted: &Placement, actor: Option<&Actor>) -> Result<(), AppError> {
    let (user_id, role_id) = (wanted.user_id, wanted.role_id);
    let words = &text().problem;
    let role = find(w, role_id)?;
    let user = w.user(user_id)?;
    // As when a role is given: holding it further or longer is no way around.
    if !actor.is_some_and(|actor| may_give(&actor.rights, &role, &wanted.place)) {
        return Err(AppError::invalid(Field::Roles, words.role_too_wide));
    }
    if let GrantPlace::Named(named) = &wanted.place {
        if named.is_empty() {
            return Err(AppError::invalid(Field::Workspaces, words.place_empty));
        }
        if !named.is_subset(&user.profile.workspaces) {
            return Err(AppError::invalid(Field::Workspaces, words.place_not_member));
        }
    }
    check_lasting(w, user_id, &role, (&wanted.place, wanted.ends_on))?;
    let before = w.before(ObjectKind::User, user_id.0)?;
    // Only what is held can be placed.
    w.grant(user_id, role_id)?;
    w.set_grant(user_id, role_id, &wanted.place, wanted.ends_on)?;
    w.stamp(user_id)?;
    Ok(w.record_since(&before)?)
}

/// The last who administers the file does so everywhere and without end.
pub(super) fn check_lasting(
    w: &Writer<'_>,
    user_id: UserId,
    role: &Role,
    (place, ends_on): (&GrantPlace, Option<NaiveDate>),
) -> Result<(), AppError> {
    let lasts = *place == GrantPlace::Everywhere && ends_on.is_none();
    if role.key.as_deref() == Some(SYSTEM_ADMINISTRATOR)
        && !lasts
        && w.active_holders(SYSTEM_ADMINISTRATOR)? == [user_id]
    {
        return Err(AppError::invalid(
            Field::Roles,
            text().problem.last_administrator,
        ));
    }
    Ok(())
}

/// A role's name keeps the rules of names and is no other role's.
pub(super) fn checked_name(
    w: &Writer<'_>,
    except: Option<RoleId>,
    wanted: &str,
) -> Result<String, AppError> {
    let wanted = name::parse(wanted).map_err(|said| AppError::invalid(Field::Name, said))?;
    let key = name_key(&wanted);
    let roles = w.directory()?.roles;
    let is_taken = roles
        .iter()
        .any(|role| Some(role.role_id) != except && name_key(&role.name) == key);
    if is_taken {
        let said = fill(text().problem.role_name_taken, &[&wanted]);
        return Err(AppError::invalid(Field::Name, said));
    }
    Ok(wanted)
}

/// A role.
pub(super) fn find(w: &Writer<'_>, role_id: RoleId) -> Result<Role, AppError> {
    let roles = w.directory()?.roles;
    let found = roles.into_iter().find(|role| role.role_id == role_id);
    found.ok_or(AppError::Store(StoreError::NotFound))
}

/// Without this permission in this role nobody could ever change a role again.
pub(super) fn check_no_lockout(role: &Role, permission: Permission) -> Result<(), AppError> {
    let is_administrator = role.key.as_deref() == Some(SYSTEM_ADMINISTRATOR);
    if !is_administrator || permission != Permission::RolesUpdate {
        return Ok(());
    }
    let said = text().problem.administrator_lockout;
    Err(AppError::invalid(Field::Roles, said.to_owned()))
}
