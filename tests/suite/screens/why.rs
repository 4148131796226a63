//! The Access tab of a person: what they may do, why, and turning a no where the operator may.

use egui::accesskit::Role;
use rollcall::app::queries::why::{About, Why};
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;

use crate::support::shell::{Setup, Shell};

/// The form of the first team member on its tab.
fn tab(setup: Setup) -> (Shell, UserId) {
    let mut shell = Shell::with(setup);
    shell.press(Role::Link, "Roles");
    shell.press(Role::Link, "Team member");
    shell.press(Role::Tab, "Who has it");
    let contact = shell.column(0)[0].clone();
    shell.press(Role::Link, &contact);
    shell.press(Role::Tab, "Access");
    let number = contact.trim_start_matches("C-").parse().unwrap();
    (shell, UserId(number))
}

fn answer(shell: &Shell, user_id: UserId, permission: Permission) -> bool {
    let question = Why {
        user_id,
        permission,
        about: About::Anything,
    };
    shell.ask(question).unwrap().chain.is_allowed
}

#[test]
fn a_no_says_which_step_and_what_would_turn_it() {
    let (shell, user_id) = tab(Setup::default());
    assert!(!answer(&shell, user_id, Permission::UsersView));
    let words = shell.words();
    for wanted in [
        "No role that is held allows it",
        "What would turn it",
        "Let Team member allow it",
    ] {
        assert!(words.contains(&wanted.to_owned()), "{wanted}: {words:?}");
    }
}

#[test]
fn what_would_turn_a_no_does() {
    let (mut shell, user_id) = tab(Setup::default());
    shell.button("Do it: Let Team member allow it");
    assert!(answer(&shell, user_id, Permission::UsersView));
    assert!(shell.words().iter().any(|word| word.starts_with("Yes, ")));
}

#[test]
fn who_may_not_change_roles_is_offered_no_such_change() {
    let (shell, _) = tab(Setup::without(&[Permission::RolesUpdate]));
    assert!(
        shell
            .find(Role::Button, "Do it: Let Team member allow it")
            .is_none()
    );
}
