//! Encrypted files at the start screen: made with a passphrase, the recovery code kept, opened again, remembered.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::{Computer, ThemeChoice};
use rollcall::ui::launch::Opening;

use super::pictures::{save, setup};
use crate::support::shell::Shell;

/// Who signs in there.
pub const EMAIL: &str = "maya@northwind.example";
const PASSWORD: &str = "three words together";
/// What opens the file.
pub const PASSPHRASE: &str = "harbor lights in winter";

/// A shell in which an encrypted workspace was just made; the recovery code is shown.
pub fn made() -> (Shell, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let mut shell = Shell::outside_of(folder, Computer::default(), Opening::StartScreen);
    shell.button("Create a workspace…");
    shell.type_in("Office name", "Pier Nine");
    shell.type_in("Your name", "Maya Adeyemi");
    shell.type_in("Your email", EMAIL);
    for field in ["Password", "Password again"] {
        shell.fill(Role::PasswordInput, field, PASSWORD);
    }
    for field in ["Passphrase of the file", "Passphrase again"] {
        shell.fill(Role::PasswordInput, field, PASSPHRASE);
    }
    let path = shell.folder().join("pier.rollcall");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Create workspace");
    shell.wait_until("the recovery code", |shell| shell.says("Recovery code"));
    (shell, path)
}

/// The code on the screen.
pub fn code(shell: &Shell) -> String {
    let lines: Vec<String> = shell
        .words()
        .into_iter()
        .filter(|word| word.matches(" - ").count() == 6)
        .collect();
    assert_eq!(lines.len(), 2, "{lines:?}");
    lines.join(" - ")
}

/// The same computer, started anew on the file.
fn opened(shell: Shell, path: PathBuf) -> Shell {
    shell.started_anew(Opening::File(path))
}

#[test]
fn the_recovery_code_is_shown_once_and_typed_back() {
    let (mut shell, path) = made();
    assert!(shell.is_off(Role::Button, "I have kept it"));
    let code = code(&shell);
    shell.type_in("Type it back once", "ABCD-1234");
    shell.key(Key::Tab);
    shell.expect("This is not the code above");
    shell.type_in("Type it back once", &code.to_lowercase());
    shell.button("I have kept it");
    shell.wait_until("the desk", Shell::is_inside);
    assert_ne!(&std::fs::read(path).unwrap()[..6], b"SQLite");
    shell.wait_until("the page", |shell| {
        shell.find(Role::Link, "Settings").is_some()
    });
    shell.press(Role::Link, "Settings");
    shell.wait_until("the proof of the backup", |shell| {
        shell.mentions("Opened with the passphrase itself on")
    });
    shell.node(Role::Button, "Back up now").scroll_to_me();
    save(&mut shell, "backup-proven");
}

#[test]
fn an_encrypted_file_asks_for_its_passphrase_and_takes_the_code_too() {
    let (mut shell, path) = made();
    let code = code(&shell);
    shell.type_in("Type it back once", &code);
    shell.button("I have kept it");
    shell.wait_until("the desk", Shell::is_inside);
    let mut shell = opened(shell, path.clone());
    shell.wait_until("the question", |shell| shell.says("Unlock the file"));
    assert!(shell.is_off(Role::Button, "Unlock"));
    shell.fill(
        Role::PasswordInput,
        "Passphrase or recovery code",
        "harbor lights in summer",
    );
    shell.button("Unlock");
    shell.wait_until("a refusal", |shell| shell.mentions("This does not open"));
    shell.fill(
        Role::PasswordInput,
        "Passphrase or recovery code",
        PASSPHRASE,
    );
    shell.key(Key::Enter);
    shell.wait_until("the office", |shell| {
        shell.says("Pier Nine · pier.rollcall")
    });
    let mut shell = opened(shell, path);
    shell.wait_until("the question", |shell| shell.says("Unlock the file"));
    shell.fill(Role::PasswordInput, "Passphrase or recovery code", &code);
    shell.button("Unlock");
    shell.wait_until("the office", |shell| {
        shell.says("Pier Nine · pier.rollcall")
    });
}

#[test]
fn a_remembered_key_opens_without_a_question() {
    let (shell, path) = made();
    let mut shell = opened(shell, path.clone());
    shell.wait_until("the question", |shell| shell.says("Unlock the file"));
    shell.press(Role::CheckBox, "Remember on this computer");
    shell.fill(
        Role::PasswordInput,
        "Passphrase or recovery code",
        PASSPHRASE,
    );
    shell.button("Unlock");
    shell.wait_until("the office", |shell| {
        shell.says("Pier Nine · pier.rollcall")
    });
    let mut shell = opened(shell, path);
    shell.wait_until("the office", |shell| {
        shell.says("Pier Nine · pier.rollcall")
    });
}

#[test]
fn a_file_in_clear_is_encrypted_from_settings() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let mut wanted = setup(theme, 1.0, [1440.0, 900.0]);
        wanted.users = 300;
        let mut shell = Shell::with(wanted);
        shell.press(Role::Link, "Settings");
        shell.wait_until("the card", |shell| {
            shell.find(Role::Button, "Encrypt this file…").is_some()
        });
        shell.button("Encrypt this file…");
        assert!(shell.is_off(Role::Button, "Encrypt"));
        for field in ["Passphrase of the file", "Passphrase again"] {
            shell.fill(Role::PasswordInput, field, PASSPHRASE);
        }
        save(&mut shell, &format!("encrypt-{name}"));
        shell.button("Encrypt");
        shell.wait_until("the recovery code", |shell| shell.says("Recovery code"));
        save(&mut shell, &format!("recovery-code-{name}"));
        let code = code(&shell);
        shell.type_in("Type it back once", &code);
        shell.button("I have kept it");
        shell.wait_until("what was done", |shell| {
            shell.mentions("The file is encrypted. As it was before, it is kept in")
        });
        assert!(shell.is_inside(), "nobody has a password in a demo");
        save(&mut shell, &format!("encrypted-{name}"));
    }
}
