//! Rows of many people for tables and exports: one statement a person, with roles and workspaces from the columns.

use rusqlite::{OptionalExtension, Row};

use super::parts::{end_date, tags};
use crate::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::segment::UserRow;
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding, UserKind, UserRecord};
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;

impl Snapshot<'_> {
    /// Rows in the order of the ids, as of `now`; people who are gone are left out.
    pub fn user_rows(&self, ids: &[UserId], now: Timestamp) -> Result<Vec<UserRow>> {
        let columns = self.columns()?;
        let mut statement = self.tx.prepare_cached(include_str!("row.sql"))?;
        let mut found = Vec::with_capacity(ids.len());
        for &user_id in ids {
            if let (Some(moment), true) = (self.moment, columns.is_recalled(user_id)) {
                let person = moment.person(self.tx, user_id)?;
                found.extend(person.map(|record| row_of(record, now)));
                continue;
            }
            let row = statement
                .query_row([user_id.0], |row| Ok(user_row(user_id, row, now)))
                .optional()?;
            let Some(row) = row else {
                continue;
            };
            let mut row = row?;
            if let Some(user) = columns.user(user_id) {
                row.last_sign_in_at = user.last_sign_in();
                row.changed_at = user.changed().unwrap_or(row.changed_at);
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

fn row_of(record: UserRecord, now: Timestamp) -> UserRow {
    let profile = record.profile;
    UserRow {
        user_id: record.user_id,
        name: profile.name,
        email: profile.email,
        phone: profile.phone,
        extension: profile.extension,
        status: profile.status,
        onboarding: profile
            .onboarding
            .effective(record.invitation_expires_at, now),
        kind: profile.kind,
        client_id: profile.client_id,
        title: profile.title,
        department: profile.department,
        location: profile.location,
        language: profile.language,
        manager: profile.manager,
        end_date: profile.end_date,
        tags: profile.tags.into_iter().collect(),
        created_at: record.created_at,
        changed_at: record.changed_at,
        last_sign_in_at: record.last_sign_in_at,
        roles: profile.roles.into_iter().collect(),
        teams: profile.teams.into_iter().collect(),
        workspaces: profile.workspaces.into_iter().collect(),
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
