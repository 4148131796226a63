//! Workspaces of the office.

use std::collections::{BTreeMap, BTreeSet};

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::fold::name_key;
use crate::domain::ids::{AddOnId, ClientId, PlanId, UserId, WorkspaceId};
use crate::domain::plan::Usage;
use crate::domain::workspace::{Visibility, WorkspaceProfile, WorkspaceRow, WorkspaceStatus};

impl Snapshot<'_> {
    /// Every workspace, by name, with the members that were counted. Whether a limit is exceeded is left open.
    pub fn workspaces(&self, counted: &BTreeMap<WorkspaceId, Usage>) -> Result<Vec<WorkspaceRow>> {
        let mut statement = self.tx.prepare_cached(include_str!("list.sql"))?;
        let rows = statement.query_map([], |row| {
            let workspace_id = WorkspaceId(row.get(0)?);
            Ok(WorkspaceRow {
                workspace_id,
                profile: profile(row)?,
                owner: row.get(9)?,
                billing: row.get(10)?,
                members: counted.get(&workspace_id).map_or(0, |usage| usage.users),
                over: None,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What can be edited of a workspace.
    pub fn workspace(&self, workspace_id: WorkspaceId) -> Result<WorkspaceProfile> {
        one(self.tx, workspace_id)
    }
}

impl Writer<'_> {
    /// What can be edited of a workspace.
    pub fn workspace(&self, workspace_id: WorkspaceId) -> Result<WorkspaceProfile> {
        one(self.tx, workspace_id)
    }

    /// Adds a workspace.
    pub fn insert_workspace(&mut self, name: &str) -> Result<WorkspaceId> {
        self.tx
            .prepare_cached(include_str!("insert.sql"))?
            .execute(named_params! { ":name": name, ":name_key": name_key(name) })?;
        Ok(WorkspaceId(self.tx.last_insert_rowid()))
    }

    /// Adds a workspace again that was deleted, under its old number.
    pub fn restore_workspace(&mut self, workspace_id: WorkspaceId, name: &str) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("restore.sql"))?
            .execute(named_params! {
                ":workspace_id": workspace_id.0, ":name": name, ":name_key": name_key(name),
            })?;
        Ok(())
    }

    /// How many people belong to a workspace or hold a role that names it, deleted people too.
    pub fn belonging(&self, workspace_id: WorkspaceId) -> Result<u64> {
        let people: i64 = self
            .tx
            .prepare_cached(include_str!("belonging.sql"))?
            .query_row(named_params! { ":workspace_id": workspace_id.0 }, |row| {
                row.get(0)
            })?;
        Ok(people as u64)
    }

    /// Deletes a workspace that nobody belongs to.
    pub fn delete_workspace(&mut self, workspace_id: WorkspaceId) -> Result<()> {
        for sql in [
            "DELETE FROM workspace_addon WHERE workspace_id = :workspace_id",
            "DELETE FROM workspace WHERE workspace_id = :workspace_id",
        ] {
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":workspace_id": workspace_id.0 })?;
        }
        Ok(())
    }

    /// Writes what can be edited of a workspace.
    pub fn update_workspace(
        &mut self,
        workspace_id: WorkspaceId,
        profile: &WorkspaceProfile,
    ) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("update.sql"))?
            .execute(named_params! {
                ":workspace_id": workspace_id.0,
                ":name": profile.name,
                ":name_key": name_key(&profile.name),
                ":status": profile.status.code(),
                ":visibility": profile.visibility.code(),
                ":client_id": profile.client_id.map(|id| id.0),
                ":plan_id": profile.plan_id.map(|id| id.0),
                ":owner_id": profile.owner_id.map(|id| id.0),
                ":billing_id": profile.billing_id.map(|id| id.0),
            })?;
        self.set_add_ons(workspace_id, &profile.add_ons)
    }
}

fn profile(row: &Row<'_>) -> rusqlite::Result<WorkspaceProfile> {
    let number = |index| row.get::<_, Option<i64>>(index);
    let add_ons: Option<String> = row.get(8)?;
    let add_ons = add_ons.unwrap_or_default();
    let add_ons: BTreeSet<AddOnId> = add_ons
        .split(',')
        .filter_map(|id| id.parse().ok().map(AddOnId))
        .collect();
    Ok(WorkspaceProfile {
        name: row.get(1)?,
        status: WorkspaceStatus::from_code(row.get(2)?),
        visibility: Visibility::from_code(row.get(3)?),
        client_id: number(4)?.map(ClientId),
        plan_id: number(5)?.map(PlanId),
        add_ons,
        owner_id: number(6)?.map(UserId),
        billing_id: number(7)?.map(UserId),
    })
}

/// What can be edited of a workspace.
pub(super) fn one(connection: &Connection, workspace_id: WorkspaceId) -> Result<WorkspaceProfile> {
    connection
        .prepare_cached(include_str!("one.sql"))?
        .query_row(named_params! { ":workspace_id": workspace_id.0 }, profile)
        .optional()?
        .ok_or(StoreError::NotFound)
}
