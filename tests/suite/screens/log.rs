//! What is typed in the window is in no line of the program's own log: names, addresses, searches, paths, passwords.

use std::io::Write;
use std::sync::{Arc, Mutex};

use egui::accesskit::Role;
use rollcall::app::computer::Computer;
use rollcall::app::logging::subscriber;
use rollcall::ui::launch::Opening;

use super::start::office;
use super::users::users;
use crate::support::shell::{Setup, Shell};

/// In everything that is typed here, and nowhere else in these tests.
const CANARY: &str = "Qaxvort";
const SEARCH: &str = "Search name, email, Contact ID, phone";
const FIELD: Role = Role::TextInput;

/// The lines of every thread of this process.
#[derive(Clone, Default)]
struct Lines(Arc<Mutex<Vec<u8>>>);

impl Write for Lines {
    fn write(&mut self, bytes: &[u8]) -> std::io::Result<usize> {
        self.0.lock().unwrap().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> std::io::Result<()> {
        Ok(())
    }
}

impl Lines {
    fn text(&self) -> String {
        String::from_utf8(self.0.lock().unwrap().clone()).unwrap()
    }
}

/// At the door: a path, an address and passwords.
fn at_the_door() {
    let folder = tempfile::tempdir().unwrap();
    let path = office(&folder);
    let mut shell = Shell::outside_of(folder, Computer::default(), Opening::StartScreen);
    let missing = shell.folder().join(format!("{CANARY}.rollcall"));
    shell.type_in("Path of the file", &missing.display().to_string());
    shell.key(egui::Key::Enter);
    shell.wait_until("a refusal", |shell| shell.mentions("There is no file"));
    let mut shell = shell.started_anew(Opening::File(path));
    shell.wait_until("the door", |shell| {
        shell.find(Role::Button, "Sign in").is_some()
    });
    shell.type_in("Email", &format!("{CANARY}@northwind.example"));
    shell.fill(Role::PasswordInput, "Password", CANARY);
    shell.button("Sign in");
    shell.wait_until("a refusal", |shell| {
        shell.mentions("Email or password is not right.")
    });
}

/// Inside: a person, a workspace, a search, an export that fails.
fn inside() {
    let mut shell = users(Setup::default());
    shell.button("Invite user");
    shell.type_in("Name", &format!("{CANARY} Ann"));
    shell.type_in("Email", &format!("{CANARY}@northwind.example"));
    shell.type_in("Tags", CANARY);
    shell.type_in("Department", CANARY);
    shell.button("Add user");
    let toast = shell.toasts().pop().unwrap();
    assert!(toast.starts_with(CANARY), "{toast}");
    let mut shell = users(Setup::default());
    shell.fill(Role::SearchInput, SEARCH, CANARY);
    let path = shell.folder().join(CANARY).join("all.xlsx");
    shell.button("Export to Excel");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Export");
    assert!(shell.toasts().pop().unwrap().contains(CANARY));
    shell.press(Role::Link, "Workspaces");
    shell.button("New workspace");
    shell.fill(FIELD, "Name", CANARY);
    shell.button("Add workspace");
    assert!(shell.mentions(CANARY));
}

#[test]
fn nothing_that_is_typed_in_the_window_is_in_the_log() {
    let lines = Lines::default();
    tracing::subscriber::set_global_default(subscriber(lines.clone())).unwrap();
    at_the_door();
    inside();
    let log = lines.text();
    for told in [
        "session.sign_in",
        "wrong credentials",
        "user.create",
        "workspace.add",
        "failed",
    ] {
        assert!(log.contains(told), "{told} is not in {log}");
    }
    let found: Vec<_> = log
        .lines()
        .filter(|line| line.to_lowercase().contains(&CANARY.to_lowercase()))
        .collect();
    assert!(found.is_empty(), "{found:#?}");
}
