//! Looking through the file for damage: its pages, references between tables, every index.

use rusqlite::Connection;

use crate::domain::text::{fill, text};
use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// More faults than this are not told.
const MOST: usize = 20;

/// How thorough a check is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// The pages of every table.
    Pages,
    /// The same, and whether every reference leads to something.
    References,
    /// The same, and every index and every page of the file.
    Full,
}

impl Snapshot<'_> {
    /// What is wrong with the file, as `SQLite` says it; empty where nothing is. `tell` hears how many steps of all are done.
    pub fn check(&self, depth: Depth, mut tell: impl FnMut(u64, u64)) -> Result<Vec<String>> {
        let mut faults = Vec::new();
        let Some(tables) = or_fault(tables(self.tx), &mut faults)? else {
            return Ok(faults);
        };
        let more = match depth {
            Depth::Pages | Depth::References => 0,
            // Every page takes about as long again as all tables.
            Depth::Full => tables.len(),
        };
        let total = (tables.len() + more) as u64;
        for (done, table) in (0..).zip(&tables) {
            tell(done, total);
            let pages = said(self.tx, &pragma("quick_check", table), &mut faults);
            or_fault(pages, &mut faults)?;
            if depth != Depth::Pages {
                let led = references(self.tx, table, &mut faults);
                or_fault(led, &mut faults)?;
            }
        }
        if depth == Depth::Full {
            tell(tables.len() as u64, total);
            let all = said(self.tx, "PRAGMA integrity_check(20)", &mut faults);
            or_fault(all, &mut faults)?;
        }
        tell(total, total);
        Ok(faults)
    }
}

/// What stops a check is a fault too.
fn or_fault<T>(step: Result<T>, faults: &mut Vec<String>) -> Result<Option<T>> {
    match step {
        Ok(value) => Ok(Some(value)),
        Err(error) if error.is_of_the_disk() => {
            let fault = fill(text().diagnostics.unreadable, &[&error]);
            if faults.len() < MOST && !faults.contains(&fault) {
                faults.push(fault);
            }
            Ok(None)
        }
        Err(other) => Err(other),
    }
}

fn tables(connection: &Connection) -> Result<Vec<String>> {
    let sql = "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY name";
    let mut statement = connection.prepare(sql)?;
    let names = statement.query_map([], |row| row.get(0))?;
    Ok(names.collect::<rusqlite::Result<_>>()?)
}

/// A pragma about one table.
fn pragma(name: &str, table: &str) -> String {
    format!("PRAGMA {name}(\"{}\")", table.replace('"', "\"\""))
}

fn said(connection: &Connection, sql: &str, faults: &mut Vec<String>) -> Result<()> {
    let mut statement = connection.prepare(sql)?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let line: String = row.get(0)?;
        if line != "ok" && faults.len() < MOST && !faults.contains(&line) {
            faults.push(line);
        }
    }
    Ok(())
}

/// Rows that refer to one that is not there.
fn references(connection: &Connection, table: &str, faults: &mut Vec<String>) -> Result<()> {
    let mut statement = connection.prepare(&pragma("foreign_key_check", table))?;
    let mut rows = statement.query([])?;
    let (mut count, mut parents) = (0_u64, Vec::<String>::new());
    while let Some(row) = rows.next()? {
        count += 1;
        let parent = row.get(2)?;
        if !parents.contains(&parent) {
            parents.push(parent);
        }
    }
    if count > 0 && faults.len() < MOST {
        let parents = parents.join(", ");
        faults.push(format!(
            "{table}: {count} rows refer to rows of {parents} that are not there"
        ));
    }
    Ok(())
}
