//! Workspaces with any people in them, a clock that stands, and an operator who is signed in.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::commands::Command;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::env::Env;
use rollcall::app::error::AppError;
use rollcall::app::exports::{self, Export, ExportDone, ExportRequest};
use rollcall::app::query::Query;
use rollcall::app::ticket::Ticket;
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use rollcall::domain::permission::Permission;
use rollcall::domain::role::BUILT_IN;
use rollcall::domain::table::Format;
use rollcall::domain::time::{DateFormat, Timestamp};
use rollcall::domain::user::{Onboarding, Profile};
use rollcall::store::error::StoreError;
use rollcall::store::users::NewUser;
use rollcall::store::workspace::{Act, Workspace};

pub use super::outside::NOW;
use super::outside::TestClock;

const DAY_MS: i64 = 86_400_000;

/// So many days before the clock's time.
pub fn days_ago(days: i64) -> Timestamp {
    Timestamp(NOW.0 - days * DAY_MS)
}

/// An outside whose clock stands at [`NOW`].
pub fn env() -> Env {
    Env {
        clock: TestClock::at(NOW),
        device: "test".to_owned(),
        checkpoints: Checkpoints::default(),
        ..Env::system()
    }
}

/// A person to be added.
#[derive(Clone, Debug)]
pub struct Person {
    /// What can be edited.
    pub profile: Profile,
    /// When the account came to be.
    pub created_at: Option<Timestamp>,
    /// When an open invitation runs out.
    pub expires_at: Option<Timestamp>,
    /// A sign-in that ended.
    pub signed_in_at: Option<Timestamp>,
    /// How many sessions are open.
    pub open_sessions: usize,
}

impl Person {
    /// A person with a name and an address.
    pub fn named(name: &str, email: &str) -> Self {
        Self {
            profile: Profile {
                name: name.to_owned(),
                email: Some(email.to_owned()),
                ..Profile::default()
            },
            created_at: Some(days_ago(400)),
            expires_at: None,
            signed_in_at: None,
            open_sessions: 0,
        }
    }
}

/// A workspace in a folder of its own; user 1 is its administrator and signed in.
pub struct TestOffice {
    /// The folder, which is removed at the end.
    pub folder: tempfile::TempDir,
    /// The program around the file.
    pub backend: Backend,
}

impl TestOffice {
    /// An office with these people; its administrator may export.
    pub fn new(people: &[Person]) -> Self {
        Self::with_permissions(people, &[Permission::DataExport])
    }

    /// The same with permissions given to the administrator besides the usual ones.
    pub fn with_permissions(people: &[Person], more: &[Permission]) -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.rollcall");
        let workspace = build(&path, people, more);
        let wake = Arc::new(|| ());
        let backend = Backend::new(workspace, env(), wake, Drive::Steps).unwrap();
        let office = Self { folder, backend };
        office.submit(SessionCommand::EnterDemo.into()).unwrap();
        office
    }

    /// The workspace file.
    pub fn file(&self) -> &Path {
        self.backend.path()
    }

    /// A path in the office's folder.
    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Asks and waits.
    pub fn ask<Q: Query>(&self, question: Q) -> Result<Q::Output, AppError> {
        self.wait(&self.backend.ask(question))
    }

    /// Commands and waits.
    pub fn submit(&self, command: Command) -> Result<(), AppError> {
        self.wait(&self.backend.submit(command)).map(drop)
    }

    /// Exports to a file in the office's folder and waits.
    pub fn export(&self, what: Export, format: Format, name: &str) -> Result<ExportDone, AppError> {
        let path = self.path(name);
        self.wait(&exports::start(
            &self.backend,
            ExportRequest { what, format, path },
        ))
    }

    /// Works until the answer is there.
    pub fn wait<T>(&self, ticket: &Ticket<T>) -> Result<T, AppError> {
        while self.backend.step() {}
        ticket.take().expect("the work is done")
    }

    /// Names of the files in the office's folder that are not the workspace's own.
    pub fn other_files(&self) -> Vec<String> {
        let names = std::fs::read_dir(self.folder.path()).unwrap();
        let names = names.map(|entry| entry.unwrap().file_name().into_string().unwrap());
        let mut names: Vec<_> = names
            .filter(|n| !n.starts_with("office.rollcall"))
            .collect();
        names.sort();
        names
    }
}

