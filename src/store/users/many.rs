//! Changing one thing about a person, quickly enough to do it to a hundred thousand in one act.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::membership::{Membership, ROLES, TEAMS, WORKSPACES};
use super::write::tags_json;
use crate::domain::access::Grant;
use crate::domain::audit::ObjectKind;
use crate::domain::change::FieldChange;
use crate::domain::ids::{RoleId, UserId};
use crate::domain::time::Timestamp;
use crate::domain::undo::Mark;
use crate::domain::user::{AccountStatus, Onboarding};
use crate::store::access::{day, place_of};
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

/// What a person belongs to.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Kind {
    /// Roles.
    Roles,
    /// Teams.
    Teams,
    /// Workspaces.
    Workspaces,
}

impl Kind {
    fn table(self) -> Membership {
        match self {
            Self::Roles => ROLES,
            Self::Teams => TEAMS,
            Self::Workspaces => WORKSPACES,
        }
    }
}

impl Writer<'_> {
    /// Sets the status of an account.
    pub fn set_status(&mut self, user_id: UserId, status: AccountStatus) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("set_status.sql"))?
            .execute(named_params! {
                ":status": status.code(), ":at": at, ":by": by, ":user_id": user_id.0,
            })?;
        self.changed(user_id, changed)
    }

    /// Sets the last day of an account.
    pub fn set_end_date(&mut self, user_id: UserId, day: Option<NaiveDate>) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("set_end_date.sql"))?
            .execute(named_params! {
                ":end_date": day.map(|day| day.to_string()), ":at": at, ":by": by, ":user_id": user_id.0,
            })?;
        self.changed(user_id, changed)
    }

    /// Sets how far somebody's onboarding is, and when their invitation runs out.
    pub fn set_onboarding(
        &mut self,
        user_id: UserId,
        onboarding: Onboarding,
        expires_at: Option<Timestamp>,
    ) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("set_onboarding.sql"))?
            .execute(named_params! {
                ":onboarding": onboarding.code(),
                ":expires_at": expires_at.map(|at| at.0),
                ":at": at,
                ":by": by,
                ":user_id": user_id.0,
            })?;
        self.changed(user_id, changed)
    }

    /// Sets somebody's tags.
    pub fn set_tags(&mut self, user_id: UserId, tags: &BTreeSet<String>) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("set_tags.sql"))?
            .execute(named_params! {
                ":tags": tags_json(tags)?, ":at": at, ":by": by, ":user_id": user_id.0,
            })?;
        self.changed(user_id, changed)
    }

    /// Gives somebody a role, a team or a workspace that they don't have.
    pub fn join(&mut self, user_id: UserId, (kind, other): (Kind, i64)) -> Result<()> {
        self.stamp(user_id)?;
        kind.table().join(self.tx, user_id.0, other)
    }

    /// Takes a role, a team or a workspace from somebody.
    pub fn leave(&mut self, user_id: UserId, (kind, other): (Kind, i64)) -> Result<()> {
        self.stamp(user_id)?;
        kind.table().leave(self.tx, user_id.0, other)
    }

    /// Has somebody hold a role exactly so, whether they hold it now or not.
    pub fn hold_exactly(&mut self, user_id: UserId, role_id: RoleId, grant: &Grant) -> Result<()> {
        self.stamp(user_id)?;
        self.set_exact(user_id, role_id, grant)
    }

    /// Notes who changed a person, and when. Once a person and act.
    pub fn stamp(&mut self, user_id: UserId) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("stamp.sql"))?
            .execute(named_params! { ":at": at, ":by": by, ":user_id": user_id.0 })?;
        self.changed(user_id, changed)
    }

    pub(super) fn hand(&self) -> (i64, Option<i64>) {
        (self.act.at.0, self.act.actor.map(|id| id.0))
    }

    pub(super) fn changed(&mut self, user_id: UserId, rows: usize) -> Result<()> {
        if rows == 0 {
            return Err(StoreError::NotFound);
        }
        self.touch(user_id);
        Ok(())
    }

    /// Records what was changed about a person, in words and part by part. Once a person and act.
    pub fn record_person(
        &mut self,
        user_id: UserId,
        changes: &[FieldChange],
        marks: &[Mark],
    ) -> Result<()> {
        self.record_marked((ObjectKind::User, user_id.0), changes, marks)
    }

    /// How somebody holds a role.
    pub fn held_as(&self, user_id: UserId, role_id: RoleId) -> Result<Grant> {
        held_as(self.tx, user_id, role_id)
    }
}

impl Snapshot<'_> {
    /// When somebody who is not deleted was changed last.
    pub fn changed_at(&self, user_id: UserId) -> Result<Option<Timestamp>> {
        let mut statement = self.tx.prepare_cached(
            "SELECT changed_at FROM user WHERE user_id = :user_id AND deleted_at IS NULL",
        )?;
        let found = statement
            .query_row(named_params! { ":user_id": user_id.0 }, |row| row.get(0))
            .optional()?;
        Ok(found.map(Timestamp))
    }

    /// How somebody holds a role.
    pub fn held_as(&self, user_id: UserId, role_id: RoleId) -> Result<Grant> {
        held_as(self.tx, user_id, role_id)
    }

    /// Everyone active who holds a built-in role in the whole office, without an end.
    pub fn lasting_holders(&self, role_key: &str) -> Result<BTreeSet<UserId>> {
        let mut statement = self
            .tx
            .prepare_cached(include_str!("lasting_holders.sql"))?;
        let rows = statement.query_map(named_params! { ":role_key": role_key }, |row| {
            row.get(0).map(UserId)
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn held_as(connection: &Connection, user_id: UserId, role_id: RoleId) -> Result<Grant> {
    let found = connection
        .prepare_cached(include_str!("held_as.sql"))?
        .query_row(
            named_params! { ":user_id": user_id.0, ":role_id": role_id.0 },
            |row| {
                let grant = Grant {
                    granted_at: row.get::<_, Option<i64>>(2)?.map(Timestamp),
                    granted_by: row.get::<_, Option<i64>>(3)?.map(UserId),
                    ..Grant::default()
                };
                Ok((
                    grant,
                    row.get::<_, i64>(0)?,
                    row.get::<_, Option<String>>(1)?,
                ))
            },
        )
        .optional()?;
    let (grant, place, ends_on) = found.ok_or(StoreError::NotFound)?;
    Ok(Grant {
        place: place_of(connection, user_id, role_id, place)?,
        ends_on: day(ends_on.as_deref())?,
        ..grant
    })
}
