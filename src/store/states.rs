//! Objects as flat states, for recording what an act changed part by part.

use rusqlite::{Connection, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use super::{access, directory, plans, roles, settings, teams, users, views, workspaces};
use crate::domain::access::Grant;
use crate::domain::audit::ObjectKind;
use crate::domain::directory::Named;
use crate::domain::ids::{RoleId, TeamId, UserId, ViewId, WorkspaceId};
use crate::domain::module::Module;
use crate::domain::time::Timestamp;
use crate::domain::undo::{Names, State, UserState, changes};
use crate::domain::user::UserRecord;

/// An object as it was before an act changes it.
#[must_use = "what changed is recorded with it"]
pub struct Before {
    object: ObjectKind,
    object_id: i64,
    state: State,
}

impl Before {
    /// What the object was.
    pub fn state(&self) -> &State {
        &self.state
    }
}

impl Snapshot<'_> {
    /// An object's parts; none where it is not there.
    pub fn state(&self, object: ObjectKind, object_id: i64) -> Result<State> {
        state(self.tx, object, object_id)
    }

    /// The names that states refer to.
    pub fn names(&self) -> Result<Names> {
        names(self.tx)
    }
}

impl Writer<'_> {
    /// An object's parts; none where it is not there.
    pub fn state(&self, object: ObjectKind, object_id: i64) -> Result<State> {
        state(self.tx, object, object_id)
    }

    /// The names that states refer to.
    pub fn names(&self) -> Result<Names> {
        names(self.tx)
    }

    /// An object that is about to be changed.
    pub fn before(&self, object: ObjectKind, object_id: i64) -> Result<Before> {
        Ok(Before {
            object,
            object_id,
            state: state(self.tx, object, object_id)?,
        })
    }

    /// An object that is about to be added.
    pub fn before_adding(object: ObjectKind, object_id: i64) -> Before {
        Before {
            object,
            object_id,
            state: State::default(),
        }
    }

    /// Records what has changed since, in words and part by part. Once an object and act.
    pub fn record_since(&mut self, before: &Before) -> Result<()> {
        let after = self.state(before.object, before.object_id)?;
        let said = changes(before.object, &before.state, &after, &names(self.tx)?);
        let marks = before.state.marks(&after);
        self.record_marked((before.object, before.object_id), &said, &marks)
    }
}

fn state(connection: &Connection, object: ObjectKind, object_id: i64) -> Result<State> {
    let found = match object {
        ObjectKind::User => user(connection, UserId(object_id)),
        ObjectKind::Role => role(connection, RoleId(object_id)),
        ObjectKind::OfficeWorkspace => {
            workspaces::one(connection, WorkspaceId(object_id)).map(|profile| State::of(&profile))
        }
        ObjectKind::Module => module(connection, object_id),
        ObjectKind::Setting => setting(connection),
        ObjectKind::Plan | ObjectKind::AddOn => offer(connection, object, object_id),
        ObjectKind::View => {
            views::one(connection, ViewId(object_id)).map(|view| State::of(&view.profile))
        }
        ObjectKind::Team => {
            teams::one(connection, TeamId(object_id)).map(|profile| State::of(&profile))
        }
        ObjectKind::Workspace | ObjectKind::Session | ObjectKind::Import | ObjectKind::Export => {
            Ok(State::default())
        }
    };
    match found {
        Err(StoreError::NotFound) => Ok(State::default()),
        other => other,
    }
}

fn user(connection: &Connection, user_id: UserId) -> Result<State> {
    Ok(person(connection, user_id)?.1)
}

/// A person, in the bin or not, and their parts.
pub(super) fn person(connection: &Connection, user_id: UserId) -> Result<(UserRecord, State)> {
    let (record, deleted_at) = users::load_any(connection, user_id)?;
    let person = UserState {
        profile: record.profile.clone(),
        invitation_expires_at: record.invitation_expires_at,
        is_binned: deleted_at.is_some(),
        created_at: record.created_at,
        external_ids: record.external_ids.iter().cloned().collect(),
        grants: access::held(connection, user_id)?
            .into_iter()
            .map(|held| Ok((held.role_id, grant(connection, user_id, &held)?)))
            .collect::<Result<_>>()?,
    };
    Ok((record, person.state()))
}

fn grant(
    connection: &Connection,
    user_id: UserId,
    held: &crate::domain::access::HeldRole,
) -> Result<Grant> {
    let given = connection
        .prepare_cached(
            "SELECT granted_at, granted_by FROM user_role WHERE user_id = :user_id AND role_id = :role_id",
        )?
        .query_row(
            named_params! { ":user_id": user_id.0, ":role_id": held.role_id.0 },
            |row| Ok((row.get::<_, Option<i64>>(0)?, row.get::<_, Option<i64>>(1)?)),
        )?;
    Ok(Grant {
        place: held.place.clone(),
        ends_on: held.ends_on,
        granted_at: given.0.map(Timestamp),
        granted_by: given.1.map(UserId),
    })
}

fn role(connection: &Connection, role_id: RoleId) -> Result<State> {
    let mut state = State::default();
    let roles = roles::list(connection)?;
    if let Some(role) = roles.iter().find(|role| role.role_id == role_id) {
        state.set("name", role.name.clone().into());
        for permission in role.permissions.iter() {
            state.set(permission.key(), true.into());
        }
    }
    Ok(state)
}

fn module(connection: &Connection, object_id: i64) -> Result<State> {
    let mut state = State::default();
    let installed = access::modules(connection)?;
    if installed
        .iter()
        .any(|module: Module| module as i64 == object_id)
    {
        state.set("installed", true.into());
    }
    Ok(state)
}

fn setting(connection: &Connection) -> Result<State> {
    let mut state = State::default();
    for (key, value) in settings::pairs(&settings::office(connection)?) {
        state.set(key, value.into());
    }
    Ok(state)
}

fn offer(connection: &Connection, object: ObjectKind, object_id: i64) -> Result<State> {
    let found = match object {
        ObjectKind::Plan => {
            let plans = plans::plans(connection)?.into_iter();
            let mut plans = plans.filter(|plan| plan.plan_id.0 == object_id);
            plans.next().map(|plan| plan.terms)
        }
        _ => {
            let add_ons = plans::add_ons(connection)?.into_iter();
            let mut add_ons = add_ons.filter(|add_on| add_on.add_on_id.0 == object_id);
            add_ons.next().map(|add_on| add_on.terms)
        }
    };
    Ok(found.map(|terms| State::of(&terms)).unwrap_or_default())
}

fn names(connection: &Connection) -> Result<Names> {
    let plans = plans::plans(connection)?.into_iter().map(|plan| Named {
        id: plan.plan_id,
        name: plan.terms.name,
    });
    let add_ons = plans::add_ons(connection)?.into_iter().map(|add_on| Named {
        id: add_on.add_on_id,
        name: add_on.terms.name,
    });
    Ok(Names {
        directory: directory::load(connection)?,
        plans: plans.collect(),
        add_ons: add_ons.collect(),
    })
}
