//! Backups at the start screen and in Settings, and the ways out of a damaged file.

use std::path::PathBuf;
use std::sync::Arc;

use egui::accesskit::Role;
use rollcall::app::backups::Restoring;
use rollcall::app::computer::{Computer, ThemeChoice};
use rollcall::app::launch::{self, Keep, Means};
use rollcall::app::notice::Notice;
use rollcall::ui::launch::Opening;

use super::reading_only::save;
use crate::support::demo::demo_bytes;
use crate::support::outside::{NOW, TestClock, env};
use crate::support::shell::Shell;

/// A demo whose beginning is whole and whose description of its tables is not.
fn damaged() -> (tempfile::TempDir, PathBuf) {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("northwind.rollcall");
    let bytes = demo_bytes(300);
    let backups = folder.path().join("northwind backups");
    std::fs::create_dir(&backups).unwrap();
    let backup = backups.join("northwind 2026-11-20T080000Z daily.rollcall");
    std::fs::write(backup, &bytes).unwrap();
    // Cut off in the middle of its pages.
    std::fs::write(&path, &bytes[..bytes.len() / 8192 * 4096]).unwrap();
    (folder, path)
}

#[test]
fn a_damaged_file_offers_its_backup_and_keeps_itself() {
    for (theme, name) in [(ThemeChoice::Light, "light"), (ThemeChoice::Dark, "dark")] {
        offers_its_backup(theme, name);
    }
}

fn offers_its_backup(theme: ThemeChoice, name: &str) {
    let (folder, path) = damaged();
    let before = std::fs::read(&path).unwrap();
    let computer = Computer {
        theme,
        ..Computer::default()
    };
    let mut shell = Shell::outside_of(folder, computer, Opening::File(path.clone()));
    shell.wait_until("what happened", |shell| shell.says("This file is damaged"));
    let restore = "Restore the backup of 2026-11-20 08:00:00 UTC";
    shell.wait_until("its backup", |shell| {
        shell.find(Role::Button, restore).is_some()
    });
    shell.button(restore);
    shell.wait_until("that it is whole", |shell| {
        shell.mentions("The backup is whole")
    });
    shell.button("Restore");
    shell.wait_until("the office", |shell| shell.mentions("· northwind.rollcall"));
    shell.wait_until("where it is kept", |shell| {
        shell.mentions("What was there before is kept in")
    });
    save(&mut shell, &format!("restored-{name}"));
    let kept = std::fs::read_dir(shell.folder().join("northwind backups")).unwrap();
    let kept: Vec<PathBuf> = kept.flatten().map(|entry| entry.path()).collect();
    let replaced = kept
        .iter()
        .find(|path| path.to_string_lossy().contains("replaced"));
    let is_as_it_was = std::fs::read(replaced.unwrap()).unwrap() == before;
    assert!(is_as_it_was, "{kept:?}");
    // The backup and what was there before, and nothing beside either.
    assert_eq!(kept.len(), 2, "{kept:?}");
}

#[test]
fn a_damaged_file_is_salvaged_into_a_new_one() {
    let (folder, path) = damaged();
    let before = std::fs::read(&path).unwrap();
    let mut shell = Shell::outside_of(folder, Computer::default(), Opening::File(path.clone()));
    shell.wait_until("what happened", |shell| shell.says("This file is damaged"));
    shell.button("Save to a new file");
    shell.wait_until("what was saved", |shell| {
        shell.mentions("rows were saved to this new file")
    });
    shell.mentions("northwind salvaged.rollcall");
    assert!(std::fs::read(path).unwrap() == before);
}

#[test]
fn what_is_restored_is_good_news_and_what_is_salvaged_is_a_warning() {
    let (folder, path) = damaged();
    let outside = env(&TestClock::at(NOW));
    let backup = folder.path().join("northwind backups");
    let backup = std::fs::read_dir(backup).unwrap().next().unwrap();
    let wake = || Arc::new(|| {}) as Arc<dyn Fn() + Send + Sync>;
    let salvaged = launch::salvage(&path, &Means::Remembered, &outside, wake()).unwrap();
    assert!(matches!(salvaged.notice, Some(Notice::Short(_))));
    for target in [path, folder.path().join("another place.rollcall")] {
        let what = Restoring {
            backup: backup.as_ref().unwrap().path(),
            key: None,
            target,
            current: None,
            actor: None,
            keep: Keep::AsItWas,
        };
        let restored = launch::restore(&what, &outside, wake()).unwrap();
        assert!(matches!(restored.notice, Some(Notice::Done(_))));
    }
}

#[test]
fn settings_make_a_backup_and_restore_it() {
    let mut shell = Shell::new();
    shell.press(Role::Link, "Settings");
    shell.expect(
        "None yet. One is made each day, and before imports, updates and other large changes.",
    );
    shell.button("Back up now");
    shell.wait_until("that it is made", |shell| shell.mentions("Backed up to "));
    let words = shell.words();
    assert!(
        words.iter().any(|word| word.starts_with("by hand · ")),
        "{words:?}"
    );
    let restore = words
        .iter()
        .find(|word| word.starts_with("Restore the backup of "));
    let restore = restore.unwrap().clone();
    shell.button(&restore);
    shell.expect("Nothing was done since.");
    assert!(
        shell.is_off(Role::Button, "Restore")
            || shell.find(Role::PasswordInput, "Your password").is_none()
    );
    shell.button("Cancel");
}
