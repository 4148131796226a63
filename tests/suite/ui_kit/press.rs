//! Buttons, links and fields pressed by mouse, by keyboard and by assistive technology.

use egui::accesskit::Role;
use egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use rollcall::ui::widgets::chip::{ChipAction, filter_chip};
use rollcall::ui::widgets::figures::figure_strip;
use rollcall::ui::widgets::link::link;
use rollcall::ui::widgets::nav::{Breadth, Place, nav_item};
use rollcall::ui::widgets::tabs::{Tab, tabs};
use rollcall::ui::widgets::{Button, IconButton, PasswordField, SearchField, TextField};

use super::data;

/// Counts presses of whatever `draw` draws, by all three ways, on the control of this role and name.
fn pressed_three_ways(role: Role, name: &str, draw: fn(&mut Ui) -> bool) {
    let app = move |ui: &mut Ui, count: &mut u32| {
        if draw(ui) {
            *count += 1;
        }
    };
    let mut harness = super::builder([700.0, 400.0]).build_ui_state(app, 0);
    harness.run();
    harness.get_by_role_and_label(role, name).click();
    harness.run();
    assert_eq!(*harness.state(), 1, "{name}: mouse");
    harness.get_by_role_and_label(role, name).focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 2, "{name}: keyboard");
    harness.get_by_role_and_label(role, name).click_accesskit();
    harness.run();
    assert_eq!(*harness.state(), 3, "{name}: assistive technology");
}

