//! What is chosen in the form of a person: roles, teams, client.

use egui::accesskit::Role;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};

use super::form::open;
use super::users::{person, users};
use crate::support::shell::Setup;

#[test]
fn roles_are_switched_off_without_the_right_to_give_them() {
    let mut shell = users(Setup::without(&[Permission::RolesAssign]));
    open(&mut shell, "C-000005");
    shell.expect("Your roles don't allow giving roles");
    let add = shell.find(Role::Button, "Add role");
    assert!(add.is_none_or(|_| shell.is_off(Role::Button, "Add role")));
    assert!(!shell.is_off(Role::Button, "Add team"));
}

#[test]
fn a_role_is_added_from_the_list_and_taken_away_by_its_cross() {
    let mut shell = users(Setup {
        size: [1440.0, 1400.0],
        ..Setup::default()
    });
    open(&mut shell, "C-000005");
    let before = person(&shell, "C-000005").profile.roles;
    shell.button("Add role");
    shell.fill(Role::SearchInput, "Search", "audit");
    shell.press(Role::ListBoxOption, "Read-only auditor");
    shell.node(Role::Button, "Remove Read-only auditor");
    shell.expect("1 change to save");
    shell.button("Save changes");
    let after = person(&shell, "C-000005").profile.roles;
    assert_eq!(after.len(), before.len() + 1);
    shell.button("Remove Read-only auditor");
    shell.button("Save changes");
    assert_eq!(person(&shell, "C-000005").profile.roles, before);
}

#[test]
fn a_client_can_be_chosen_only_for_a_client_user() {
    let mut shell = users(Setup {
        size: [1440.0, 1400.0],
        ..Setup::default()
    });
    let query = UserListQuery::of(Scope::default(), Segment::All);
    assert_eq!(shell.ask(UserList(query)).unwrap().total, 300);
    shell.button("Invite user");
    shell.press(Role::RadioButton, "Internal");
    assert!(shell.find(Role::ComboBox, "Client").is_none());
    shell.press(Role::RadioButton, "Client");
    assert_eq!(shell.value(Role::ComboBox, "Client"), "No client");
    shell.choose("Client", "Fjord Energy");
    assert_eq!(shell.value(Role::ComboBox, "Client"), "Fjord Energy");
}
