//! The bin: people who are deleted, with everything that is known of them, and can be restored.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, named_params};

use super::load::{hand, load_any};
use super::membership::WORKSPACES;
use crate::domain::actor::Hand;
use crate::domain::fold::email_key;
use crate::domain::ids::{ClientId, RoleId, UserId, WorkspaceId};
use crate::domain::time::Timestamp;
use crate::domain::user::{UserKind, UserRecord};
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

/// Somebody in the bin.
#[derive(Clone, PartialEq, Debug)]
pub struct Binned {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their address.
    pub email: Option<String>,
    /// Internal or of a client.
    pub kind: UserKind,
    /// Their client.
    pub client_id: Option<ClientId>,
    /// The numbers of the workspaces that they were in.
    pub workspaces: Vec<i64>,
    /// When they were deleted.
    pub deleted_at: Timestamp,
    /// By whom.
    pub deleted_by: Option<Hand>,
}

impl Writer<'_> {
    /// Puts somebody into the bin. All that belongs to them stays with them.
    pub fn put_in_bin(&mut self, user_id: UserId) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("delete.sql"))?
            .execute(named_params! { ":at": at, ":by": by, ":user_id": user_id.0 })?;
        self.changed(user_id, changed)
    }

    /// Takes somebody out of the bin. Nobody else may have their address.
    pub fn take_from_bin(&mut self, user_id: UserId) -> Result<()> {
        let (at, by) = self.hand();
        let changed = self
            .tx
            .prepare_cached(include_str!("restore.sql"))?
            .execute(named_params! { ":at": at, ":by": by, ":user_id": user_id.0 })?;
        self.changed(user_id, changed)
    }

    /// Gives somebody in the bin an address or takes it from them. There others may have the same.
    pub fn set_binned_email(&mut self, user_id: UserId, email: Option<&str>) -> Result<()> {
        self.tx
            .prepare_cached(
                "UPDATE user SET email = :email, email_key = :email_key
                WHERE user_id = :user_id AND deleted_at IS NOT NULL",
            )?
            .execute(named_params! {
                ":email": email, ":email_key": email.map(email_key), ":user_id": user_id.0,
            })?;
        Ok(())
    }

    /// Somebody who is in the bin.
    pub fn binned(&self, user_id: UserId) -> Result<UserRecord> {
        binned(self.tx, user_id)
    }

    /// How many of those who hold a role are in the bin.
    pub fn binned_holders(&self, role_id: RoleId) -> Result<u64> {
        self.count_of(
            "SELECT count(*) FROM user_role JOIN user USING (user_id)
            WHERE role_id = :id AND deleted_at IS NOT NULL",
            role_id.0,
        )
    }

    /// How many of those who belong to a workspace are in the bin.
    pub fn binned_members(&self, workspace_id: WorkspaceId) -> Result<u64> {
        self.count_of(
            "SELECT count(*) FROM user_workspace JOIN user USING (user_id)
            WHERE workspace_id = :id AND deleted_at IS NOT NULL",
            workspace_id.0,
        )
    }

    fn count_of(&self, sql: &str, id: i64) -> Result<u64> {
        let count: i64 = self
            .tx
            .prepare_cached(sql)?
            .query_row(named_params! { ":id": id }, |row| row.get(0))?;
        Ok(count.max(0) as u64)
    }

    /// Whether somebody owns a workspace, or is asked about its bills.
    pub fn owns_workspace(&self, user_id: UserId) -> Result<bool> {
        let found: Option<i64> = self
            .tx
            .prepare_cached(
                "SELECT 1 FROM workspace WHERE owner_id = :user_id OR billing_id = :user_id LIMIT 1",
            )?
            .query_row(named_params! { ":user_id": user_id.0 }, |row| row.get(0))
            .optional()?;
        Ok(found.is_some())
    }
}

impl Snapshot<'_> {
    /// Somebody who is in the bin.
    pub fn binned(&self, user_id: UserId) -> Result<UserRecord> {
        binned(self.tx, user_id)
    }

    /// Everyone in the bin, newest first.
    pub fn bin(&self) -> Result<Vec<Binned>> {
        let mut statement = self.tx.prepare_cached(include_str!("binned.sql"))?;
        let rows = statement.query_map([], |row| {
            let kind = UserKind::from_code(row.get(3)?);
            Ok(Binned {
                user_id: UserId(row.get(0)?),
                name: row.get(1)?,
                email: row.get(2)?,
                // A kind that is not understood is seen by fewest.
                kind: kind.unwrap_or(UserKind::Internal),
                client_id: row.get::<_, Option<i64>>(4)?.map(ClientId),
                workspaces: Vec::new(),
                deleted_at: Timestamp(row.get(5)?),
                deleted_by: hand(row, 6)?,
            })
        })?;
        let mut all: Vec<Binned> = rows.collect::<rusqlite::Result<_>>()?;
        for one in &mut all {
            let all = WORKSPACES.of(self.tx, one.user_id.0)?;
            one.workspaces = all.into_iter().collect();
        }
        Ok(all)
    }

    /// Everyone who owns a workspace, or is asked about its bills.
    pub fn owners(&self) -> Result<BTreeSet<UserId>> {
        let mut statement = self.tx.prepare_cached(
            "SELECT owner_id FROM workspace WHERE owner_id IS NOT NULL
            UNION SELECT billing_id FROM workspace WHERE billing_id IS NOT NULL",
        )?;
        let rows = statement.query_map([], |row| row.get(0).map(UserId))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

fn binned(connection: &rusqlite::Connection, user_id: UserId) -> Result<UserRecord> {
    match load_any(connection, user_id)? {
        (record, Some(_)) => Ok(record),
        (_, None) => Err(StoreError::NotFound),
    }
}
