//! The one home of connections and pragmas.
//!
//! The engine is `SQLCipher`; a file without a key is simply unencrypted. The live file is never opened by other means:
//! closing a second descriptor would drop `SQLite`'s locks.

use std::path::{Path, PathBuf};
use std::sync::Once;
use std::time::Duration;

use rusqlite::config::DbConfig;
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
/// Without a log a change waits until nobody reads.
const LONG_BUSY_TIMEOUT: Duration = Duration::from_mins(1);
const SYNC_FULL: i64 = 2;
const SYNC_EXTRA: i64 = 3;
/// Page caches in KiB: one writer and two readers stay under 32 MiB together.
const WRITER_CACHE_KIB: i64 = 16 * 1024;
/// The writer's while a file is imported.
const BULK_CACHE_KIB: i64 = 96 * 1024;
const READER_CACHE_KIB: i64 = 8 * 1024;

/// How changes are made safe before they count.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Journal {
    /// A log beside the file, which readers share through memory: on this computer's own disks.
    #[default]
    Log,
    /// A journal that is rolled back: on networks, and where another program copies the file.
    ///
    /// Locks stay those of single transactions, since readers of this process need theirs too; the file as a whole is kept
    /// from others by the lock beside it.
    Rollback,
}

/// What a connection is for.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Purpose {
    /// The one writer of an existing file.
    Write(Journal),
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
    match open_as(path, purpose, key) {
        // Where nothing may be written, not even the log's index can be made. Where there is no log either, nobody writes.
        Err(StoreError::ReadOnly(_))
            if purpose == Purpose::Read && !beside(path, "-wal").exists() =>
        {
            open_as(path, Purpose::Probe, key)
        }
        other => other,
    }
}

fn open_as(path: &Path, purpose: Purpose, key: Option<&FileKey>) -> Result<Connection> {
    let flags = match purpose {
        Purpose::Read | Purpose::Probe => OpenFlags::SQLITE_OPEN_READ_ONLY,
        Purpose::Write(_) => OpenFlags::SQLITE_OPEN_READ_WRITE,
        Purpose::Create => OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_CREATE,
    } | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, purpose, flags).map_err(|e| explain(e, path))?;
    unlock(&connection, key, path)?;
    configure(&connection, purpose, path)?;
    if purpose != Purpose::Create {
        check_application(&connection, path)?;
    }
    Ok(connection)
}

/// Opens an empty file that a copy is to be written to, encrypted with the same key.
pub fn open_copy(path: &Path, key: Option<&FileKey>) -> Result<Connection> {
    check_engine()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_WRITE | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection =
        connect(path, Purpose::Write(Journal::Log), flags).map_err(|e| explain(e, path))?;
    unlock(&connection, key, path)?;
    Ok(connection)
}

/// Writes everything that a file holds which is not encrypted to an empty one that is, table by table. See
/// <https://www.zetetic.net/sqlcipher/sqlcipher-api/#sqlcipher_export>.
pub fn pour(source: &Connection, path: &Path, target: &Connection) -> Result<()> {
    let name = path.to_string_lossy();
    target.execute("ATTACH DATABASE ?1 AS plain KEY ''", [&name])?;
    target.query_row("SELECT sqlcipher_export('main', 'plain')", [], |_| Ok(()))?;
    target.execute_batch("DETACH DATABASE plain")?;
    // What says whose file it is, and of which schema, is not among the rows.
    for pragma in ["application_id", "user_version"] {
        target.pragma_update(None, pragma, number(source, pragma)?)?;
    }
    Ok(())
}

/// Opens a damaged file for reading what can be read, whatever else is wrong with it.
pub fn open_damaged(path: &Path, key: Option<&FileKey>) -> Result<Connection> {
    check_engine()?;
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = connect(path, Purpose::Probe, flags).map_err(|e| explain(e, path))?;
    // A file that ends before its last page is read as far as it goes, and a table that makes no sense hides no other.
    connection
        .execute_batch("PRAGMA writable_schema = ON")
        .map_err(|e| explain(e, path))?;
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

static READY: Once = Once::new();

#[expect(
    clippy::disallowed_methods,
    reason = "this file is the home of connections"
)]
fn connect(path: &Path, purpose: Purpose, flags: OpenFlags) -> rusqlite::Result<Connection> {
    // `SQLite` says that it is ready before `SQLCipher` is: a second thread would be refused its key. So the first goes alone.
    READY.call_once(|| drop(Connection::open_in_memory()));
    // Where nothing waits in a log, the file can be read as one that nobody changes: no log, no shared memory appear.
    if purpose == Purpose::Probe && !has_log(path) {
        let flags = flags | OpenFlags::SQLITE_OPEN_URI;
        return Connection::open_with_flags(immutable_uri(path), flags);
    }
    Connection::open_with_flags(path, flags)
}

/// Whether changes wait in a write-ahead log or a rollback journal.
fn has_log(path: &Path) -> bool {
    ["-wal", "-journal"]
        .iter()
        .any(|suffix| std::fs::metadata(beside(path, suffix)).is_ok_and(|log| log.len() > 0))
}

