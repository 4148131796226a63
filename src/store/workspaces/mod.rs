//! Workspaces and plans.

use std::collections::BTreeMap;

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::columns::in_view;
use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::access::Reach;
use crate::domain::fold::name_key;
use crate::domain::ids::{ClientId, PlanId, UserId, WorkspaceId};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::workspace::{Plan, Visibility, WorkspaceProfile, WorkspaceRow, WorkspaceStatus};

impl Snapshot<'_> {
    /// Every workspace, by name, with as many of its members as may be seen.
    pub fn workspaces(&self, who: &Reach) -> Result<Vec<WorkspaceRow>> {
        let mut members: BTreeMap<i64, u64> = BTreeMap::new();
        for user in self.columns()?.users().filter(|user| in_view(who, *user)) {
            for id in user.workspaces() {
                *members.entry(*id).or_default() += 1;
            }
        }
        let mut statement = self.tx.prepare_cached(include_str!("list.sql"))?;
        let rows = statement.query_map([], |row| {
            let id: i64 = row.get(0)?;
            Ok(WorkspaceRow {
                workspace_id: WorkspaceId(id),
                profile: profile(row)?,
                owner: row.get(8)?,
                billing: row.get(9)?,
                members: members.get(&id).copied().unwrap_or(0),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// What can be edited of a workspace.
    pub fn workspace(&self, workspace_id: WorkspaceId) -> Result<WorkspaceProfile> {
        one(self.tx, workspace_id)
    }

    /// Every plan, by number.
    pub fn plans(&self) -> Result<Vec<Plan>> {
        plans(self.tx)
    }
}

impl Writer<'_> {
    /// What can be edited of a workspace.
    pub fn workspace(&self, workspace_id: WorkspaceId) -> Result<WorkspaceProfile> {
        one(self.tx, workspace_id)
    }

    /// Every plan, by number.
    pub fn plans(&self) -> Result<Vec<Plan>> {
        plans(self.tx)
    }

    /// Adds a workspace.
    pub fn insert_workspace(&mut self, name: &str) -> Result<WorkspaceId> {
        self.tx
            .prepare_cached("INSERT INTO workspace (name, name_key) VALUES (:name, :name_key)")?
            .execute(named_params! { ":name": name, ":name_key": name_key(name) })?;
        Ok(WorkspaceId(self.tx.last_insert_rowid()))
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
        Ok(())
    }
}

fn one(connection: &Connection, workspace_id: WorkspaceId) -> Result<WorkspaceProfile> {
    connection
        .prepare_cached(include_str!("one.sql"))?
        .query_row(named_params! { ":workspace_id": workspace_id.0 }, profile)
        .optional()?
        .ok_or(StoreError::NotFound)
}

fn profile(row: &Row<'_>) -> rusqlite::Result<WorkspaceProfile> {
    let number = |index| row.get::<_, Option<i64>>(index);
    Ok(WorkspaceProfile {
        name: row.get(1)?,
        status: WorkspaceStatus::from_code(row.get(2)?),
        visibility: Visibility::from_code(row.get(3)?),
        client_id: number(4)?.map(ClientId),
        plan_id: number(5)?.map(PlanId),
        owner_id: number(6)?.map(UserId),
        billing_id: number(7)?.map(UserId),
    })
}

fn plans(connection: &Connection) -> Result<Vec<Plan>> {
    let mut statement = connection.prepare_cached(include_str!("plans.sql"))?;
    let rows = statement.query_map([], |row| {
        let keys: String = row.get(4)?;
        let features: ModuleSet = keys.split(',').filter_map(Module::from_key).collect();
        Ok(Plan {
            plan_id: PlanId(row.get(0)?),
            name: row.get(1)?,
            price: row.get(2)?,
            user_limit: row.get::<_, Option<i64>>(3)?.map(|limit| limit as u64),
            features,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
