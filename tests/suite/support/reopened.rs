//! An encrypted office behind a backend that works step by step, on a computer that remembers what it saw.

use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::app::launch::{self, Keep, Means};
use rollcall::app::password;
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::store::audit::LogRecord;
use rollcall::store::error::StoreError;
use rollcall::store::reader::Snapshot;
use rollcall::store::workspace::{Act, Workspace};
use zeroize::Zeroizing;

use super::keyed::{EMAIL, PASSPHRASE, PASSWORD, harbor};
use super::office::{MEMBER, person};
use super::outside::{NOW, TestClock, TestRandom, env};

/// The member's.
pub const MEMBER_EMAIL: &str = "tomas@northwind.example";

/// An encrypted office, and its recovery code.
pub struct Reopened {
    pub clock: Arc<TestClock>,
    pub code: String,
    env: Env,
    backend: Option<Backend>,
    folder: tempfile::TempDir,
}

impl Reopened {
    /// An office in which nobody is signed in.
    pub fn new() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let clock = TestClock::at(NOW);
        let env = Env {
            checkpoints: Checkpoints::at(folder.path().join("checkpoints.json")),
            ..env(&clock)
        };
        let new = harbor(Some(PASSPHRASE));
        let path = folder.path().join("office.rollcall");
        let workspace = launch::create(&path, &new, &env).unwrap().workspace;
        let code = workspace.recovery_code().unwrap().to_string();
        let mut keyed = Self {
            clock,
            code,
            env,
            backend: None,
            folder,
        };
        keyed.start(workspace);
        keyed.change(|w| {
            let member = w.insert_user(&person("Tomás Vidal", MEMBER_EMAIL, MEMBER))?;
            let phc = password::hash(PASSWORD, &TestRandom::default()).unwrap();
            w.set_password(member, &phc)
        });
        keyed
    }

    fn start(&mut self, workspace: Workspace) {
        let env = self.env.clone();
        let backend = Backend::new(workspace, env, Arc::new(|| {}), Drive::Steps);
        self.backend = Some(backend.unwrap());
    }

    /// The program ends and is started again; whoever was signed in did not sign out.
    pub fn restart(&mut self) {
        self.backend = None;
        let workspace = self.beside();
        self.start(workspace);
    }

    /// The file once more.
    fn beside(&self) -> Workspace {
        let path = self.folder.path().join("office.rollcall");
        let typed = Means::Typed(Zeroizing::new(PASSPHRASE.to_owned()), Keep::AsItWas);
        launch::open_file(&path, &typed, &self.env).unwrap()
    }

    /// Changes the file past the program.
    pub fn change(
        &self,
        change: impl FnOnce(&mut rollcall::store::writer::Writer<'_>) -> Result<(), StoreError>,
    ) {
        let act = Act {
            actor: None,
            at: NOW,
        };
        let done = self.beside().transact(act, |w| {
            change(w)?;
            let entry = NewEntry::done("workspace.create", ObjectKind::Workspace, None);
            Ok::<_, StoreError>(((), entry))
        });
        done.unwrap();
    }

    /// Reads the file past the program.
    pub fn read<T>(&self, read: impl FnOnce(&Snapshot<'_>) -> Result<T, StoreError>) -> T {
        self.beside().reader().unwrap().snapshot(read).unwrap()
    }

    /// The newest entries of the log, the newest first.
    pub fn newest(&self, count: i64) -> Vec<LogRecord> {
        self.read(|s| {
            let end = s.audit_head()?.seq;
            (0..count).map(|back| s.log_record(end - back)).collect()
        })
    }

    /// The backend.
    pub fn backend(&self) -> &Backend {
        self.backend.as_ref().unwrap()
    }

    /// Gives a command and waits for its answer.
    pub fn submit(&self, command: impl Into<Command>) -> Result<Reply, AppError> {
        let ticket = self.backend().submit(command.into());
        while self.backend().step() {}
        ticket.take().unwrap().map(|receipt| receipt.reply)
    }

    /// Signs the administrator in.
    pub fn sign_in(&self, password: &str) -> Result<Reply, AppError> {
        self.submit(SessionCommand::SignIn {
            email: EMAIL.to_owned(),
            password: Zeroizing::new(password.to_owned()),
        })
    }
}
