//! Saved views of the table of users.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::ids::{UserId, ViewId};
use crate::domain::view::{SavedView, Sharing, ViewContent, ViewProfile};

impl Snapshot<'_> {
    /// Somebody's views and those that are shared, by name.
    pub fn views(&self, user_id: UserId) -> Result<Vec<SavedView>> {
        views(self.tx, user_id)
    }

    /// Whose view it is and who finds it, deleted or not.
    pub fn view_holder(&self, view_id: ViewId) -> Result<(UserId, Sharing)> {
        holder(self.tx, view_id)
    }

    /// The view that somebody's list of users begins with.
    pub fn start_view(&self, user_id: UserId) -> Result<Option<ViewId>> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT view_id FROM start_view WHERE user_id = :user_id")?;
        let names = named_params! { ":user_id": user_id.0 };
        Ok(statement
            .query_row(names, |row| row.get(0).map(ViewId))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Somebody's views and those that are shared, by name.
    pub fn views(&self, user_id: UserId) -> Result<Vec<SavedView>> {
        views(self.tx, user_id)
    }

    /// A view that is not deleted.
    pub fn saved_view(&self, view_id: ViewId) -> Result<SavedView> {
        one(self.tx, view_id)
    }

    /// Whose view it is and who finds it, deleted or not.
    pub fn view_holder(&self, view_id: ViewId) -> Result<(UserId, Sharing)> {
        holder(self.tx, view_id)
    }

    /// Adds a view that shows nothing yet.
    pub fn insert_view(&mut self, owner_id: UserId, profile: &ViewProfile) -> Result<ViewId> {
        self.tx
            .prepare_cached(include_str!("insert.sql"))?
            .execute(named_params! {
                ":owner_id": owner_id.0, ":name": profile.name, ":sharing": profile.sharing.code(),
            })?;
        Ok(ViewId(self.tx.last_insert_rowid()))
    }

    /// Keeps another version of what a view shows, and gives its number; the view uses it once it is told to.
    pub fn add_view_version(&mut self, view_id: ViewId, content: &ViewContent) -> Result<i64> {
        let content = serde_json::to_string(content).map_err(|_| UNREADABLE)?;
        Ok(self
            .tx
            .prepare_cached(include_str!("add_version.sql"))?
            .query_row(
                named_params! { ":view_id": view_id.0, ":content": content },
                |row| row.get(0),
            )?)
    }

    /// Writes a view's name, sharing and version; one that was deleted is there again.
    pub fn update_view(&mut self, view_id: ViewId, profile: &ViewProfile) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("update.sql"))?
            .execute(named_params! {
                ":view_id": view_id.0,
                ":name": profile.name,
                ":sharing": profile.sharing.code(),
                ":version": profile.version,
            })?;
        Ok(())
    }

    /// Deletes a view; nobody's list begins with it any more.
    pub fn delete_view(&mut self, view_id: ViewId) -> Result<()> {
        for sql in [
            "DELETE FROM start_view WHERE view_id = :view_id",
            "UPDATE saved_view SET is_deleted = 1 WHERE view_id = :view_id",
        ] {
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":view_id": view_id.0 })?;
        }
        Ok(())
    }

    /// Sets the view that somebody's list of users begins with.
    pub fn set_start_view(&mut self, user_id: UserId, view_id: Option<ViewId>) -> Result<()> {
        match view_id {
            Some(view_id) => self
                .tx
                .prepare_cached(include_str!("start.sql"))?
                .execute(named_params! { ":user_id": user_id.0, ":view_id": view_id.0 })?,
            None => self
                .tx
                .prepare_cached("DELETE FROM start_view WHERE user_id = :user_id")?
                .execute(named_params! { ":user_id": user_id.0 })?,
        };
        Ok(())
    }
}

const UNREADABLE: StoreError = StoreError::Unreadable("saved_view_version.content");

fn views(connection: &Connection, user_id: UserId) -> Result<Vec<SavedView>> {
    let mut statement = connection.prepare_cached(include_str!("list.sql"))?;
    let rows = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| Ok(view(row)))?;
    rows.map(|row| row?).collect()
}

fn holder(connection: &Connection, view_id: ViewId) -> Result<(UserId, Sharing)> {
    connection
        .prepare_cached("SELECT owner_id, sharing FROM saved_view WHERE view_id = :view_id")?
        .query_row(named_params! { ":view_id": view_id.0 }, |row| {
            Ok((UserId(row.get(0)?), Sharing::from_code(row.get(1)?)))
        })
        .optional()?
        .ok_or(StoreError::NotFound)
}

/// A view that is not deleted.
pub(super) fn one(connection: &Connection, view_id: ViewId) -> Result<SavedView> {
    connection
        .prepare_cached(include_str!("one.sql"))?
        .query_row(named_params! { ":view_id": view_id.0 }, |row| Ok(view(row)))
        .optional()?
        .ok_or(StoreError::NotFound)?
}

fn view(row: &Row<'_>) -> Result<SavedView> {
    let content: String = row.get(5)?;
    let content: ViewContent = serde_json::from_str(&content).map_err(|_| UNREADABLE)?;
    Ok(SavedView {
        view_id: ViewId(row.get(0)?),
        owner_id: UserId(row.get(4)?),
        profile: ViewProfile {
            name: row.get(1)?,
            sharing: Sharing::from_code(row.get(2)?),
            version: row.get(3)?,
        },
        content,
    })
}
