//! Rows of many people for tables and exports: one statement a person, with roles and workspaces from the columns.

use rusqlite::{OptionalExtension, Row};

use super::parts::{end_date, tags};
use crate::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::segment::UserRow;
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding, UserKind};
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;

impl Snapshot<'_> {
    /// Rows in the order of the ids, as of `now`; people who are gone are left out.
    pub fn user_rows(&self, ids: &[UserId], now: Timestamp) -> Result<Vec<UserRow>> {
        let columns = self.columns()?;
        let mut statement = self.tx.prepare_cached(include_str!("row.sql"))?;
        let mut found = Vec::with_capacity(ids.len());
        for &user_id in ids {
            let row = statement
                .query_row([user_id.0], |row| Ok(user_row(user_id, row, now)))
                .optional()?;
            let Some(row) = row else {
                continue;
            };
            let mut row = row?;
            if let Some(user) = columns.user(user_id) {
                row.roles = user.roles().iter().map(|id| RoleId(*id)).collect();
                row.teams = user.teams().iter().map(|id| TeamId(*id)).collect();
                let workspaces = user.workspaces().iter();
                row.workspaces = workspaces.map(|id| WorkspaceId(*id)).collect();
            }
            found.push(row);
        }
        Ok(found)
    }
}

fn user_row(user_id: UserId, row: &Row<'_>, now: Timestamp) -> Result<UserRow> {
    let time = |index| -> Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(index)?.map(Timestamp))
    };
    let onboarding =
        Onboarding::from_code(row.get(5)?).ok_or(StoreError::Unreadable("user.onboarding"))?;
    Ok(UserRow {
        user_id,
        name: row.get(0)?,
        email: row.get(1)?,
        phone: row.get(2)?,
        extension: row.get(3)?,
        status: AccountStatus::from_code(row.get(4)?)
            .ok_or(StoreError::Unreadable("user.status"))?,
        onboarding: onboarding.effective(time(17)?, now),
        kind: UserKind::from_code(row.get(6)?).ok_or(StoreError::Unreadable("user.kind"))?,
        client_id: row.get::<_, Option<i64>>(7)?.map(ClientId),
        title: row.get(8)?,
        department: row.get(9)?,
        location: row.get(10)?,
        language: row.get(11)?,
        manager: row.get(12)?,
        end_date: end_date(row, 13)?,
        tags: tags(row, 14)?,
        created_at: time(15)?,
        changed_at: Timestamp(row.get(18)?),
        last_sign_in_at: time(16)?,
        roles: Vec::new(),
        teams: Vec::new(),
        workspaces: Vec::new(),
    })
}
