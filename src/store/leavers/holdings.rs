//! What people answer for, as the file has it.

use rusqlite::Connection;

use crate::domain::holdings::Holdings;
use crate::domain::ids::{TeamId, UserId, WorkspaceId};
use crate::store::error::Result;
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

const WORKSPACES: &str = "SELECT owner_id, workspace_id FROM workspace WHERE owner_id IS NOT NULL
    UNION SELECT billing_id, workspace_id FROM workspace WHERE billing_id IS NOT NULL";
const TEAMS: &str = "SELECT lead_id, team_id FROM team WHERE lead_id IS NOT NULL";

impl Snapshot<'_> {
    /// What each person answers for.
    pub fn holdings(&self) -> Result<Holdings> {
        holdings(self.tx)
    }
}

impl Writer<'_> {
    /// What each person answers for.
    pub fn holdings(&self) -> Result<Holdings> {
        holdings(self.tx)
    }
}

fn holdings(connection: &Connection) -> Result<Holdings> {
    let mut found = Holdings::default();
    for (user_id, id) in pairs(connection, WORKSPACES)? {
        let own = found.workspaces.entry(user_id).or_default();
        own.insert(WorkspaceId(id));
    }
    for (user_id, id) in pairs(connection, TEAMS)? {
        found.teams.entry(user_id).or_default().insert(TeamId(id));
    }
    Ok(found)
}

fn pairs(connection: &Connection, sql: &str) -> Result<Vec<(UserId, i64)>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map([], |row| Ok((UserId(row.get(0)?), row.get(1)?)))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}
