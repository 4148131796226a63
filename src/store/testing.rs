//! For tests alone: a bare look at a file that no [`super::workspace::Workspace`] could take, and tampering with it.

use std::path::Path;

use rusqlite::types::ValueRef;

use super::connect::{self, Journal, Purpose};
use super::error::Result;
use super::key::FileKey;

/// Runs statements on a workspace file, past its rules.
pub fn execute(path: &Path, sql: &str) -> Result<()> {
    let connection = connect::open(path, Purpose::Write(Journal::Log), None)?;
    connection.pragma_update(None, "foreign_keys", false)?;
    connection.pragma_update(None, "ignore_check_constraints", true)?;
    Ok(connection.execute_batch(sql)?)
}

/// The rows of a query as texts; a null is `NULL`, a blob is hexadecimal.
pub fn rows(path: &Path, sql: &str) -> Result<Vec<Vec<String>>> {
    rows_of(path, None, sql)
}

/// The same of a file that may be encrypted.
pub fn rows_of(path: &Path, key: Option<&FileKey>, sql: &str) -> Result<Vec<Vec<String>>> {
    let connection = connect::open(path, Purpose::Read, key)?;
    let mut statement = connection.prepare(sql)?;
    let width = statement.column_count();
    let mut rows = statement.query([])?;
    let mut found = Vec::new();
    while let Some(row) = rows.next()? {
        let cells = (0..width).map(|index| row.get_ref(index).map(shown));
        found.push(cells.collect::<rusqlite::Result<_>>()?);
    }
    Ok(found)
}

/// Whether a statement fits the schema; the error says why not.
pub fn prepare(path: &Path, sql: &str) -> Result<()> {
    let connection = connect::open(path, Purpose::Read, None)?;
    connection.prepare(sql)?;
    Ok(())
}

fn shown(value: ValueRef<'_>) -> String {
    match value {
        ValueRef::Null => "NULL".to_owned(),
        ValueRef::Integer(number) => number.to_string(),
        ValueRef::Real(number) => number.to_string(),
        ValueRef::Text(text) => String::from_utf8_lossy(text).into_owned(),
        ValueRef::Blob(bytes) => hexadecimal(bytes),
    }
}

fn hexadecimal(bytes: &[u8]) -> String {
    const DIGITS: [char; 16] = [
        '0', '1', '2', '3', '4', '5', '6', '7', '8', '9', 'a', 'b', 'c', 'd', 'e', 'f',
    ];
    let nibbles = bytes.iter().flat_map(|byte| [byte >> 4, byte & 15]);
    nibbles
        .filter_map(|nibble| DIGITS.get(nibble as usize))
        .collect()
}
