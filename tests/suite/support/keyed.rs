//! An office with a file of its own, encrypted unless it is wanted otherwise, behind a backend that works step by step.

use std::path::PathBuf;
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::backups::Restoring;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Keep, Means, NewWorkspace};
use rollcall::app::queries::backups::Backups;
use rollcall::app::query::Query;
use zeroize::Zeroizing;

use super::outside::{NOW, TestClock, env};

/// The passphrase of its file.
pub const PASSPHRASE: &str = "harbor lights in winter";
/// The address of its administrator.
pub const EMAIL: &str = "maya@northwind.example";
/// The password of its administrator.
pub const PASSWORD: &str = "three words together";

/// An office with its administrator signed in.
pub struct Keyed {
    /// The folder, which is removed at the end.
    pub folder: tempfile::TempDir,
    /// The clock.
    pub clock: Arc<TestClock>,
    /// The outside.
    pub env: Env,
    /// The program around the file.
    pub backend: Backend,
}

/// The office of these tests, whose administrator is Maya Adeyemi.
pub fn harbor(passphrase: Option<&str>) -> NewWorkspace {
    NewWorkspace {
        office: "Harbor".to_owned(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".to_owned(),
        name: "Maya Adeyemi".to_owned(),
        email: EMAIL.to_owned(),
        password: Zeroizing::new(PASSWORD.to_owned()),
        passphrase: passphrase.map(|words| Zeroizing::new(words.to_owned())),
    }
}

impl Keyed {
    /// An encrypted office with its administrator signed in.
    pub fn new() -> Self {
        Self::with(Some(PASSPHRASE))
    }

    /// The same with another passphrase, or none.
    pub fn with(passphrase: Option<&str>) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(NOW);
        let env = env(&clock);
        let new = harbor(passphrase);
        let path = folder.path().join("office.rollcall");
        let workspace = launch::create(&path, &new, &env).unwrap().workspace;
        let backend = Backend::new(workspace, env.clone(), Arc::new(|| {}), Drive::Steps).unwrap();
        let keyed = Self {
            folder,
            clock,
            env,
            backend,
        };
        keyed.sign_in();
        keyed
    }

    /// Signs the administrator in.
    pub fn sign_in(&self) {
        let command = SessionCommand::SignIn {
            email: EMAIL.to_owned(),
            password: Zeroizing::new(PASSWORD.to_owned()),
        };
        self.submit(command).unwrap();
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        self.folder.path().join("office.rollcall")
    }

    /// Gives a command and waits.
    pub fn submit(&self, command: impl Into<Command>) -> Result<Reply, AppError> {
        let ticket = self.backend.submit(command.into());
        while self.backend.step() {}
        ticket.take().unwrap().map(|receipt| receipt.reply)
    }

    /// Asks and waits.
    pub fn ask<Q: Query>(&self, question: Q) -> Result<Q::Output, AppError> {
        let ticket = self.backend.ask(question);
        while self.backend.step() {}
        ticket.take().unwrap()
    }

    /// Unlocks the program.
    pub fn unlock(&self, password: &str) -> Result<Reply, AppError> {
        self.submit(SessionCommand::Unlock {
            password: Zeroizing::new(password.to_owned()),
        })
    }

    /// Renames the office.
    pub fn rename(&self, name: &str) {
        self.submit(OfficeCommand::SetName(name.to_owned()))
            .unwrap();
    }

    /// Sets another passphrase.
    pub fn change_passphrase(&self, new: &str, password: &str) -> Result<Reply, AppError> {
        self.submit(FileCommand::ChangePassphrase {
            passphrase: Zeroizing::new(new.to_owned()),
            password: Zeroizing::new(password.to_owned()),
        })
    }

    /// Gets ready to encrypt a file that is not.
    pub fn encrypt(&self, passphrase: &str, password: &str) -> Result<Reply, AppError> {
        self.submit(FileCommand::Encrypt {
            passphrase: Zeroizing::new(passphrase.to_owned()),
            password: Zeroizing::new(password.to_owned()),
            keep: Keep::AsItWas,
        })
    }

    /// Gets ready to restore a backup.
    pub fn restoring(&self, backup: PathBuf) -> Arc<Restoring> {
        let reply = self.submit(FileCommand::Restore {
            backup,
            password: Zeroizing::new(PASSWORD.to_owned()),
        });
        let Ok(Reply::Restoring(what)) = reply else {
            panic!("{reply:?}");
        };
        what
    }

    /// The backups, the newest first.
    pub fn backups(&self) -> Vec<PathBuf> {
        let rows = self.ask(Backups).unwrap().rows;
        rows.into_iter().map(|row| row.found.path).collect()
    }
}

/// What somebody types at the opening.
pub fn typed(what: &str) -> Means {
    Means::Typed(Zeroizing::new(what.to_owned()), Keep::AsItWas)
}
