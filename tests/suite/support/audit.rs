//! Reading the audit log of a file from outside the program.

use std::path::Path;
use std::sync::Arc;

use rollcall::store::audit::{Verdict, verify};
use rollcall::store::reader::Reader;
use rusqlite::{Connection, OpenFlags};

/// Command, outcome (0 done, 1 denied, 2 failed), count and details of every entry, oldest first.
pub fn entries(file: &Path) -> Vec<(String, i64, i64, String)> {
    #[expect(
        clippy::disallowed_methods,
        reason = "the log is read by other means than the program's own"
    )]
    let connection = Connection::open_with_flags(file, OpenFlags::SQLITE_OPEN_READ_ONLY).unwrap();
    let mut statement = connection
        .prepare("SELECT command, outcome, count, details FROM audit_entry ORDER BY seq")
        .unwrap();
    let rows = statement
        .query_map([], |row| {
            Ok((row.get(0)?, row.get(1)?, row.get(2)?, row.get(3)?))
        })
        .unwrap();
    rows.map(Result::unwrap).collect()
}

/// Entries of exports: outcome, count, details.
pub fn exports(file: &Path) -> Vec<(i64, i64, String)> {
    entries(file)
        .into_iter()
        .filter(|(command, ..)| command == "data.export")
        .map(|(_, outcome, count, details)| (outcome, count, details))
        .collect()
}

/// Fails where the log of a file that is not encrypted is not intact.
pub fn assert_intact(file: &Path) {
    let mut reader = Reader::open(file, Arc::default()).unwrap();
    let verdict = reader.snapshot(verify).unwrap();
    assert!(matches!(verdict, Verdict::Intact(_)), "{verdict:?}");
}
