//! The export dialog: a path is typed, the file is written, what goes wrong is said.

use egui::Key;
use egui::accesskit::Role;

use super::users::users;
use crate::support::shell::{Setup, Shell};

const PATH: &str = "Save as";

fn dialog() -> Shell {
    let mut shell = users(Setup::default());
    shell.button("Export to Excel");
    shell
}

fn sheet_rows(path: &std::path::Path, sheet: &str) -> usize {
    use calamine::Reader as _;
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(path).unwrap();
    book.worksheet_range(sheet).unwrap().height()
}

#[test]
fn the_suggested_name_says_what_and_when() {
    let shell = dialog();
    let path = shell.value(Role::TextInput, PATH);
    assert!(path.ends_with("Users 2026-11-21.xlsx"), "{path}");
    assert!(shell.node(Role::TextInput, PATH).is_focused());
}

#[test]
fn a_typed_path_is_written_and_can_be_opened() {
    let mut shell = dialog();
    let path = shell.folder().join("everyone");
    shell.type_in(PATH, &path.display().to_string());
    shell.button("Export");
    assert!(shell.find(Role::TextInput, PATH).is_none());
    let toast = shell.toasts().pop().unwrap();
    assert_eq!(toast, "Exported 300 rows to everyone.xlsx");
    let written = path.with_extension("xlsx");
    assert_eq!(sheet_rows(&written, "Users"), 301, "a header and everybody");
    shell.press(Role::Link, "Open");
    assert!(shell.toasts().is_empty(), "the action ends the message");
}

#[test]
fn what_is_exported_is_what_is_shown() {
    let mut shell = users(Setup::default());
    let name = shell.column(1)[4].clone();
    shell.fill(
        Role::SearchInput,
        "Search name, email, Contact ID, phone",
        &name,
    );
    let shown = shell.users().count as usize;
    assert!(shown < 300);
    let path = shell.folder().join("some.xlsx");
    shell.button("Export to Excel");
    shell.type_in(PATH, &path.display().to_string());
    shell.key(Key::Enter);
    assert_eq!(sheet_rows(&path, "Users"), shown + 1);
}

#[test]
fn sessions_are_exported_as_they_are_shown() {
    let mut shell = Shell::new();
    let name = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Sessions open now: "))
        .unwrap();
    shell.button(&name);
    shell.fill(Role::SearchInput, "Search in these users", "test computer");
    assert_eq!(shell.table("Table of sessions").unwrap().count, 1);
    let path = shell.folder().join("sessions.xlsx");
    shell.button("Export to Excel");
    shell.type_in(PATH, &path.display().to_string());
    shell.button("Export");
    assert_eq!(
        sheet_rows(&path, "Sessions"),
        2,
        "a header and the one that is shown"
    );
}

#[test]
fn insight_is_exported_as_a_workbook() {
    let mut shell = Shell::new();
    let path = shell.folder().join("insight.xlsx");
    shell.button("Export workbook");
    shell.type_in(PATH, &path.display().to_string());
    shell.button("Export");
    assert!(path.exists());
    assert_eq!(shell.toasts().len(), 1);
}

#[test]
fn a_folder_that_is_not_there_is_a_sentence() {
    let mut shell = dialog();
    let path = shell.folder().join("nowhere").join("all.xlsx");
    shell.type_in(PATH, &path.display().to_string());
    shell.button("Export");
    let toast = shell.toasts().pop().unwrap();
    assert!(
        toast.starts_with("There is no folder “") && toast.contains("Create the folder"),
        "{toast}"
    );
    assert!(!path.exists());
    shell.harness.run_steps(60 * 8);
    shell.settle();
    assert_eq!(shell.toasts().len(), 1, "a failure stays until it was read");
    shell.button("Dismiss");
    assert!(shell.toasts().is_empty());
}

#[test]
fn cancel_and_escape_write_nothing() {
    let mut shell = dialog();
    let path = shell.folder().join("none.xlsx");
    shell.type_in(PATH, &path.display().to_string());
    shell.button("Cancel");
    shell.ctrl(Key::E);
    shell.type_in(PATH, &path.display().to_string());
    shell.key(Key::Escape);
    assert!(shell.find(Role::TextInput, PATH).is_none());
    assert!(!path.exists() && shell.toasts().is_empty());
}

#[test]
fn without_a_path_export_is_off_and_says_why() {
    let mut shell = dialog();
    shell.type_in(PATH, "");
    assert!(shell.is_off(Role::Button, "Export"));
    assert_eq!(shell.about(Role::Button, "Export"), "Enter a path");
}
