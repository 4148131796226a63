//! Roles: what a role allows is seen and changed by name, who has it and where, and own roles come and go.

use egui::accesskit::{Role, Toggled};
use egui_kittest::kittest::NodeT;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::app::queries::roles::HolderCounts;
use rollcall::domain::permission::Permission;

use crate::support::shell::{Setup, Shell};

fn page(setup: Setup) -> Shell {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Roles");
    shell
}

fn is_on(shell: &Shell, name: &str) -> bool {
    let node = shell.node(Role::CheckBox, name).accesskit_node();
    node.toggled() == Some(Toggled::True)
}

fn allows(shell: &Shell, role: &str, permission: Permission) -> bool {
    let directory = shell.ask(WholeDirectory).unwrap();
    let role = directory.roles.iter().find(|r| r.name == role).unwrap();
    role.permissions.has(permission)
}

#[test]
fn a_box_allows_and_forbids_at_once() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Team lead");
    assert!(is_on(&shell, "Users: View"));
    assert!(!is_on(&shell, "Users: Change"));
    shell.press(Role::CheckBox, "Users: Change");
    assert!(is_on(&shell, "Users: Change"));
    assert!(allows(&shell, "Team lead", Permission::UsersUpdate));
    shell.press(Role::CheckBox, "Users: Change");
    assert!(!allows(&shell, "Team lead", Permission::UsersUpdate));
}

#[test]
fn the_administrators_can_not_be_locked_out() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "System Administrator");
    shell.press(Role::CheckBox, "Roles: Change");
    assert!(is_on(&shell, "Roles: Change"));
    assert!(!shell.toasts().is_empty());
}

#[test]
fn without_the_right_to_change_the_boxes_only_show() {
    let mut shell = page(Setup::without(&[Permission::RolesUpdate]));
    shell.press(Role::Link, "Team lead");
    let cell = shell.node(Role::CheckBox, "Users: Change");
    assert!(cell.accesskit_node().is_disabled());
    assert!(shell.find(Role::Button, "Rename").is_none());
}

#[test]
fn without_the_right_to_see_roles_there_is_no_page() {
    let shell = Shell::with(Setup::without(&[Permission::RolesView]));
    assert!(shell.find(Role::Link, "Roles").is_none());
    assert!(shell.ask(HolderCounts).is_err());
}

#[test]
fn an_own_role_is_copied_renamed_and_deleted() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Account manager");
    shell.button("New role");
    shell.type_in("Name of the role", "Receptionist");
    shell.button("Add role");
    assert!(shell.find(Role::Link, "Receptionist").is_some());
    assert!(
        is_on(&shell, "Users: Change"),
        "begins with the copied rights"
    );
    shell.button("Rename");
    shell.type_in("Name of the role", "Front desk");
    shell.press(Role::Button, "Rename");
    assert!(shell.find(Role::Link, "Front desk").is_some());
    shell.button("Delete role");
    shell.press(Role::Button, "Delete role");
    assert!(shell.find(Role::Link, "Front desk").is_none());
}

#[test]
fn two_roles_are_compared() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Team lead");
    shell.choose("Compare with", "Account manager");
    let words = shell.words();
    assert!(
        words.iter().any(|word| word == "2 differences"),
        "{words:?}"
    );
    let theirs = "Users: Change · Account manager: Yes";
    assert!(words.iter().any(|word| word == theirs), "{words:?}");
}

#[test]
fn who_has_a_role_is_listed_and_where_can_be_changed() {
    let mut shell = page(Setup::default());
    shell.press(Role::Link, "Team lead");
    let tab = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Who has it"));
    shell.press(Role::Tab, &tab.unwrap());
    let places = shell.column(3);
    assert!(
        !places.is_empty() && places.iter().all(|place| place == "Their workspaces"),
        "{places:?}"
    );
    shell.press(Role::Link, "Their workspaces");
    shell.choose("Where the role holds", "The whole office");
    shell.type_in("Last day (empty for no end)", "2026-12-31");
    shell.button("Save");
    assert!(shell.column(3).contains(&"The whole office".to_owned()));
    assert!(shell.column(6).contains(&"2026-12-31".to_owned()));
}
