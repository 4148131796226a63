//! Acting on many from the Users page: selecting, the bar, the question with the people behind each figure, undo.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::ThemeChoice;
use rollcall::domain::permission::Permission;
use rollcall::domain::user::AccountStatus;

use super::pictures::{nothing_is_cut, save, setup};
use super::users::{SEARCH, person, users};
use crate::support::shell::{Setup, Shell};

/// Contact IDs of the rows on the screen.
fn shown(shell: &Shell) -> Vec<String> {
    let rows = shell.users().rows;
    rows.into_iter().map(|row| row[0].clone()).collect()
}

fn select(shell: &mut Shell, contact: &str) {
    shell.press(Role::CheckBox, &format!("Select {contact}"));
}

/// The first people of the list that are active.
fn active(shell: &Shell, count: usize) -> Vec<String> {
    let all = shown(shell).into_iter();
    let is_active = |id: &String| person(shell, id).profile.status == AccountStatus::Active;
    let ids: Vec<_> = all.filter(is_active).skip(1).take(count).collect();
    assert_eq!(ids.len(), count);
    ids
}

#[test]
fn the_selected_are_changed_after_a_question_and_set_back() {
    let mut shell = users(Setup::default());
    let ids = active(&shell, 3);
    for id in &ids {
        select(&mut shell, id);
    }
    shell.expect("3 selected");
    shell.button("Deactivate");
    shell.expect("Deactivate 3 users?");
    shell.press(Role::Link, "3 will change");
    let people = shell.table("Users of this line").unwrap();
    assert_eq!(people.count, 3);
    shell.button("Change 3");
    shell.expect("Deactivated 3 users");
    let statuses = |shell: &Shell| -> Vec<_> {
        let all = ids.iter().map(|id| person(shell, id).profile.status);
        all.collect()
    };
    assert_eq!(statuses(&shell), [AccountStatus::Inactive; 3]);
    // They stay selected, to be changed further.
    shell.expect("3 selected");
    shell.press(Role::Link, "Undo");
    assert_eq!(statuses(&shell), [AccountStatus::Active; 3]);
}

#[test]
fn everything_is_done_with_the_keyboard_alone() {
    let mut shell = users(Setup::default());
    shell.node(Role::Grid, "Table of users").focus();
    shell.settle();
    shell.key(Key::ArrowDown);
    shell.key(Key::Space);
    shell.expect("1 selected");
    shell.ctrl(Key::A);
    shell.expect("All 300 that match are selected");
    shell.key(Key::ArrowDown);
    shell.key(Key::Space);
    shell.expect("299 selected");
    shell.key(Key::Escape);
    assert!(shell.find(Role::Button, "Deactivate").is_none());
    shell.node(Role::Grid, "Table of users").focus();
    shell.settle();
    shell.key(Key::Space);
    shell.node(Role::Button, "Add…").focus();
    shell.settle();
    shell.key(Key::Enter);
    shell.expect("Add to the selection");
    shell.key(Key::Escape);
    shell.expect("1 selected");
}

#[test]
fn enter_confirms_once_it_is_known_what_would_change() {
    let mut shell = users(Setup::default());
    let id = active(&shell, 1).remove(0);
    select(&mut shell, &id);
    shell.button("Deactivate");
    let main = (Role::Button, "Change 1".to_owned());
    assert_eq!(shell.focused(), Some(main));
    shell.key(Key::Enter);
    shell.expect("Deactivated 1 user");
}

#[test]
fn all_that_match_are_those_of_the_question() {
    let mut shell = users(Setup::default());
    shell.press(Role::CheckBox, "Select all in the list");
    shell.expect("All 300 that match are selected");
    // Another order is the same question, other words are another.
    shell.button("Created at");
    shell.expect("All 300 that match are selected");
    shell.fill(Role::SearchInput, SEARCH, "an");
    assert!(shell.find(Role::Button, "Deactivate").is_none());
    let count = shell.users().count;
    shell.press(Role::CheckBox, "Select all in the list");
    shell.button("Deactivate");
    let node = format!("Deactivate {count} users?");
    assert!(!shell.says(&node), "some are inactive already");
    shell.expect_part("are so already");
    shell.expect_part("will change");
}

