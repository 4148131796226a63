//! Opening for reading only, without a log, and of files that must stay as they are.

use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::backups;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Means};
use rollcall::app::progress::Progress;
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::backup::Reason;
use rollcall::store::connect::Journal;
use rollcall::store::error::StoreError;
use rollcall::store::file::Depth;
use rollcall::store::testing;
use rollcall::store::workspace::{Act, Workspace};

use crate::support::outside::{NOW, TestClock, TestRandom, env};
use crate::support::people::{Directory, Seeded, act, random_user};

fn contents(folder: &Path) -> Vec<(PathBuf, Vec<u8>)> {
    let names = fs::read_dir(folder).unwrap();
    let mut all: Vec<_> = names
        .map(|entry| entry.unwrap().path())
        .map(|path| (path.clone(), fs::read(&path).unwrap()))
        .collect();
    all.sort();
    all
}

fn change(workspace: &mut Workspace) -> Result<(), StoreError> {
    let act = Act {
        actor: None,
        at: NOW,
    };
    let entry = NewEntry::done("workspace.create", ObjectKind::Workspace, None);
    workspace.transact(act, |_| Ok(((), entry)))
}

#[test]
fn a_newer_file_leaves_no_trace_of_the_attempt_to_open_it() {
    let directory = Directory::random(1, 5);
    testing::execute(&directory.path, "PRAGMA user_version = 999").unwrap();
    let before = contents(directory.folder.path());
    let env = env(&TestClock::at(NOW));
    let opened = launch::open(&directory.path, &Means::Remembered, &env, Arc::new(|| {}));
    assert!(matches!(
        opened.err(),
        Some(AppError::Store(StoreError::Newer { found: 999, .. }))
    ));
    assert_eq!(contents(directory.folder.path()), before);
}

#[test]
fn what_stopped_work_left_hidden_goes_with_the_next_opening_and_the_next_backup() {
    let directory = Directory::random(1, 5);
    let outside = env(&TestClock::at(NOW));
    let backups = backups::folder(&directory.path);
    let leave = |folder: &Path| {
        fs::create_dir_all(folder).unwrap();
        for name in ["zzzzzz", "zzzzzz-journal", "zzzzzz.held"] {
            fs::write(folder.join(format!(".rollcall-{name}")), "half").unwrap();
        }
    };
    let hidden = |folder: &Path| {
        let names = fs::read_dir(folder)
            .unwrap()
            .map(|entry| entry.unwrap().file_name());
        names
            .filter(|name| name.to_string_lossy().starts_with(".rollcall-"))
            .count()
    };
    leave(directory.folder.path());
    leave(&backups);
    let opened = launch::open(
        &directory.path,
        &Means::Remembered,
        &outside,
        Arc::new(|| {}),
    );
    drop(opened.unwrap());
    assert_eq!(hidden(directory.folder.path()), 0);
    assert_eq!(hidden(&backups), 0);
    leave(&backups);
    let workspace = directory.open();
    backups::before(&workspace, Reason::Asked, &outside, &Progress::default()).unwrap();
    assert_eq!(hidden(&backups), 0);
    assert_eq!(contents(&backups).len(), 1);
}

#[test]
fn a_look_changes_nothing_and_sees_what_others_change() {
    let directory = Directory::random(1, 5);
    let mut writer = directory.open();
    let mut look = Workspace::look(&directory.path, None, Arc::new(TestRandom::default())).unwrap();
    assert!(matches!(change(&mut look), Err(StoreError::OnlyReading)));
    let mut reader = look.reader().unwrap();
    let seen = |s: &rollcall::store::reader::Snapshot<'_>| Ok::<_, StoreError>(s.generation);
    let before = reader.snapshot(seen).unwrap();
    let mut dice = Seeded::new(4);
    act(&mut writer, NOW, |w| {
        w.insert_user(&random_user(&mut dice, 9)).map(drop)
    });
    assert_eq!(reader.snapshot(seen).unwrap(), before + 1);
    let people = |s: &rollcall::store::reader::Snapshot<'_>| {
        assert!(s.only_reads);
        s.columns().map(drop)
    };
    reader.snapshot(people).unwrap();
}

#[test]
fn an_older_file_is_not_brought_up_to_date_by_a_look() {
    let directory = Directory::random(1, 5);
    testing::execute(&directory.path, "PRAGMA user_version = 3").unwrap();
    let before = fs::read(&directory.path).unwrap();
    let look = Workspace::look(&directory.path, None, Arc::new(TestRandom::default()));
    assert!(matches!(look.err(), Some(StoreError::Older(_))));
    assert_eq!(fs::read(&directory.path).unwrap(), before);
}

#[test]
fn without_a_log_every_change_is_in_the_file_at_once_and_readers_go_on() {
    let directory = Directory::random(1, 5);
    let random = Arc::new(TestRandom::default());
    let mut workspace =
        Workspace::unlock_with(&directory.path, None, random, Journal::Rollback).unwrap();
    let mut reader = workspace.reader().unwrap();
    let seen = |s: &rollcall::store::reader::Snapshot<'_>| Ok::<_, StoreError>(s.generation);
    let before = reader.snapshot(seen).unwrap();
    change(&mut workspace).unwrap();
    assert_eq!(reader.snapshot(seen).unwrap(), before + 1);
    assert_eq!(contents(directory.folder.path()).len(), 1, "one file");
    drop((reader, workspace));
    // On a disk of this computer the log is back.
    drop(directory.open());
    assert_eq!(
        testing::rows(&directory.path, "PRAGMA journal_mode").unwrap(),
        [["wal"]]
    );
}

#[test]
fn the_full_check_finds_what_leads_nowhere_and_the_quick_one_pages_of_noise() {
    let directory = Directory::random(1, 60);
    let is_sound = |depth| {
        let mut reader = directory.open().reader().unwrap();
        let faults = reader.snapshot(|s| s.check(depth, |_, _| {})).unwrap();
        faults.is_empty()
    };
    assert!(is_sound(Depth::Full));
    testing::execute(
        &directory.path,
        "INSERT INTO role_permission VALUES (999, 'users.view')",
    )
    .unwrap();
    assert!(is_sound(Depth::Pages));
    assert!(!is_sound(Depth::References));
    assert!(!is_sound(Depth::Full));
    // A page that nobody reads on the way in.
    let root = "SELECT rootpage FROM sqlite_schema WHERE name = 'sign_in'";
    let root: usize = testing::rows(&directory.path, root).unwrap()[0][0]
        .parse()
        .unwrap();
    let mut bytes = fs::read(&directory.path).unwrap();
    let page = (root - 1) * 4_096;
    bytes[page..page + 64].fill(0x5a);
    fs::write(&directory.path, bytes).unwrap();
    assert!(!is_sound(Depth::Pages));
}
