//! Pictures of the pages about trust: the audit log, its filter, an entry.

use egui::accesskit::Role;
use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::computer::ThemeChoice;

use super::pictures::{nothing_is_cut, save, setup};
use crate::support::shell::Shell;

fn audit(shell: &mut Shell, name: &str, width: f32) {
    let shoot = |shell: &mut Shell, what: &str| {
        nothing_is_cut(shell, width, &format!("{what}-{name}"));
        save(shell, &format!("{what}-{name}"));
    };
    shell.press(Role::Link, "Roles");
    shell.press(Role::Link, "Team lead");
    for cell in [
        "Users: Change",
        "Users: Add",
        "Roles: View",
        "Plans and add-ons: View",
    ] {
        shell.press(Role::CheckBox, cell);
    }
    shell.press(Role::Link, "Audit");
    shoot(shell, "audit");
    let number = shell.table("Audit log").unwrap().rows[0][0].clone();
    shell.press(Role::Link, &number);
    shell.press(Role::Link, "Only about Team lead");
    shoot(shell, "audit-entry");
    shell.key(egui::Key::Escape);
    shell.button("Filter…");
    shell.type_in("From the day", "tomorrow");
    shoot(shell, "audit-filter");
    shell.key(egui::Key::Escape);
    shell.button("Clear all");
    shell.button("Check the log");
    shoot(shell, "audit-checked");
    shell.press(Role::Link, "Settings");
    shell.button("Quick check");
    shell.button("Recount");
    shell.node(Role::Button, "Recount").scroll_to_me();
    shell.settle();
    shoot(shell, "diagnostics");
    shell.button("Save a bundle for a bug report…");
    shoot(shell, "bundle");
    shell.key(egui::Key::Escape);
}

/// A computer that has seen more of the log than this file has.
fn older(theme: ThemeChoice, name: &str) {
    let folder = tempfile::tempdir().unwrap();
    let mut wanted = setup(theme, 1.0, [1440.0, 900.0]);
    wanted.users = 300;
    wanted.checkpoints = Checkpoints::at(folder.path().join("checkpoints.json"));
    super::audit::work_and_leave(wanted.clone());
    let mut shell = Shell::with(wanted);
    save(&mut shell, &format!("older-{name}"));
    shell.press(Role::Link, "I restored it on purpose");
    save(&mut shell, &format!("older-accept-{name}"));
}

#[test]
fn an_older_file_in_light_and_dark() {
    older(ThemeChoice::Light, "light");
    older(ThemeChoice::Dark, "dark");
}

#[test]
fn trust_in_light_dark_and_small() {
    for (theme, name, size) in [
        (ThemeChoice::Light, "light", [1440.0, 900.0]),
        (ThemeChoice::Dark, "dark", [1440.0, 900.0]),
        (ThemeChoice::Light, "small", [1024.0, 700.0]),
    ] {
        let mut shell = Shell::with(setup(theme, 1.0, size));
        audit(&mut shell, name, size[0]);
    }
}
