//! A word of its own in every field of an encrypted office; after a real run of the program, headless and behind the window,
//! with backups, a lock and a crash, none of the words is in any file that it wrote. The same run without encryption shows
//! that the words are there to be found, each of them.
//!
//! Exports are not looked at: they are written to be read.

mod search;
mod work;

pub use work::child;

use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};

use rollcall::store::testing;

use crate::run::{Counts, child as again};
use search::{Hit, search};

/// Where a word is.
pub const KINDS: &[&str] = &[
    "Office",
    "Admin",
    "Name",
    "Mail",
    "Client",
    "Workspace",
    "Team",
    "Title",
    "Department",
    "Location",
    "Language",
    "Manager",
    "Tag",
    "Notes",
    "External",
    "Application",
    "Place",
    "Reason",
    "Browser",
    "Stranger",
    "Role",
    "Plan",
    "Price",
    "Addon",
    "Room",
    "Review",
    "Edited",
    "Undone",
    "Renamed",
    "Secret",
];
/// Numbers that are words: a phone number, an extension.
const NUMBERS: &[&str] = &["912345678", "48151623"];
const PASSPHRASE: &str = "KanariPassphraseVogel of four words";
const PASSWORD: &str = "KanariPasswordVogel of four words";

/// The word of a kind.
pub fn word(kind: &str) -> String {
    format!("Kanari{kind}Vogel")
}

/// The address of the administrator.
pub fn address() -> String {
    format!("{}@northwind.example", word("Admin"))
}

/// A home in which everything is that the program writes, and beside it what it reads.
struct Home {
    root: tempfile::TempDir,
    inputs: tempfile::TempDir,
    cover: Cover,
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Cover {
    Encrypted,
    Plain,
}

impl Home {
    fn file(&self) -> PathBuf {
        self.root.path().join("files/office.rollcall")
    }

    fn outfit<'c>(&self, command: &'c mut Command) -> &'c mut Command {
        command
            .env_clear()
            .env("ROLLCALL_PASSWORD", PASSWORD)
            .stdin(Stdio::null());
        if self.cover == Cover::Encrypted {
            command.env("ROLLCALL_PASSPHRASE", PASSPHRASE);
        }
        for (name, folder) in [
            ("HOME", ""),
            ("XDG_CONFIG_HOME", "config"),
            ("XDG_DATA_HOME", "data"),
            ("XDG_STATE_HOME", "state"),
            ("XDG_CACHE_HOME", "cache"),
            ("XDG_RUNTIME_DIR", "runtime"),
            ("TMPDIR", "tmp"),
            ("SQLITE_TMPDIR", "tmp"),
        ] {
            let folder = self.root.path().join(folder);
            std::fs::create_dir_all(&folder).unwrap();
            command.env(name, folder);
        }
        command.current_dir(self.root.path().join("tmp"))
    }

    fn run(&self, arguments: &[&str]) {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        let output = self.outfit(command.args(arguments)).output().unwrap();
        assert!(output.status.success(), "{arguments:?}: {}", said(&output));
    }

    /// Writes a file that is imported.
    fn input(&self, name: &str, text: &str) -> String {
        let path = self.inputs.path().join(name);
        std::fs::write(&path, text).unwrap();
        path.display().to_string()
    }

    fn hits(&self) -> Vec<Hit> {
        let mut words: Vec<String> = KINDS.iter().map(|kind| word(kind)).collect();
        words.extend(NUMBERS.iter().map(|number| (*number).to_owned()));
        words.extend([PASSPHRASE.to_owned(), PASSWORD.to_owned()]);
        search(self.root.path(), &words)
    }
}

fn said(output: &Output) -> String {
    String::from_utf8_lossy(&output.stderr).into_owned()
}

