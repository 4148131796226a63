//! The workspace file as a thing: its identity, what is known of it, how far its log was seen, and checks of it.

mod check;
mod recount;

pub use check::Depth;

use std::path::Path;

use rusqlite::{Connection, OptionalExtension, named_params};

use super::audit::{self, Head};
use super::connect;
use super::error::{Result, StoreError};
use super::migrate;
use super::reader::Snapshot;
use super::workspace::Workspace;
use super::writer::Writer;
use crate::domain::file::{CheckKind, Checked, Checkpoint, Encryption, FileFacts, Standing};
use crate::domain::log::hexadecimal;
use crate::domain::random::Random;
use crate::domain::time::Timestamp;

impl Workspace {
    /// The file's own identity, which its copies share.
    pub fn file_id(&self) -> Result<String> {
        setting(self.connection()?, "file.id")?.ok_or(StoreError::Unreadable("file.id"))
    }

    /// Where the log ends.
    pub fn log_head(&self) -> Result<Head> {
        audit::head(self.connection()?)
    }

    /// How the log stands to what was seen of it; it ended at `ended` when the file was opened.
    pub fn standing(&self, seen: &Checkpoint, ended: i64) -> Result<Standing> {
        standing(self.connection()?, seen, ended)
    }
}

impl Snapshot<'_> {
    /// How the log stands to what was seen of it; it ended at `ended` when the file was opened.
    pub fn standing(&self, seen: &Checkpoint, ended: i64) -> Result<Standing> {
        standing(self.tx, seen, ended)
    }

    /// What is known of the file at `path`, which this state is of.
    pub fn file_facts(&self, path: &Path) -> Result<FileFacts> {
        let pragma = |name| -> Result<i64> { number(self.tx, name) };
        let mut log = path.as_os_str().to_owned();
        log.push("-wal");
        let mut checks = Vec::new();
        for kind in CheckKind::ALL {
            checks.extend(self.last_check(kind)?.map(|checked| (kind, checked)));
        }
        let mut statement = self.tx.prepare_cached(include_str!("facts.sql"))?;
        let (counts, times) = statement.query_row([], |row| {
            let counts: [i64; 4] = [row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?];
            let times: [Option<i64>; 2] = [row.get(4)?, row.get(5)?];
            Ok((counts, times))
        })?;
        let [people, sign_ins, roles, workspaces] = counts.map(|count| count.max(0) as u64);
        let [created, copied] = times.map(|at| at.map(Timestamp));
        Ok(FileFacts {
            page_size: pragma("page_size")? as u64,
            pages: pragma("page_count")? as u64,
            free_pages: pragma("freelist_count")? as u64,
            log_bytes: std::fs::metadata(log).map_or(0, |log| log.len()),
            schema: pragma("user_version")?,
            newest_schema: migrate::newest(),
            engine: rusqlite::version().to_owned(),
            cipher: text(self.tx, "PRAGMA cipher_version")?,
            encryption: if self.is_encrypted {
                Encryption::Encrypted
            } else {
                Encryption::Open
            },
            people,
            sign_ins,
            entries: self.generation.max(0) as u64,
            roles,
            workspaces,
            created,
            copied,
            checks,
        })
    }

    /// When something was done first.
    pub fn first_act(&self) -> Result<Option<Timestamp>> {
        let sql = "SELECT at FROM audit_entry ORDER BY seq LIMIT 1";
        let mut statement = self.tx.prepare_cached(sql)?;
        let at = statement.query_row([], |row| row.get(0)).optional()?;
        Ok(at.map(Timestamp))
    }

    /// What the last check of a kind found.
    pub fn last_check(&self, kind: CheckKind) -> Result<Option<Checked>> {
        let kept = setting(self.tx, check_key(kind))?;
        // What can't be read counts as not checked.
        Ok(kept.and_then(|kept| serde_json::from_str(&kept).ok()))
    }
}

impl Writer<'_> {
    /// Notes what a check found.
    pub fn note_check(&mut self, kind: CheckKind, checked: &Checked) -> Result<()> {
        let value =
            serde_json::to_string(checked).map_err(|_| StoreError::Unreadable("setting"))?;
        self.tx
            .prepare_cached(
                "INSERT INTO setting (key, value) VALUES (:key, :value) ON CONFLICT (key) DO UPDATE SET value = :value",
            )?
            .execute(named_params! { ":key": check_key(kind), ":value": value })?;
        Ok(())
    }
}

/// Gives a file that has none an identity of its own.
pub(super) fn identify(connection: &Connection, random: &dyn Random) -> Result<()> {
    if setting(connection, "file.id")?.is_some() {
        return Ok(());
    }
    let mut id = [0; 32];
    random.fill(&mut id);
    let sql = "INSERT INTO setting (key, value) VALUES ('file.id', :id)";
    connection.execute(sql, named_params! { ":id": hexadecimal(&id) })?;
    Ok(())
}

fn check_key(kind: CheckKind) -> &'static str {
    match kind {
        CheckKind::Log => "check.log",
        CheckKind::Quick => "check.quick",
        CheckKind::Full => "check.full",
    }
}

fn setting(connection: &Connection, key: &str) -> Result<Option<String>> {
    Ok(connection
        .prepare_cached("SELECT value FROM setting WHERE key = :key")?
        .query_row(named_params! { ":key": key }, |row| row.get(0))
        .optional()?)
}

fn standing(connection: &Connection, seen: &Checkpoint, ended: i64) -> Result<Standing> {
    if ended < seen.seq {
        return Ok(Standing::Shorter(ended));
    }
    let hash: Option<[u8; 32]> = connection
        .prepare_cached("SELECT hash FROM audit_entry WHERE seq = :seq")?
        .query_row(named_params! { ":seq": seen.seq }, |row| row.get(0))
        .optional()?;
    Ok(match hash {
        Some(hash) if hexadecimal(&hash) == seen.hash => Standing::Fits,
        Some(_) | None => Standing::Rewritten,
    })
}

fn number(connection: &Connection, pragma: &str) -> Result<i64> {
    Ok(connect::number(connection, pragma)?)
}

/// What a pragma says that not every engine knows; empty where it says nothing.
fn text(connection: &Connection, sql: &str) -> Result<String> {
    let said = connection.query_row(sql, [], |row| row.get(0)).optional()?;
    Ok(said.unwrap_or_default())
}
