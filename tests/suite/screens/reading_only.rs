//! A file that somebody else has, or that lies in a bad place: said at the start, and on every page.

use std::path::{Path, PathBuf};

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::{Computer, MotionChoice, ThemeChoice};
use rollcall::app::holding::{self, Hold};
use rollcall::app::launch::{self, NewWorkspace};
use rollcall::store::testing;
use rollcall::ui::launch::Opening;

use crate::support::cpu_renderer;
use crate::support::keyed::{EMAIL, PASSPHRASE, PASSWORD, harbor};
use crate::support::outside::{NOW, TestClock, env};
use crate::support::shell::Shell;

/// An office in a file of its own; encrypted where there is a passphrase.
pub fn office(path: &Path, passphrase: Option<&str>) {
    let new = NewWorkspace {
        office: "Harbour Office".to_owned(),
        ..harbor(passphrase)
    };
    drop(launch::create(path, &new, &env(&TestClock::at(NOW))).unwrap());
}

/// A file that another program has, and the start screen that was asked for it.
fn held(passphrase: Option<&str>, theme: ThemeChoice) -> (Shell, PathBuf, Hold) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.rollcall");
    office(&path, passphrase);
    let hold = holding::take(&path, &env(&TestClock::at(NOW))).unwrap();
    let computer = Computer {
        theme,
        motion: MotionChoice::Reduced,
        ..Computer::default()
    };
    let mut shell = Shell::outside_of(folder, computer, Opening::File(path.clone()));
    shell.wait_until("who has it", |shell| {
        shell.mentions("“office.rollcall” is open on test computer since")
    });
    (shell, path, hold)
}

fn sign_in(shell: &mut Shell) {
    shell.wait_until("the sign-in", |shell| {
        shell.find(Role::Button, "Sign in").is_some()
    });
    shell.type_in("Email", EMAIL);
    shell.fill(Role::PasswordInput, "Password", PASSWORD);
    shell.key(Key::Enter);
    shell.wait_until("the desk", |shell| shell.says("Maya Adeyemi"));
}

/// Takes a picture.
pub fn save(shell: &mut Shell, name: &str) {
    shell.settle();
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("screens");
    std::fs::create_dir_all(&folder).unwrap();
    let picture = cpu_renderer::render(&shell.harness.ctx, shell.harness.output());
    picture.save(&folder.join(format!("{name}.png")));
}

/// The button is there, off, and says why.
#[track_caller]
fn assert_frozen(shell: &mut Shell, button: &str) {
    shell.wait_until(button, |shell| shell.find(Role::Button, button).is_some());
    assert!(shell.is_off(Role::Button, button), "{button}");
    assert_eq!(
        shell.about(Role::Button, button),
        "The file is open for reading only, so nothing can be changed here."
    );
}

fn entries(path: &Path) -> usize {
    testing::rows(path, "SELECT seq FROM audit_entry")
        .unwrap()
        .len()
}

#[test]
fn what_somebody_else_has_can_be_read_and_not_changed() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        let (mut shell, path, _hold) = held(None, theme);
        let before = entries(&path);
        save(&mut shell, &format!("held-{name}"));
        shell.button("Open read-only");
        shell.wait_until("the warning at the sign-in", |shell| {
            shell.mentions("Nothing can be changed here") && shell.says("Email")
        });
        save(&mut shell, &format!("held-sign-in-{name}"));
        sign_in(&mut shell);
        shell.wait_until("the reason", |shell| {
            shell.mentions("Nothing can be changed here")
        });
        shell.expect_part("is open on test computer since");
        shell.expect("Read-only");
        assert!(!shell.says("Saved"));
        shell.node(Role::Link, "User Insight");
        shell.node(Role::Link, "Import");
        shell.press(Role::Link, "Users");
        shell.wait_until("the people", |shell| {
            shell.find(Role::Link, "C-000001").is_some()
        });
        assert_frozen(&mut shell, "Invite user");
        assert_frozen(&mut shell, "Import…");
        save(&mut shell, &format!("read-only-{name}"));
        shell.press(Role::Link, "C-000001");
        shell.wait_until("the form", |shell| {
            shell.find(Role::TextInput, "Name").is_some()
        });
        assert!(shell.is_off(Role::TextInput, "Name"));
        assert_frozen(&mut shell, "Save changes");
        save(&mut shell, &format!("read-only-form-{name}"));
        shell.button("Close");
        shell.press(Role::Link, "Roles");
        assert_frozen(&mut shell, "New role");
        assert!(shell.is_off(Role::CheckBox, "Users: Change"));
        save(&mut shell, &format!("read-only-roles-{name}"));
        shell.press(Role::Link, "Settings");
        shell.wait_until("the backups", |shell| {
            shell.find(Role::Button, "Back up now").is_some()
        });
        for button in [
            "Encrypt this file…",
            "Back up now",
            "Quick check",
            "Recount",
        ] {
            assert_frozen(&mut shell, button);
        }
        assert!(shell.is_off(Role::TextInput, "Office name"));
        save(&mut shell, &format!("read-only-settings-{name}"));
        shell.button("Account and workspace");
        shell.press(Role::MenuItem, "Your account");
        assert_frozen(&mut shell, "Change password");
        shell.press(Role::Link, "See the newest");
        assert_eq!(entries(&path), before, "not even the sign-in is written");
    }
}

