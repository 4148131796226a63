//! Teams.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::fold::name_key;
use crate::domain::ids::{TeamId, UserId, WorkspaceId};
use crate::domain::team::{TeamProfile, TeamRow};

impl Snapshot<'_> {
    /// Every team, by name, with as many members as `members` tells.
    pub fn teams(&self, members: impl Fn(TeamId) -> u64) -> Result<Vec<TeamRow>> {
        let mut statement = self.tx.prepare_cached(include_str!("list.sql"))?;
        let rows = statement.query_map([], |row| {
            let team_id = TeamId(row.get(0)?);
            Ok(TeamRow {
                team_id,
                profile: profile(row)?,
                lead: row.get(4)?,
                members: members(team_id),
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// What can be edited of a team.
    pub fn team(&self, team_id: TeamId) -> Result<TeamProfile> {
        one(self.tx, team_id)
    }

    /// Adds a team.
    pub fn insert_team(&mut self, name: &str) -> Result<TeamId> {
        self.tx
            .prepare_cached(include_str!("insert.sql"))?
            .execute(named_params! { ":name": name, ":name_key": name_key(name) })?;
        Ok(TeamId(self.tx.last_insert_rowid()))
    }

    /// Adds a team again that was deleted, under its old number.
    pub fn restore_team(&mut self, team_id: TeamId, name: &str) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO team (team_id, name, name_key) VALUES (:team_id, :name, :name_key)",
            )?
            .execute(named_params! {
                ":team_id": team_id.0, ":name": name, ":name_key": name_key(name),
            })?;
        Ok(())
    }

    /// Writes what can be edited of a team.
    pub fn update_team(&mut self, team_id: TeamId, profile: &TeamProfile) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("update.sql"))?
            .execute(named_params! {
                ":team_id": team_id.0,
                ":name": profile.name,
                ":name_key": name_key(&profile.name),
                ":lead_id": profile.lead_id.map(|id| id.0),
                ":workspace_id": profile.workspace_id.map(|id| id.0),
            })?;
        Ok(())
    }

    /// How many people are in a team, and how many of them are in the bin.
    pub fn in_team(&self, team_id: TeamId) -> Result<(u64, u64)> {
        let mut statement = self.tx.prepare_cached(
            "SELECT count(*), count(u.deleted_at) FROM user_team AS t
            JOIN user AS u ON u.user_id = t.user_id WHERE t.team_id = :team_id",
        )?;
        let counted = statement.query_row(named_params! { ":team_id": team_id.0 }, |row| {
            Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?))
        })?;
        Ok((counted.0 as u64, counted.1 as u64))
    }

    /// How many teams are of a workspace.
    pub fn teams_of(&self, workspace_id: WorkspaceId) -> Result<u64> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT count(*) FROM team WHERE workspace_id = :workspace_id")?;
        let names = named_params! { ":workspace_id": workspace_id.0 };
        let teams: i64 = statement.query_row(names, |row| row.get(0))?;
        Ok(teams as u64)
    }

    /// Deletes a team that nobody is in.
    pub fn delete_team(&mut self, team_id: TeamId) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM team WHERE team_id = :team_id")?
            .execute(named_params! { ":team_id": team_id.0 })?;
        Ok(())
    }
}

fn profile(row: &Row<'_>) -> rusqlite::Result<TeamProfile> {
    let number = |index| row.get::<_, Option<i64>>(index);
    Ok(TeamProfile {
        name: row.get(1)?,
        lead_id: number(2)?.map(UserId),
        workspace_id: number(3)?.map(WorkspaceId),
    })
}

/// What can be edited of a team.
pub(super) fn one(connection: &Connection, team_id: TeamId) -> Result<TeamProfile> {
    connection
        .prepare_cached(include_str!("one.sql"))?
        .query_row(named_params! { ":team_id": team_id.0 }, profile)
        .optional()?
        .ok_or(StoreError::NotFound)
}
