//! The one home of connections and pragmas.
//!
//! The engine is `SQLCipher`; a file without a key is simply unencrypted. The live file is never opened by other means:
//! closing a second descriptor would drop `SQLite`'s locks.

use std::path::Path;
use std::time::Duration;

use rusqlite::types::ValueRef;
use rusqlite::{Connection, ErrorCode, OpenFlags};

use super::attach;
use super::error::{Result, StoreError};
use super::key::FileKey;
use super::workspace::CacheFor;

/// Marks the file as ours: "Roll".
pub const APPLICATION_ID: i64 = 0x526f_6c6c;
/// An older engine can corrupt a WAL file when it is reset.
const OLDEST_ENGINE: i32 = 3_051_003;
const BUSY_TIMEOUT: Duration = Duration::from_secs(5);
/// Page caches in KiB: one writer and two readers stay under 32 MiB together.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
/// The writer's while a file is imported.
const BULK_CACHE_KIB: i64 = 96 * 1024;
const READER_CACHE_KIB: i64 = 8 * 1024;

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The one writer of an existing file.
    Write,
    /// A reader beside the writer.
    Read,
    /// A first look at a file that may be anybody's: nothing is left beside it.
    Probe,
    /// The writer of a file that doesn't exist yet.
    Create,
}

/// Opens a connection, sets its pragmas and reads back those that matter; without a key the file is not encrypted.
pub fn open(path: &Path, purpose: Purpose, key: Option<&FileKey>) -> Result<Connection> {
    check_engine()?;
    check_path(path, purpose)?;
    let flags = match purpose {
        Purpose::Read | Purpose::Probe => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Purpose::Write => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Purpose::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, purpose, flags).map_err(|e| explain(e, path))?;
    unlock(&connection, key, path)?;
    configure(&connection, purpose).map_err(|e| explain(e, path))?;
    if purpose != Purpose::Create {
        check_application(&connection, path)?;
    }
    Ok(connection)
}

/// Opens an empty file that a copy is to be written to, encrypted with the same key.
pub fn open_copy(path: &Path, key: Option<&FileKey>) -> Result<Connection> {
    check_engine()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, Purpose::Write, flags).map_err(|e| explain(e, path))?;
    unlock(&connection, key, path)?;
    Ok(connection)
}

/// Opens a damaged file for reading what can be read, whatever else is wrong with it.
pub fn open_damaged(path: &Path, key: Option<&FileKey>) -> Result<Connection> {
    check_engine()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, Purpose::Probe, flags).map_err(|e| explain(e, path))?;
    unlock(&connection, key, path)?;
    Ok(connection)
}

/// Hands over the key, before anything is read, and sees whether it fits.
fn unlock(connection: &Connection, key: Option<&FileKey>, path: &Path) -> Result<()> {
    let Some(key) = key else { return Ok(()) };
    let wrong = |error: rusqlite::Error| match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::WrongKey(path.to_owned()),
        _ => explain(error, path),
    };
    // Otherwise the engine writes a line to the error stream about every wrong key.
    connection
        .execute_batch("PRAGMA cipher_log_level = NONE")
        .map_err(|e| explain(e, path))?;
    attach::unlock(connection, key).map_err(wrong)?;
    let first = "SELECT count(*) FROM sqlite_schema";
    connection.query_row(first, [], |_| Ok(())).map_err(wrong)
}

#[expect(
    clippy::disallowed_methods,
    reason = "this file is the home of connections"
)]
fn connect(path: &Path, purpose: Purpose, flags: OpenFlags) -> rusqlite::Result<Connection> {
    // Where nothing waits in a log, the file can be read as one that nobody changes: no log, no shared memory appear.
    if purpose == Purpose::Probe && !has_log(path) {
        let flags = flags | OpenFlags::SQLITE_OPEN_URI;
        return Connection::open_with_flags(immutable_uri(path), flags);
    }
    Connection::open_with_flags(path, flags)
}

/// Whether changes wait in a write-ahead log or a rollback journal.
fn has_log(path: &Path) -> bool {
    ["-wal", "-journal"].iter().any(|suffix| {
        let mut name = path.as_os_str().to_owned();
        name.push(suffix);
        std::fs::metadata(name).is_ok_and(|log| log.len() > 0)
    })
}

/// The path as a URI of `SQLite`, see <https://sqlite.org/uri.html>.
fn immutable_uri(path: &Path) -> String {
    let mut uri = String::from("file:");
    let text = path
        .to_string_lossy()
        .replace(std::path::MAIN_SEPARATOR, "/");
    if cfg!(windows) && path.is_absolute() && !text.starts_with("//") {
        uri.push('/');
    }
    for c in text.chars() {
        match c {
            '%' => uri.push_str("%25"),
            '?' => uri.push_str("%3f"),
            '#' => uri.push_str("%23"),
            other => uri.push(other),
        }
    }
    uri.push_str("?immutable=1");
    uri
}

