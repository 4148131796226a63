//! Commands about the file: checks and what they find, recounting, and what this computer has seen of the log.

use std::path::PathBuf;
use std::sync::Arc;

use rollcall::app::backend::{Backend, Drive};
use rollcall::app::checkpoints::{Checkpoints, Seen};
use rollcall::app::checks;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::upkeep::UpkeepCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::upkeep::{AboutFile, LogStanding};
use rollcall::app::queries::user_list::UserList;
use rollcall::app::ticket::Ticket;
use rollcall::domain::file::{CheckKind, Derived, Encryption, Standing};
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::time::DateFormat;
use rollcall::domain::user::AccountStatus;
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

use crate::support::office::TestOffice;
use crate::support::outside::{NOW, TestClock, TestRandom, env};

fn wait<T>(office: &TestOffice, ticket: &Ticket<T>) -> Result<T, AppError> {
    while office.backend().step() {}
    ticket.take().unwrap()
}

fn tamper(office: &TestOffice, sql: &str) {
    testing::execute(&office.path(), sql).unwrap();
}

#[test]
fn a_sound_file_is_found_sound_and_that_is_kept_with_its_time() {
    let office = TestOffice::entered();
    let path = office.path();
    for kind in CheckKind::ALL {
        let checked = wait(&office, &checks::check(office.backend(), kind)).unwrap();
        assert!(checked.is_sound(), "{kind:?}: {checked:?}");
        assert_eq!(office.newest_entry(), "file.check|0|1|1");
        let facts = office.ask(AboutFile { path: path.clone() }).unwrap();
        let (_, kept) = facts.checks.iter().find(|(k, _)| *k == kind).unwrap();
        assert_eq!(*kept, checked);
        assert_eq!(kept.at, NOW);
    }
    office.assert_intact();
}

#[test]
fn a_broken_log_and_a_dangling_reference_are_told() {
    let office = TestOffice::entered();
    let entries = office.entries();
    tamper(&office, "UPDATE audit_entry SET at = at + 1 WHERE seq = 2");
    let checked = wait(&office, &checks::check(office.backend(), CheckKind::Log)).unwrap();
    assert_eq!(checked.head, 1);
    assert!(checked.faults[0].starts_with("Entry 2 "), "{checked:?}");
    assert_eq!(office.newest_entry(), "file.check|2|1|1");
    assert_eq!(office.entries(), entries + 1);
    tamper(
        &office,
        "INSERT INTO user_role (user_id, role_id) VALUES (1, 4711)",
    );
    let checked = wait(&office, &checks::check(office.backend(), CheckKind::Quick)).unwrap();
    let said = "user_role: 1 rows refer to rows of role that are not there";
    assert_eq!(checked.faults, [said]);
    tamper(&office, "DELETE FROM user_role WHERE role_id = 4711");
    let checked = wait(&office, &checks::check(office.backend(), CheckKind::Quick)).unwrap();
    assert!(checked.is_sound(), "{checked:?}");
}

#[test]
fn who_may_not_is_refused_and_that_is_recorded() {
    let office = TestOffice::entered();
    office.forbid("audit.view");
    let refused = wait(&office, &checks::check(office.backend(), CheckKind::Log));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::AuditView))
    ));
    assert_eq!(office.newest_entry(), "file.check|1|1|0");
    office.forbid("settings.manage");
    let refused = wait(&office, &checks::recount(office.backend()));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::SettingsManage))
    ));
    assert_eq!(office.newest_entry(), "file.recount|1|1|0");
}

#[test]
fn a_check_that_is_stopped_leaves_nothing() {
    let office = TestOffice::entered();
    let entries = office.entries();
    let ticket = checks::check(office.backend(), CheckKind::Quick);
    ticket.progress().cancel();
    assert!(matches!(wait(&office, &ticket), Err(AppError::Cancelled)));
    assert_eq!(office.entries(), entries);
}

