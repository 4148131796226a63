//! Copies of the workspace file by `SQLite`'s backup interface, each opened and checked before it counts.

use std::path::Path;
use std::sync::Arc;
use std::time::Duration;

use rusqlite::backup::Backup;

use super::audit::{self, Verdict};
use super::connect;
use super::error::{Result, StoreError};
use super::key::KeyCell;
use super::reader::{Reader, Snapshot};
use super::workspace::Workspace;

/// Pages copied at a time.
const PAGES: i32 = 4_096;

impl Workspace {
    /// Copies the file to `to`, an empty file, and checks the copy: whole, consistent, with the same audit log.
    pub fn back_up(&self, to: &Path) -> Result<()> {
        let mut copy = connect::open_copy(to, self.key().as_ref())?;
        Backup::new(self.connection(), &mut copy)?.run_to_completion(
            PAGES,
            Duration::ZERO,
            None,
        )?;
        // A copy is one file: nothing may wait beside it.
        copy.pragma_update(None, "journal_mode", "DELETE")?;
        drop(copy);
        let head = audit::head(self.connection())?;
        Reader::unlock(to, KeyCell::new(self.key()), Arc::default())?.snapshot(|snapshot| {
            check(snapshot)?;
            match audit::verify(snapshot)? {
                Verdict::Intact(copied) if copied == head => Ok(()),
                Verdict::Intact(_) | Verdict::Broken(_) => Err(StoreError::Unreadable("backup")),
            }
        })
    }
}

fn check(snapshot: &Snapshot<'_>) -> Result<()> {
    let said: String = snapshot
        .tx
        .query_row("PRAGMA integrity_check(1)", [], |row| row.get(0))?;
    let is_consistent = snapshot
        .tx
        .prepare("PRAGMA foreign_key_check")?
        .query([])?
        .next()?
        .is_none();
    if said == "ok" && is_consistent {
        Ok(())
    } else {
        Err(StoreError::Unreadable("backup"))
    }
}