#[test]
fn a_role_a_team_or_a_tag_is_added_to_the_selection() {
    let mut shell = users(Setup::default());
    let ids = active(&shell, 2);
    for id in &ids {
        select(&mut shell, id);
    }
    shell.button("Add…");
    shell.choose("What", "Tag");
    shell.type_in("Tag", "on, site");
    shell.expect("A tag has no comma; add one after the other.");
    shell.type_in("Tag", "on site");
    shell.expect("Add the tag “on site” to 2 users?");
    shell.button("Change 2");
    shell.expect("Added the tag “on site” to 2 users");
    for id in &ids {
        assert!(person(&shell, id).profile.tags.contains("on site"));
    }
    shell.button("Remove…");
    shell.choose("What", "Tag");
    shell.type_in("Tag", "on site");
    shell.button("Change 2");
    shell.expect("Removed the tag “on site” from 2 users");
    for id in &ids {
        assert!(!person(&shell, id).profile.tags.contains("on site"));
    }
}

#[test]
fn who_may_only_look_has_nothing_to_press() {
    let mut shell = users(Setup::only(&[Permission::UsersView]));
    let first = shown(&shell)[0].clone();
    select(&mut shell, &first);
    shell.expect("1 selected");
    for action in ["Activate", "Deactivate", "Add…", "Export"] {
        assert!(shell.find(Role::Button, action).is_none(), "{action}");
    }
    shell.button("Clear the selection");
    assert!(!shell.says("1 selected"));
}

#[test]
fn the_selection_is_taken_along_by_opening_and_editing() {
    let mut shell = users(Setup::default());
    let ids = active(&shell, 2);
    for id in &ids {
        select(&mut shell, id);
    }
    shell.press(Role::Link, &ids[0]);
    shell.expect("2 selected");
    shell.key(Key::Escape);
    shell.expect("2 selected");
}

#[test]
fn pictures_of_the_bar_and_the_question() {
    let looks = [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("dark", ThemeChoice::Dark, 1.0, [1440.0, 900.0]),
        ("large", ThemeChoice::Light, 2.0, [720.0, 450.0]),
        ("small", ThemeChoice::Light, 1.0, [960.0, 640.0]),
    ];
    for (name, theme, scale, size) in looks {
        let mut shell = users(setup(theme, scale, size));
        let width = size[0];
        let shoot = |shell: &mut Shell, what: &str| {
            nothing_is_cut(shell, width, &format!("{what}-{name}"));
            save(shell, &format!("{what}-{name}"));
        };
        for id in shown(&shell).iter().skip(1).take(2) {
            select(&mut shell, id);
        }
        shoot(&mut shell, "users-selected");
        shell.press(Role::CheckBox, "Select all in the list");
        shoot(&mut shell, "users-all-selected");
        shell.button("Deactivate");
        shell.expect_part("are so already");
        shell.press(Role::Link, "1 can't be changed");
        shoot(&mut shell, "users-bulk-question");
        shell.key(Key::Escape);
        shell.button("Add…");
        shoot(&mut shell, "users-bulk-add");
    }
}

#[test]
fn the_selected_are_copied_as_a_table_by_button_and_by_keys() {
    let mut shell = users(Setup::default());
    let ids: Vec<String> = shown(&shell).into_iter().take(2).collect();
    for id in &ids {
        select(&mut shell, id);
    }
    shell.button("Copy");
    shell.expect("Copied 2 rows");
    let copied = shell.copied.take().unwrap();
    let lines: Vec<&str> = copied.lines().collect();
    assert!(
        lines[0].starts_with("Contact ID\tName\tEmail\t"),
        "{copied}"
    );
    assert_eq!(lines.len(), 3);
    for (line, id) in lines[1..].iter().zip(&ids) {
        assert!(line.starts_with(&format!("{id}\t")), "{copied}");
    }
    shell.node(Role::Grid, "Table of users").focus();
    shell.settle();
    shell.harness.event(egui::Event::Copy);
    shell.settle();
    assert_eq!(shell.copied.take(), Some(copied));
}

#[test]
fn who_may_take_nothing_out_has_nothing_to_copy_with() {
    let mut shell = users(Setup::without(&[Permission::DataExport]));
    let first = shown(&shell)[0].clone();
    select(&mut shell, &first);
    assert!(shell.find(Role::Button, "Copy").is_none());
}
