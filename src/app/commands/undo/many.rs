//! Setting back an act on many people quickly, where it changed nothing but what the columns hold.

use serde_json::Value;

use super::ObjectKey;
use crate::app::commands::bin::{self, Address};
use crate::app::commands::user_allowed as allowed;
use crate::app::error::AppError;
use crate::domain::access::{Grant, GrantPlace};
use crate::domain::actor::Actor;
use crate::domain::audit::{ObjectKind, Touched};
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::role::{Role, SYSTEM_ADMINISTRATOR};
use crate::domain::undo::{
    BIN, END_DATE, INVITATION, Mark, Names, State, UserState, changes, role_part,
};
use crate::store::columns::{Columns, User};
use crate::store::error::StoreError;
use crate::store::users::Kind;
use crate::store::writer::Writer;

/// An act on more people than this is set back by the columns.
const FEW: usize = 100;
/// So many objects are looked at to tell.
pub(in crate::app) const MOST: i64 = 101;

const STATUS: &str = "status";
const ONBOARDING: &str = "onboarding";
const ROLES: &str = "roles";
const TEAMS: &str = "teams";
const WORKSPACES: &str = "workspaces";
const TAGS: &str = "tags";

/// Whether an act is looked at by the columns.
pub(in crate::app) fn is_of_many(reach: usize) -> bool {
    reach > FEW
}

/// What the columns hold of a person, and `held` of their roles, as far as an act changed it; none where it changed more
/// than that.
pub(in crate::app) fn light_state(
    user: User<'_>,
    marks: &[Mark],
    held: impl Fn(RoleId) -> Result<Grant, StoreError>,
) -> Option<State> {
    let mut state = State::default();
    // Always there: a state without parts would be that of somebody who is gone.
    state.set(STATUS, serde_json::to_value(user.status()).ok()?);
    for mark in marks {
        let (list, _) = mark.key.split_once('/').unwrap_or((&mark.key, ""));
        match list {
            STATUS => {}
            ONBOARDING | INVITATION => {
                let onboarding = serde_json::to_value(user.stored_onboarding()).ok()?;
                state.set(ONBOARDING, onboarding);
                let expires = user.expires().map_or(Value::Null, |at| at.0.into());
                state.set(INVITATION, expires);
            }
            END_DATE => {
                let day = user.last_day();
                state.set(
                    END_DATE,
                    day.map_or(Value::Null, |day| day.to_string().into()),
                );
            }
            ROLES => put_roles(&mut state, user, &mark.key, &held)?,
            TEAMS => put_numbers(&mut state, TEAMS, user.teams()),
            WORKSPACES => put_numbers(&mut state, WORKSPACES, user.workspaces()),
            TAGS => {
                for tag in user.tags() {
                    state.set(&format!("{TAGS}/{tag}"), (*tag).into());
                }
            }
            _ => return None,
        }
    }
    Some(state)
}

/// Somebody as an act left them, as far as it changed them.
pub(in crate::app) fn left(marks: &[Mark]) -> State {
    let mut state = State::left(marks);
    if state.is_empty() {
        // A state without parts would be that of somebody who is gone.
        state.set(STATUS, true.into());
    }
    state
}

/// Somebody in the bin, as far as an act that did nothing but put people there is to be set back; otherwise none.
pub(in crate::app) fn binned_state(marks: &[Mark]) -> Option<State> {
    let binned = UserState {
        is_binned: true,
        ..UserState::default()
    };
    let is_plain = marks.iter().all(|mark| mark.key == BIN);
    is_plain.then(|| binned.state())
}

/// All roles: the one of the mark as it is held, the others only so that they are named.
fn put_roles(
    state: &mut State,
    user: User<'_>,
    key: &str,
    held: impl Fn(RoleId) -> Result<Grant, StoreError>,
) -> Option<()> {
    for id in user.roles() {
        let role_id = RoleId(*id);
        let part = role_part(role_id);
        let grant = if part == key {
            held(role_id).ok()?
        } else if state.get(&part).is_null() {
            Grant::default()
        } else {
            continue;
        };
        state.set(&part, serde_json::to_value(grant).ok()?);
    }
    Some(())
}

