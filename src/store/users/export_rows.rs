//! Whole rows of many people for exports: one statement a person, with roles and workspaces from the columns.

use rusqlite::{OptionalExtension, Row};

use crate::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding, UserKind};
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;

/// A person as exports show them; notes stay inside.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are those of `domain::user::Profile`"
)]
pub struct ExportRow {
    pub user_id: UserId,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub extension: Option<String>,
    pub status: AccountStatus,
    /// Effective status as of the export.
    pub onboarding: Onboarding,
    pub kind: UserKind,
    pub client_id: Option<ClientId>,
    pub title: String,
    pub department: String,
    pub location: String,
    pub language: String,
    pub manager: String,
    pub end_date: Option<chrono::NaiveDate>,
    pub tags: Vec<String>,
    pub created_at: Option<Timestamp>,
    pub last_sign_in_at: Option<Timestamp>,
    pub roles: Vec<RoleId>,
    pub teams: Vec<TeamId>,
    pub workspaces: Vec<WorkspaceId>,
}

impl Snapshot<'_> {
    /// Whole rows in the order of the ids, as of `now`.
    pub fn export_rows(&self, ids: &[UserId], now: Timestamp) -> Result<Vec<ExportRow>> {
        let columns = self.columns()?;
        let mut statement = self.tx.prepare_cached(include_str!("export_row.sql"))?;
        let mut found = Vec::with_capacity(ids.len());
        for &user_id in ids {
            let row = statement
                .query_row([user_id.0], |row| Ok(export_row(user_id, row, now)))
                .optional()?;
            let mut row = row.ok_or(StoreError::NotFound)??;
            if let Some(user) = columns.user(user_id) {
                row.roles = user.roles().iter().map(|id| RoleId(*id)).collect();
                row.workspaces = user
                    .workspaces()
                    .iter()
                    .map(|id| WorkspaceId(*id))
                    .collect();
            }
            found.push(row);
        }
        Ok(found)
    }
}

fn export_row(user_id: UserId, row: &Row<'_>, now: Timestamp) -> Result<ExportRow> {
    let time = |index| -> Result<Option<Timestamp>> {
        Ok(row.get::<_, Option<i64>>(index)?.map(Timestamp))
    };
    let onboarding =
        Onboarding::from_code(row.get(5)?).ok_or(StoreError::Unreadable("user.onboarding"))?;
    Ok(ExportRow {
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
        end_date: day(row)?,
        tags: tags(row)?,
        created_at: time(15)?,
        last_sign_in_at: time(16)?,
        roles: Vec::new(),
        teams: teams(row)?,
        workspaces: Vec::new(),
    })
}

fn day(row: &Row<'_>) -> Result<Option<chrono::NaiveDate>> {
    let unreadable = |_| StoreError::Unreadable("user.end_date");
    let text: Option<String> = row.get(13)?;
    text.map(|day| day.parse().map_err(unreadable)).transpose()
}

fn tags(row: &Row<'_>) -> Result<Vec<String>> {
    let unreadable = |_| StoreError::Unreadable("user.tags");
    match row.get_ref(14)?.as_str() {
        Ok("[]") => Ok(Vec::new()),
        Ok(json) => serde_json::from_str(json).map_err(unreadable),
        Err(_) => Err(StoreError::Unreadable("user.tags")),
    }
}

fn teams(row: &Row<'_>) -> Result<Vec<TeamId>> {
    let Some(list) = row.get_ref(18)?.as_str_or_null().unwrap_or_default() else {
        return Ok(Vec::new());
    };
    Ok(list
        .split(',')
        .filter_map(|id| id.parse().ok())
        .map(TeamId)
        .collect())
}
