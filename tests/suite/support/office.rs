//! An open office behind a backend that works step by step.

use std::path::PathBuf;
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::{Command, Reply};
use rollcall::app::error::AppError;
use rollcall::app::query::Query;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::user::{Onboarding, Profile, UserKind};
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::error::StoreError;
use rollcall::store::reader::Snapshot;
use rollcall::store::testing;
use rollcall::store::users::NewUser;

use super::outside::{NOW, TestClock, env};
use super::people::{Directory, Seeded, act, random_user};

/// The built-in role of administrators in these offices.
pub const ADMINISTRATOR: RoleId = RoleId(1);
/// A role that may do nothing.
pub const MEMBER: RoleId = RoleId(10);

/// An office with a clock set by hand. Its first user is an administrator, its second a member.
pub struct TestOffice {
    /// The clock.
    pub clock: Arc<TestClock>,
    directory: Directory,
    backend: Option<Backend>,
}

impl TestOffice {
    /// An office with its administrator signed in.
    pub fn entered() -> Self {
        let mut office = Self::closed();
        office.reopen();
        office.enter();
        office
    }

    /// Signs the administrator in.
    pub fn enter(&self) {
        self.submit(SessionCommand::EnterDemo).unwrap();
    }

    /// The same with so many random people more, who are the same for the same seed.
    pub fn crowd(seed: u64, more: u64) -> Self {
        let mut office = Self::closed();
        let mut workspace = office.directory.open();
        let mut dice = Seeded::new(seed);
        act(&mut workspace, NOW.plus_minutes(-400_000), |w| {
            for index in 0..more {
                let mut user = random_user(&mut dice, index);
                if user.profile.kind == UserKind::Internal {
                    user.profile.client_id = None;
                }
                user.profile.notes = user.profile.notes.trim().to_owned();
                if !user.profile.onboarding.is_open() {
                    user.invitation_expires_at = None;
                }
                let user_id = w.insert_user(&user)?;
                w.record_user(user_id, &[])?;
            }
            Ok(())
        });
        drop(workspace);
        office.reopen();
        office.enter();
        office
    }

    /// What reads one state of the file.
    pub fn read<T>(&self, read: impl FnOnce(&Snapshot<'_>) -> T) -> T {
        let mut reader = self.directory.open().reader().unwrap();
        let read = reader.snapshot(|snapshot| Ok::<_, StoreError>(read(snapshot)));
        read.unwrap()
    }

    /// An office that nobody has opened.
    pub fn closed() -> Self {
        let directory = Directory::empty();
        let mut workspace = directory.open();
        act(&mut workspace, NOW.plus_minutes(-500_000), |w| {
            let maya = person("Maya Adeyemi", "maya@northwind.example", ADMINISTRATOR);
            let tomas = person("Tomás Vidal", "tomas@northwind.example", MEMBER);
            for new in [maya, tomas] {
                let user_id = w.insert_user(&new)?;
                w.record_user(user_id, &[])?;
            }
            Ok(())
        });
        Self {
            clock: TestClock::at(NOW),
            directory,
            backend: None,
        }
    }

    /// Opens the file anew, as after a restart; nobody is signed in.
    pub fn reopen(&mut self) {
        self.backend = None;
        let workspace = self.directory.open();
        let backend = Backend::new(workspace, env(&self.clock), Arc::new(|| {}), Drive::Steps);
        self.backend = Some(backend.unwrap());
    }

    /// Closes the file.
    pub fn shut(&mut self) {
        self.backend = None;
    }

    /// The file.
    pub fn path(&self) -> PathBuf {
        self.directory.path.clone()
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

    /// Gives a command that can be set back; the act's number.
    pub fn act(&self, command: impl Into<Command>) -> i64 {
        let ticket = self.backend().submit(command.into());
        while self.backend().step() {}
        ticket.take().unwrap().unwrap().undoable.unwrap()
    }

    /// Asks a question and waits for its answer.
    pub fn ask<Q: Query>(&self, query: Q) -> Result<Q::Output, AppError> {
        let ticket = self.backend().ask(query);
        while self.backend().step() {}
        ticket.take().unwrap()
    }

    /// The rows of a query, joined by `|`.
    pub fn sql(&self, sql: &str) -> Vec<String> {
        let rows = testing::rows(&self.path(), sql).unwrap();
        rows.into_iter().map(|row| row.join("|")).collect()
    }

    /// What the log says in words of the things of a kind that are not people, oldest first.
    pub fn told(&self, object: ObjectKind) -> Vec<String> {
        self.sql(&format!(
            "SELECT coalesce(json_extract(CAST(payload AS TEXT), '$.c'), CAST(payload AS TEXT))
            FROM audit_change WHERE object_kind = {} ORDER BY seq",
            object as i64
        ))
    }

    /// Command, outcome, actor and count of the newest audit entry.
    pub fn newest_entry(&self) -> String {
        self.sql(
            "SELECT command, outcome, actor_id, count FROM audit_entry ORDER BY seq DESC LIMIT 1",
        )
        .remove(0)
    }

    /// How many entries the audit log has.
    pub fn entries(&self) -> usize {
        self.sql("SELECT seq FROM audit_entry").len()
    }

    /// Takes a permission from the administrators, past the program.
    pub fn forbid(&self, permission: &str) {
        let sql = format!("DELETE FROM role_permission WHERE permission = '{permission}'");
        testing::execute(&self.path(), &sql).unwrap();
    }

    /// Gives a permission to the administrators, past the program.
    pub fn allow(&self, permission: &str) {
        let sql = format!("INSERT INTO role_permission VALUES (1, '{permission}')");
        testing::execute(&self.path(), &sql).unwrap();
    }

    /// Fails where the audit log is not intact.
    pub fn assert_intact(&self) {
        let mut reader = self.directory.open().reader().unwrap();
        let verdict = reader.snapshot(verify).unwrap();
        assert!(matches!(verdict, Verdict::Intact(_)), "{verdict:?}");
    }
}

/// A person with a role.
pub fn person(name: &str, email: &str, role: RoleId) -> NewUser {
    NewUser {
        profile: Profile {
            name: name.into(),
            email: Some(email.into()),
            onboarding: Onboarding::Completed,
            roles: [role].into(),
            ..Profile::default()
        },
        created_at: Some(NOW.plus_minutes(-600_000)),
        invitation_expires_at: None,
    }
}

/// The member of the test office.
pub const TOMAS: UserId = UserId(2);
/// The administrator of the test office.
pub const MAYA: UserId = UserId(1);
