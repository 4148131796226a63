//! Salvage: what can still be read of a damaged file, written to a new one.
//!
//! Table by table, row by row; where a page can't be read, the rows around it are looked for by their numbers. What then
//! refers to something that is gone goes too. The new file is marked, and its log says that it was salvaged.

use std::collections::BTreeMap;
use std::path::Path;
use std::sync::Arc;

use rusqlite::types::Value;
use rusqlite::{Connection, params_from_iter};

use super::connect;
use super::error::{Result, StoreError};
use super::key::FileKey;
use super::workspace::Workspace;
use crate::domain::random::Random;

/// What was saved.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Saved {
    /// Rows that were written to the new file.
    pub rows: u64,
    /// Places where something could not be read.
    pub gaps: u64,
    /// Rows that went because what they refer to is gone.
    pub orphans: u64,
}

/// Reads what can be read of `damaged`, and writes it to `to`, a file that doesn't exist yet, encrypted with the same key.
pub fn salvage(
    damaged: &Path,
    key: Option<FileKey>,
    to: &Path,
    random: Arc<dyn Random>,
) -> Result<(Workspace, Saved)> {
    let source = connect::open_damaged(damaged, key.as_ref())?;
    let workspace = match key {
        Some(key) => Workspace::create_locked(to, key, random)?,
        None => Workspace::create(to, random)?,
    };
    let target = workspace.connection()?;
    target.execute_batch("PRAGMA foreign_keys = OFF; BEGIN IMMEDIATE")?;
    let mut saved = Saved::default();
    for table in tables(target)? {
        target.execute_batch(&format!("DELETE FROM {table}"))?;
        copy_table(&source, target, &table, &mut saved)?;
    }
    if saved.rows == 0 {
        return Err(StoreError::Damaged(damaged.to_owned()));
    }
    saved.orphans = drop_orphans(target)?;
    target.execute_batch("COMMIT; PRAGMA foreign_keys = ON")?;
    Ok((workspace, saved))
}