/// A pragma whose value is a number; the engine writes the page size of an encrypted file as a text.
pub fn number(connection: &Connection, pragma: &str) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, pragma, |row| match row.get_ref(0)? {
        ValueRef::Text(text) => Ok(String::from_utf8_lossy(text).parse().unwrap_or(0)),
        other => Ok(other.as_i64()?),
    })
}

/// Refuses a file that ends before its last page: a copy that was cut off.
pub fn check_whole(connection: &Connection, path: &Path) -> Result<()> {
    let sizes = number(connection, "page_count")
        .and_then(|pages| Ok((pages, number(connection, "page_size")?)));
    let (pages, size) = sizes.map_err(|e| explain(e, path))?;
    let length = std::fs::metadata(path).map_or(u64::MAX, |file| file.len());
    if !has_log(path) && length < (pages * size) as u64 {
        return Err(StoreError::Damaged(path.to_owned()));
    }
    Ok(())
}

/// Sizes the writer's page cache, and gives back memory that it no longer needs.
pub fn set_writer_cache(connection: &Connection, purpose: CacheFor) -> rusqlite::Result<()> {
    match purpose {
        CacheFor::Bulk => connection.pragma_update(None, "cache_size", -BULK_CACHE_KIB),
        CacheFor::Edits => {
            connection.pragma_update(None, "cache_size", -WRITER_CACHE_KIB)?;
            connection.execute_batch("PRAGMA shrink_memory")
        }
    }
}

fn check_engine() -> Result<()> {
    if rusqlite::version_number() < OLDEST_ENGINE {
        return Err(StoreError::OldEngine(rusqlite::version().to_owned()));
    }
    Ok(())
}

fn check_path(path: &Path, purpose: Purpose) -> Result<()> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    if !folder.is_dir() {
        return Err(StoreError::MissingFolder(folder.to_owned()));
    }
    match (purpose, path.exists()) {
        (Purpose::Create, true) => Err(StoreError::Exists(path.to_owned())),
        (Purpose::Read | Purpose::Probe | Purpose::Write, false) => {
            Err(StoreError::MissingFile(path.to_owned()))
        }
        (Purpose::Read | Purpose::Probe | Purpose::Write, true) if path.is_dir() => {
            Err(StoreError::NotAWorkspace(path.to_owned()))
        }
        _ => Ok(()),
    }
}

fn configure(connection: &Connection, purpose: Purpose) -> rusqlite::Result<()> {
    connection.busy_timeout(BUSY_TIMEOUT)?;
    connection.set_prepared_statement_cache_capacity(128);
    let reads = matches!(purpose, Purpose::Read | Purpose::Probe);
    let cache = if reads {
        READER_CACHE_KIB
    } else {
        WRITER_CACHE_KIB
    };
    connection.pragma_update(None, "cache_size", -cache)?;
    connection.pragma_update(None, "trusted_schema", false)?;
    connection.pragma_update(None, "cell_size_check", true)?;
    // A misspelt name is an error and not a text.
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DQS_DML, false)?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DQS_DDL, false)?;
    if reads {
        return connection.pragma_update(None, "query_only", true);
    }
    connection.pragma_update(None, "journal_mode", "WAL")?;
    connection.pragma_update(None, "synchronous", "FULL")?;
    connection.pragma_update(None, "foreign_keys", true)?;
    connection.pragma_update(None, "secure_delete", true)?;
    connection.pragma_update(None, "fullfsync", true)?;
    connection.set_db_config(rusqlite::config::DbConfig::SQLITE_DBCONFIG_DEFENSIVE, true)?;
    Ok(())
}

fn check_application(connection: &Connection, path: &Path) -> Result<()> {
    let id: i64 = connection
        .pragma_query_value(None, "application_id", |row| row.get(0))
        .map_err(|e| explain(e, path))?;
    if id == APPLICATION_ID {
        Ok(())
    } else {
        Err(StoreError::NotAWorkspace(path.to_owned()))
    }
}

/// Names the file in errors that are about it.
pub fn explain(error: rusqlite::Error, path: &Path) -> StoreError {
    match error.sqlite_error_code() {
        Some(ErrorCode::NotADatabase) => StoreError::NotAWorkspace(path.to_owned()),
        Some(ErrorCode::DatabaseCorrupt) => StoreError::Damaged(path.to_owned()),
        Some(ErrorCode::ReadOnly | ErrorCode::CannotOpen | ErrorCode::PermissionDenied) => {
            StoreError::ReadOnly(path.to_owned())
        }
        _ => error.into(),
    }
}