fn put_numbers(state: &mut State, list: &str, ids: &[i64]) {
    for id in ids {
        state.set(&format!("{list}/{id}"), (*id).into());
    }
}

/// What sets people back quickly, and who is left to the careful way.
pub(super) struct Light<'a> {
    pub(super) columns: &'a Columns,
    pub(super) actor: &'a Actor,
    pub(super) names: &'a Names,
}

impl Light<'_> {
    /// What a person is now; none where the careful way is needed. Whom the operator may not see is not found.
    pub(super) fn now(&self, w: &Writer<'_>, one: &Touched) -> Result<Option<State>, AppError> {
        if one.object != ObjectKind::User {
            return Ok(None);
        }
        let Some(user) = self.columns.user(UserId(one.object_id)) else {
            let old = w.binned(UserId(one.object_id))?.profile;
            allowed::about(&old, Permission::UsersDelete, self.actor)?;
            return Ok(binned_state(&one.marks));
        };
        let may = |permission| self.actor.may_about(permission, user.record());
        match (may(Permission::UsersView), may(Permission::UsersUpdate)) {
            (false, _) => return Err(StoreError::NotFound.into()),
            (true, false) => return Err(AppError::Denied(Permission::UsersUpdate)),
            (true, true) => {}
        }
        if !self.is_plain(user, &one.marks) {
            return Ok(None);
        }
        let held = |role_id| w.held_as(user.id(), role_id);
        Ok(light_state(user, &one.marks, held))
    }

    /// Whether no rule looks further than the columns.
    fn is_plain(&self, user: User<'_>, marks: &[Mark]) -> bool {
        let directory = &self.names.directory;
        let administers = |id: &i64| {
            let mut roles = directory.roles.iter();
            roles
                .any(|r| r.role_id == RoleId(*id) && r.key.as_deref() == Some(SYSTEM_ADMINISTRATOR))
        };
        let has = |key: &str| marks.iter().any(|mark| mark.key == key);
        let is_shut_out = has(STATUS) && user.roles().iter().any(administers);
        let mut joined = marks.iter().filter(|mark| !mark.before.is_null());
        let mut roles = marks.iter().filter_map(|mark| Some((mark, role_of(mark)?)));
        !is_shut_out
            && joined.all(|mark| is_there(directory, &mark.key))
            && roles.all(|(mark, role_id)| self.is_free(user, mark, role_id))
    }

    /// Whether the operator may set a role back wherever anybody holds it, so that nothing else has to be looked at.
    fn is_free(&self, user: User<'_>, mark: &Mark, role_id: RoleId) -> bool {
        let rights = &self.actor.rights;
        let mut roles = self.names.directory.roles.iter();
        let role = roles.find(|role| role.role_id == role_id);
        let role = role.filter(|role| role.key.as_deref() != Some(SYSTEM_ADMINISTRATOR));
        let grant = |value: &Value| serde_json::from_value::<Grant>(value.clone()).ok();
        let may_give = |role: &Role| {
            // One that is given back is held as it was; in workspaces by name the careful way looks which are left.
            let place = grant(&mark.before).map(|grant| grant.place);
            place.is_some_and(|place| {
                !matches!(place, GrantPlace::Named(_))
                    && allowed::may_assign(rights, &place)
                    && allowed::may_give(rights, role, &place)
            })
        };
        rights.may_in_all(Permission::RolesAssign)
            && self.actor.may_about(Permission::RolesAssign, user.record())
            && role.is_some_and(|role| match (&mark.before, &mark.after) {
                (Value::Null, _) => allowed::may_take(rights, role),
                (_, Value::Null) => may_give(role),
                _ => false,
            })
    }

    /// Sets a person back, and records it.
    pub(super) fn restore(
        &self,
        w: &mut Writer<'_>,
        (_, object_id): ObjectKey,
        (now, wanted): (&State, &State),
    ) -> Result<(), AppError> {
        let user_id = UserId(object_id);
        let marks = now.marks(wanted);
        if marks.iter().any(|mark| mark.key == BIN) {
            bin::take_out(w, user_id, Address::Kept, Some(self.actor))?;
            let said = changes(ObjectKind::User, now, wanted, self.names);
            return Ok(w.record_person(user_id, &said, &marks)?);
        }
        let is = UserState::read(wanted).ok_or(AppError::NothingToUndo)?;
        let has = |key: &str| marks.iter().any(|mark| mark.key == key);
        if has(STATUS) {
            w.set_status(user_id, is.profile.status)?;
        }
        if has(END_DATE) {
            w.set_end_date(user_id, is.profile.end_date)?;
        }
        if has(ONBOARDING) || has(INVITATION) {
            let onboarding = is.profile.onboarding;
            let expires = is.invitation_expires_at.filter(|_| onboarding.is_open());
            w.set_onboarding(user_id, onboarding, expires)?;
        }
        if marks.iter().any(|mark| number_of(mark, TAGS).is_some()) {
            w.set_tags(user_id, &is.profile.tags)?;
        }
        for mark in &marks {
            self.move_by(w, user_id, mark)?;
            if let Some(role_id) = role_of(mark) {
                set_role(w, user_id, role_id, is.grants.get(&role_id))?;
            }
        }
        let said = changes(ObjectKind::User, now, wanted, self.names);
        Ok(w.record_person(user_id, &said, &marks)?)
    }

    /// Lets somebody into a team or a workspace, or out of it.
    fn move_by(&self, w: &mut Writer<'_>, user_id: UserId, mark: &Mark) -> Result<(), AppError> {
        let place = match (number_of(mark, TEAMS), number_of(mark, WORKSPACES)) {
            (Some(id), _) => (Kind::Teams, id),
            (_, Some(id)) => {
                let seen = [WorkspaceId(id)];
                allowed::move_in(w, self.actor, &seen)?;
                (Kind::Workspaces, id)
            }
            (None, None) => return Ok(()),
        };
        if mark.after.is_null() {
            w.leave(user_id, place)?;
        } else {
            w.join(user_id, place)?;
        }
        Ok(())
    }
}

