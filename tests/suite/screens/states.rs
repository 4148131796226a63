//! The five states of a list: loading, empty, no match, failed, and rows.

use egui::accesskit::Role;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::queries::directory::WholeDirectory;
use rollcall::domain::permission::Permission;

use crate::support::shell::{Setup, Shell};

#[test]
fn a_list_that_is_not_there_yet_shows_that_it_is_coming() {
    let mut shell = Shell::new();
    shell.node(Role::Link, "Users").click();
    for _ in 0..30 {
        shell.harness.step();
    }
    assert!(shell.table("Table of users").is_none());
    shell.expect("Loading…");
    shell.settle();
    assert!(!shell.says("Loading…"));
    assert_eq!(shell.users().count, 300);
}

#[test]
fn old_rows_stay_while_new_ones_come() {
    let mut shell = Shell::new();
    shell.press(Role::Link, "Users");
    let before = shell.column(0);
    shell.button("Email");
    let now = shell.column(0);
    assert_ne!(before, now);
    shell.node(Role::Button, "Email, sorted ascending").click();
    for _ in 0..5 {
        shell.harness.step();
    }
    assert_eq!(shell.column(0), now, "nothing is blank before the answer");
    shell.settle();
    assert_ne!(shell.column(0), now);
}

#[test]
fn a_set_of_nobody_says_so() {
    let mut shell = Shell::prepared(Setup::default(), |w| {
        for number in 1..=300 {
            let user_id = rollcall::domain::ids::UserId(number);
            let mut profile = w.user(user_id)?.profile;
            profile.status = rollcall::domain::user::AccountStatus::Active;
            w.update_user(user_id, &profile)?;
        }
        Ok(())
    });
    shell.button("Inactive: 0 (0.0%)");
    shell.expect("Nobody here");
    shell.expect("No rows");
    shell.expect_part("0 users · as of");
}

fn take_away(shell: &mut Shell, right: Permission) {
    let roles = shell.ask(WholeDirectory).unwrap().roles;
    shell
        .submit(RoleCommand::Forbid(roles[0].role_id, right))
        .unwrap();
    shell.settle();
}

fn give_back(shell: &mut Shell, right: Permission) {
    let role = rollcall::domain::ids::RoleId(1);
    shell.change_elsewhere(|w| w.allow(role, right));
}

#[test]
fn a_refused_list_says_why_and_can_be_tried_again() {
    let mut shell = Shell::new();
    shell.press(Role::Link, "Users");
    take_away(&mut shell, Permission::UsersView);
    shell.expect_part("Your roles don't allow this.");
    give_back(&mut shell, Permission::UsersView);
    shell.press(Role::Link, "Try again");
    assert!(!shell.mentions("Your roles don't allow this."));
    assert_eq!(shell.users().count, 300);
}

#[test]
fn refused_figures_say_why_and_can_be_tried_again() {
    let mut shell = Shell::new();
    take_away(&mut shell, Permission::InsightView);
    shell.expect_part("Your roles don't allow this.");
    give_back(&mut shell, Permission::InsightView);
    shell.press(Role::Link, "Try again");
    shell.node(Role::Button, "Total users: 300");
}

#[test]
fn a_refused_window_says_why() {
    let mut shell = Shell::new();
    let sessions = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Sessions open now: "))
        .unwrap();
    shell.button(&sessions);
    take_away(&mut shell, Permission::InsightView);
    shell.key(egui::Key::Escape);
    shell.harness.step();
    assert_eq!(shell.windows(), 0);
}

#[test]
fn sessions_that_cannot_be_listed_say_why() {
    let mut shell = Shell::new();
    let sessions = shell
        .words()
        .into_iter()
        .find(|word| word.starts_with("Sessions open now: "))
        .unwrap();
    shell.node(Role::Button, &sessions).click();
    for _ in 0..6 {
        shell.harness.step();
    }
    let role = rollcall::domain::ids::RoleId(1);
    shell.change_elsewhere(|w| w.forbid(role, Permission::InsightView));
    shell.settle();
    shell.expect_part("Your roles don't allow this.");
    shell.change_elsewhere(|w| w.allow(role, Permission::InsightView));
    shell.press(Role::Link, "Try again");
    assert!(shell.table("Table of sessions").is_some());
}
