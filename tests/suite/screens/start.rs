//! The start screen, creating a workspace and signing in, with the threads that the program has outside of tests.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::Computer;
use rollcall::app::launch::{self, NewWorkspace};
use rollcall::ui::launch::Opening;

use crate::support::keyed::{EMAIL, PASSWORD, harbor};
use crate::support::outside::{NOW, TestClock, env};
use crate::support::shell::Shell;

pub fn office(folder: &tempfile::TempDir) -> PathBuf {
    let path = folder.path().join("office.rollcall");
    let new = NewWorkspace {
        office: "Harbour Office".to_owned(),
        ..harbor(None)
    };
    drop(launch::create(&path, &new, &env(&TestClock::at(NOW))).unwrap());
    path
}

fn start(computer: Computer) -> Shell {
    let folder = tempfile::tempdir().unwrap();
    Shell::outside_of(folder, computer, Opening::StartScreen)
}

#[test]
fn a_wrong_password_is_said_and_the_right_one_enters() {
    let folder = tempfile::tempdir().unwrap();
    let path = office(&folder);
    let mut shell = Shell::outside_of(folder, Computer::default(), Opening::File(path));
    shell.wait_until("the office's name", |shell| {
        shell.says("Harbour Office · office.rollcall")
    });
    assert!(shell.node(Role::TextInput, "Email").is_focused());
    assert!(shell.is_off(Role::Button, "Sign in"));
    assert_eq!(
        shell.about(Role::Button, "Sign in"),
        "Enter email and password"
    );
    shell.type_in("Email", EMAIL);
    shell.fill(Role::PasswordInput, "Password", "wrong words");
    shell.button("Sign in");
    shell.wait_until("a refusal", |shell| {
        shell.mentions("Email or password is not right.")
    });
    assert_eq!(
        shell.value(Role::TextInput, "Email"),
        EMAIL,
        "the address stays"
    );
    shell.fill(Role::PasswordInput, "Password", PASSWORD);
    shell.key(Key::Enter);
    shell.wait_until("the desk", |shell| shell.says("Maya Adeyemi"));
    shell.wait_until("an invitation to import", |shell| {
        shell.mentions("You are the only user so far.")
    });
    shell.node(Role::Link, "User Insight");
    assert!(
        shell.find(Role::Button, "Export workbook").is_none(),
        "not by default"
    );
    assert_eq!(shell.computer().recent.len(), 1, "the file is remembered");
}

#[test]
fn a_file_that_is_no_workspace_is_a_sentence() {
    let mut shell = start(Computer::default());
    let path = shell.folder().join("notes.txt");
    std::fs::write(&path, "Dear diary, this is no database at all.".repeat(40)).unwrap();
    for (typed, sentence) in [
        (path, "is not a Rollcall workspace."),
        (
            shell.folder().join("missing.rollcall"),
            "missing.rollcall”. Check the path",
        ),
        (
            PathBuf::from("/nowhere/at/all.rollcall"),
            "There is no folder “/nowhere/at”.",
        ),
    ] {
        shell.type_in("Path of the file", &typed.display().to_string());
        shell.key(Key::Enter);
        shell.wait_until("a sentence", |shell| shell.mentions(sentence));
        shell.node(Role::Button, "Open the demo");
    }
}

#[test]
fn recent_files_open_and_are_forgotten() {
    let folder = tempfile::tempdir().unwrap();
    let path = office(&folder);
    let computer = Computer {
        recent: vec![path, folder.path().join("gone.rollcall")],
        ..Computer::default()
    };
    let mut shell = Shell::outside_of(folder, computer, Opening::StartScreen);
    shell.node(Role::Link, "office");
    shell.press(Role::Link, "gone");
    shell.wait_until("a sentence", |shell| shell.mentions("There is no file"));
    shell.button("Remove from this list");
    assert!(shell.find(Role::Link, "gone").is_none());
    assert_eq!(shell.computer().recent.len(), 1);
    shell.press(Role::Link, "office");
    shell.wait_until("the sign-in", |shell| {
        shell.find(Role::Button, "Sign in").is_some()
    });
    shell.press(Role::Link, "Another workspace…");
    shell.expect("Welcome to Rollcall");
}

#[test]
fn the_form_of_a_new_workspace_shows_problems_once_a_field_is_left() {
    let mut shell = start(Computer::default());
    shell.button("Create a workspace…");
    assert!(shell.is_off(Role::Button, "Create workspace"));
    assert!(!shell.says("Enter the office's name"));
    shell.node(Role::TextInput, "Office name").focus();
    shell.settle();
    shell.key(Key::Tab);
    assert_eq!(
        shell.about(Role::TextInput, "Office name"),
        "Enter the office's name"
    );
    shell.type_in("Your name", "M");
    shell.key(Key::Tab);
    assert_eq!(
        shell.about(Role::TextInput, "Your name"),
        "At least 2 characters"
    );
    shell.fill(Role::PasswordInput, "Password", "short");
    shell.key(Key::Tab);
    shell.expect("At least 12 characters");
    assert!(
        shell.about(Role::Button, "Create workspace").len() > 5,
        "why it is off"
    );
    shell.button("Back");
    shell.expect("Welcome to Rollcall");
}

#[test]
fn a_workspace_is_created_and_entered() {
    let mut shell = start(Computer::default());
    shell.button("Create a workspace…");
    shell.type_in("Office name", "Pier Nine");
    let suggested = shell.value(Role::TextInput, "Save as");
    assert!(suggested.ends_with("pier-nine.rollcall"), "{suggested}");
    shell.type_in("Your name", "Maya Adeyemi");
    shell.type_in("Your email", EMAIL);
    shell.fill(Role::PasswordInput, "Password", PASSWORD);
    shell.fill(Role::PasswordInput, "Password again", "three words apart");
    shell.key(Key::Tab);
    shell.expect("The two passwords differ");
    shell.fill(Role::PasswordInput, "Password again", PASSWORD);
    shell.press(Role::CheckBox, "Encrypt the file with a passphrase");
    shell.expect("Whoever gets hold of this file can read everything in it, without a password.");
    let path = shell.folder().join("pier");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Create workspace");
    shell.wait_until("the desk", |shell| shell.is_inside());
    shell.wait_until("the office", |shell| shell.says("Pier Nine"));
    assert!(path.with_extension("rollcall").exists());
}
