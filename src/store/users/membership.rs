//! Which roles, teams and workspaces a person has: one table each, read and written alike.

use std::collections::BTreeSet;

use rusqlite::{Connection, named_params};

use crate::store::error::Result;

/// A table that says what a person belongs to.
#[derive(Clone, Copy)]
pub(super) struct Membership {
    select: &'static str,
    insert: &'static str,
    delete: &'static str,
}

pub(super) const ROLES: Membership = Membership {
    select: "SELECT role_id FROM user_role WHERE user_id = :user_id",
    insert: include_str!("insert_role.sql"),
    delete: "DELETE FROM user_role WHERE user_id = :user_id AND role_id = :other_id",
};

pub(super) const TEAMS: Membership = Membership {
    select: "SELECT team_id FROM user_team WHERE user_id = :user_id",
    insert: "INSERT INTO user_team (user_id, team_id) VALUES (:user_id, :other_id)",
    delete: "DELETE FROM user_team WHERE user_id = :user_id AND team_id = :other_id",
};

pub(super) const WORKSPACES: Membership = Membership {
    select: "SELECT workspace_id FROM user_workspace WHERE user_id = :user_id",
    insert: "INSERT INTO user_workspace (user_id, workspace_id) VALUES (:user_id, :other_id)",
    delete: "DELETE FROM user_workspace WHERE user_id = :user_id AND workspace_id = :other_id",
};

impl Membership {
    pub(super) fn of(self, connection: &Connection, user_id: i64) -> Result<BTreeSet<i64>> {
        let mut statement = connection.prepare_cached(self.select)?;
        let rows = statement.query_map(named_params! { ":user_id": user_id }, |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    pub(super) fn replace(
        self,
        connection: &Connection,
        user_id: i64,
        wanted: &BTreeSet<i64>,
    ) -> Result<()> {
        let present = self.of(connection, user_id)?;
        run(connection, self.delete, user_id, present.difference(wanted))?;
        run(
            connection,
            self.insert,
            user_id,
            wanted.difference(&present),
        )
    }

    /// Adds one.
    pub(super) fn join(self, connection: &Connection, user_id: i64, other: i64) -> Result<()> {
        run(connection, self.insert, user_id, [other].iter())
    }

    /// Takes one away.
    pub(super) fn leave(self, connection: &Connection, user_id: i64, other: i64) -> Result<()> {
        run(connection, self.delete, user_id, [other].iter())
    }

    pub(super) fn add(
        self,
        connection: &Connection,
        user_id: i64,
        wanted: &BTreeSet<i64>,
    ) -> Result<()> {
        run(connection, self.insert, user_id, wanted.iter())
    }
}

fn run<'a>(
    connection: &Connection,
    sql: &str,
    user_id: i64,
    ids: impl Iterator<Item = &'a i64>,
) -> Result<()> {
    for other_id in ids {
        connection
            .prepare_cached(sql)?
            .execute(named_params! { ":user_id": user_id, ":other_id": other_id })?;
    }
    Ok(())
}