#[test]
fn everything_that_can_be_pressed_answers_all_three_ways() {
    type Case = (Role, &'static str, fn(&mut Ui) -> bool);
    let cases: [Case; 10] = [
        (Role::Button, "Save", |ui| {
            Button::primary("Save").show(ui).clicked()
        }),
        (Role::Button, "Open", |ui| {
            Button::secondary("Open")
                .icon("\u{e256}")
                .show(ui)
                .clicked()
        }),
        (Role::Button, "Delete…", |ui| {
            Button::danger("Delete…").show(ui).clicked()
        }),
        (Role::Button, "Skip", |ui| {
            Button::ghost("Skip").small().show(ui).clicked()
        }),
        (Role::Button, "Refresh", |ui| {
            IconButton::new("\u{e036}", "Refresh").show(ui).clicked()
        }),
        (Role::Link, "All sign-ins", |ui| {
            link(ui, "All sign-ins").clicked()
        }),
        (Role::Link, "Users", |ui| {
            nav_item(
                ui,
                ("\u{e4d6}", "Users", "12"),
                Place::Elsewhere,
                Breadth::Icons,
            )
            .clicked()
        }),
        (Role::Button, "Total users: 12,480", |ui| {
            figure_strip(ui, &data::figures()) == Some(0)
        }),
        (Role::Button, "Remove Active", |ui| {
            filter_chip(ui, "Active", "Remove Active") == Some(ChipAction::Removed)
        }),
        (Role::Tab, "Access", |ui| {
            let tab = |label: &str| Tab {
                label: label.into(),
                ..Tab::default()
            };
            tabs(ui, &[tab("Profile"), tab("Access")], 0) == Some(1)
        }),
    ];
    for (role, name, draw) in cases {
        pressed_three_ways(role, name, draw);
    }
}

#[test]
fn a_button_that_is_off_says_why_and_does_nothing() {
    let app = |ui: &mut Ui, count: &mut u32| {
        let button = Button::primary("Save").enabled_or(Some("Two fields need attention"));
        *count += u32::from(button.show(ui).clicked());
    };
    let mut harness = super::builder([300.0, 100.0]).build_ui_state(app, 0);
    let node = harness.get_by_role_and_label(Role::Button, "Save");
    assert!(node.accesskit_node().is_disabled());
    assert_eq!(
        node.accesskit_node().description().as_deref(),
        Some("Two fields need attention")
    );
    node.hover();
    harness.run_steps(60);
    assert!(
        harness
            .query_by_label("Two fields need attention")
            .is_some(),
        "tooltip"
    );
    harness.get_by_label("Save").click();
    harness.run();
    assert_eq!(*harness.state(), 0);
}

#[test]
fn icons_do_not_leak_into_names() {
    let app = |ui: &mut Ui, (): &mut ()| {
        Button::secondary("Open").icon("\u{e256}").show(ui);
        IconButton::new("\u{e036}", "Refresh").show(ui);
        nav_item(ui, ("\u{e4d6}", "Users", ""), Place::Here, Breadth::Full);
    };
    let harness = super::builder([300.0, 200.0]).build_ui_state(app, ());
    for node in harness.root().children_recursive() {
        let label = node.accesskit_node().label().unwrap_or_default();
        assert!(
            !label.chars().any(|c| ('\u{e000}'..'\u{f8ff}').contains(&c)),
            "{label:?}"
        );
    }
}

fn text_field(ui: &mut Ui, (value, problem): &mut (String, Option<&'static str>)) {
    TextField::new("email", "Email", value)
        .help("Used to sign in")
        .problem(*problem)
        .show(ui);
}

#[test]
fn a_field_is_named_by_its_label_and_described_by_help_or_problem() {
    let mut harness =
        super::builder([400.0, 200.0]).build_ui_state(text_field, (String::new(), None));
    let field = |harness: &Harness<'_, (String, Option<&'static str>)>| {
        let node = harness.get_by_role_and_label(Role::TextInput, "Email");
        let node = node.accesskit_node();
        (node.description(), node.data().invalid().is_some())
    };
    assert_eq!(field(&harness), (Some("Used to sign in".into()), false));
    harness
        .get_by_role_and_label(Role::TextInput, "Email")
        .focus();
    harness.run();
    harness
        .get_by_role_and_label(Role::TextInput, "Email")
        .type_text("zoë@example.org");
    harness.run();
    assert_eq!(harness.state().0, "zoë@example.org");
    let before = harness
        .get_by_role_and_label(Role::TextInput, "Email")
        .rect();
    harness.state_mut().1 = Some("Already taken");
    harness.run();
    assert_eq!(field(&harness), (Some("Already taken".into()), true));
    assert_eq!(
        harness
            .get_by_role_and_label(Role::TextInput, "Email")
            .rect(),
        before
    );
    assert!(
        harness.query_by_label("Used to sign in").is_none(),
        "the problem replaces the help"
    );
    harness
        .get_by_role_and_label(Role::TextInput, "Email")
        .set_text_value_accesskit("a@b.c");
    harness.run();
    assert_eq!(harness.state().0, "a@b.c");
}

#[test]
fn a_password_is_hidden_until_the_eye_is_pressed() {
    let app = |ui: &mut Ui, value: &mut String| {
        PasswordField::new("pw", "Password", value, ("Show", "Hide")).show(ui);
    };
    let mut harness = super::builder([400.0, 200.0]).build_ui_state(app, "hunter2".to_owned());
    let read = |harness: &Harness<'_, String>| {
        let field = harness
            .get_all_by_label("Password")
            .find_map(|node| node.value());
        field.unwrap_or_default()
    };
    assert_ne!(read(&harness), "hunter2");
    harness.get_by_label("Show").click();
    harness.run();
    assert_eq!(read(&harness), "hunter2");
    harness.get_by_label("Hide").click_accesskit();
    harness.run();
    assert_ne!(read(&harness), "hunter2");
}

#[test]
fn search_is_cleared_by_its_cross() {
    let app = |ui: &mut Ui, value: &mut String| {
        SearchField::new("q", "Search users", "Clear search", value).show(ui);
    };
    let mut harness = super::builder([400.0, 100.0]).build_ui_state(app, "lef".to_owned());
    harness.run();
    harness.get_by_role_and_label(Role::SearchInput, "Search users");
    harness.get_by_label("Clear search").click();
    harness.run();
    assert_eq!(harness.state(), "");
    assert!(harness.query_by_label("Clear search").is_none());
}
