//! Opens a file as after a crash and checks everything that must hold of it.

use std::path::Path;
use std::sync::Arc;

use rollcall::platform::random::SystemRandom;
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::columns::{ColumnCache, Columns};
use rollcall::store::error::StoreError;
use rollcall::store::key::{FileKey, KeyCell};
use rollcall::store::reader::Reader;
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

use crate::facts::{self, Facts};
use crate::ground::beside;

/// What must find nothing, with what it would mean.
const BROKEN: &[(&str, &str)] = &[
    ("the file is damaged", "SELECT integrity_check FROM pragma_integrity_check WHERE integrity_check <> 'ok'"),
    ("a reference leads nowhere", "SELECT \"table\", rowid FROM pragma_foreign_key_check"),
    (
        "nobody administers the file",
        "SELECT 1 WHERE NOT EXISTS (
            SELECT 1 FROM user AS u JOIN user_role AS h USING (user_id) JOIN role AS r USING (role_id)
            WHERE r.key = 'system_administrator' AND u.status = 1 AND u.deleted_at IS NULL
                AND h.place = 0 AND h.ends_on IS NULL)",
    ),
    (
        "a counter is wrong",
        "SELECT value FROM counter WHERE name = 'sign_in' AND value <> (SELECT count(*) FROM sign_in)",
    ),
    (
        "somebody has no key for what the log says of them",
        "SELECT DISTINCT object_id FROM audit_change WHERE object_kind = 1
            AND object_id NOT IN (SELECT user_id FROM person_key UNION SELECT user_id FROM purged)",
    ),
    (
        "something is left of somebody who was removed for good",
        "WITH gone AS (SELECT user_id FROM purged)
        SELECT 'key', user_id FROM person_key WHERE user_id IN gone UNION ALL
        SELECT 'role', user_id FROM user_role WHERE user_id IN gone UNION ALL
        SELECT 'workspace', user_id FROM user_workspace WHERE user_id IN gone UNION ALL
        SELECT 'external', user_id FROM external_id WHERE user_id IN gone UNION ALL
        SELECT 'password', user_id FROM credential WHERE user_id IN gone UNION ALL
        SELECT 'session', user_id FROM session WHERE user_id IN gone UNION ALL
        SELECT 'sign-in', user_id FROM sign_in WHERE user_id IN gone UNION ALL
        SELECT 'record', user_id FROM user WHERE user_id IN gone AND (deleted_at IS NULL OR email IS NOT NULL
            OR title <> '' OR notes <> '' OR name <> printf('C-%06d', user_id))",
    ),
];

/// What an opened file holds.
pub struct Found {
    /// The number of the newest entry.
    pub seq: i64,
    /// Everything else.
    pub facts: Facts,
}

/// Opens the file and checks it; the error says what is wrong.
pub fn examine(path: &Path, key: Option<&FileKey>) -> Result<Found, String> {
    let said = |error: StoreError| format!("{}: {error:?}", path.display());
    let workspace = Workspace::unlock(path, key.cloned(), Arc::new(SystemRandom)).map_err(said)?;
    for (what, sql) in BROKEN {
        let rows = testing::rows_of(path, key, sql).map_err(said)?;
        if !rows.is_empty() {
            return Err(format!("{what}: {rows:?}"));
        }
    }
    let mut reader = workspace.reader().map_err(said)?;
    let seq = match reader.snapshot(verify).map_err(said)? {
        Verdict::Intact(head) => head.seq,
        Verdict::Broken(seq) => return Err(format!("the log is broken at {seq}")),
    };
    columns_agree(path, key)?;
    Ok(Found {
        seq,
        facts: facts::read(path, key),
    })
}

/// What the columns say of people is what a scan says.
fn columns_agree(path: &Path, key: Option<&FileKey>) -> Result<(), String> {
    let said = |error: StoreError| format!("{error:?}");
    let cell = KeyCell::new(key.cloned());
    let mut reader = Reader::unlock(path, cell, Arc::new(ColumnCache::default())).map_err(said)?;
    let columns = reader.snapshot(|s| s.columns()).map_err(said)?;
    if in_memory(&columns) == scanned(path, key) {
        Ok(())
    } else {
        Err("the columns are not what a scan finds".to_owned())
    }
}

/// People with their status, roles and workspaces, as the columns have them.
pub fn in_memory(columns: &Columns) -> Vec<Vec<String>> {
    let row = |user: rollcall::store::columns::User<'_>| {
        let roles = user.roles().iter().sum::<i64>();
        let workspaces = user.workspaces().len() as i64;
        let numbers = [user.id().0, user.status() as i64, roles, workspaces];
        numbers.map(|number| number.to_string()).into()
    };
    columns.users().map(row).collect()
}

/// The same, as a scan finds them.
pub fn scanned(path: &Path, key: Option<&FileKey>) -> Vec<Vec<String>> {
    let sql = "SELECT user_id, status,
            (SELECT ifnull(sum(role_id), 0) FROM user_role AS r WHERE r.user_id = u.user_id),
            (SELECT count(*) FROM user_workspace AS w WHERE w.user_id = u.user_id)
        FROM user AS u WHERE deleted_at IS NULL ORDER BY user_id";
    testing::rows_of(path, key, sql).unwrap()
}

/// Copies a file that nobody has open, with what waits in its log, to where it can be examined and thrown away.
pub fn copy_with_log(from: &Path, to: &Path) {
    for suffix in ["", "-wal", "-journal"] {
        let (from, to) = (beside(from, suffix), beside(to, suffix));
        drop(std::fs::remove_file(&to));
        if from.exists() {
            std::fs::copy(&from, &to).unwrap();
        }
    }
    drop(std::fs::remove_file(beside(to, "-shm")));
}
