//! What can be read of a damaged file goes to a new one that is whole.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::store::audit::{Verdict, verify};
use rollcall::store::error::StoreError;
use rollcall::store::key::FileKey;
use rollcall::store::reader::Snapshot;
use rollcall::store::salvage::{Saved, salvage};
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

use crate::support::demo::demo_bytes;
use crate::support::outside::TestRandom;

const USERS: u64 = 300;
const PAGE: usize = 4_096;

fn demo(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("demo.rollcall");
    std::fs::write(&path, demo_bytes(USERS)).unwrap();
    path
}

fn saved(path: &Path) -> (PathBuf, Workspace, Saved) {
    let to = path.with_file_name("salvaged.rollcall");
    let (workspace, saved) = salvage(path, None, &to, Arc::new(TestRandom::default())).unwrap();
    (to, workspace, saved)
}

fn count(path: &Path, table: &str) -> u64 {
    let rows = testing::rows(path, &format!("SELECT count(*) FROM {table}")).unwrap();
    rows[0][0].parse().unwrap()
}

fn is_whole(path: &Path) {
    assert_eq!(
        testing::rows(path, "PRAGMA integrity_check").unwrap(),
        [["ok"]]
    );
    let broken = testing::rows(path, "PRAGMA foreign_key_check").unwrap();
    assert!(broken.is_empty(), "{broken:?}");
}

fn verdict(workspace: &Workspace) -> Verdict {
    let read = |snapshot: &Snapshot<'_>| verify(snapshot);
    workspace.reader().unwrap().snapshot(read).unwrap()
}

/// Pages of a table that hold its rows.
fn leaves(path: &Path, table: &str) -> Vec<usize> {
    let sql = format!("SELECT pageno FROM dbstat WHERE name = '{table}' AND pagetype = 'leaf'");
    let rows = testing::rows(path, &sql).unwrap();
    rows.into_iter()
        .map(|row| row[0].parse().unwrap())
        .collect()
}

fn overwrite(path: &Path, page: usize) {
    let mut bytes = std::fs::read(path).unwrap();
    bytes[(page - 1) * PAGE..page * PAGE].fill(0xA5);
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn of_a_file_that_is_whole_everything_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = demo(&folder);
    let (to, workspace, saved) = saved(&path);
    assert_eq!((saved.gaps, saved.orphans), (0, 0));
    let tables = testing::rows(
        &path,
        "SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'",
    );
    for table in tables.unwrap() {
        assert_eq!(count(&to, &table[0]), count(&path, &table[0]), "{table:?}");
    }
    assert!(matches!(verdict(&workspace), Verdict::Intact(_)));
    is_whole(&to);
}

#[test]
fn around_a_lost_page_the_rest_is_saved() {
    for table in ["user", "user_role", "sign_in", "role"] {
        let folder = tempfile::tempdir().unwrap();
        let path = demo(&folder);
        let before = count(&path, table);
        let leaves = leaves(&path, table);
        overwrite(&path, leaves[leaves.len() / 2]);
        let (to, _, saved) = saved(&path);
        assert!(saved.gaps >= 1, "{table}: {saved:?}");
        let after = count(&to, table);
        let is_small = leaves.len() == 1;
        assert!(
            is_small || after > before / 3,
            "{table}: {after} of {before}"
        );
        is_whole(&to);
    }
}

#[test]
fn of_a_file_that_was_cut_off_the_beginning_is_saved() {
    let folder = tempfile::tempdir().unwrap();
    let path = demo(&folder);
    let bytes = std::fs::read(&path).unwrap();
    std::fs::write(&path, &bytes[..bytes.len() / (2 * PAGE) * PAGE]).unwrap();
    let (to, mut workspace, saved) = saved(&path);
    assert!(saved.rows > 0 && saved.gaps > 0, "{saved:?}");
    crate::support::people::act(&mut workspace, crate::support::outside::NOW, |w| {
        w.mark_salvaged()
    });
    is_whole(&to);
}

#[test]
fn an_encrypted_file_is_salvaged_with_its_key() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.rollcall");
    let key = FileKey::new(&[7; 32], [9; 16]);
    let random = Arc::new(TestRandom::default());
    let mut workspace = Workspace::create_locked(&path, key.clone(), random.clone()).unwrap();
    crate::support::people::act(&mut workspace, crate::support::outside::NOW, |w| {
        for number in 0..2_000 {
            w.ensure_workspace(&format!("Workspace number {number}"))?;
        }
        Ok(())
    });
    workspace.close().unwrap();
    let pages = std::fs::metadata(&path).unwrap().len() as usize / PAGE;
    overwrite(&path, pages * 2 / 3);
    let to = folder.path().join("new.rollcall");
    let (saved_file, saved) = salvage(&path, Some(key.clone()), &to, random.clone()).unwrap();
    assert!(saved.rows > 200, "{saved:?}");
    drop(saved_file);
    assert!(Workspace::unlock(&to, Some(key), random).is_ok());
    assert_ne!(&std::fs::read(&to).unwrap()[..6], b"SQLite");
}

#[test]
fn what_is_no_database_at_all_is_said() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.rollcall");
    std::fs::write(&path, "no database").unwrap();
    let to = folder.path().join("b.rollcall");
    let refused = salvage(&path, None, &to, Arc::new(TestRandom::default()));
    // Nothing can be read; the caller removes what was begun.
    assert!(matches!(
        refused.err(),
        Some(StoreError::NotAWorkspace(_) | StoreError::Damaged(_))
    ));
}
