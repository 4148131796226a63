//! Saved views on the Users page: saved, used, changed, shared, the one to begin with, deleted.

use egui::Key;
use egui::accesskit::Role;
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::permission::Permission;
use rollcall::domain::view::{ViewContent, ViewProfile};

use super::users::{SEARCH, users};
use crate::support::shell::{Setup, Shell, operator};

/// Narrows the list to inactive people.
fn narrow(shell: &mut Shell) {
    shell.button("Filter");
    shell.fill(Role::SearchInput, "Find a field", "Status");
    shell.key(Key::Enter);
    shell.button("Choose…");
    shell.press(Role::ListBoxOption, "Inactive");
    shell.button("Done");
}

fn save(shell: &mut Shell, button: &str, name: &str) {
    shell.button(button);
    shell.press(Role::MenuItem, "Save as a new view…");
    shell.type_in("Name", name);
    shell.button("Save view");
    shell.expect(&format!("Saved the view “{name}”"));
}

#[test]
fn a_view_keeps_conditions_search_order_and_columns() {
    let mut shell = users(Setup::default());
    narrow(&mut shell);
    shell.fill(Role::SearchInput, SEARCH, "a");
    shell.button("Created at");
    shell.button("Columns");
    shell.press(Role::CheckBox, "Email");
    shell.key(Key::Escape);
    let shown = shell.users();
    assert!(shown.count < 300);
    save(&mut shell, "View: All users", "Away");
    shell.button("View: Away");
    shell.press(Role::MenuItem, "All users");
    assert_eq!(shell.users().count, 300);
    shell.button("View: All users");
    shell.press(Role::MenuItem, "Away");
    assert_eq!(shell.users(), shown);
    assert!(shell.find(Role::Button, "Status is Inactive").is_some());
}

#[test]
fn what_is_changed_is_said_saved_or_set_back() {
    let mut shell = users(Setup::default());
    narrow(&mut shell);
    save(&mut shell, "View: All users", "Away");
    let kept = shell.users();
    shell.button("Remove the condition “Status is Inactive”");
    assert_eq!(shell.users().count, 300);
    shell.button("Away (changed)");
    shell.press(Role::MenuItem, "Set back to “Away”");
    assert_eq!(shell.users(), kept);
    shell.button("Remove the condition “Status is Inactive”");
    shell.button("Away (changed)");
    shell.press(Role::MenuItem, "Save the changes");
    shell.expect("Changed the view “Away”");
    shell.button("View: Away");
    shell.press(Role::MenuItem, "All users");
    shell.button("View: All users");
    shell.press(Role::MenuItem, "Away");
    assert_eq!(shell.users().count, 300);
}

#[test]
fn a_view_is_named_shared_chosen_to_begin_with_and_deleted() {
    let mut shell = users(Setup::default());
    narrow(&mut shell);
    save(&mut shell, "View: All users", "Away");
    let menu = |shell: &mut Shell, name: &str, item: &str| {
        shell.button(&format!("View: {name}"));
        shell.press(Role::MenuItem, item);
    };
    menu(&mut shell, "Away", "Begin with this view");
    shell.expect("The Users page begins with “Away” from now on");
    menu(&mut shell, "Away", "Share with the office");
    shell.expect("“Away” is shared with the office");
    menu(&mut shell, "Away", "Rename…");
    shell.type_in("Name", "Gone");
    shell.button("Rename");
    shell.expect("Renamed the view to “Gone”");
    menu(&mut shell, "Gone", "Delete…");
    shell.expect_part("Others in the office use this view too.");
    shell.button("Delete view");
    shell.expect("Deleted the view “Gone”");
    shell.expect("View: All users");
    shell.press(Role::Link, "Undo");
    shell.expect("View: Gone");
}

#[test]
fn a_name_that_is_taken_is_said_while_it_is_typed() {
    let mut shell = users(Setup::only(&[Permission::UsersView]));
    save(&mut shell, "View: All users", "Away");
    shell.button("View: Away");
    shell.press(Role::MenuItem, "Save as a new view…");
    shell.type_in("Name", "AWAY");
    shell.expect("There is a view called “AWAY” already.");
}

#[test]
fn the_page_begins_with_the_view_that_was_chosen() {
    let mut shell = Shell::prepared(Setup::default(), |w| {
        let owner = operator(w)?;
        let mut profile = ViewProfile {
            name: "Away".into(),
            ..ViewProfile::default()
        };
        let inactive = Term::new(FilterField::Status, Test::AnyOf([0].into()));
        let content = ViewContent {
            filter: Filter::of(inactive),
            ..ViewContent::default()
        };
        let view_id = w.insert_view(owner, &profile)?;
        profile.version = w.add_view_version(view_id, &content)?;
        w.update_view(view_id, &profile)?;
        w.set_start_view(owner, Some(view_id))
    });
    shell.press(Role::Link, "Users");
    shell.expect("View: Away");
    assert!(shell.users().count < 300);
    shell.button("View: Away");
    shell.press(Role::MenuItem, "All users");
    assert_eq!(shell.users().count, 300);
}
