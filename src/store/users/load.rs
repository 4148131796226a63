//! Loading a person, rows of the user table, and who has an address.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::membership::{Membership, ROLES, TEAMS, WORKSPACES};
use super::parts::{end_date, tags};
use crate::domain::actor::Hand;
use crate::domain::fold::email_key;
use crate::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding, Profile, UserKind, UserRecord};
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

impl Snapshot<'_> {
    /// A person who is not deleted.
    pub fn user(&self, user_id: UserId) -> Result<UserRecord> {
        match self.moment {
            None => load(self.tx, user_id),
            Some(moment) => moment.person(self.tx, user_id)?.ok_or(StoreError::NotFound),
        }
    }

    /// At most two of the active people who hold a built-in role.
    pub fn active_holders(&self, role_key: &str) -> Result<Vec<UserId>> {
        active_holders(self.tx, role_key)
    }

    /// Names of a person's roles.
    pub fn role_names(&self, user_id: UserId) -> Result<Vec<String>> {
        role_names(self.tx, user_id)
    }

    /// Who else has this address.
    pub fn email_owner(&self, email: &str, except: Option<UserId>) -> Result<Option<UserId>> {
        email_owner(self.tx, email, except)
    }
}

impl Writer<'_> {
    /// A person who is not deleted.
    pub fn user(&self, user_id: UserId) -> Result<UserRecord> {
        load(self.tx, user_id)
    }

    /// Who else has this address.
    pub fn email_owner(&self, email: &str, except: Option<UserId>) -> Result<Option<UserId>> {
        email_owner(self.tx, email, except)
    }

    /// At most two of the active people who hold a built-in role.
    pub fn active_holders(&self, role_key: &str) -> Result<Vec<UserId>> {
        active_holders(self.tx, role_key)
    }

    /// Whether an active person holds a built-in role in the whole office, without an end.
    pub fn is_active_holder(&self, user_id: UserId, role_key: &str) -> Result<bool> {
        let mut statement = self
            .tx
            .prepare_cached(include_str!("is_active_holder.sql"))?;
        let names = named_params! { ":role_key": role_key, ":user_id": user_id.0 };
        Ok(statement.query_row(names, |row| row.get(0))?)
    }
}

fn active_holders(connection: &Connection, role_key: &str) -> Result<Vec<UserId>> {
    let mut statement = connection.prepare_cached(include_str!("active_holders.sql"))?;
    let rows = statement.query_map(named_params! { ":role_key": role_key }, |row| {
        row.get(0).map(UserId)
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

/// A person who is not deleted.
fn load(connection: &Connection, user_id: UserId) -> Result<UserRecord> {
    let (record, deleted_at) = load_any(connection, user_id)?;
    match deleted_at {
        None => Ok(record),
        Some(_) => Err(StoreError::NotFound),
    }
}

/// A person, and when they were deleted if they are.
pub(in crate::store) fn load_any(
    connection: &Connection,
    user_id: UserId,
) -> Result<(UserRecord, Option<Timestamp>)> {
    let (record, deleted_at) = connection
        .prepare_cached(include_str!("load.sql"))?
        .query_row(named_params! { ":user_id": user_id.0 }, |row| {
            Ok((record(user_id, row), time(row, 24)?))
        })?;
    let mut record = record?;
    let sets = |table: Membership| table.of(connection, user_id.0);
    record.profile.roles = sets(ROLES)?.into_iter().map(RoleId).collect();
    record.profile.teams = sets(TEAMS)?.into_iter().map(TeamId).collect();
    record.profile.workspaces = sets(WORKSPACES)?.into_iter().map(WorkspaceId).collect();
    let mut statement = connection.prepare_cached(include_str!("external_ids.sql"))?;
    let ids = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| {
        Ok((row.get(0)?, row.get(1)?))
    })?;
    record.external_ids = ids.collect::<rusqlite::Result<_>>()?;
    Ok((record, deleted_at))
}

fn record(user_id: UserId, row: &Row<'_>) -> Result<UserRecord> {
    let profile = Profile {
        name: row.get(0)?,
        email: row.get(1)?,
        phone: row.get(2)?,
        extension: row.get(3)?,
        status: AccountStatus::from_code(row.get(4)?)
            .ok_or(StoreError::Unreadable("user.status"))?,
        onboarding: Onboarding::from_code(row.get(5)?)
            .ok_or(StoreError::Unreadable("user.onboarding"))?,
        kind: UserKind::from_code(row.get(6)?).ok_or(StoreError::Unreadable("user.kind"))?,
        client_id: row.get::<_, Option<i64>>(7)?.map(ClientId),
        title: row.get(8)?,
        department: row.get(9)?,
        location: row.get(10)?,
        language: row.get(11)?,
        manager: row.get(12)?,
        end_date: end_date(row, 13)?,
        notes: row.get(14)?,
        tags: tags(row, 15)?,
        ..Profile::default()
    };
    Ok(UserRecord {
        user_id,
        profile,
        created_at: time(row, 16)?,
        created_by: hand(row, 17)?,
        changed_at: Timestamp(row.get(19)?),
        changed_by: hand(row, 20)?,
        last_sign_in_at: time(row, 22)?,
        invitation_expires_at: time(row, 23)?,
        external_ids: Vec::new(),
    })
}

/// Somebody, by their number and the name after it.
pub(in crate::store) fn hand(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Hand>> {
    let user_id: Option<i64> = row.get(index)?;
    let name = row.get::<_, Option<String>>(index + 1)?.unwrap_or_default();
    Ok(user_id.map(|id| Hand::Known(UserId(id), name)))
}

fn time(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(index)?.map(Timestamp))
}

fn role_names(connection: &Connection, user_id: UserId) -> Result<Vec<String>> {
    let mut statement = connection.prepare_cached(include_str!("role_names.sql"))?;
    let names = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn email_owner(
    connection: &Connection,
    email: &str,
    except: Option<UserId>,
) -> Result<Option<UserId>> {
    Ok(connection
        .prepare_cached(include_str!("email_owner.sql"))?
        .query_row(
            named_params! { ":email_key": email_key(email), ":except": except.map_or(0, |id| id.0) },
            |row| row.get(0).map(UserId),
        )
        .optional()?)
}