/// Has somebody hold a role as they did, or no longer.
fn set_role(
    w: &mut Writer<'_>,
    user_id: UserId,
    role_id: RoleId,
    grant: Option<&Grant>,
) -> Result<(), AppError> {
    let Some(grant) = grant else {
        return Ok(w.leave(user_id, (Kind::Roles, role_id.0))?);
    };
    Ok(w.hold_exactly(user_id, role_id, grant)?)
}

/// The role that a mark is about.
fn role_of(mark: &Mark) -> Option<RoleId> {
    number_of(mark, ROLES).map(RoleId)
}

/// Whether an act changed who holds which role.
pub(super) fn changes_roles(touched: &[Touched]) -> bool {
    let mut marks = touched.iter().flat_map(|one| &one.marks);
    marks.any(|mark| role_of(mark).is_some())
}

/// The number of an element of a list; 0 of one that is a text.
fn number_of(mark: &Mark, list: &str) -> Option<i64> {
    let (of, name) = mark.key.split_once('/')?;
    (of == list).then(|| name.parse().unwrap_or_default())
}

/// Whether what was had before the act is still there to be had.
fn is_there(directory: &Directory, key: &str) -> bool {
    match key.split_once('/') {
        Some((TEAMS, id)) => {
            let id = id.parse().map(TeamId);
            directory.teams.iter().any(|team| Ok(team.id) == id)
        }
        Some((WORKSPACES, id)) => {
            let id = id.parse().map(WorkspaceId);
            directory.workspaces.iter().any(|one| Ok(one.id) == id)
        }
        _ => true,
    }
}