#[test]
fn a_wrong_password_is_judged_without_writing() {
    let (mut shell, path, _hold) = held(None, ThemeChoice::Light);
    let before = entries(&path);
    shell.button("Open read-only");
    shell.wait_until("the sign-in", |shell| {
        shell.find(Role::Button, "Sign in").is_some()
    });
    shell.type_in("Email", EMAIL);
    for _ in 0..5 {
        shell.fill(Role::PasswordInput, "Password", "three words apart");
        shell.key(Key::Enter);
        shell.wait_until("a refusal", |shell| {
            shell.mentions("Email or password is not right.")
        });
    }
    shell.fill(Role::PasswordInput, "Password", PASSWORD);
    shell.key(Key::Enter);
    shell.wait_until("a delay", |shell| {
        shell.mentions("Too many failed attempts.")
    });
    shell.clock.advance_ms(2_000);
    sign_in(&mut shell);
    assert_eq!(entries(&path), before);
}

#[test]
fn an_encrypted_file_asks_for_its_passphrase_for_reading_too() {
    let (mut shell, _path, _hold) = held(Some(PASSPHRASE), ThemeChoice::Light);
    shell.button("Open read-only");
    shell.wait_until("the question", |shell| shell.says("Unlock the file"));
    let field = "Passphrase or recovery code";
    shell.fill(Role::PasswordInput, field, "harbor lights in summer");
    shell.button("Unlock");
    shell.wait_until("a refusal", |shell| shell.mentions("This does not open"));
    shell.fill(Role::PasswordInput, field, PASSPHRASE);
    shell.button("Unlock");
    sign_in(&mut shell);
    shell.wait_until("the reason", |shell| {
        shell.mentions("Nothing can be changed here")
    });
    shell.ctrl(Key::L);
    shell.fill(Role::PasswordInput, "Password", PASSWORD);
    shell.key(Key::Enter);
    shell.wait_until("the desk", |shell| {
        shell.mentions("Nothing can be changed here")
    });
}

#[test]
fn a_folder_that_a_service_copies_is_warned_of_and_gets_no_log() {
    let folder = tempfile::tempdir().unwrap();
    let place = folder.path().join("Dropbox");
    std::fs::create_dir(&place).unwrap();
    let path = place.join("office.rollcall");
    office(&path, None);
    let mut shell = Shell::outside_of(folder, Computer::default(), Opening::File(path.clone()));
    let warned = |shell: &Shell| shell.mentions("This file lies in a folder that Dropbox copies.");
    shell.wait_until("a warning at the sign-in", |shell| {
        warned(shell) && shell.says("Email")
    });
    save(&mut shell, "synced-sign-in");
    sign_in(&mut shell);
    shell.wait_until("a warning", warned);
    assert!(!place.join("office.rollcall-wal").exists());
    let mode = testing::rows(&path, "PRAGMA journal_mode").unwrap();
    assert_eq!(mode, [["delete"]]);
}

#[test]
fn after_a_sudden_end_the_whole_file_is_looked_through() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("office.rollcall");
    office(&path, None);
    // A reference that leads nowhere: only the full check finds it.
    let orphan = "INSERT INTO role_permission VALUES (999, 'users.view')";
    testing::execute(&path, orphan).unwrap();
    let computer = Computer::default();
    let mut shell = Shell::outside_of(folder, computer, Opening::File(path.clone()));
    sign_in(&mut shell);
    shell.settle();
    assert!(
        !shell.mentions("found damage"),
        "a quick look is no full check"
    );
    let mut shell = shell.started_anew(Opening::StartScreen);
    std::fs::write(path.with_file_name(".office.rollcall.holder"), "{}").unwrap();
    shell.type_in("Path of the file", &path.display().to_string());
    shell.key(Key::Enter);
    sign_in(&mut shell);
    shell.wait_until("what was found", |shell| {
        shell.mentions("The check of the file found damage.")
    });
}
