//! Reading the columns from the plain tables: everyone, or one more.

use std::collections::BTreeSet;

use chrono::Datelike;
use rusqlite::{CachedStatement, Connection, Row, Rows, named_params};

use super::data::{Columns, NewRow};
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::user::UserRecord;
use crate::store::error::Result;
use crate::store::users::{end_date, tags};

const ROLES: &str = "SELECT user_id, role_id FROM user_role ORDER BY user_id, role_id";
const WORKSPACES: &str =
    "SELECT user_id, workspace_id FROM user_workspace ORDER BY user_id, workspace_id";
const TEAMS: &str = "SELECT user_id, team_id FROM user_team ORDER BY user_id, team_id";
const ROLES_OF: &str =
    "SELECT user_id, role_id FROM user_role WHERE user_id = :user_id ORDER BY role_id";
const WORKSPACES_OF: &str = "SELECT user_id, workspace_id FROM user_workspace WHERE user_id = :user_id ORDER BY workspace_id";
const TEAMS_OF: &str =
    "SELECT user_id, team_id FROM user_team WHERE user_id = :user_id ORDER BY team_id";

/// Reads everyone.
pub(super) fn everyone(connection: &Connection, generation: i64) -> Result<Columns> {
    let mut columns = Columns::new(generation);
    let (mut roles, mut workspaces, mut teams) = (
        connection.prepare_cached(ROLES)?,
        connection.prepare_cached(WORKSPACES)?,
        connection.prepare_cached(TEAMS)?,
    );
    let (mut roles, mut workspaces, mut teams) = (
        Merge::new(&mut roles)?,
        Merge::new(&mut workspaces)?,
        Merge::new(&mut teams)?,
    );
    let mut statement = connection.prepare_cached(include_str!("all.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let user_id = row.get(0)?;
        let lists = [
            roles.take(user_id)?,
            workspaces.take(user_id)?,
            teams.take(user_id)?,
        ];
        push(&mut columns, row, &lists)?;
    }
    Ok(columns)
}

/// Appends a user as the tables have them now; someone who is gone is left out.
pub(super) fn push_anew(
    connection: &Connection,
    columns: &mut Columns,
    user_id: UserId,
) -> Result<()> {
    let lists = [
        numbers(connection, ROLES_OF, user_id)?,
        numbers(connection, WORKSPACES_OF, user_id)?,
        numbers(connection, TEAMS_OF, user_id)?,
    ];
    let mut statement = connection.prepare_cached(include_str!("one.sql"))?;
    let mut rows = statement.query(named_params! { ":user_id": user_id.0 })?;
    match rows.next()? {
        Some(row) => push(columns, row, &lists),
        None => Ok(()),
    }
}

fn numbers(connection: &Connection, sql: &str, user_id: UserId) -> Result<Vec<i64>> {
    let mut statement = connection.prepare_cached(sql)?;
    let rows = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| row.get(1))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn push(columns: &mut Columns, row: &Row<'_>, lists: &[Vec<i64>; 3]) -> Result<()> {
    let text = |index| -> rusqlite::Result<&str> {
        Ok(row.get_ref(index)?.as_str_or_null()?.unwrap_or_default())
    };
    let folded = |index| text(index).map(fold);
    let (name, email, phone) = (folded(1)?, folded(2)?, folded(3)?);
    let [roles, workspaces, teams] = lists;
    columns.push(&NewRow {
        user_id: row.get(0)?,
        status: row.get(4)?,
        onboarding: row.get(5)?,
        kind: row.get(6)?,
        created: row.get(7)?,
        last_sign_in: row.get(8)?,
        expires: row.get(9)?,
        client: row.get(10)?,
        changed: row.get(11)?,
        end_day: end_date(row, 12)?.map(|day| day.num_days_from_ce()),
        roles,
        workspaces,
        teams,
        words: [
            text(13)?,
            text(14)?,
            text(15)?,
            text(16)?,
            text(17)?,
            text(18)?,
        ],
        tags: &tags::<Vec<String>>(row, 19)?,
        texts: [&name, &email, &phone],
    });
    Ok(())
}

/// Appends a user as a record has them.
pub(super) fn push_record(columns: &mut Columns, record: &UserRecord) {
    fn numbers<T: Copy>(of: &BTreeSet<T>, number: impl Fn(T) -> i64) -> Vec<i64> {
        of.iter().map(|id| number(*id)).collect()
    }
    let profile = &record.profile;
    let folded = |text: Option<&str>| fold(text.unwrap_or_default());
    let (name, email, phone) = (
        fold(&profile.name),
        folded(profile.email.as_deref()),
        folded(profile.phone.as_deref()),
    );
    columns.push(&NewRow {
        user_id: record.user_id.0,
        status: profile.status.code() as u8,
        onboarding: profile.onboarding.code() as u8,
        kind: profile.kind.code() as u8,
        created: record.created_at.map(|at| at.0),
        last_sign_in: record.last_sign_in_at.map(|at| at.0),
        expires: record.invitation_expires_at.map(|at| at.0),
        client: profile.client_id.map(|id| id.0),
        changed: record.changed_at.0,
        end_day: profile.end_date.map(|day| day.num_days_from_ce()),
        roles: &numbers(&profile.roles, |id| id.0),
        workspaces: &numbers(&profile.workspaces, |id| id.0),
        teams: &numbers(&profile.teams, |id| id.0),
        words: [
            profile.extension.as_deref().unwrap_or_default(),
            &profile.title,
            &profile.department,
            &profile.location,
            &profile.language,
            &profile.manager,
        ],
        tags: &profile.tags.iter().cloned().collect::<Vec<_>>(),
        texts: [&name, &email, &phone],
    });
}

/// Walks `(user, number)` pairs beside a walk over users.
struct Merge<'s> {
    rows: Rows<'s>,
    ahead: Option<(i64, i64)>,
}

impl<'s> Merge<'s> {
    fn new(statement: &'s mut CachedStatement<'_>) -> Result<Self> {
        let mut merge = Self {
            rows: statement.query([])?,
            ahead: None,
        };
        merge.advance()?;
        Ok(merge)
    }

    fn advance(&mut self) -> Result<()> {
        self.ahead = match self.rows.next()? {
            Some(row) => Some((row.get(0)?, row.get(1)?)),
            None => None,
        };
        Ok(())
    }

    fn take(&mut self, user_id: i64) -> Result<Vec<i64>> {
        let mut found = Vec::new();
        while let Some((owner, number)) = self.ahead.filter(|(owner, _)| *owner <= user_id) {
            if owner == user_id {
                found.push(number);
            }
            self.advance()?;
        }
        Ok(found)
    }
}