#[test]
fn recounting_finds_and_mends_what_was_falsified() {
    let office = TestOffice::entered();
    let sound = wait(&office, &checks::recount(office.backend())).unwrap();
    assert_eq!(sound.differences, []);
    assert_eq!(office.newest_entry(), "file.recount|0|1|0");
    tamper(
        &office,
        "UPDATE counter SET value = 99 WHERE name = 'sign_in'",
    );
    tamper(
        &office,
        "UPDATE user SET last_sign_in_at = NULL WHERE user_id = 1",
    );
    // Past the program, so that what is in memory does not hear of it.
    tamper(&office, "UPDATE user SET status = 0 WHERE user_id = 2");
    let inactive = UserListQuery::of(Scope::default(), Segment::Status(AccountStatus::Inactive));
    assert!(
        office
            .ask(UserList(inactive.clone()))
            .unwrap()
            .ids
            .is_empty()
    );
    let found = wait(&office, &checks::recount(office.backend())).unwrap();
    let counted: u64 = office.sql("SELECT count(*) FROM sign_in")[0]
        .parse()
        .unwrap();
    let one = found
        .differences
        .iter()
        .find(|d| d.what == Derived::SignIns);
    assert_eq!(one.map(|d| (d.kept, d.counted)), Some((99, counted)));
    for what in [Derived::LastSignIn, Derived::Columns] {
        assert!(found.has(what), "{what:?}: {found:?}");
    }
    assert_eq!(office.ask(UserList(inactive)).unwrap().ids.len(), 1);
    let kept = office.sql("SELECT value FROM counter WHERE name = 'sign_in'");
    assert_eq!(kept, [counted.to_string()]);
    let told = office.sql("SELECT details FROM audit_entry ORDER BY seq DESC LIMIT 1");
    assert!(told[0].contains("99 was kept"), "{told:?}");
    let again = wait(&office, &checks::recount(office.backend())).unwrap();
    assert_eq!(again.differences, []);
    office.assert_intact();
}

#[test]
fn what_is_known_of_the_file_is_what_sql_finds() {
    let office = TestOffice::entered();
    let facts = office
        .ask(AboutFile {
            path: office.path(),
        })
        .unwrap();
    let number = |sql: &str| office.sql(sql)[0].parse::<u64>().unwrap();
    assert_eq!(facts.people, number("SELECT count(*) FROM user"));
    assert_eq!(facts.entries, number("SELECT count(*) FROM audit_entry"));
    assert_eq!(facts.pages, number("PRAGMA page_count"));
    assert_eq!(facts.schema as u64, number("PRAGMA user_version"));
    assert_eq!(facts.encryption, Encryption::Open);
    assert!(facts.cipher.starts_with('4'), "{}", facts.cipher);
    assert!(facts.engine.starts_with("3."));
}

/// A file opened by a computer that keeps checkpoints.
struct Computer {
    folder: tempfile::TempDir,
    clock: Arc<TestClock>,
}

impl Computer {
    fn new(office: &TestOffice) -> Self {
        let computer = Self {
            folder: tempfile::tempdir().unwrap(),
            clock: TestClock::at(NOW),
        };
        std::fs::copy(office.path(), computer.file()).unwrap();
        computer
    }

    fn file(&self) -> PathBuf {
        self.folder.path().join("office.rollcall")
    }

    fn kept(&self) -> String {
        std::fs::read_to_string(self.folder.path().join("config/checkpoints.json"))
            .unwrap_or_default()
    }

    fn open(&self) -> Backend {
        let mut outside = env(&self.clock);
        outside.checkpoints = Checkpoints::at(self.folder.path().join("config/checkpoints.json"));
        let random = Arc::new(TestRandom::default());
        let workspace = Workspace::open(&self.file(), random).unwrap();
        Backend::new(workspace, outside, Arc::new(|| {}), Drive::Steps).unwrap()
    }

    /// Opens the file and signs in; how its log stands.
    fn enter(&self) -> (Backend, Standing, Seen) {
        let backend = self.open();
        submit(&backend, SessionCommand::EnterDemo).unwrap();
        let seen = backend.seen();
        let standing = ask(&backend, seen.clone());
        (backend, standing, seen)
    }

    /// What SQLite keeps beside the file is part of it.
    fn copy_to(&self, name: &str) {
        let to = self.folder.path().join(name);
        std::fs::copy(self.file(), to).unwrap();
    }

    fn put_back(&self, name: &str) {
        for suffix in ["-wal", "-shm"] {
            let beside = format!("{}{suffix}", self.file().display());
            drop(std::fs::remove_file(beside));
        }
        std::fs::copy(self.folder.path().join(name), self.file()).unwrap();
    }
}

fn submit(
    backend: &Backend,
    command: impl Into<rollcall::app::commands::Command>,
) -> Result<(), AppError> {
    let ticket = backend.submit(command.into());
    while backend.step() {}
    ticket.take().unwrap().map(drop)
}

fn ask(backend: &Backend, seen: Seen) -> Standing {
    let ticket = backend.ask(LogStanding { seen });
    while backend.step() {}
    ticket.take().unwrap().unwrap()
}