/// The tables of the newest schema.
fn tables(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

fn columns(connection: &Connection, table: &str) -> Vec<String> {
    let names = connection
        .prepare(&format!("SELECT name FROM pragma_table_info('{table}')"))
        .and_then(|mut statement| {
            let names = statement.query_map([], |row| row.get(0))?;
            names.collect::<rusqlite::Result<Vec<String>>>()
        });
    // A table that the damaged file has not, or whose description can't be read, has nothing to give.
    names.unwrap_or_default()
}

/// How rows of a table are found again after a gap.
struct Way {
    /// Reads from the beginning, or from behind a row's number.
    forward: String,
    /// Reads from the end, where rows have no numbers.
    backward: Option<String>,
}

fn copy_table(
    source: &Connection,
    target: &Connection,
    table: &str,
    saved: &mut Saved,
) -> Result<()> {
    let known = columns(source, table);
    let mut names = columns(target, table);
    names.retain(|name| known.contains(name));
    if names.is_empty() {
        return Ok(());
    }
    let list = names.join(", ");
    let marks = vec!["?"; names.len()].join(", ");
    let mut insert = target.prepare(&format!(
        "INSERT OR IGNORE INTO {table} ({list}) VALUES ({marks})"
    ))?;
    let has_number = source
        .prepare(&format!("SELECT rowid FROM {table}"))
        .is_ok();
    let way = if has_number {
        Way {
            forward: format!("SELECT rowid, {list} FROM {table} WHERE rowid > ?1 ORDER BY rowid"),
            backward: None,
        }
    } else {
        Way {
            forward: format!("SELECT 0, {list} FROM {table} WHERE ?1 = ?1"),
            backward: key_of(source, table)
                .map(|key| format!("SELECT 0, {list} FROM {table} WHERE ?1 = ?1 ORDER BY {key}")),
        }
    };
    let mut write = |row: Vec<Value>| -> Result<()> {
        saved.rows += insert.execute(params_from_iter(row))? as u64;
        Ok(())
    };
    let (mut last, mut step) = (i64::MIN, 1);
    loop {
        match read(source, &way.forward, names.len(), &mut last, &mut write)? {
            Read::ToTheEnd => return Ok(()),
            Read::UpToAGap => saved.gaps += 1,
        }
        let Some(newest) = newest(source, table).filter(|_| has_number) else {
            break;
        };
        // Ever larger steps, until something can be read again.
        last = last.max(0).saturating_add(step);
        step = (step * 2).min(MOST_SKIPPED);
        if last >= newest {
            return Ok(());
        }
    }
    if let Some(backward) = way.backward {
        read(source, &backward, names.len(), &mut last, &mut write)?;
    }
    Ok(())
}

/// So many row numbers are skipped at most in one step.
const MOST_SKIPPED: i64 = 64;

#[derive(PartialEq, Eq)]
enum Read {
    ToTheEnd,
    UpToAGap,
}

/// Reads rows until the end or until one can't be read.
fn read(
    source: &Connection,
    sql: &str,
    width: usize,
    last: &mut i64,
    write: &mut dyn FnMut(Vec<Value>) -> Result<()>,
) -> Result<Read> {
    let Ok(mut statement) = source.prepare(sql) else {
        return Ok(Read::UpToAGap);
    };
    let Ok(mut rows) = statement.query([*last]) else {
        return Ok(Read::UpToAGap);
    };
    loop {
        let row = match rows.next() {
            Ok(Some(row)) => row,
            Ok(None) => return Ok(Read::ToTheEnd),
            Err(_) => return Ok(Read::UpToAGap),
        };
        if let Ok(number) = row.get(0) {
            *last = number;
        }
        let values: rusqlite::Result<Vec<Value>> =
            (1..=width).map(|column| row.get(column)).collect();
        if let Ok(values) = values {
            write(values)?;
        }
    }
}

/// The largest row number that can be found.
fn newest(source: &Connection, table: &str) -> Option<i64> {
    let sql = format!("SELECT max(rowid) FROM {table}");
    source.query_row(&sql, [], |row| row.get(0)).ok()
}

/// The primary key of a table without row numbers, from its end.
fn key_of(source: &Connection, table: &str) -> Option<String> {
    let sql = format!("SELECT name FROM pragma_table_info('{table}') WHERE pk > 0 ORDER BY pk");
    let mut statement = source.prepare(&sql).ok()?;
    let names = statement
        .query_map([], |row| row.get::<_, String>(0))
        .ok()?;
    let names: Vec<String> = names.flatten().map(|name| format!("{name} DESC")).collect();
    (!names.is_empty()).then(|| names.join(", "))
}

/// Removes rows that refer to something that is gone, until none is left.
fn drop_orphans(target: &Connection) -> Result<u64> {
    let mut dropped = 0;
    loop {
        let mut found: Vec<(String, Option<i64>)> = target
            .prepare("SELECT DISTINCT \"table\", rowid FROM pragma_foreign_key_check")?
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<_>>()?;
        found.dedup();
        if found.is_empty() {
            return Ok(dropped);
        }
        for (table, number) in found {
            dropped += match number {
                Some(number) => {
                    target.execute(&format!("DELETE FROM {table} WHERE rowid = ?1"), [number])?
                }
                None => drop_unnumbered(target, &table)?,
            } as u64;
        }
    }
}

/// Rows without numbers are found by what their columns refer to.
fn drop_unnumbered(target: &Connection, table: &str) -> Result<usize> {
    let mut links: BTreeMap<i64, (String, Vec<(String, String)>)> = BTreeMap::new();
    let sql = format!(
        "SELECT id, \"table\", \"from\", coalesce(\"to\", \"from\") FROM pragma_foreign_key_list('{table}')"
    );
    let mut statement = target.prepare(&sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let (parent, pair) = (row.get(1)?, (row.get(2)?, row.get(3)?));
        let link = links.entry(row.get(0)?).or_insert((parent, Vec::new()));
        link.1.push(pair);
    }
    let mut dropped = 0;
    for (parent, pairs) in links.into_values() {
        let each = |part: &dyn Fn(&(String, String)) -> String| {
            let parts: Vec<String> = pairs.iter().map(part).collect();
            parts.join(" AND ")
        };
        let is_set = each(&|(from, _)| format!("{from} IS NOT NULL"));
        let fits = each(&|(from, to)| format!("p.{to} = {table}.{from}"));
        let sql = format!(
            "DELETE FROM {table} WHERE {is_set} AND NOT EXISTS (SELECT 1 FROM {parent} AS p WHERE {fits})"
        );
        dropped += target.execute(&sql, [])?;
    }
    if dropped == 0 {
        // It would go on for ever.
        return Err(StoreError::Unreadable("foreign key"));
    }
    Ok(dropped)
}
