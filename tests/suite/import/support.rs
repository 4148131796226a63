//! A workspace with nobody in it, files written on the spot, and the two ways to play an import.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rollcall::app::error::AppError;
use rollcall::app::imports::{Prepared, Report, Request, run};
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::ids::UserId;
use rollcall::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use rollcall::domain::permission::{Permission, PermissionSet};
use rollcall::domain::random::Random;
use rollcall::domain::time::{DateFormat, Timestamp};
use rollcall::domain::user::UserRecord;
use rollcall::import::watch::{Unwatched, Watch};
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use rollcall::store::workspace::{Act, Workspace};

/// The instant of every act.
pub const NOW: Timestamp = Timestamp(1_795_252_440_000);

struct Sevens;

impl Random for Sevens {
    fn fill(&self, bytes: &mut [u8]) {
        bytes.fill(7);
    }
}

/// A workspace in a folder of its own.
pub struct Desk {
    folder: tempfile::TempDir,
    pub workspace: Workspace,
}

pub fn act() -> Act {
    Act {
        actor: None,
        at: NOW,
    }
}

pub fn everything() -> PermissionSet {
    PermissionSet::all_but(&[])
}

/// An empty workspace of an office in Lisbon.
pub fn desk() -> Desk {
    let folder = tempfile::tempdir().unwrap();
    let mut workspace =
        Workspace::create(&folder.path().join("office.rollcall"), Arc::new(Sevens)).unwrap();
    let office = Office {
        name: "Northwind".into(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".into(),
        date_format: DateFormat::MonthDayYear,
        contact_rule: ContactRule::Editable,
        idle_lock: IdleLock::default(),
        retention: Retention::default(),
        origin: Origin::Created,
    };
    workspace
        .transact(act(), |w| {
            w.save_office(&office)?;
            Ok::<_, StoreError>((
                (),
                NewEntry::done("workspace.create", ObjectKind::Workspace, None),
            ))
        })
        .unwrap();
    Desk { folder, workspace }
}

impl Desk {
    /// Writes a file.
    pub fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> PathBuf {
        let path = self.folder.path().join(name);
        std::fs::write(&path, bytes).unwrap();
        path
    }

    /// Looks at a file.
    pub fn look(&self, request: &Request) -> Result<Prepared, AppError> {
        let mut reader = self.workspace.reader()?;
        reader.snapshot(|s| run::look(s, request, &Unwatched))
    }

    /// Plays a file without writing.
    pub fn rehearse(&self, prepared: &Prepared) -> Result<Report, AppError> {
        let mut reader = self.workspace.reader()?;
        reader.snapshot(|s| run::rehearse(s, prepared, (everything(), NOW), &Unwatched))
    }

    /// Imports a file that was looked at; the dry run before it must say the same.
    pub fn import_prepared(&mut self, prepared: &Prepared) -> Result<Report, AppError> {
        let before = self.rehearse(prepared);
        let report = self.import_watched(prepared, &Unwatched)?;
        assert_eq!(before.unwrap(), report, "a dry run says what happens");
        Ok(report)
    }

    pub fn import_watched(
        &mut self,
        prepared: &Prepared,
        watch: &dyn Watch,
    ) -> Result<Report, AppError> {
        run::import(&mut self.workspace, act(), prepared, everything(), watch)
    }

    /// Looks at and imports a file.
    pub fn import(&mut self, path: &Path) -> Result<Report, AppError> {
        let prepared = self.look(&Request::of(path))?;
        self.import_prepared(&prepared)
    }

    /// Imports a text.
    pub fn import_text(&mut self, text: &str) -> Report {
        let path = self.file("list.csv", text);
        self.import(&path).unwrap()
    }

    /// The person with an address.
    pub fn person(&self, email: &str) -> UserRecord {
        let mut reader = self.workspace.reader().unwrap();
        let found: Result<_, StoreError> = reader.snapshot(|s| {
            let user_id = s.email_owner(email, None)?.ok_or(StoreError::NotFound)?;
            s.user(user_id)
        });
        found.unwrap_or_else(|e| panic!("{email}: {e}"))
    }

    /// A person by number.
    pub fn by_number(&self, number: i64) -> UserRecord {
        let mut reader = self.workspace.reader().unwrap();
        reader.snapshot(|s| s.user(UserId(number))).unwrap()
    }

    /// Every row of every table, for comparing.
    pub fn everything(&self) -> Vec<String> {
        let copy = self.folder.path().join("copy.rollcall");
        self.workspace.checkpoint().unwrap();
        std::fs::copy(self.workspace.path(), &copy).unwrap();
        let bytes = std::fs::read(&copy).unwrap();
        vec![format!("{:?}", bytes.len()), sum(&bytes)]
    }

    /// How many sign-ins of known people there are.
    pub fn sign_ins(&self) -> u64 {
        let mut reader = self.workspace.reader().unwrap();
        let kept = reader.snapshot(|s| s.sign_in_count()).unwrap();
        let sql = "SELECT count(*) FROM sign_in";
        let counted = testing::rows(self.workspace.path(), sql).unwrap();
        assert_eq!(counted, [[kept.to_string()]], "the counter is right");
        kept
    }
}

fn sum(bytes: &[u8]) -> String {
    use sha2::Digest as _;
    format!("{:?}", sha2::Sha256::digest(bytes))
}

/// Everything but one permission.
pub fn without(permission: Permission) -> PermissionSet {
    PermissionSet::all_but(&[permission])
}