fn work(backend: &Backend, acts: usize) {
    for number in 0..acts {
        let format = [DateFormat::Iso, DateFormat::DayMonthYear][number % 2];
        submit(backend, OfficeCommand::SetDateFormat(format)).unwrap();
    }
}

#[test]
fn a_computer_remembers_where_the_log_ended_and_nothing_of_anybody() {
    let computer = Computer::new(&TestOffice::closed());
    let (backend, standing, _) = computer.enter();
    assert_eq!(standing, Standing::Fits);
    let first = computer.kept();
    assert!(first.contains("\"seq\""), "{first}");
    work(&backend, 10);
    assert_eq!(computer.kept(), first, "not after every act");
    work(&backend, 41);
    assert_ne!(computer.kept(), first, "but every so many");
    submit(&backend, SessionCommand::SignOut).unwrap();
    let entries = testing::rows(&computer.file(), "SELECT max(seq) FROM audit_entry");
    let newest = entries.unwrap()[0][0].clone();
    assert!(computer.kept().contains(&format!("\"seq\": {newest},")));
    drop(backend);
    assert_eq!(computer.enter().1, Standing::Fits);
    for word in ["Maya", "northwind", "office", "rollcall", "Adeyemi"] {
        assert!(!computer.kept().contains(word), "{word}");
    }
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let path = computer.folder.path().join("config/checkpoints.json");
        let mode = std::fs::metadata(path).unwrap().permissions().mode();
        assert_eq!(mode & 0o777, 0o600);
    }
}

#[test]
fn an_older_file_is_told_until_somebody_says_that_it_is_right() {
    let computer = Computer::new(&TestOffice::closed());
    let (backend, ..) = computer.enter();
    submit(&backend, SessionCommand::SignOut).unwrap();
    drop(backend);
    computer.copy_to("older");
    let (backend, ..) = computer.enter();
    work(&backend, 5);
    submit(&backend, SessionCommand::SignOut).unwrap();
    drop(backend);
    let kept = computer.kept();
    computer.put_back("older");
    let (backend, standing, seen) = computer.enter();
    assert_eq!(standing, Standing::Shorter(seen.ended));
    assert!(seen.checkpoint.as_ref().unwrap().seq > seen.ended);
    assert_eq!(computer.kept(), kept, "not overwritten by signing in");
    work(&backend, 60);
    assert_eq!(computer.kept(), kept, "nor by work");
    submit(&backend, SessionCommand::SignOut).unwrap();
    drop(backend);
    // It has gone on by itself, beyond what was seen.
    let (backend, standing, seen) = computer.enter();
    assert_eq!(standing, Standing::Rewritten);
    submit(&backend, UpkeepCommand::AcceptLog(seen)).unwrap();
    assert_eq!(ask(&backend, backend.seen()), Standing::Fits);
    let told = testing::rows(
        &computer.file(),
        "SELECT command FROM audit_entry ORDER BY seq DESC LIMIT 1",
    );
    assert_eq!(told.unwrap()[0][0], "file.accept_log");
    assert_ne!(computer.kept(), kept);
    drop(backend);
    assert_eq!(computer.enter().1, Standing::Fits);
}

#[test]
fn a_log_that_was_cut_off_or_rewritten_outside_is_told() {
    let computer = Computer::new(&TestOffice::closed());
    let (backend, ..) = computer.enter();
    work(&backend, 5);
    submit(&backend, SessionCommand::SignOut).unwrap();
    drop(backend);
    computer.copy_to("whole");
    let newest = "(SELECT max(seq) FROM audit_entry)";
    let cut = format!(
        "DELETE FROM audit_change WHERE seq = {newest}; DELETE FROM audit_entry WHERE seq = {newest}"
    );
    testing::execute(&computer.file(), &cut).unwrap();
    assert!(matches!(computer.enter().1, Standing::Shorter(_)));
    computer.put_back("whole");
    let rewritten = format!("UPDATE audit_entry SET hash = zeroblob(32) WHERE seq = {newest}");
    testing::execute(&computer.file(), &rewritten).unwrap();
    assert_eq!(computer.enter().1, Standing::Rewritten);
}

#[test]
fn there_is_nothing_to_accept_of_a_log_that_fits() {
    let office = TestOffice::entered();
    let entries = office.entries();
    let refused = office.submit(UpkeepCommand::AcceptLog(office.backend().seen()));
    assert!(matches!(refused, Err(AppError::NothingToUndo)));
    assert_eq!(office.entries(), entries);
}