/// A file that the engine keeps beside the database.
fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
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
        (Purpose::Read | Purpose::Probe | Purpose::Write(_), false) => {
            Err(StoreError::MissingFile(path.to_owned()))
        }
        (Purpose::Read | Purpose::Probe | Purpose::Write(_), true) if path.is_dir() => {
            Err(StoreError::NotAWorkspace(path.to_owned()))
        }
        _ => Ok(()),
    }
}

/// Every setting of a connection, each read back: one that did not take is an error.
fn configure(connection: &Connection, purpose: Purpose, path: &Path) -> Result<()> {
    connection.set_prepared_statement_cache_capacity(128);
    let reads = matches!(purpose, Purpose::Read | Purpose::Probe);
    let cache = if reads {
        READER_CACHE_KIB
    } else {
        WRITER_CACHE_KIB
    };
    let waits = match purpose {
        Purpose::Write(Journal::Rollback) => LONG_BUSY_TIMEOUT,
        _ => BUSY_TIMEOUT,
    };
    connection.busy_timeout(waits)?;
    let set = |name, value| set(connection, name, value).map_err(|e| named(e, path));
    set("cache_size", -cache)?;
    set("trusted_schema", 0)?;
    set("cell_size_check", 1)?;
    // A misspelt name is an error and not a text.
    config(connection, DbConfig::SQLITE_DBCONFIG_DQS_DML, Wanted::Off)?;
    config(connection, DbConfig::SQLITE_DBCONFIG_DQS_DDL, Wanted::Off)?;
    let (journal, sync) = match purpose {
        Purpose::Read | Purpose::Probe => return set("query_only", 1),
        Purpose::Write(Journal::Log) | Purpose::Create => ("wal", SYNC_FULL),
        Purpose::Write(Journal::Rollback) => ("delete", SYNC_EXTRA),
    };
    let taken: String = connection
        .pragma_update_and_check(None, "journal_mode", journal, |row| row.get(0))
        .map_err(|e| explain(e, path))?;
    if !taken.eq_ignore_ascii_case(journal) {
        return Err(StoreError::Setting("journal_mode"));
    }
    set("synchronous", sync)?;
    set("foreign_keys", 1)?;
    set("secure_delete", 1)?;
    // Has a meaning on macOS only, where a plain sync leaves data in the disk's cache.
    set("fullfsync", 1)?;
    config(connection, DbConfig::SQLITE_DBCONFIG_DEFENSIVE, Wanted::On)
}

/// Sets a pragma and sees whether it took.
fn set(connection: &Connection, name: &'static str, value: i64) -> Result<()> {
    connection.pragma_update(None, name, value)?;
    let taken: i64 = connection.pragma_query_value(None, name, |row| row.get(0))?;
    if taken == value {
        Ok(())
    } else {
        Err(StoreError::Setting(name))
    }
}

/// What a switch of a connection is to be.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Wanted {
    On,
    Off,
}

fn config(connection: &Connection, switch: DbConfig, wanted: Wanted) -> Result<()> {
    let is_on = connection.set_db_config(switch, wanted == Wanted::On)?;
    if is_on == (wanted == Wanted::On) {
        Ok(())
    } else {
        Err(StoreError::Setting("db_config"))
    }
}

/// Names the file in an error of the engine.
fn named(error: StoreError, path: &Path) -> StoreError {
    match error {
        StoreError::Sqlite(error) => explain(error, path),
        other => other,
    }
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

#[cfg(test)]
mod tests {
    use super::*;

    fn number(connection: &Connection, pragma: &str) -> i64 {
        let value = connection.pragma_query_value(None, pragma, |row| row.get(0));
        value.unwrap()
    }

    #[test]
    fn every_connection_has_the_settings_of_its_purpose() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.rollcall");
        let created = open(&path, Purpose::Create, None).unwrap();
        created
            .pragma_update(None, "application_id", APPLICATION_ID)
            .unwrap();
        drop(created);
        for (journal, mode, sync) in [(Journal::Log, "wal", 2), (Journal::Rollback, "delete", 3)] {
            let writer = open(&path, Purpose::Write(journal), None).unwrap();
            let taken: String = writer
                .pragma_query_value(None, "journal_mode", |row| row.get(0))
                .unwrap();
            assert_eq!(taken, mode);
            assert_eq!(number(&writer, "synchronous"), sync);
            for pragma in [
                "foreign_keys",
                "secure_delete",
                "fullfsync",
                "cell_size_check",
            ] {
                assert_eq!(number(&writer, pragma), 1, "{pragma}");
            }
            assert_eq!(number(&writer, "trusted_schema"), 0);
            let defensive = writer.db_config(DbConfig::SQLITE_DBCONFIG_DEFENSIVE);
            assert!(defensive.unwrap());
        }
        let reader = open(&path, Purpose::Read, None).unwrap();
        assert_eq!(number(&reader, "query_only"), 1);
        assert_eq!(number(&reader, "trusted_schema"), 0);
        assert!(set(&reader, "no_such_setting", 1).is_err());
    }
}
