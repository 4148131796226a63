//! The keyboard alone: everything is reached in reading order, nothing holds it, and work is done without a mouse.

use egui::accesskit::Role;
use egui::{Key, Rect};
use egui_kittest::kittest::NodeT;

use crate::support::shell::{Setup, Shell};

const PRESSABLE: [Role; 9] = [
    Role::Button,
    Role::Link,
    Role::ComboBox,
    Role::TextInput,
    Role::SearchInput,
    Role::PasswordInput,
    Role::RadioButton,
    Role::Tab,
    Role::Grid,
];

type Stop = (Role, String, Rect);

/// What has the keyboard, with its place.
fn here(shell: &Shell) -> Option<Stop> {
    let (role, name) = shell.focused()?;
    let all = shell.harness.root().children_recursive();
    let node = all.filter(|node| node.is_focused()).last()?;
    Some((role, name, node.rect()))
}

/// Everything that Tab reaches from nowhere, once around.
fn tour(shell: &mut Shell) -> Vec<Stop> {
    let mut stops: Vec<Stop> = Vec::new();
    for _ in 0..200 {
        shell.key(Key::Tab);
        let Some(stop) = here(shell) else {
            continue;
        };
        if stops.first() == Some(&stop) {
            return stops;
        }
        assert!(!stops.contains(&stop), "Tab goes in a circle at {stop:?}");
        stops.push(stop);
    }
    panic!("Tab never comes around: {stops:#?}");
}

fn pressable(shell: &Shell) -> Vec<(Role, String)> {
    let all = shell.harness.root().children_recursive();
    all.filter_map(|node| {
        let node = node.accesskit_node();
        let is_one = PRESSABLE.contains(&node.role()) && !node.is_disabled();
        is_one.then(|| (node.role(), node.label().unwrap_or_default()))
    })
    .collect()
}

/// Every control is on the tour; arrows take care of the other choices of a group and of the rows of a table.
fn reaches_everything(shell: &mut Shell) -> Vec<Stop> {
    let stops = tour(shell);
    let reached: Vec<(Role, String)> = stops
        .iter()
        .map(|(role, name, _)| (*role, name.clone()))
        .collect();
    for control in pressable(shell) {
        let by_arrows = matches!(control.0, Role::RadioButton | Role::Tab);
        let in_table = control.1.starts_with("C-00");
        assert!(
            by_arrows || in_table || reached.contains(&control),
            "{control:?} is not reached: {reached:#?}"
        );
        assert!(!control.1.is_empty(), "a {:?} has no name", control.0);
    }
    stops
}

/// Tab comes to these in this order.
fn reading_order(stops: &[Stop], block: &[&str]) {
    let place = |name: &str| {
        stops
            .iter()
            .position(|(_, stop, _)| stop == name || stop.starts_with(&format!("{name}: ")))
            .unwrap_or_else(|| panic!("{name} is not reached: {stops:#?}"))
    };
    let first = place(block[0]);
    let order: Vec<usize> = block
        .iter()
        .map(|name| (place(name) + stops.len() - first) % stops.len())
        .collect();
    assert!(order.is_sorted(), "{block:?} come in the order {order:?}");
}

#[test]
fn tab_reaches_everything_on_insight_in_reading_order() {
    let mut shell = Shell::new();
    let stops = reaches_everything(&mut shell);
    reading_order(
        &stops,
        &[
            "User Insight",
            "Users",
            "Import",
            "Settings",
            "Workspace",
            "Internal or client",
            "Export workbook",
            "Refresh",
            "Total users",
            "Active accounts",
            "Growth, 30 days",
            "Signed in, 30 days",
            "Sessions open now",
            "Invitations pending",
            "Active",
            "Inactive",
            "Completed",
            "Team member",
            "Last 5 logins",
        ],
    );
}

#[test]
fn tab_reaches_everything_on_the_other_pages() {
    let mut shell = Shell::new();
    for page in ["Users", "Import", "Settings"] {
        shell.press(Role::Link, page);
        shell.harness.ctx.memory_mut(|memory| {
            if let Some(id) = memory.focused() {
                memory.surrender_focus(id);
            }
        });
        reaches_everything(&mut shell);
    }
}

#[test]
fn tab_goes_through_a_window_in_reading_order() {
    let mut shell = Shell::new();
    shell.button("Total users: 300");
    let stops = reaches_everything(&mut shell);
    reading_order(
        &stops,
        &[
            "Close window",
            "Search in these users",
            "Open in Users",
            "Export to Excel",
            "Table of users",
        ],
    );
}

#[test]
fn tab_goes_through_the_form_in_reading_order() {
    let mut shell = Shell::new();
    shell.press(Role::Link, "Users");
    shell.button("Invite user");
    let stops = reaches_everything(&mut shell);
    reading_order(
        &stops,
        &[
            "Close",
            "Name",
            "Email",
            "Phone",
            "Extension",
            "Title",
            "Department",
            "Notes",
        ],
    );
    shell.key(Key::Escape);
    let first = shell.column(0)[0].clone();
    shell.press(Role::Link, &first);
    shell.type_in("Title", "Pilot");
    let stops = tour(&mut shell);
    reading_order(
        &stops,
        &[
            "Table of users",
            "Close",
            "Name",
            "Notes",
            "Discard",
            "Save changes",
        ],
    );
}

#[test]
fn a_person_is_found_edited_and_saved_without_a_mouse() {
    let mut shell = Shell::new();
    shell.ctrl(Key::Num2);
    shell.ctrl(Key::F);
    for letter in "C-000012".chars() {
        shell.harness.event(egui::Event::Text(letter.to_string()));
        shell.settle();
    }
    assert_eq!(shell.users().count, 1);
    until_focused(&mut shell, Role::Grid, "Table of users");
    shell.key(Key::ArrowDown);
    shell.key(Key::Enter);
    until_focused(&mut shell, Role::TextInput, "Title");
    shell.ctrl(Key::A);
    for letter in "Pilot".chars() {
        shell.harness.event(egui::Event::Text(letter.to_string()));
        shell.settle();
    }
    until_focused(&mut shell, Role::Button, "Save changes");
    shell.key(Key::Enter);
    assert_eq!(shell.toasts().len(), 1);
    assert_eq!(
        super::users::person(&shell, "C-000012").profile.title,
        "Pilot"
    );
    shell.key(Key::Escape);
    assert!(shell.find(Role::TextInput, "Title").is_none());
}

#[track_caller]
fn until_focused(shell: &mut Shell, role: Role, name: &str) {
    for _ in 0..120 {
        if shell.focused() == Some((role, name.to_owned())) {
            return;
        }
        shell.key(Key::Tab);
    }
    panic!("Tab never reaches {name}: now {:?}", shell.focused());
}

#[test]
fn a_dialog_keeps_the_keyboard_inside() {
    let mut shell = Shell::with(Setup::default());
    shell.press(Role::Link, "Users");
    shell.button("Export to Excel");
    for _ in 0..10 {
        shell.key(Key::Tab);
        let (_, name) = shell.focused().unwrap();
        assert!(
            ["Save as", "Choose…", "Cancel", "Export"].contains(&name.as_str()),
            "{name} lies behind the dialog"
        );
    }
}
