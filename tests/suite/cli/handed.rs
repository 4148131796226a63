//! The running program shows its window, or works for a command that was started elsewhere.

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};

use rollcall::app::backend::{Backend, Wake};
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::launch::{self, Keep, Means, NewWorkspace};
use rollcall::app::reception::Hosts;
use rollcall::app::ticket::Ticket;
use zeroize::Zeroizing;

use super::program::{ADA, Home, PASSWORD, allow_export};
use crate::support::audit;
use crate::support::outside::{NOW, TestClock, env};

/// A program that has a file open and receives callers.
struct Running {
    backend: Backend,
    shown: Arc<AtomicU32>,
}

fn wake() -> Wake {
    Arc::new(|| {})
}

impl Running {
    fn on(home: &Home, file: &Path) -> Self {
        let env = env(&TestClock::at(NOW));
        let came = launch::open(file, &Means::Remembered, &env, wake()).unwrap();
        Self::with(home, came.backend)
    }

    fn with(home: &Home, mut backend: Backend) -> Self {
        let shown = Arc::<AtomicU32>::default();
        let summoned = Arc::clone(&shown);
        backend.receive(&Hosts {
            folder: Some(home.path("rollcall")),
            summon: Arc::new(move || {
                summoned.fetch_add(1, Ordering::SeqCst);
            }),
            attend: rollcall::cli::attendant(),
        });
        Self { backend, shown }
    }

    fn sign_in(&self) {
        let command = SessionCommand::SignIn {
            email: ADA.to_owned(),
            password: Zeroizing::new(PASSWORD.to_owned()),
        };
        wait(&self.backend.submit(command.into()));
    }
}

fn wait<T>(ticket: &Ticket<T>) -> T {
    loop {
        if let Some(answer) = ticket.take() {
            return answer.unwrap();
        }
        std::thread::yield_now();
    }
}

fn encrypted(home: &Home) -> PathBuf {
    let path = home.path("office.rollcall");
    let new = NewWorkspace {
        office: "Northwind".to_owned(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".to_owned(),
        name: "Ada Admin".to_owned(),
        email: ADA.to_owned(),
        password: Zeroizing::new(PASSWORD.to_owned()),
        passphrase: Some(Zeroizing::new("harbor lights in winter".to_owned())),
    };
    drop(launch::create(&path, &new, &env(&TestClock::at(NOW))).unwrap());
    path
}

#[test]
fn a_second_start_shows_the_window_of_the_first() {
    let (home, file) = Home::with_office();
    let running = Running::on(&home, file.as_ref());
    for arguments in [["open", &file].as_slice(), &[&file], &["./office.rollcall"]] {
        let said = home.run(arguments);
        assert_eq!(said.code, Some(0), "{}", said.err);
        let sentence = "“office.rollcall” is open already; its window was brought forward.\n";
        assert_eq!(said.out, sentence);
    }
    assert_eq!(running.shown.load(Ordering::SeqCst), 3);
    drop(running);
    let said = home.run(&["open", &file]);
    assert!(said.err.contains("no display"), "{}", said.err);
}

#[test]
fn only_this_account_reaches_the_program() {
    let (home, file) = Home::with_office();
    let _running = Running::on(&home, file.as_ref());
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        let folder = std::fs::metadata(home.path("rollcall/run")).unwrap();
        assert_eq!(folder.permissions().mode() & 0o777, 0o700);
    }
    let elsewhere = Home::new();
    let said = elsewhere.run(&["insight", &file, "--as", ADA]);
    assert_eq!(said.code, Some(1), "{}", said.err);
    assert!(
        said.err.contains("is open on test computer since"),
        "{}",
        said.err
    );
}

