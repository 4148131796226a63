//! The Audit page: rows, filters, an entry in full with its way back, export, and who may see it.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::domain::permission::Permission;
use rollcall::domain::time::DateFormat;
use rollcall::store::testing;

use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Roles");
    shell.press(Role::Link, "Team lead");
    shell.press(Role::CheckBox, "Users: Change");
    shell.press(Role::Link, "Audit");
    shell
}

fn first(shell: &Shell) -> Vec<String> {
    shell.table("Audit log").unwrap().rows[0].clone()
}

#[test]
fn the_newest_act_stands_at_the_top() {
    let shell = page(Setup::default());
    let row = first(&shell);
    assert_eq!(row[3..6], ["let a role do more", "Team lead", "Done"]);
    let seen = shell.table("Audit log").unwrap();
    shell.expect(&format!("{} entries", seen.count));
    assert_eq!(row[0], seen.count.to_string());
}

#[test]
fn filters_narrow_the_list_and_go_again() {
    let mut shell = page(Setup::default());
    let all = shell.table("Audit log").unwrap().count;
    shell.choose("Kind of act", "Sign-ins");
    let some = shell.table("Audit log").unwrap();
    assert!(some.count < all && some.count > 0);
    assert!(
        some.rows
            .iter()
            .all(|row| row[3].contains("demo") || row[3] == "signed in")
    );
    shell.expect(&format!("{} of {all} entries", some.count));
    shell.choose("Kind of act", "Every kind of act");
    shell.button("Filter…");
    shell.type_in("From the day", "soon");
    assert!(shell.is_off(Role::Button, "Show"));
    shell.type_in("From the day", "2026-11-20");
    shell.choose("About", "the role Team lead");
    shell.button("Show");
    assert_eq!(shell.table("Audit log").unwrap().count, 1);
    shell.button("Remove the filter: From 11-20-2026");
    shell.button("Remove the filter: About the role Team lead");
    assert_eq!(shell.table("Audit log").unwrap().count, all);
    shell.fill(Role::SearchInput, "Search in reasons", "nobody wrote this");
    shell.expect("No entry fits the filter");
    shell.press(Role::Button, "Clear all");
    assert_eq!(shell.table("Audit log").unwrap().count, all);
}

#[test]
fn an_entry_is_opened_set_back_and_closed() {
    let mut shell = page(Setup::default());
    let number = first(&shell)[0].clone();
    shell.press(Role::Link, &number);
    shell.expect(&format!("Entry {number}"));
    shell.expect("Change users: No → Yes");
    shell.button("Undo…");
    shell.expect("Undo this change?");
    shell.button("Undo");
    assert_eq!(first(&shell)[3], "undid a change");
    shell.key(Key::Escape);
    assert!(!shell.says("Change users: No → Yes"));
}

#[test]
fn an_entry_leads_to_all_of_its_actor_and_of_its_object() {
    let mut shell = page(Setup::default());
    let row = first(&shell);
    shell.press(Role::Link, &row[0]);
    shell.press(Role::Link, "Only about Team lead");
    assert_eq!(shell.table("Audit log").unwrap().count, 1);
    shell.button("Remove the filter: About the role Team lead");
    shell.press(Role::Link, &format!("Only by {}", row[2]));
    let rows = shell.table("Audit log").unwrap().rows;
    assert!(rows.iter().all(|other| other[2] == row[2]), "{rows:?}");
}

#[test]
fn refusals_are_in_the_list() {
    let mut shell = page(Setup::default());
    let forbidden = rollcall::app::commands::office::OfficeCommand::SetName("x".into());
    let setup = Setup::without(&[Permission::SettingsManage]);
    let mut lesser = Shell::with(setup);
    assert!(lesser.submit(forbidden).is_err());
    lesser.press(Role::Link, "Audit");
    assert_eq!(
        first(&lesser)[3..6],
        ["changed the settings", "The file", "Denied"]
    );
    shell.choose("Outcome", "Denied");
    assert!(shell.table("Audit log").is_none());
}

