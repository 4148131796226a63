//! The forgotten password at the sign-in: the recovery code of the file, and what is said where there is none.

use std::path::PathBuf;

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::{Computer, MotionChoice, ThemeChoice};
use rollcall::ui::launch::Opening;

use super::reading_only;
use super::unlocking::{EMAIL, PASSPHRASE, code, made};
use crate::support::shell::Shell;

const NEW: &str = "four grey owls at noon";

fn fill(shell: &mut Shell, name: &str, text: &str) {
    shell.fill(Role::PasswordInput, name, text);
}

/// The sign-in of an encrypted file whose administrator forgot the password, and the file's recovery code.
fn forgotten(theme: ThemeChoice) -> (Shell, PathBuf, String) {
    let (shell, path) = made();
    let code = code(&shell);
    let mut wanted = shell.computer();
    (wanted.theme, wanted.motion) = (theme, MotionChoice::Reduced);
    shell.set_computer(wanted);
    let mut shell = shell.started_anew(Opening::File(path.clone()));
    shell.wait_until("the question", |shell| shell.says("Unlock the file"));
    fill(&mut shell, "Passphrase or recovery code", PASSPHRASE);
    shell.key(Key::Enter);
    shell.wait_until("the sign-in", |shell| {
        shell.says("Pier Nine · pier.rollcall")
    });
    (shell, path, code)
}

#[test]
fn the_last_administrator_comes_back_with_the_code() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let (mut shell, _, code) = forgotten(theme);
        shell.type_in("Email", EMAIL);
        shell.press(Role::Link, "Forgot your password?");
        shell.expect("Set a new password");
        shell.expect_part("its second factor is turned off");
        let email = "Email of the administrator";
        assert_eq!(shell.value(Role::TextInput, email), EMAIL);
        assert!(shell.is_off(Role::Button, "Set password"));
        let field = "Recovery code of the file";
        fill(&mut shell, field, &code[..20]);
        assert!(
            !shell.is_wrong(Role::PasswordInput, field),
            "it is still being typed"
        );
        shell.key(Key::Tab);
        assert!(shell.is_wrong(Role::PasswordInput, field));
        let other = if code.starts_with('0') { "1" } else { "0" };
        fill(&mut shell, field, &format!("{other}{}", &code[1..]));
        assert_eq!(
            shell.about(Role::PasswordInput, field),
            "The recovery code was copied wrong somewhere."
        );
        reading_only::save(&mut shell, &format!("recover-wrong-{name}"));
        fill(&mut shell, field, &code.to_lowercase());
        fill(&mut shell, "New password", "Pier Nine 1");
        assert!(shell.is_wrong(Role::PasswordInput, "New password"));
        fill(&mut shell, "New password", NEW);
        fill(&mut shell, "New password again", NEW);
        reading_only::save(&mut shell, &format!("recover-{name}"));
        shell.key(Key::Enter);
        shell.wait_until("that it is set", |shell| {
            shell.says("The new password is set. Sign in with it.")
        });
        reading_only::save(&mut shell, &format!("recovered-{name}"));
        assert_eq!(shell.value(Role::TextInput, "Email"), EMAIL);
        fill(&mut shell, "Password", NEW);
        shell.key(Key::Enter);
        shell.wait_until("the desk", Shell::is_inside);
    }
}

#[test]
fn a_code_of_another_file_is_refused_and_nothing_typed_is_lost() {
    let (mut shell, _, _) = forgotten(ThemeChoice::Light);
    shell.press(Role::Link, "Forgot your password?");
    shell.type_in("Email of the administrator", EMAIL);
    let other = rollcall::domain::recovery::encode(&[7; 32]);
    fill(&mut shell, "Recovery code of the file", &other);
    fill(&mut shell, "New password", NEW);
    fill(&mut shell, "New password again", NEW);
    shell.button("Set password");
    shell.wait_until("a refusal", |shell| {
        shell.mentions("This is not the recovery code of this file.")
    });
    assert_eq!(
        shell.value(Role::TextInput, "Email of the administrator"),
        EMAIL
    );
    shell.press(Role::Link, "Back to sign-in");
    shell.node(Role::Button, "Sign in");
}

#[test]
fn a_file_without_a_code_says_what_to_do_instead() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.rollcall");
        reading_only::office(&path, None);
        let computer = Computer {
            theme,
            ..Computer::default()
        };
        let mut shell = Shell::outside_of(folder, computer, Opening::File(path));
        shell.wait_until("the sign-in", |shell| {
            shell.find(Role::Link, "Forgot your password?").is_some()
        });
        shell.press(Role::Link, "Forgot your password?");
        shell.expect("This file is not encrypted, so it has no recovery code.");
        shell.expect_part("restore a backup");
        assert!(shell.find(Role::Button, "Set password").is_none());
        reading_only::save(&mut shell, &format!("recover-plain-{name}"));
        shell.press(Role::Link, "Back to sign-in");
        shell.node(Role::Button, "Sign in");
    }
}
