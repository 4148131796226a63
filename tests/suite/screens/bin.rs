//! Deleting from the Users page, and the bin.

use egui::Key;
use egui::accesskit::Role;
use rollcall::app::computer::ThemeChoice;
use rollcall::domain::permission::Permission;

use super::pictures::{nothing_is_cut, save, setup};
use super::users::users;
use crate::support::shell::{Setup, Shell};

/// Contact IDs of the rows on the screen.
fn shown(shell: &Shell) -> Vec<String> {
    let rows = shell.users().rows;
    rows.into_iter().map(|row| row[0].clone()).collect()
}

/// Deletes some of the list; who they are.
fn delete(shell: &mut Shell, count: usize) -> Vec<String> {
    // Whoever owns a workspace is not deleted, and the first ones do.
    let ids: Vec<String> = shown(shell).into_iter().skip(4).take(count).collect();
    for id in &ids {
        shell.press(Role::CheckBox, &format!("Select {id}"));
    }
    shell.button("Delete…");
    shell.expect_part("will go to the bin");
    shell.button(&format!("Delete {count}"));
    shell.expect_part("Deleted ");
    ids
}

#[test]
fn who_is_deleted_is_restored_from_the_bin() {
    let mut shell = users(Setup::default());
    let all = shell.users().count;
    let ids = delete(&mut shell, 2);
    assert_eq!(shell.users().count, all - 2);
    shell.button("Bin");
    shell.expect("Deleted users");
    let bin = shell.table("Deleted users, newest first").unwrap();
    assert_eq!(bin.count, 2);
    shell.fill(Role::SearchInput, "Search the bin", &ids[1]);
    assert_eq!(shell.table("Deleted users, newest first").unwrap().count, 1);
    shell.press(Role::Cell, &ids[1]);
    shell.button("Restore");
    shell.expect("Nobody in the bin matches");
    assert_eq!(shell.users().count, all - 1);
    shell.key(Key::Escape);
    assert!(shown(&shell).contains(&ids[1]));
    assert!(!shown(&shell).contains(&ids[0]));
}

#[test]
fn deleting_is_set_back_from_the_message() {
    let mut shell = users(Setup::default());
    let ids = delete(&mut shell, 3);
    let are_there = |shell: &Shell| ids.iter().all(|id| shown(shell).contains(id));
    assert!(!are_there(&shell));
    // Nobody is selected who is no longer there.
    assert!(shell.find(Role::Button, "Delete…").is_none());
    shell.press(Role::Link, "Undo");
    assert!(are_there(&shell));
}

#[test]
fn who_is_open_is_deleted_from_the_form() {
    let mut shell = users(Setup::default());
    let ids: Vec<String> = shown(&shell).into_iter().skip(4).take(2).collect();
    shell.press(Role::CheckBox, &format!("Select {}", ids[0]));
    shell.press(Role::Link, &ids[1]);
    shell.button("More about this user");
    shell.press(Role::MenuItem, "Delete this user…");
    shell.expect("Delete 1 user?");
    shell.button("Delete 1");
    shell.expect("Deleted 1 user");
    // The form is gone with them, the others stay selected.
    assert!(shell.find(Role::Button, "Close").is_none());
    shell.expect("1 selected");
    assert!(!shown(&shell).contains(&ids[1]));
}

#[test]
fn deleting_takes_more_than_enter() {
    let mut shell = users(Setup::default());
    let first = shown(&shell)[6].clone();
    shell.press(Role::CheckBox, &format!("Select {first}"));
    shell.button("Delete…");
    assert_eq!(shell.focused(), Some((Role::Button, "Cancel".to_owned())));
    shell.node(Role::Button, "Delete 1").focus();
    shell.settle();
    shell.key(Key::Enter);
    shell.expect("Deleted 1 user");
    assert!(!shown(&shell).contains(&first));
}

#[test]
fn who_may_not_delete_has_nothing_to_press() {
    let mut shell = users(Setup::without(&[Permission::UsersDelete]));
    assert!(shell.find(Role::Button, "Bin").is_none());
    let first = shown(&shell)[0].clone();
    shell.press(Role::CheckBox, &format!("Select {first}"));
    shell.expect("1 selected");
    assert!(shell.find(Role::Button, "Delete…").is_none());
}

