//! The writer's connection. Where the disk fails under it, it is opened anew: `SQLCipher` goes on with no connection that
//! met a page that could not be read.
//!
//! A commit that failed may be in the file all the same: what waits for a sync that was refused can be found by the next
//! opening. So the file is looked at, and written once more, before anything is said of the change.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, ErrorCode, Transaction, TransactionBehavior};

use super::audit::{self, Head};
use super::connect::{self, Journal, Purpose};
use super::error::{Fate, Result, StoreError};
use super::key::{FileKey, KeyCell};
use super::migrate;

/// The connection of the one who writes, or of a workspace that is only read.
pub(super) struct Live {
    /// None after it was lost and could not be opened anew.
    connection: Option<Connection>,
    /// Whether the disk has failed under it.
    is_doubtful: bool,
    path: PathBuf,
    key: Arc<KeyCell>,
    journal: Journal,
}

impl Live {
    pub(super) fn new(
        connection: Connection,
        path: &Path,
        key: &Arc<KeyCell>,
        journal: Journal,
    ) -> Self {
        Self {
            connection: Some(connection),
            is_doubtful: false,
            path: path.to_owned(),
            key: Arc::clone(key),
            journal,
        }
    }

    /// The connection.
    pub(super) fn get(&self) -> Result<&Connection> {
        let damaged = || StoreError::Damaged(self.path.clone());
        self.connection.as_ref().ok_or_else(damaged)
    }

    /// The next transaction begins on a new connection.
    pub(super) fn doubt(&mut self) {
        self.is_doubtful = true;
    }

    /// Begins a transaction, on a new connection where this one no longer reads.
    pub(super) fn begin(&mut self) -> Result<Transaction<'_>> {
        if self.is_doubtful || !self.get().is_ok_and(reads) {
            let key = self.key.key();
            self.reopen(key.as_ref())?;
        }
        let path = &self.path;
        let connection = self.connection.as_mut();
        connection
            .ok_or_else(|| StoreError::Damaged(path.clone()))?
            .transaction_with_behavior(TransactionBehavior::Immediate)
            .map_err(|e| connect::explain(e, path))
    }

    /// What became of a change whose commit ended in `error`: the log then ends at `head`, or it is not there.
    pub(super) fn confirm(&mut self, head: Head, error: rusqlite::Error) -> Result<()> {
        if !is_of_the_disk(&error) {
            return Err(error.into());
        }
        let key = self.key.key();
        self.confirm_with(key.as_ref(), error, |connection| {
            Ok(audit::head(connection)? == head)
        })
    }

    /// What became of a change of the key that ended in `error`, and the key with which the file opens now.
    pub(super) fn confirm_key(
        &mut self,
        (old, new): (&FileKey, &FileKey),
        error: rusqlite::Error,
    ) -> (FileKey, Result<()>) {
        // The connection may be left with one key for reading and another for writing.
        match self.confirm_with(Some(old), error, |_| Ok(false)) {
            Err(StoreError::Failed(Fate::Unknown, error)) => {
                let fate = self.confirm_with(Some(new), *error, |_| Ok(true));
                let opens = if self.get().is_ok() { new } else { old };
                (opens.clone(), fate)
            }
            fate => (old.clone(), fate),
        }
    }

    fn confirm_with(
        &mut self,
        key: Option<&FileKey>,
        error: rusqlite::Error,
        is_there: impl Fn(&Connection) -> Result<bool>,
    ) -> Result<()> {
        let seen = self.reopen(key).and_then(|()| is_there(self.get()?));
        let settled = self.get().and_then(settle);
        let fate = match (seen, settled) {
            (Ok(true), Ok(())) if self.is_kept() => return Ok(()),
            (Ok(true), _) => Fate::Seen,
            // Of a change for which there was no room, no end was written.
            (Ok(false), _) if is_full(&error) || !is_of_the_disk(&error) => {
                return Err(error.into());
            }
            (Ok(false), Ok(())) => Fate::Gone,
            (Ok(false), Err(_)) => Fate::Unseen,
            (Err(_), _) => Fate::Unknown,
        };
        Err(StoreError::Failed(fate, Box::new(error)))
    }

    /// Whether everything that waited in the log is in the file, and synced there.
    fn is_kept(&self) -> bool {
        let copied = self.get().and_then(|connection| {
            let sql = "PRAGMA wal_checkpoint(FULL)";
            let numbers = |row: &rusqlite::Row<'_>| Ok((row.get(0)?, row.get(1)?, row.get(2)?));
            Ok(connection.query_row(sql, [], numbers)?)
        });
        // Without a log both numbers are -1.
        copied.is_ok_and(|(busy, waited, copied): (i64, i64, i64)| busy == 0 && waited == copied)
    }

    /// Opens the file anew and looks whether it is the one that it was.
    fn reopen(&mut self, key: Option<&FileKey>) -> Result<()> {
        // Nothing of the lost one may hold a lock.
        self.connection = None;
        self.is_doubtful = false;
        let opened = reopened(&self.path, self.journal, key);
        self.connection = Some(opened.map_err(|error| match error {
            StoreError::Sqlite(_) => StoreError::Damaged(self.path.clone()),
            other => other.of_an_open_file(),
        })?);
        Ok(())
    }

    /// The connection at the end of the work.
    pub(super) fn into_connection(self) -> Result<Connection> {
        self.connection.ok_or(StoreError::Damaged(self.path))
    }
}

fn reopened(path: &Path, journal: Journal, key: Option<&FileKey>) -> Result<Connection> {
    let connection = connect::open(path, Purpose::Write(journal), key)?;
    if migrate::check(&connection, path)? {
        return Err(StoreError::Damaged(path.to_owned()));
    }
    connect::check_whole(&connection, path)?;
    Ok(connection)
}

/// Whether this connection still reads; that somebody else is writing passes.
fn reads(connection: &Connection) -> bool {
    audit::newest(connection).map_or_else(|error| !error.is_of_the_disk(), |_| true)
}

/// Whether the disk may have failed, and not only the turn.
fn is_of_the_disk(error: &rusqlite::Error) -> bool {
    use ErrorCode::{DatabaseBusy, DatabaseLocked, OperationInterrupted};
    let turn = [DatabaseBusy, DatabaseLocked, OperationInterrupted];
    error
        .sqlite_error_code()
        .is_some_and(|code| !turn.contains(&code))
}

fn is_full(error: &rusqlite::Error) -> bool {
    error.sqlite_error_code() == Some(ErrorCode::DiskFull)
}

/// Writes the first page as it is: over what a failed commit has left in the log, so that no opening finds it.
fn settle(connection: &Connection) -> Result<()> {
    let version = connect::number(connection, "user_version")?;
    let tx = Transaction::new_unchecked(connection, TransactionBehavior::Immediate)?;
    tx.pragma_update(None, "user_version", version)?;
    Ok(tx.commit()?)
}
