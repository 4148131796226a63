//! Where the keyboard is in a dialog: first field, buttons, Tab, Enter, and back where it was.

use egui::accesskit::Role;
use egui::{Key, Modifiers, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::widgets::dialog::Answer;
use rollcall::ui::widgets::{Button, Dialog, TextField};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Body {
    Words,
    Field,
    LongText,
    ManyFields,
}

struct State {
    body: Body,
    danger: bool,
    off: bool,
    open: bool,
    name: String,
    behind: String,
    answers: Vec<Answer>,
}

impl Default for State {
    fn default() -> Self {
        Self {
            body: Body::Words,
            danger: false,
            off: false,
            open: true,
            name: String::new(),
            behind: String::new(),
            answers: Vec::new(),
        }
    }
}

/// More than fit into the window.
const FIELDS: usize = 12;

fn app(ui: &mut Ui, state: &mut State) {
    TextField::new("behind", "Behind", &mut state.behind).show(ui);
    if Button::secondary("Open…").show(ui).clicked() {
        state.open = true;
    }
    if !state.open {
        return;
    }
    let mut dialog = Dialog::new("d", "Name the list", "Save", "Cancel")
        .enabled_or(state.off.then_some("The name is missing"));
    if state.danger {
        dialog = dialog.danger();
    }
    let answer = dialog.show(ui.ctx(), |ui| match state.body {
        Body::Words => {
            ui.label("Nothing to fill in.");
        }
        Body::Field => {
            TextField::new("name", "Name", &mut state.name).show(ui);
        }
        Body::LongText => {
            TextField::new("name", "Name", &mut state.name)
                .multiline(3)
                .show(ui);
        }
        Body::ManyFields => {
            for number in 1..=FIELDS {
                let label = format!("Field {number}");
                TextField::new(number, &label, &mut state.name).show(ui);
            }
        }
    });
    if let Some(answer) = answer {
        state.answers.push(answer);
        state.open = false;
    }
}

fn harness(state: State) -> Harness<'static, State> {
    let mut harness = super::builder([700.0, 500.0]).build_ui_state(app, state);
    harness.run();
    harness
}

fn focused(harness: &Harness<'_, State>, role: Role, name: &str) -> bool {
    harness.get_by_role_and_label(role, name).is_focused()
}

fn press(harness: &mut Harness<'_, State>, key: Key) {
    harness.key_press(key);
    harness.run();
}

#[test]
fn the_first_field_has_the_keyboard_and_enter_in_it_confirms() {
    let mut harness = harness(State {
        body: Body::Field,
        ..State::default()
    });
    assert!(focused(&harness, Role::TextInput, "Name"));
    harness.event(egui::Event::Text("Studio".into()));
    harness.run();
    assert_eq!(harness.state().name, "Studio");
    assert_eq!(harness.state().behind, "");
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answers, [Answer::Confirmed]);
}

#[test]
fn without_a_field_the_main_button_has_the_keyboard() {
    let mut harness = harness(State::default());
    assert!(focused(&harness, Role::Button, "Save"));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answers, [Answer::Confirmed]);
}

#[test]
fn what_takes_something_away_opens_on_cancel_and_enter_does_not_confirm_it() {
    let mut harness = harness(State {
        body: Body::Field,
        danger: true,
        ..State::default()
    });
    assert!(focused(&harness, Role::Button, "Cancel"));
    harness
        .get_by_role_and_label(Role::TextInput, "Name")
        .focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answers, []);
    assert!(
        focused(&harness, Role::TextInput, "Name"),
        "the field keeps the keyboard"
    );
    harness.get_by_role_and_label(Role::Button, "Save").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answers, [Answer::Confirmed]);
}

#[test]
fn a_main_button_that_is_off_is_not_pressed_by_enter() {
    let mut words = harness(State {
        off: true,
        ..State::default()
    });
    assert!(focused(&words, Role::Button, "Cancel"));
    press(&mut words, Key::Enter);
    assert_eq!(words.state().answers, [Answer::Cancelled]);
    let mut field = harness(State {
        body: Body::Field,
        off: true,
        ..State::default()
    });
    press(&mut field, Key::Enter);
    assert_eq!(field.state().answers, []);
    assert!(focused(&field, Role::TextInput, "Name"));
}

#[test]
fn enter_in_a_long_text_is_a_new_line() {
    let mut harness = harness(State {
        body: Body::LongText,
        ..State::default()
    });
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().name, "\n");
    assert_eq!(harness.state().answers, []);
}

#[test]
fn tab_stays_inside_both_ways() {
    for modifiers in [Modifiers::NONE, Modifiers::SHIFT] {
        let mut harness = harness(State {
            body: Body::Field,
            ..State::default()
        });
        let inside = [
            (Role::TextInput, "Name"),
            (Role::Button, "Save"),
            (Role::Button, "Cancel"),
        ];
        let mut reached = [0; 3];
        for _ in 0..9 {
            harness.key_press_modifiers(modifiers, Key::Tab);
            harness.run();
            assert!(!focused(&harness, Role::TextInput, "Behind"));
            assert!(!focused(&harness, Role::Button, "Open…"));
            for (count, (role, name)) in reached.iter_mut().zip(inside) {
                *count += usize::from(focused(&harness, role, name));
            }
        }
        assert_eq!(reached, [3, 3, 3], "three rounds");
    }
}

#[test]
fn a_body_that_is_too_high_scrolls_with_the_keyboard_above_its_buttons() {
    let mut harness = harness(State {
        body: Body::ManyFields,
        ..State::default()
    });
    for number in 1..=FIELDS {
        let name = format!("Field {number}");
        assert!(focused(&harness, Role::TextInput, &name), "{name}");
        let save = harness.get_by_role_and_label(Role::Button, "Save").rect();
        assert!(save.bottom() < 500.0, "{save:?}");
        let field = harness.get_by_role_and_label(Role::TextInput, &name).rect();
        assert!(
            field.top() > 0.0 && field.bottom() <= save.top(),
            "{name} {field:?}"
        );
        press(&mut harness, Key::Tab);
    }
    assert!(focused(&harness, Role::Button, "Save"));
}

#[test]
fn the_keyboard_comes_back_when_the_dialog_closes() {
    let mut harness = harness(State {
        open: false,
        body: Body::Field,
        ..State::default()
    });
    harness
        .get_by_role_and_label(Role::TextInput, "Behind")
        .focus();
    harness.run();
    harness.state_mut().open = true;
    harness.run();
    assert!(focused(&harness, Role::TextInput, "Name"));
    press(&mut harness, Key::Escape);
    assert_eq!(harness.state().answers, [Answer::Cancelled]);
    assert!(focused(&harness, Role::TextInput, "Behind"));
    harness.state_mut().open = true;
    harness.run();
    assert!(
        focused(&harness, Role::TextInput, "Name"),
        "each time it opens"
    );
}

#[test]
fn the_enter_that_opens_a_dialog_does_not_answer_it() {
    let mut harness = harness(State {
        open: false,
        ..State::default()
    });
    harness.get_by_role_and_label(Role::Button, "Open…").focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answers, []);
    assert!(focused(&harness, Role::Button, "Save"));
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().answers, [Answer::Confirmed]);
    assert!(
        focused(&harness, Role::Button, "Open…"),
        "and the keyboard is back"
    );
}