/// Runs the program with and without encryption, and searches what it wrote.
pub fn at_rest() -> Counts {
    let encrypted = live(Cover::Encrypted);
    let hits = encrypted.hits();
    assert!(hits.is_empty(), "in clear: {hits:?}");
    let files = search::files(encrypted.root.path());
    let names: Vec<String> = files.iter().map(|path| ending(path)).collect();
    for expected in [
        "office.rollcall",
        "office.rollcall-wal",
        "computer.json",
        "checkpoints.json",
        "rollcall.log",
    ] {
        assert!(
            names.iter().any(|name| name == expected),
            "no {expected} among {names:?}"
        );
    }
    let backups = files
        .iter()
        .filter(|path| path.to_string_lossy().contains("backups"))
        .count();
    let second = files
        .iter()
        .filter(|path| path.to_string_lossy().contains("second"))
        .count();
    assert!(backups >= 2 && second >= 1, "{files:?}");
    let plain = live(Cover::Plain);
    let found = plain.hits();
    let words = KINDS
        .iter()
        .map(|kind| word(kind))
        .chain(NUMBERS.iter().map(|number| (*number).to_owned()));
    let mut looked_for = 0;
    for word in words {
        assert!(
            found.iter().any(|hit| hit.word == word),
            "{word} is not to be found without encryption either"
        );
        looked_for += 1;
    }
    never_by_way_of_a_temporary_file(&plain.file());
    format!(
        "{looked_for} words in 4 forms in {} files ({}), 0 found; the control finds all {looked_for}, {} times",
        files.len(),
        names.join(", "),
        found.len()
    )
}

/// What the engine sorts and sets aside it does in memory.
fn never_by_way_of_a_temporary_file(file: &Path) {
    let options = testing::rows(file, "PRAGMA compile_options").unwrap();
    let is_set = options
        .iter()
        .any(|row| ["TEMP_STORE=2", "TEMP_STORE=3"].contains(&row[0].as_str()));
    assert!(is_set, "{options:?}");
}

fn ending(path: &Path) -> String {
    path.file_name().unwrap().to_string_lossy().into_owned()
}

/// A life of an office: made, imported into, backed up, worked with, and at last killed.
fn live(cover: Cover) -> Home {
    let home = Home {
        root: tempfile::tempdir().unwrap(),
        inputs: tempfile::tempdir().unwrap(),
        cover,
    };
    std::fs::create_dir_all(home.root.path().join("files")).unwrap();
    let file = home.file().display().to_string();
    let (office, admin, address) = (word("Office"), word("Admin"), address());
    let mut create = vec![
        "create",
        &file,
        "--office",
        &office,
        "--zone",
        "Europe/Lisbon",
        "--region",
        "pt",
    ];
    create.extend(["--name", &admin, "--email", &address]);
    if cover == Cover::Plain {
        create.push("--unencrypted");
    }
    home.run(&create);
    let people = home.input("people.csv", &people());
    home.run(&[
        "import", "users", &people, "--into", &file, "--as", &address,
    ]);
    let log = home.input("log.csv", &log());
    home.run(&[
        "import", "sign-ins", &log, "--into", &file, "--as", &address,
    ]);
    home.run(&["backup", &file, "--as", &address]);
    let mut child = again("canary");
    let output = home.outfit(child.arg(&file)).output().unwrap();
    assert!(said(&output).contains("KILLED HERE"), "{}", said(&output));
    home
}

fn people() -> String {
    let w = word;
    format!(
        "Display name,Email,Phone,Extension,Client,Workspace,Team,Job title,Department,Location,Language,Manager,Tags,\
         Notes,External ID\n{},{}@northwind.example,+351{},{},{},{},{},{},{},{},{},{},{},{},{}\n",
        w("Name"),
        w("Mail"),
        NUMBERS[0],
        NUMBERS[1],
        w("Client"),
        w("Workspace"),
        w("Team"),
        w("Title"),
        w("Department"),
        w("Location"),
        w("Language"),
        w("Manager"),
        w("Tag"),
        w("Notes"),
        w("External"),
    )
}

fn log() -> String {
    let row = |who: String| {
        format!(
            "2026-06-04T08:19:41Z,{who},{},10.0.0.1,{},Failure,50126,{},{}\n",
            word("Application"),
            word("Place"),
            word("Reason"),
            word("Browser"),
        )
    };
    let header = "Date (UTC),Username,Application,IP address,Location,Status,Sign-in error code,Failure reason,Device\n";
    let rows = [word("Mail"), word("Stranger")].map(|who| row(format!("{who}@northwind.example")));
    format!("{header}{}", rows.concat())
}
