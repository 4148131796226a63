//! Copies of the workspace file by `SQLite`'s backup interface, each opened and checked before it counts.

use std::path::Path;
use std::time::Duration;

use rusqlite::Connection;
use rusqlite::backup::{Backup, StepResult};

use super::audit::{self, Head, Verdict};
use super::connect::{self, Purpose};
use super::error::{Result, StoreError};
use super::key::{Cover, FileKey, cover};
use super::migrate;
use super::reader::{Reader, Snapshot};
use super::workspace::Workspace;

/// Pages copied at a time.
const PAGES: i32 = 4_096;
/// Another program that writes is waited for so long between two tries.
const PAUSE: Duration = Duration::from_millis(20);

/// Hears how many pages of how many are copied, and says whether to go on.
pub type Tell<'a> = &'a mut dyn FnMut(u64, u64) -> Further;

/// Whether a copy goes on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Further {
    /// It does.
    Yes,
    /// Nobody wants it any more.
    No,
}

/// What a copy holds.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Held {
    /// The newest entry of its log.
    pub head: Head,
    /// People, deleted ones among them.
    pub users: u64,
    /// Sign-ins.
    pub sign_ins: u64,
}

impl Workspace {
    /// Copies the file to `to`, an empty file, and checks the copy: whole, consistent, with the same log and counts.
    pub fn back_up(&self, to: &Path, tell: Tell<'_>) -> Result<Held> {
        self.reader()?.back_up(to, tell)
    }
}

impl Reader {
    /// Copies one state of the file to `to`, an empty file, while others go on writing, and checks the copy.
    pub fn back_up(&mut self, to: &Path, tell: Tell<'_>) -> Result<Held> {
        let key = self.key();
        let source = self.snapshot(|snapshot| {
            copy(snapshot.tx, to, key.as_ref(), tell)?;
            counts(snapshot.tx)
        })?;
        let held = check_copy(to, key)?;
        if held == source {
            Ok(held)
        } else {
            Err(StoreError::Unreadable("backup"))
        }
    }
}

/// Copies a file that may be of an older schema as it is, before it is brought to the newest.
pub fn back_up_old(path: &Path, key: Option<&FileKey>, to: &Path, tell: Tell<'_>) -> Result<Held> {
    let connection = connect::open(path, Purpose::Read, key)?;
    copy(&connection, to, key, tell)?;
    check_copy(to, key.cloned())
}

/// Whether opening the file would bring it to a newer schema.
pub fn is_old(path: &Path, key: Option<&FileKey>) -> Result<bool> {
    let probe = connect::open(path, Purpose::Probe, key)?;
    migrate::check(&probe, path)
}

/// Copies a backup to `to`, an empty file, and checks the copy.
pub fn copy_of(backup: &Path, key: Option<FileKey>, to: &Path, tell: Tell<'_>) -> Result<Held> {
    let connection = connect::open(backup, Purpose::Probe, key.as_ref())?;
    copy(&connection, to, key.as_ref(), tell)?;
    check_copy(to, key)
}

/// Writes what a file holds that is not encrypted to `to`, an empty file, encrypted with this key, and checks the result.
pub fn encrypt_to(plain: &Path, to: &Path, key: &FileKey) -> Result<Held> {
    let source = connect::open(plain, Purpose::Read, None)?;
    let target = connect::open_copy(to, Some(key))?;
    connect::pour(&source, plain, &target)?;
    drop(target);
    let held = check_copy(to, Some(key.clone()))?;
    if held == counts(&source)? {
        Ok(held)
    } else {
        Err(StoreError::Unreadable("backup"))
    }
}

/// Opens a copy as it will be opened one day, and checks that it is whole, consistent and its log unbroken.
pub fn check_copy(path: &Path, key: Option<FileKey>) -> Result<Held> {
    let wanted = match &key {
        // What makes a key of a passphrase stands at the beginning of the copy itself.
        Some(key) => Cover::Encrypted(*key.salt()),
        None => Cover::Plain,
    };
    if cover(path)? != wanted {
        return Err(StoreError::Unreadable("backup"));
    }
    Reader::of_still(path, key)?.snapshot(|snapshot| {
        check(snapshot)?;
        let held = counts(snapshot.tx)?;
        match audit::verify(snapshot)? {
            Verdict::Intact(head) if head == held.head => Ok(held),
            Verdict::Intact(_) | Verdict::Broken(_) => Err(StoreError::Unreadable("backup")),
        }
    })
}

fn copy(from: &Connection, to: &Path, key: Option<&FileKey>, tell: Tell<'_>) -> Result<()> {
    let mut target = connect::open_copy(to, key)?;
    let backup = Backup::new(from, &mut target)?;
    loop {
        let step = backup.step(PAGES)?;
        let progress = backup.progress();
        let total = progress.pagecount.max(0) as u64;
        let left = progress.remaining.max(0) as u64;
        if tell(total.saturating_sub(left), total) == Further::No {
            return Err(StoreError::Cancelled);
        }
        match step {
            StepResult::Done => break,
            StepResult::Busy | StepResult::Locked => std::thread::sleep(PAUSE),
            _ => {}
        }
    }
    drop(backup);
    // A copy is one file: nothing may wait beside it.
    target.pragma_update(None, "journal_mode", "DELETE")?;
    Ok(())
}

fn counts(connection: &Connection) -> Result<Held> {
    let count = |sql| -> Result<u64> {
        let count: i64 = connection.query_row(sql, [], |row| row.get(0))?;
        Ok(count as u64)
    };
    Ok(Held {
        head: audit::head(connection)?,
        users: count("SELECT count(*) FROM user")?,
        sign_ins: count("SELECT count(*) FROM sign_in")?,
    })
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