/// Writes a workspace file with its administrator and these people.
pub fn build(path: &Path, people: &[Person], more: &[Permission]) -> Workspace {
    let mut workspace = Workspace::create(path, env().random).unwrap();
    fill(&mut workspace, people, more);
    workspace
}

/// Fills a new workspace with its administrator and these people.
pub fn fill(workspace: &mut Workspace, people: &[Person], more: &[Permission]) {
    let administrator = begin(workspace, more).unwrap();
    let ids = add(workspace, people).unwrap();
    assert_eq!(administrator, UserId(1));
    for (person, user_id) in people.iter().zip(ids) {
        sign_in(workspace, person, user_id).unwrap();
    }
}

fn begin(workspace: &mut Workspace, more: &[Permission]) -> Result<UserId, StoreError> {
    let act = Act {
        actor: None,
        at: days_ago(500),
    };
    workspace.transact(act, |w| {
        w.save_office(&Office {
            name: "Northwind".to_owned(),
            zone: chrono_tz::Europe::Lisbon,
            phone_region: "PT".to_owned(),
            date_format: DateFormat::default(),
            contact_rule: ContactRule::default(),
            idle_lock: IdleLock::default(),
            retention: Retention::default(),
            origin: Origin::Demo,
        })?;
        for role in BUILT_IN {
            w.insert_role(role)?;
        }
        for permission in more {
            w.allow(RoleId(1), *permission)?;
        }
        let mut administrator = Person::named("Ada Admin", "ada@northwind.example");
        administrator.profile.roles = [RoleId(1)].into();
        administrator.profile.onboarding = Onboarding::Completed;
        let user_id = w.insert_user(&new_user(&administrator))?;
        let entry = NewEntry::done("workspace.create", ObjectKind::Workspace, None);
        Ok((user_id, entry))
    })
}

fn add(workspace: &mut Workspace, people: &[Person]) -> Result<Vec<UserId>, StoreError> {
    let act = Act {
        actor: None,
        at: days_ago(450),
    };
    workspace.transact(act, |w| {
        let ids = people.iter().map(|person| w.insert_user(&new_user(person)));
        let ids = ids.collect::<Result<Vec<_>, _>>()?;
        Ok((
            ids,
            NewEntry::done("import.users", ObjectKind::Import, None),
        ))
    })
}

fn new_user(person: &Person) -> NewUser {
    NewUser {
        profile: person.profile.clone(),
        created_at: person.created_at,
        invitation_expires_at: person.expires_at,
    }
}

fn sign_in(workspace: &mut Workspace, person: &Person, user_id: UserId) -> Result<(), StoreError> {
    if let Some(at) = person.signed_in_at {
        let actor = Some(user_id);
        workspace.transact(Act { actor, at }, |w| {
            let session_id = w.start_session(user_id, "desk", at.plus_minutes(5))?;
            w.end_session(session_id, "left")?;
            Ok::<_, StoreError>((
                (),
                NewEntry::done("session.sign_in", ObjectKind::Session, None),
            ))
        })?;
    }
    for _ in 0..person.open_sessions {
        let act = Act {
            actor: Some(user_id),
            at: NOW.plus_minutes(-10),
        };
        workspace.transact(act, |w| {
            w.start_session(user_id, "phone", NOW.plus_minutes(600))?;
            Ok::<_, StoreError>((
                (),
                NewEntry::done("session.sign_in", ObjectKind::Session, None),
            ))
        })?;
    }
    Ok(())
}
