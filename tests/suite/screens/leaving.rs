//! Unsaved changes are never lost without a question, and nothing is asked where there are none.

use egui::accesskit::Role;
use egui::{Key, ViewportEvent, ViewportId};

use super::users::users;
use crate::support::shell::{Setup, Shell};

const QUESTION: &str = "Leave without saving?";

fn changed() -> (Shell, Vec<String>) {
    let mut shell = users(Setup::default());
    let contacts = shell.column(0);
    shell.press(Role::Link, &contacts[0]);
    shell.type_in("Title", "Half typed");
    (shell, contacts)
}

#[track_caller]
fn asked_and_kept(shell: &mut Shell) {
    shell.expect(QUESTION);
    shell.button("Keep editing");
    assert!(!shell.says(QUESTION));
    assert_eq!(shell.value(Role::TextInput, "Title"), "Half typed");
}

fn sign_out(shell: &mut Shell) {
    shell.button("Account and workspace");
    shell.press(Role::MenuItem, "Sign out");
}

/// The system asks the main window to close; what it answers.
pub fn close_main(shell: &mut Shell) -> Vec<egui::ViewportCommand> {
    let input = shell.harness.input_mut();
    let root = input.viewports.entry(ViewportId::ROOT).or_default();
    root.events.push(ViewportEvent::Close);
    shell.harness.step();
    shell.harness.output().viewport_output[&ViewportId::ROOT]
        .commands
        .clone()
}

#[test]
fn closing_the_form_asks() {
    let (mut shell, _) = changed();
    shell.button("Close");
    asked_and_kept(&mut shell);
    shell.key(Key::Escape);
    asked_and_kept(&mut shell);
    shell.button("Close");
    shell.button("Discard changes");
    assert!(shell.find(Role::TextInput, "Title").is_none());
}

#[test]
fn another_row_asks() {
    let (mut shell, contacts) = changed();
    shell.press(Role::Link, &contacts[1]);
    asked_and_kept(&mut shell);
    let name = shell.column(1)[1].clone();
    shell.press(Role::Link, &contacts[1]);
    shell.button("Discard changes");
    assert_eq!(shell.value(Role::TextInput, "Name"), name);
}

#[test]
fn signing_out_asks_where_something_would_be_lost() {
    let (mut shell, _) = changed();
    sign_out(&mut shell);
    asked_and_kept(&mut shell);
    assert!(shell.is_inside());
    sign_out(&mut shell);
    shell.button("Discard changes");
    assert!(!shell.is_inside());
    shell.node(Role::Button, "Sign in");
}

#[test]
fn signing_out_asks_nothing_where_nothing_would_be_lost() {
    let mut shell = users(Setup::default());
    let first = shell.column(0)[0].clone();
    shell.press(Role::Link, &first);
    sign_out(&mut shell);
    assert!(!shell.says(QUESTION));
    assert!(!shell.is_inside());
    shell.node(Role::Button, "Sign in");
}

#[test]
fn closing_the_workspace_leads_to_the_start() {
    let mut shell = users(Setup::default());
    shell.button("Account and workspace");
    shell.press(Role::MenuItem, "Close workspace");
    shell.expect("Welcome to Rollcall");
}

#[test]
fn the_window_is_not_closed_over_a_draft() {
    let (mut shell, _) = changed();
    let commands = close_main(&mut shell);
    assert!(
        commands.contains(&egui::ViewportCommand::CancelClose),
        "{commands:?}"
    );
    shell.settle();
    asked_and_kept(&mut shell);
}

#[test]
fn the_window_closes_at_once_without_a_draft() {
    let mut shell = users(Setup::default());
    let commands = close_main(&mut shell);
    assert!(
        !commands.contains(&egui::ViewportCommand::CancelClose),
        "{commands:?}"
    );
    shell.settle();
    assert!(!shell.says(QUESTION));
}

#[test]
fn another_page_keeps_the_draft() {
    let (mut shell, _) = changed();
    shell.press(Role::Link, "User Insight");
    shell.expect("Last 5 logins");
    shell.press(Role::Link, "Users");
    assert_eq!(shell.value(Role::TextInput, "Title"), "Half typed");
}
