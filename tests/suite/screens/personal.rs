//! Exporting everything about one person, from their form and from the bin.

use egui::accesskit::Role;
use rollcall::app::computer::ThemeChoice;
use rollcall::domain::permission::Permission;

use super::pictures::{nothing_is_cut, save, setup};
use super::users::users;
use crate::support::shell::{Setup, Shell};

const MORE: &str = "More about this user";
const EXPORT: &str = "Export everything about this user…";

/// Opens the form of somebody who owns nothing.
fn open_form(shell: &mut Shell) -> String {
    let contact = shell.users().rows[5][0].clone();
    shell.press(Role::Link, &contact);
    contact
}

/// Exports to a file with this name; what is in it.
fn export_to(shell: &mut Shell, name: &str) -> serde_json::Value {
    let path = shell.folder().join(name);
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Export");
    shell.expect_part(&format!("to {name}"));
    serde_json::from_slice(&std::fs::read(path).unwrap()).unwrap()
}

#[test]
fn everything_about_somebody_is_exported_from_their_form() {
    let mut shell = users(Setup::default());
    let contact = open_form(&mut shell);
    shell.button(MORE);
    shell.press(Role::MenuItem, EXPORT);
    let suggested = shell.value(Role::TextInput, "Save as");
    let name = format!("Everything about {contact} ");
    assert!(suggested.contains(&name), "{suggested}");
    let form = std::path::Path::new(&suggested).extension();
    assert!(form.is_some_and(|form| form == "xlsx"));
    let whole = export_to(&mut shell, "theirs.json");
    assert_eq!(whole["record"][0]["value"], contact.as_str());
    assert!(!whole["changes"].as_array().unwrap().is_empty());
}

#[test]
fn who_is_in_the_bin_is_exported_before_they_are_removed() {
    let mut shell = users(Setup::default());
    open_form(&mut shell);
    shell.button(MORE);
    shell.press(Role::MenuItem, "Delete this user…");
    shell.button("Delete 1");
    shell.button("Bin");
    let rows = shell.table("Deleted users, newest first").unwrap().rows;
    assert!(shell.is_off(Role::Button, EXPORT));
    shell.press(Role::Cell, &rows[0][0]);
    shell.button(EXPORT);
    let whole = export_to(&mut shell, "gone.json");
    assert_eq!(whole["record"][0]["value"], rows[0][0].as_str());
    // The bin is as it was.
    shell.expect("Deleted users");
    shell.button("Remove for good…");
}

#[test]
fn less_than_the_right_to_all_of_it_shows_no_way_to_it() {
    for permission in [Permission::AuditView, Permission::DataExport] {
        let mut shell = users(Setup::without(&[permission]));
        open_form(&mut shell);
        shell.button(MORE);
        assert!(shell.find(Role::MenuItem, "Delete this user…").is_some());
        assert!(shell.find(Role::MenuItem, EXPORT).is_none());
    }
}

#[test]
fn pictures_of_what_can_be_done_with_somebody() {
    let looks = [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("dark", ThemeChoice::Dark, 1.0, [1440.0, 900.0]),
        ("large", ThemeChoice::Light, 2.0, [720.0, 450.0]),
    ];
    for (name, theme, scale, size) in looks {
        let mut shell = users(setup(theme, scale, size));
        let contact = shell.users().rows[1][0].clone();
        shell.press(Role::Link, &contact);
        shell.button(MORE);
        let what = format!("users-more-{name}");
        nothing_is_cut(&shell, size[0], &what);
        save(&mut shell, &what);
    }
}
