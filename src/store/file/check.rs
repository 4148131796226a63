//! Checking the file: quick (its structure) and full (its content and every page), and references between tables.

use rusqlite::Connection;

use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// More faults than this are not told.
const MOST: usize = 20;

/// How thorough a check is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// Structure and references, table by table.
    Quick,
    /// The same, and every index and every page of the file.
    Full,
}

impl Snapshot<'_> {
    /// What is wrong with the file, as `SQLite` says it; empty where nothing is. `tell` hears how many steps of all are done.
    pub fn check(&self, depth: Depth, mut tell: impl FnMut(u64, u64)) -> Result<Vec<String>> {
        let tables = tables(self.tx)?;
        let more = match depth {
            Depth::Quick => 0,
            // Every page takes about as long again as all tables.
            Depth::Full => tables.len(),
        };
        let total = (tables.len() + more) as u64;
        let mut faults = Vec::new();
        for (done, table) in (0..).zip(&tables) {
            tell(done, total);
            said(self.tx, &pragma("quick_check", table), &mut faults)?;
            references(self.tx, table, &mut faults)?;
        }
        if depth == Depth::Full {
            tell(tables.len() as u64, total);
            said(self.tx, "PRAGMA integrity_check(20)", &mut faults)?;
        }
        tell(total, total);
        Ok(faults)
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