/// The bin with two people, the first of them chosen; who that is.
fn bin_of_two(shell: &mut Shell) -> String {
    delete(shell, 2);
    shell.button("Bin");
    let rows = shell.table("Deleted users, newest first").unwrap().rows;
    shell.press(Role::Cell, &rows[0][0]);
    rows[0][1].clone()
}

#[test]
fn one_is_removed_for_good_after_a_question_and_then_all() {
    let mut shell = users(Setup::default());
    let name = bin_of_two(&mut shell);
    shell.button("Remove for good…");
    shell.expect(&format!("Remove {name} for good?"));
    assert_eq!(shell.focused(), Some((Role::Button, "Cancel".to_owned())));
    shell.key(Key::Escape);
    assert!(
        shell.find(Role::Button, "Cancel").is_none(),
        "only the question is closed"
    );
    assert_eq!(shell.table("Deleted users, newest first").unwrap().count, 2);
    shell.button("Remove for good…");
    shell.button("Remove for good");
    shell.expect("1 user removed for good");
    let left = shell.table("Deleted users, newest first").unwrap();
    assert_eq!(left.count, 1);
    assert_ne!(left.rows[0][1], name);
    shell.button("Empty the bin…");
    shell.expect("Remove 1 user for good?");
    shell.button("Remove 1 for good");
    shell.expect("The bin is empty");
}

#[test]
fn how_long_deleted_users_are_kept_is_chosen_in_the_bin() {
    let mut shell = users(Setup::default());
    bin_of_two(&mut shell);
    shell.expect_part("kept until somebody removes them");
    shell.button("Keep for…");
    shell.choose("In the bin", "90 days");
    shell.expect("Nobody was deleted longer ago than that.");
    shell.button("Save");
    shell.expect_part("kept for 90 days");
    let rows = shell.table("Deleted users, newest first").unwrap().rows;
    assert_eq!(rows[0].len(), 6, "{rows:?}");
    shell.button("Keep for…");
    shell.choose("In the bin", "Another number of days");
    shell.type_in("Days", "0");
    shell.expect("A number from 1 to 3,650");
    shell.fill(Role::TextInput, "Days", "45");
    shell.button("Save");
    shell.expect_part("kept for 45 days");
}

#[test]
fn who_may_not_remove_for_good_is_not_offered_it() {
    let mut shell = users(Setup::without(&[Permission::UsersPurge]));
    bin_of_two(&mut shell);
    for name in ["Remove for good…", "Empty the bin…", "Keep for…"] {
        assert!(shell.find(Role::Button, name).is_none(), "{name}");
    }
}

#[test]
fn pictures_of_deleting_and_of_the_bin() {
    let looks = [
        ("light", ThemeChoice::Light, 1.0, [1440.0, 900.0]),
        ("dark", ThemeChoice::Dark, 1.0, [1440.0, 900.0]),
        ("large", ThemeChoice::Light, 2.0, [720.0, 450.0]),
        ("small", ThemeChoice::Light, 1.0, [960.0, 640.0]),
    ];
    for (name, theme, scale, size) in looks {
        let mut shell = users(setup(theme, scale, size));
        let shoot = |shell: &mut Shell, what: &str| {
            nothing_is_cut(shell, size[0], &format!("{what}-{name}"));
            save(shell, &format!("{what}-{name}"));
        };
        shell.button("Bin");
        shoot(&mut shell, "users-bin-empty");
        shell.key(Key::Escape);
        let few = if scale > 1.0 { 1 } else { 3 };
        delete(&mut shell, few);
        shell.press(Role::CheckBox, "Select all in the list");
        shell.button("Delete…");
        shell.expect_part("can't be deleted");
        shoot(&mut shell, "users-delete");
        shell.key(Key::Escape);
        shell.button("Bin");
        let rows = shell.table("Deleted users, newest first").unwrap().rows;
        shell.press(Role::Cell, &rows[0][0]);
        shoot(&mut shell, "users-bin");
        shell.button("Keep for…");
        shell.choose("In the bin", "Another number of days");
        shell.type_in("Days", "30");
        shoot(&mut shell, "users-bin-keep");
        shell.button("Save");
        shell.expect_part("kept for 30 days");
        shoot(&mut shell, "users-bin-kept");
        shell.button("Remove for good…");
        shoot(&mut shell, "users-bin-purge");
    }
}