#[test]
fn the_list_is_exported_with_where_the_log_ends() {
    let mut shell = page(Setup::default());
    let count = shell.table("Audit log").unwrap().count;
    shell.button("Export to Excel");
    let path = shell.folder().join("audit.xlsx");
    shell.type_in("Save as", &path.display().to_string());
    shell.button("Export");
    shell.expect_part(&format!("Exported {count} rows to audit.xlsx"));
    assert_eq!(first(&shell)[3], "exported to a file");
    let mut book = calamine::open_workbook_auto(&path).unwrap();
    let about = calamine::Reader::worksheet_range(&mut book, "About").unwrap();
    let said: Vec<String> = about.rows().map(|row| row[0].to_string()).collect();
    for label in ["Newest entry", "Its hash"] {
        assert!(said.iter().any(|line| line == label), "{label} in {said:?}");
    }
    let rows = calamine::Reader::worksheet_range(&mut book, "Audit log").unwrap();
    assert_eq!(rows.height() as u64, count + 1);
}

#[test]
fn without_the_right_there_is_no_page_and_without_export_no_button() {
    let shell = Shell::with(Setup::without(&[Permission::AuditView]));
    assert!(shell.find(Role::Link, "Audit").is_none());
    let shell = page(Setup::without(&[Permission::DataExport]));
    assert!(shell.find(Role::Button, "Export to Excel").is_none());
}

#[test]
fn number_and_hash_of_the_newest_entry_are_copied() {
    let mut shell = page(Setup::default());
    let seq = shell.table("Audit log").unwrap().count;
    shell.expect_part(&format!("The log ends at entry {seq}"));
    shell.button("Copy number and hash of the newest entry");
    let copied = shell.copied.take().unwrap();
    let hash = rollcall::store::testing::rows(
        &shell.workspace(),
        "SELECT hash FROM audit_entry ORDER BY seq DESC LIMIT 1",
    );
    let hash = hash.unwrap().remove(0).remove(0);
    assert!(copied.contains(&hash), "{copied}");
}

#[test]
fn the_log_is_checked_and_a_bad_entry_named() {
    let mut shell = page(Setup::default());
    let newest = shell.table("Audit log").unwrap().count;
    shell.button("Check the log");
    shell.expect(&format!("Intact up to entry {newest}"));
    assert_eq!(first(&shell)[3], "checked the file");
    let tampered = "UPDATE audit_entry SET command = 'x' WHERE seq = 2";
    testing::execute(&shell.workspace(), tampered).unwrap();
    shell.button("Check the log");
    shell.expect_part("Entry 2 is not as it was written");
    assert_eq!(
        first(&shell)[3..6],
        ["checked the file", "The file", "Failed"]
    );
}

#[test]
fn whoever_may_only_look_checks_and_leaves_no_trace() {
    let mut shell = page(Setup::without(&[Permission::SettingsManage]));
    let newest = shell.table("Audit log").unwrap().count;
    shell.button("Check the log");
    shell.expect(&format!("Intact up to entry {newest}"));
    assert_eq!(shell.table("Audit log").unwrap().count, newest);
}

/// Works on a copy of the demo's file, so that the computer has seen more of it than another copy has.
pub(super) fn work_and_leave(setup: Setup) {
    let shell = Shell::with(setup);
    for format in [DateFormat::Iso, DateFormat::DayMonthYear].repeat(3) {
        shell.submit(OfficeCommand::SetDateFormat(format)).unwrap();
    }
    shell.submit(SessionCommand::SignOut).unwrap();
}

#[test]
fn an_older_file_is_told_and_can_be_taken_as_the_right_one() {
    let folder = tempfile::tempdir().unwrap();
    let setup = Setup {
        checkpoints: Checkpoints::at(folder.path().join("checkpoints.json")),
        ..Setup::default()
    };
    work_and_leave(setup.clone());
    let mut lesser = setup.clone();
    lesser
        .rights
        .retain(|right| *right != Permission::AuditView);
    let shell = Shell::with(lesser);
    assert!(!shell.mentions("This file ends at entry"));
    let mut shell = Shell::with(setup.clone());
    shell.expect_part("This file ends at entry");
    shell.expect_part("it is an older copy, or entries were cut off.");
    shell.press(Role::Link, "I restored it on purpose");
    shell.button("Take it");
    assert!(!shell.mentions("This file ends at entry"));
    shell.press(Role::Link, "Audit");
    assert_eq!(first(&shell)[3], "took a restored file as the right one");
}
