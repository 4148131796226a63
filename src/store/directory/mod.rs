//! Teams, workspaces and clients: listing them, and creating those that an import names.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::error::Result;
use super::reader::Snapshot;
use super::roles;
use super::writer::Writer;
use crate::domain::audit::ObjectKind;
use crate::domain::collate;
use crate::domain::directory::{Directory, Named};
use crate::domain::fold::{fold, name_key};
use crate::domain::ids::{AddOnId, ClientId, PlanId, TeamId, WorkspaceId};
use crate::domain::plan::OfferId;

impl Snapshot<'_> {
    /// Every role, team, workspace and client; all but the roles by name.
    pub fn directory(&self) -> Result<Directory> {
        let mut directory = load(self.tx)?;
        by_name(&mut directory.teams);
        by_name(&mut directory.workspaces);
        by_name(&mut directory.clients);
        Ok(directory)
    }
}

impl Writer<'_> {
    /// Every role, team, workspace and client; in which order is left open.
    pub fn directory(&self) -> Result<Directory> {
        load(self.tx)
    }

    /// The team of this name, created where there is none.
    pub fn ensure_team(&mut self, name: &str) -> Result<TeamId> {
        let found = self
            .tx
            .prepare_cached("SELECT team_id FROM team WHERE name_key = :name_key")?
            .query_row(named_params! { ":name_key": name_key(name) }, |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(id) = found {
            return Ok(TeamId(id));
        }
        let id = self.insert_team(name.trim())?;
        self.record_since(&Self::before_adding(ObjectKind::Team, id.0))?;
        Ok(id)
    }

    /// The workspace of this name, created where there is none.
    pub fn ensure_workspace(&mut self, name: &str) -> Result<WorkspaceId> {
        let found = self
            .tx
            .prepare_cached("SELECT workspace_id FROM workspace WHERE name_key = :name_key")?
            .query_row(named_params! { ":name_key": name_key(name) }, |row| {
                row.get(0)
            })
            .optional()?;
        if let Some(id) = found {
            return Ok(WorkspaceId(id));
        }
        let id = self.insert_workspace(name.trim())?;
        self.record_since(&Self::before_adding(ObjectKind::OfficeWorkspace, id.0))?;
        Ok(id)
    }

    /// The client of this name, created where there is none.
    pub fn ensure_client(&mut self, name: &str) -> Result<ClientId> {
        let key = name_key(name);
        let found = self
            .tx
            .prepare_cached("SELECT client_id FROM client WHERE name_key = :name_key")?
            .query_row(named_params! { ":name_key": key }, |row| row.get(0))
            .optional()?;
        if let Some(id) = found {
            return Ok(ClientId(id));
        }
        self.tx
            .prepare_cached("INSERT INTO client (name, name_key) VALUES (:name, :name_key)")?
            .execute(named_params! { ":name": name.trim(), ":name_key": key })?;
        Ok(ClientId(self.tx.last_insert_rowid()))
    }
}

/// Every role, team, workspace and client.
pub(super) fn load(connection: &Connection) -> Result<Directory> {
    Ok(Directory {
        roles: roles::list(connection)?,
        teams: named(
            connection,
            "SELECT team_id, name FROM team ORDER BY name_key",
            TeamId,
        )?,
        workspaces: named(
            connection,
            "SELECT workspace_id, name FROM workspace ORDER BY name_key",
            WorkspaceId,
        )?,
        clients: named(
            connection,
            "SELECT client_id, name FROM client ORDER BY name_key",
            ClientId,
        )?,
        offers: named(
            connection,
            "SELECT plan_id, name FROM plan ORDER BY plan_id",
            |id| OfferId::Plan(PlanId(id)),
        )?
        .into_iter()
        .chain(named(
            connection,
            "SELECT addon_id, name FROM addon ORDER BY addon_id",
            |id| OfferId::AddOn(AddOnId(id)),
        )?)
        .collect(),
    })
}

/// Brings names, which come by their keys, into the order in which people look for them.
fn by_name<T>(names: &mut [Named<T>]) {
    names.sort_by(|a, b| {
        let (a, b) = (fold(&a.name), fold(&b.name));
        collate::compare(a.as_bytes(), b.as_bytes())
    });
}

fn named<T>(connection: &Connection, sql: &str, id: fn(i64) -> T) -> Result<Vec<Named<T>>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| {
        Ok(Named {
            id: id(row.get(0)?),
            name: row.get(1)?,
        })
    })?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
