//! Brings a file to the newest schema, in one transaction; refuses newer files without touching them.

use std::path::Path;

use rusqlite::{Connection, TransactionBehavior};

use super::connect::{APPLICATION_ID, explain};
use super::error::{Result, StoreError};

/// Every migration, oldest first; the schema's number is how many have run. Append only.
pub const MIGRATIONS: &[&str] = &[
    include_str!("migrations/0001_initial.sql"),
    include_str!("migrations/0002_access.sql"),
    include_str!("migrations/0003_counter.sql"),
    include_str!("migrations/0004_review.sql"),
    include_str!("migrations/0005_keys.sql"),
    include_str!("migrations/0006_people.sql"),
    include_str!("migrations/0007_audit.sql"),
    include_str!("migrations/0008_views.sql"),
    include_str!("migrations/0009_bin.sql"),
    include_str!("migrations/0010_purge.sql"),
    include_str!("migrations/0011_sessions.sql"),
    include_str!("migrations/0012_viewing.sql"),
    include_str!("migrations/0013_teams.sql"),
    include_str!("migrations/0014_leavers.sql"),
];

/// The newest schema that this program knows.
pub fn newest() -> i64 {
    MIGRATIONS.len() as i64
}

/// Refuses a file of a newer schema; `Ok(true)` says that migrations are due.
pub fn check(connection: &Connection, path: &Path) -> Result<bool> {
    let found = version(connection).map_err(|e| explain(e, path))?;
    if found > newest() {
        return Err(StoreError::Newer {
            path: path.to_owned(),
            found,
            known: newest(),
        });
    }
    Ok(found < newest())
}

/// Runs what is missing.
pub fn run(connection: &mut Connection, path: &Path) -> Result<()> {
    if !check(connection, path)? {
        return Ok(());
    }
    let tx = connection
        .transaction_with_behavior(TransactionBehavior::Immediate)
        .map_err(|e| explain(e, path))?;
    let done = version(&tx)?;
    for migration in MIGRATIONS.iter().skip(done as usize) {
        tx.execute_batch(migration)?;
    }
    tx.pragma_update(None, "application_id", APPLICATION_ID)?;
    tx.pragma_update(None, "user_version", newest())?;
    Ok(tx.commit()?)
}

fn version(connection: &Connection) -> rusqlite::Result<i64> {
    connection.pragma_query_value(None, "user_version", |row| row.get(0))
}
