//! Files that are not what they should be: told apart, said in words, and left as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::error::AppError;
use rollcall::domain::text::{fill, text};
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

use crate::support::outside::{NOW, TestRandom};
use crate::support::people::{Directory, Seeded, act, random_user};

fn open(path: &Path) -> Result<Workspace, StoreError> {
    Workspace::open(path, Arc::new(TestRandom::default()))
}

fn create(path: &Path) -> Result<Workspace, StoreError> {
    Workspace::create(path, Arc::new(TestRandom::default()))
}

/// Checks the sentence that a person reads.
fn assert_says(error: StoreError, what: &str, path: &Path) {
    let said = AppError::from(error).message();
    assert_eq!(said.what, fill(what, &[&path.display()]));
    assert!(!said.todo.is_empty());
}

fn not_a_workspace(path: &Path) {
    match open(path) {
        Err(error @ StoreError::NotAWorkspace(_)) => {
            assert_says(error, text().error.not_a_workspace, path)
        }
        Err(other) => panic!("{other:?}"),
        Ok(_) => panic!("{} was opened", path.display()),
    }
}

fn names(folder: &Path) -> Vec<PathBuf> {
    let mut names: Vec<_> = fs::read_dir(folder)
        .unwrap()
        .map(|e| e.unwrap().path())
        .collect();
    names.sort();
    names
}

#[test]
fn what_is_no_database_is_no_workspace() {
    let folder = tempfile::tempdir().unwrap();
    let long = [b"Name;Email\n".repeat(2_000), vec![0; 5_000]].concat();
    for (name, bytes) in [
        ("text", b"hello".to_vec()),
        ("empty", Vec::new()),
        ("list", long),
    ] {
        let path = folder.path().join(name);
        fs::write(&path, &bytes).unwrap();
        not_a_workspace(&path);
        assert_eq!(fs::read(&path).unwrap(), bytes, "{name} was changed");
    }
    not_a_workspace(folder.path());
    assert_eq!(names(folder.path()).len(), 3, "something was left");
}

#[test]
fn another_programs_database_is_left_alone() {
    let directory = Directory::empty();
    drop(directory.open());
    testing::execute(
        &directory.path,
        "PRAGMA application_id = 7; PRAGMA journal_mode = DELETE",
    )
    .unwrap();
    let before = fs::read(&directory.path).unwrap();
    not_a_workspace(&directory.path);
    assert_eq!(fs::read(&directory.path).unwrap(), before);
    assert_eq!(
        names(directory.folder.path()),
        std::slice::from_ref(&directory.path)
    );
}

#[test]
fn a_newer_file_is_refused_untouched() {
    let directory = Directory::random(1, 5);
    testing::execute(&directory.path, "PRAGMA user_version = 999").unwrap();
    let before = fs::read(&directory.path).unwrap();
    match open(&directory.path) {
        Err(error @ StoreError::Newer { found: 999, .. }) => {
            assert_says(error, text().error.newer, &directory.path);
        }
        other => panic!("{:?}", other.err()),
    }
    assert_eq!(fs::read(&directory.path).unwrap(), before);
    assert_eq!(
        names(directory.folder.path()),
        std::slice::from_ref(&directory.path),
        "something was left beside it"
    );
}

#[test]
fn what_is_missing_is_named() {
    let folder = tempfile::tempdir().unwrap();
    let file = folder.path().join("none.rollcall");
    match open(&file) {
        Err(error @ StoreError::MissingFile(_)) => {
            assert_says(error, text().error.missing_file, &file)
        }
        other => panic!("{:?}", other.err()),
    }
    let nowhere = folder.path().join("no/none.rollcall");
    for result in [open(&nowhere), create(&nowhere)] {
        match result {
            Err(error @ StoreError::MissingFolder(_)) => {
                assert_says(
                    error,
                    text().error.missing_folder,
                    &folder.path().join("no"),
                );
            }
            other => panic!("{:?}", other.err()),
        }
    }
    assert!(names(folder.path()).is_empty());
}

#[test]
fn creating_never_writes_over_a_file() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("mine.rollcall");
    fs::write(&path, "mine").unwrap();
    match create(&path) {
        Err(error @ StoreError::Exists(_)) => assert_says(error, text().error.exists, &path),
        other => panic!("{:?}", other.err()),
    }
    assert_eq!(fs::read(&path).unwrap(), b"mine");
}

#[test]
fn half_a_file_is_not_opened() {
    let directory = Directory::empty();
    let mut workspace = directory.open();
    let mut dice = Seeded::new(4);
    act(&mut workspace, NOW, |w| {
        (0..400).try_for_each(|index| w.insert_user(&random_user(&mut dice, index)).map(drop))
    });
    workspace.checkpoint().unwrap();
    drop(workspace);
    let whole = fs::read(&directory.path).unwrap();
    assert!(whole.len() > 100_000);
    for length in [
        10,
        100,
        4_096,
        8_192,
        whole.len() / 2,
        whole.len() - 4_096,
        whole.len() - 1,
    ] {
        let path = directory.folder.path().join(format!("{length}.rollcall"));
        fs::write(&path, &whole[..length]).unwrap();
        match open(&path).err() {
            // Of so little nobody can tell what it was.
            Some(StoreError::NotAWorkspace(_)) => assert!(length < 8_192),
            Some(error @ StoreError::Damaged(_)) => {
                assert_says(error, text().error.damaged, &path);
            }
            other => panic!("{length}: {other:?}"),
        }
        assert_eq!(fs::read(&path).unwrap(), whole[..length]);
    }
}

#[test]
fn a_page_of_noise_is_reported_and_not_believed() {
    let directory = Directory::random(1, 60);
    let mut bytes = fs::read(&directory.path).unwrap();
    let path = directory.folder.path().join("noise.rollcall");
    for page in bytes[4_096..].chunks_mut(4_096) {
        page[..64].fill(0x5a);
    }
    fs::write(&path, &bytes).unwrap();
    // The schema's own page may be whole: then opening works, and the first question fails instead of giving wrong rows.
    if let Ok(workspace) = open(&path) {
        let mut reader = workspace.reader().unwrap();
        assert!(reader.snapshot(|s| s.columns().map(drop)).is_err());
    }
}

#[cfg(target_os = "linux")]
#[test]
fn a_place_that_cannot_be_written_is_said_to_be_so() {
    // Nobody can create files here, not even root.
    let path = Path::new("/proc/office.rollcall");
    match create(path) {
        Err(error @ StoreError::ReadOnly(_)) => assert_says(error, text().error.read_only, path),
        other => panic!("{:?}", other.err()),
    }
}

#[cfg(unix)]
#[test]
fn a_file_without_rights_to_write_is_said_to_be_read_only() {
    use std::os::unix::fs::PermissionsExt;
    let directory = Directory::empty();
    drop(directory.open());
    fs::set_permissions(&directory.path, fs::Permissions::from_mode(0o444)).unwrap();
    if fs::OpenOptions::new()
        .append(true)
        .open(&directory.path)
        .is_ok()
    {
        eprintln!("rights are not enforced for this account: not tried");
        return;
    }
    match open(&directory.path) {
        Err(error @ StoreError::ReadOnly(_)) => {
            assert_says(error, text().error.read_only, &directory.path)
        }
        other => panic!("{:?}", other.err()),
    }
}
