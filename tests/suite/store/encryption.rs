//! Encrypted files: what opens them, what does not, what their copies open with, and a change of the key.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::demo::{self, Existing};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Keep, Means, NewWorkspace};
use rollcall::app::passphrase;
use rollcall::app::progress::Progress;
use rollcall::domain::recovery::CodeProblem;
use rollcall::store::backup::{Further, encrypt_to};
use rollcall::store::error::StoreError;
use rollcall::store::key::{Cover, cover};
use rollcall::store::workspace::Workspace;
use rusqlite::Connection;
use rusqlite::types::Value;
use zeroize::Zeroizing;

use crate::support::outside::{NOW, NoVault, TestClock, env};

const PASSPHRASE: &str = "harbor lights in winter";
const SALT: [u8; 16] = [200; 16];
const CANARY: &str = "Canary Wharf Office";

fn outside() -> Env {
    Env {
        vault: Arc::new(NoVault),
        ..env(&TestClock::at(NOW))
    }
}

fn typed(what: &str) -> Means {
    Means::Typed(Zeroizing::new(what.to_owned()), Keep::AsItWas)
}

fn open(path: &Path, what: &str) -> Result<Workspace, AppError> {
    launch::open_file(path, &typed(what), &outside())
}

fn office(folder: &tempfile::TempDir) -> (PathBuf, Workspace) {
    let path = folder.path().join("office.rollcall");
    let new = NewWorkspace {
        office: CANARY.to_owned(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".to_owned(),
        name: CANARY.to_owned(),
        email: "canary@northwind.example".to_owned(),
        password: Zeroizing::new("three words together".to_owned()),
        passphrase: Some(Zeroizing::new(PASSPHRASE.to_owned())),
    };
    let workspace = launch::create(&path, &new, &outside()).unwrap().workspace;
    (path, workspace)
}

/// The office's name, read anew.
fn name(workspace: &Workspace) -> String {
    let read = |s: &rollcall::store::reader::Snapshot<'_>| s.office();
    workspace.reader().unwrap().snapshot(read).unwrap().name
}

#[test]
fn nothing_of_it_is_in_the_file_in_clear() {
    let folder = tempfile::tempdir().unwrap();
    let (_, workspace) = office(&folder);
    for file in std::fs::read_dir(folder.path()).unwrap() {
        let bytes = std::fs::read(file.unwrap().path()).unwrap();
        for token in [CANARY, "canary", "SQLite", "CREATE TABLE"] {
            assert!(
                !bytes
                    .windows(token.len())
                    .any(|part| part == token.as_bytes()),
                "{token}"
            );
        }
    }
    drop(workspace);
}

#[test]
fn the_passphrase_and_the_code_open_it_and_nothing_else() {
    let folder = tempfile::tempdir().unwrap();
    let (path, workspace) = office(&folder);
    let code = workspace.recovery_code().unwrap();
    drop(workspace);
    assert_eq!(name(&open(&path, PASSPHRASE).unwrap()), CANARY);
    assert_eq!(name(&open(&path, &code.to_lowercase()).unwrap()), CANARY);
    let wrong = |what: &str| match open(&path, what) {
        Err(AppError::Store(StoreError::WrongKey(_))) => {}
        other => panic!("{what}: {:?}", other.err()),
    };
    wrong("harbor lights in summer");
    wrong("");
    let last = code.len() - 1;
    let other = if code.ends_with('0') { "1" } else { "0" };
    let miscopied = format!("{}{other}", &code[..last]);
    assert!(matches!(
        open(&path, &miscopied),
        Err(AppError::RecoveryCode(CodeProblem::Checksum))
    ));
    let unknown = launch::open_file(&path, &Means::Remembered, &outside());
    assert!(matches!(
        unknown,
        Err(AppError::Store(StoreError::Encrypted(_)))
    ));
}

#[test]
fn a_copy_opens_with_the_passphrase_on_a_bare_machine() {
    let folder = tempfile::tempdir().unwrap();
    let (path, workspace) = office(&folder);
    let copy = folder.path().join("copy.rollcall");
    std::fs::File::create(&copy).unwrap();
    workspace.back_up(&copy, &mut |_, _| Further::Yes).unwrap();
    let elsewhere = tempfile::tempdir().unwrap();
    let moved = elsewhere.path().join("moved.rollcall");
    std::fs::rename(copy, &moved).unwrap();
    drop(workspace);
    std::fs::remove_file(path).unwrap();
    assert_eq!(name(&open(&moved, PASSPHRASE).unwrap()), CANARY);
}

#[test]
fn a_change_of_the_key_shuts_out_the_old_passphrase_and_no_reader() {
    let folder = tempfile::tempdir().unwrap();
    let (path, mut workspace) = office(&folder);
    let Cover::Encrypted(salt) = cover_of_copy(&path) else {
        panic!("not encrypted");
    };
    let mut reader = workspace.reader().unwrap();
    let same = passphrase::key(PASSPHRASE, salt).unwrap();
    assert!(
        workspace.change_key(same).is_err(),
        "an unchanged passphrase"
    );
    let elsewhere = passphrase::key("another four words here", [7; 16]).unwrap();
    assert!(workspace.change_key(elsewhere).is_err(), "another salt");
    workspace
        .change_key(passphrase::key("another four words here", salt).unwrap())
        .unwrap();
    let read = reader.snapshot(|s: &rollcall::store::reader::Snapshot<'_>| s.office());
    assert_eq!(read.unwrap().name, CANARY);
    drop((reader, workspace));
    assert_eq!(cover(&path).unwrap(), Cover::Encrypted(salt));
    assert!(matches!(
        open(&path, PASSPHRASE),
        Err(AppError::Store(StoreError::WrongKey(_)))
    ));
    assert_eq!(
        name(&open(&path, "another four words here").unwrap()),
        CANARY
    );
}

#[test]
fn a_file_in_clear_becomes_an_encrypted_one_with_all_that_it_holds() {
    let folder = tempfile::tempdir().unwrap();
    let plain = folder.path().join("plain.rollcall");
    let progress = Progress::default();
    demo::write(&plain, 200, Existing::Refuse, &outside(), &progress).unwrap();
    let to = folder.path().join("encrypted.rollcall");
    std::fs::File::create(&to).unwrap();
    let key = passphrase::key(PASSPHRASE, SALT).unwrap();
    let held = encrypt_to(&plain, &to, &key).unwrap();
    assert_eq!(held.users, 200);
    assert_eq!(cover_of_copy(&to), Cover::Encrypted(SALT));
    let (before, after) = (Raw::plain(&plain), Raw::locked(&to));
    assert_eq!(before.tables(), after.tables());
    for (name, _) in before.tables() {
        assert_eq!(before.rows(&name), after.rows(&name), "{name}");
    }
    assert_eq!(name(&open(&to, PASSPHRASE).unwrap()), "Northwind Office");
}

/// A file as the engine sees it.
struct Raw(Connection);

impl Raw {
    #[expect(
        clippy::disallowed_methods,
        reason = "compared by other means than the program's own"
    )]
    fn plain(path: &Path) -> Self {
        Self(Connection::open(path).unwrap())
    }

    fn locked(path: &Path) -> Self {
        let key = passphrase::key(PASSPHRASE, SALT).unwrap();
        let hex = |bytes: &[u8]| bytes.iter().map(|b| format!("{b:02x}")).collect::<String>();
        let literal = format!("x'{}{}'", hex(key.bytes()), hex(key.salt()));
        let raw = Self::plain(path);
        raw.0.pragma_update(None, "key", literal).unwrap();
        raw
    }

    /// Everything in the schema, with the words that made it.
    fn tables(&self) -> Vec<(String, Option<String>)> {
        let sql = "SELECT name, sql FROM sqlite_schema ORDER BY type, name";
        let mut statement = self.0.prepare(sql).unwrap();
        let rows = statement.query_map([], |row| Ok((row.get(0)?, row.get(1)?)));
        rows.unwrap().map(Result::unwrap).collect()
    }

    /// The rows of a table in their order; nothing of an index.
    fn rows(&self, name: &str) -> Vec<Vec<Value>> {
        let Ok(mut statement) = self.0.prepare(&format!("SELECT * FROM \"{name}\"")) else {
            return Vec::new();
        };
        let width = statement.column_count();
        let rows = statement.query_map([], |row| (0..width).map(|at| row.get(at)).collect());
        let mut rows: Vec<Vec<Value>> = rows.unwrap().map(Result::unwrap).collect();
        rows.sort_by_key(|row| format!("{row:?}"));
        rows
    }
}

/// The cover of a copy: looking at the file itself would drop the locks of those who have it open here.
fn cover_of_copy(path: &Path) -> Cover {
    let copy = path.with_extension("looked-at");
    std::fs::copy(path, &copy).unwrap();
    cover(&copy).unwrap()
}

#[test]
fn files_of_other_programs_are_told_apart() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.rollcall");
    let of = |bytes: &[u8]| {
        std::fs::write(&path, bytes).unwrap();
        cover(&path).unwrap()
    };
    assert_eq!(of(b""), Cover::Foreign);
    assert_eq!(of(&[0; 8192]), Cover::Foreign);
    assert_eq!(of(&b"hello ".repeat(4096)), Cover::Foreign);
    let mut picture = vec![7; 4096];
    picture[..4].copy_from_slice(b"\x89PNG");
    assert_eq!(of(&picture), Cover::Foreign);
    assert_eq!(of(&[7; 4097]), Cover::Foreign);
    assert_eq!(of(&[7; 4096]), Cover::Encrypted([7; 16]));
}
