//! Running the program in folders of its own, without a display.

use std::path::PathBuf;
use std::process::{Command, Output, Stdio};

/// The password of every administrator here.
pub const PASSWORD: &str = "four grey owls at noon";
/// The address of every administrator here.
pub const ADA: &str = "ada@northwind.example";

/// What lets administrators export from a file.
pub fn allow_export(file: &str) -> [&str; 7] {
    let role = "--role=system_administrator";
    let permission = "--permission=data.export";
    ["role", "allow", file, role, permission, "--as", ADA]
}

/// A home without anything in it.
pub struct Home {
    folder: tempfile::TempDir,
}

/// What a run said.
pub struct Said {
    /// Exit status.
    pub code: Option<i32>,
    /// Standard output.
    pub out: String,
    /// Standard error.
    pub err: String,
}

impl Home {
    /// An empty home.
    pub fn new() -> Self {
        Self {
            folder: tempfile::tempdir().unwrap(),
        }
    }

    /// A home with a workspace of one administrator.
    pub fn with_office() -> (Self, String) {
        let home = Self::new();
        let file = home.path("office.rollcall").display().to_string();
        let said = home.run(&[
            "create",
            &file,
            "--office",
            "Northwind",
            "--zone",
            "Europe/Lisbon",
            "--region",
            "pt",
            "--name",
            "Ada Admin",
            "--email",
            ADA,
            "--unencrypted",
        ]);
        assert_eq!(said.code, Some(0), "{}", said.err);
        (home, file)
    }

    /// A path in the home.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// The program with these arguments, the password in the environment.
    pub fn command(&self, arguments: &[&str]) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_rollcall"));
        command
            .args(arguments)
            .current_dir(self.folder.path())
            .env_clear()
            .env("ROLLCALL_PASSWORD", PASSWORD)
            .stdin(Stdio::null());
        for name in [
            "HOME",
            "XDG_CONFIG_HOME",
            "XDG_DATA_HOME",
            "XDG_RUNTIME_DIR",
        ] {
            command.env(name, self.folder.path());
        }
        command
    }

    /// Runs the program.
    pub fn run(&self, arguments: &[&str]) -> Said {
        said(&self.command(arguments).output().unwrap())
    }
}

/// What a run said; a panic is a failure of every test.
pub fn said(output: &Output) -> Said {
    let said = Said {
        code: output.status.code(),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8(output.stderr.clone()).unwrap(),
    };
    for sign in ["panicked", "RUST_BACKTRACE", "Error {", "Err("] {
        assert!(!said.err.contains(sign), "{}", said.err);
    }
    said
}
