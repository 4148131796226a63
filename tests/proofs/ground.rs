//! What every proof stands on: an outside of its own, a key, an encrypted office, and its administrator at work.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicI64, Ordering};

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::{Command, Receipt};
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, start};
use rollcall::app::ticket::Ticket;
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use rollcall::domain::permission::Permission;
use rollcall::domain::role::BUILT_IN;
use rollcall::domain::time::{Clock, DateFormat, Timestamp};
use rollcall::domain::user::{Onboarding, Profile, UserRecord};
use rollcall::domain::vault::{Vault, VaultProblem};
use rollcall::platform::random::SystemRandom;
use rollcall::store::error::StoreError;
use rollcall::store::key::FileKey;
use rollcall::store::users::NewUser;
use rollcall::store::workspace::{Act, Workspace};
use tempfile::TempDir;
use zeroize::Zeroizing;

/// 2026-11-21T09:14:00Z.
pub const NOW: Timestamp = Timestamp(1_795_252_440_000);
/// The built-in role of administrators.
pub const ADMINISTRATOR: RoleId = RoleId(1);
/// The file in the folder of a proof.
pub const FILE: &str = "office.rollcall";

/// A clock that moves on a second each time it is looked at.
pub struct Ticking(AtomicI64);

impl Clock for Ticking {
    fn now(&self) -> Timestamp {
        Timestamp(self.0.fetch_add(1_000, Ordering::SeqCst))
    }
}

/// A computer without a keyring.
struct NoVault;

impl Vault for NoVault {
    fn get(&self, _: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem> {
        Err(VaultProblem::Missing)
    }

    fn set(&self, _: &str, _: &[u8]) -> Result<(), VaultProblem> {
        Err(VaultProblem::Missing)
    }

    fn remove(&self, _: &str) -> Result<(), VaultProblem> {
        Err(VaultProblem::Missing)
    }
}

/// An outside whose clock begins so many hours after [`NOW`].
pub fn env(hours: i64) -> Env {
    Env {
        clock: Arc::new(Ticking(AtomicI64::new(NOW.0 + hours * 3_600_000))),
        random: Arc::new(SystemRandom),
        vault: Arc::new(NoVault),
        device: "proving ground".to_owned(),
        checkpoints: Checkpoints::default(),
    }
}

/// The key of the files here: what is proved is not how a passphrase makes one.
pub fn key() -> FileKey {
    FileKey::new(&[7; 32], [0x9d; 16])
}

/// A folder in memory where there is one, so that a run is not about how fast a disk is.
pub fn folder() -> TempDir {
    let memory = Path::new("/dev/shm");
    tempfile::tempdir_in(memory).unwrap_or_else(|_| tempfile::tempdir().unwrap())
}

/// Makes an office whose administrator needs no password, as in the demo.
pub fn make(path: &Path, key: Option<FileKey>, env: &Env) {
    let random = Arc::clone(&env.random);
    let workspace = match key {
        Some(key) => Workspace::create_locked(path, key, random),
        None => Workspace::create(path, random),
    };
    let act = Act {
        actor: None,
        at: env.clock.now(),
    };
    let furnish = |workspace: &mut Workspace| {
        workspace.transact(act, |w| {
            w.save_office(&office())?;
            for role in BUILT_IN {
                w.insert_role(role)?;
            }
            w.allow(ADMINISTRATOR, Permission::DataExport)?;
            for name in ["Studio", "Print"] {
                w.ensure_workspace(name)?;
            }
            w.ensure_team("Brand")?;
            let user_id = w.insert_user(&administrator())?;
            w.record_user(user_id, &[])?;
            let entry = NewEntry::done("workspace.create", ObjectKind::Workspace, None);
            Ok::<_, StoreError>(((), entry))
        })
    };
    furnish(&mut workspace.unwrap()).unwrap();
}

fn office() -> Office {
    Office {
        name: "Proving ground".into(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".into(),
        date_format: DateFormat::default(),
        contact_rule: ContactRule::default(),
        idle_lock: IdleLock::default(),
        retention: Retention::default(),
        origin: Origin::Demo,
    }
}

fn administrator() -> NewUser {
    NewUser {
        profile: Profile {
            name: "Maya Adeyemi".into(),
            email: Some("maya@northwind.example".into()),
            onboarding: Onboarding::Completed,
            roles: [ADMINISTRATOR].into(),
            ..Profile::default()
        },
        created_at: Some(NOW),
        invitation_expires_at: None,
    }
}

/// The program around an open file, with its administrator signed in.
pub struct Desk {
    /// The program.
    pub backend: Backend,
}

impl Desk {
    /// Opens the file and enters.
    pub fn open(path: &Path, key: Option<FileKey>, env: &Env) -> Result<Self, AppError> {
        let workspace = Workspace::unlock(path, key, Arc::clone(&env.random))?;
        let backend = Backend::new(workspace, env.clone(), Arc::new(|| {}), Drive::Steps)?;
        let desk = Self { backend };
        desk.give(SessionCommand::EnterDemo)?;
        Ok(desk)
    }

    /// Gives a command and waits for its answer.
    pub fn give(&self, command: impl Into<Command>) -> Result<Receipt, AppError> {
        self.wait(&self.backend.submit(command.into()))
    }

    /// A person as stored.
    pub fn user(&self, user_id: UserId) -> Result<UserRecord, AppError> {
        self.wait(
            &self
                .backend
                .read_long(move |reader, _| reader.snapshot(|s| Ok(s.user(user_id)?))),
        )
    }

    /// Writes a list beside the file and imports it.
    pub fn import(&self, list: &str) -> Result<Receipt, AppError> {
        let path = self.backend.path().with_extension("csv");
        std::fs::write(&path, list).unwrap();
        self.import_file(path)
    }

    /// Imports a file.
    pub fn import_file(&self, path: PathBuf) -> Result<Receipt, AppError> {
        let prepared = self.wait(&start::look(&self.backend, Request::of(path)))?;
        self.give(ImportCommand {
            prepared: Box::new(prepared),
        })
    }

    /// Works until the answer is there.
    pub fn wait<T>(&self, ticket: &Ticket<T>) -> Result<T, AppError> {
        while self.backend.step() {}
        ticket.take().expect("the work is done")
    }
}

/// A file that the engine keeps beside another.
pub fn beside(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