#[test]
fn a_command_is_done_by_the_program_that_has_the_file() {
    let (home, file) = Home::with_office();
    let running = Running::on(&home, file.as_ref());
    running.sign_in();
    let before = running.backend.operator();
    let said = home.run(&["insight", &file, "--json", "--as", ADA]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    let json: serde_json::Value = serde_json::from_str(&said.out).unwrap();
    assert_eq!(json["figures"]["open_sessions"], 2, "a session of its own");
    assert_eq!(
        running.backend.operator(),
        before,
        "the window's seat is its own"
    );

    // What may not be done there may not be done here either, and is recorded.
    let export = ["export", "users", &file, "-o", "list.csv", "--as", ADA];
    let refused = home.run(&export);
    assert_eq!(refused.code, Some(1));
    assert!(
        refused
            .err
            .contains("Ask an administrator for the permission"),
        "{}",
        refused.err
    );
    let allowed = home.run(&allow_export(&file));
    assert_eq!(allowed.code, Some(0), "{}", allowed.err);
    let exported = home.run(&export);
    assert_eq!(exported.code, Some(0), "{}", exported.err);
    let list = std::fs::read_to_string(home.path("list.csv")).unwrap();
    assert!(
        list.contains("Ada Admin"),
        "from the caller's folder: {list}"
    );
    drop(running);
    audit::assert_intact(file.as_ref());
    let names: Vec<_> = audit::entries(file.as_ref())
        .into_iter()
        .map(|e| e.0)
        .collect();
    let outs = names
        .iter()
        .filter(|name| *name == "session.sign_out")
        .count();
    assert_eq!(outs, 4, "{names:?}");
}

#[test]
fn a_handed_over_import_changes_what_the_window_shows() {
    let (home, file) = Home::with_office();
    std::fs::write(
        home.path("people.csv"),
        "Name,Email\nTomás Vidal,tomas@northwind.example\n",
    )
    .unwrap();
    let running = Running::on(&home, file.as_ref());
    running.sign_in();
    let topics = rollcall::app::topics::Topics::USERS;
    let before = running.backend.revision(topics);
    let said = home.run(&[
        "import",
        "users",
        "people.csv",
        "--into",
        "office.rollcall",
        "--as",
        ADA,
    ]);
    assert_eq!(said.code, Some(0), "{}", said.err);
    assert!(said.out.contains('1'), "{}", said.out);
    assert!(running.backend.revision(topics) > before);
    let totals = wait(&running.backend.ask(rollcall::app::queries::totals::Totals));
    assert_eq!(totals.users, 2);
}

#[test]
fn a_wrong_password_counts_as_at_the_door() {
    let (home, file) = Home::with_office();
    let running = Running::on(&home, file.as_ref());
    let mut last = String::new();
    for _ in 0..6 {
        let mut command = home.command(&["role", "list", &file, "--as", ADA]);
        command.env("ROLLCALL_PASSWORD", "five grey owls at noon");
        let said = super::program::said(&command.output().unwrap());
        assert_eq!(said.code, Some(1));
        last = said.err;
    }
    assert!(last.contains("Too many failed attempts."), "{last}");
    drop(running);
}

#[test]
fn a_locked_file_is_said_to_be_locked_and_its_window_still_shown() {
    let home = Home::new();
    let path = encrypted(&home);
    let env = env(&TestClock::at(NOW));
    let typed = Zeroizing::new("harbor lights in winter".to_owned());
    let means = Means::Typed(typed, Keep::AsItWas);
    let came = launch::open(&path, &means, &env, wake()).unwrap();
    let running = Running::with(&home, came.backend);
    running.sign_in();
    let file = path.display().to_string();
    assert_eq!(
        home.run(&["role", "list", &file, "--as", ADA]).code,
        Some(0)
    );
    wait(&running.backend.lock());
    assert!(running.backend.is_closed());
    let said = home.run(&["role", "list", &file, "--as", ADA]);
    assert_eq!(said.code, Some(1));
    assert!(
        said.err.contains("is open in a window that is locked"),
        "{}",
        said.err
    );
    assert_eq!(home.run(&["open", &file]).code, Some(0));
    assert_eq!(running.shown.load(Ordering::SeqCst), 1);
    // Nobody else gets it meanwhile.
    let other = launch::open(&path, &Means::Remembered, &env, wake());
    assert!(matches!(
        other.err(),
        Some(rollcall::app::error::AppError::Held(..))
    ));
}
