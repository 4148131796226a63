//! Lists, segments, chips, menus, dialogs and toasts: chosen from by mouse, keyboard and assistive technology.

use egui::accesskit::Role;
use egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::widgets::chip_input::ChipWords;
use rollcall::ui::widgets::dialog::Answer;
use rollcall::ui::widgets::menu;
use rollcall::ui::widgets::segmented::Segment;
use rollcall::ui::widgets::toasts::Toast;
use rollcall::ui::widgets::{
    Checkbox, ChipInput, Dialog, IconButton, Segmented, Select, Toasts, Tone,
};

fn select(ui: &mut Ui, value: &mut u8) {
    let options = [
        (1, "One".to_owned()),
        (2, "Two".to_owned()),
        (3, "Three".to_owned()),
    ];
    Select::new("number", "Number").show(ui, value, &options);
}

#[test]
fn a_list_is_chosen_from_by_mouse_keyboard_and_assistive_technology() {
    let mut harness = super::builder([400.0, 300.0]).build_ui_state(select, 1_u8);
    let open = |harness: &mut Harness<'_, u8>| {
        harness
            .get_by_role_and_label(Role::ComboBox, "Number")
            .click();
        harness.run();
    };
    open(&mut harness);
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Two")
        .click();
    harness.run();
    assert_eq!(*harness.state(), 2);
    assert!(
        harness.query_by_label("Three").is_none(),
        "the list has closed"
    );
    harness
        .get_by_role_and_label(Role::ComboBox, "Number")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    harness.key_press(Key::ArrowUp);
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(*harness.state(), 3, "up from the button is the last entry");
    open(&mut harness);
    harness
        .get_by_role_and_label(Role::ListBoxOption, "One")
        .click_accesskit();
    harness.run();
    assert_eq!(*harness.state(), 1);
    open(&mut harness);
    harness.key_press(Key::Escape);
    harness.run();
    assert!(
        harness.query_by_label("Three").is_none(),
        "Escape closes the list"
    );
}

#[test]
fn segments_are_chosen_by_pressing_and_by_arrows() {
    let app = |ui: &mut Ui, value: &mut bool| {
        let options = [
            Segment {
                value: true,
                label: "Active".into(),
                tone: Tone::Ok,
            },
            Segment {
                value: false,
                label: "Inactive".into(),
                tone: Tone::Bad,
            },
        ];
        Segmented::new("status", "Account status").show(ui, value, &options);
    };
    let mut harness = super::builder([400.0, 200.0]).build_ui_state(app, true);
    harness
        .get_by_role_and_label(Role::RadioButton, "Inactive")
        .click();
    harness.run();
    assert!(!*harness.state());
    harness
        .get_by_role_and_label(Role::RadioButton, "Inactive")
        .focus();
    harness.run();
    harness.key_press(Key::ArrowLeft);
    harness.run();
    assert!(*harness.state());
    assert!(
        harness
            .get_by_role_and_label(Role::RadioButton, "Active")
            .is_focused()
    );
    harness
        .get_by_role_and_label(Role::RadioButton, "Inactive")
        .click_accesskit();
    harness.run();
    assert!(!*harness.state());
}

#[test]
fn chips_are_added_by_search_and_removed_by_their_cross() {
    let words = ChipWords {
        add: "Add role",
        search: "Search roles",
        clear: "Clear search",
        remove: "Remove",
        nothing: "Nothing found",
    };
    let app = move |ui: &mut Ui, chosen: &mut Vec<u8>| {
        let options = [(1, "Approver".to_owned()), (2, "Report author".to_owned())];
        ChipInput::new("roles", "Roles", words).show(ui, chosen, &options);
    };
    let mut harness = super::builder([500.0, 300.0]).build_ui_state(app, vec![1]);
    harness.get_by_label("Add role").click();
    harness.run();
    harness.get_by_label("Search roles").type_text("rep");
    harness.run();
    harness
        .get_by_role_and_label(Role::ListBoxOption, "Report author")
        .click();
    harness.run();
    assert_eq!(*harness.state(), [1, 2]);
    assert!(
        harness.query_by_label("Add role").is_none(),
        "nothing is left to add"
    );
    harness.get_by_label("Remove Approver").click();
    harness.run();
    assert_eq!(*harness.state(), [2]);
}

#[test]
fn a_check_box_is_flipped_by_mouse_space_and_assistive_technology() {
    let app = |ui: &mut Ui, value: &mut bool| {
        Checkbox::new(value, "Send an invitation").show(ui);
    };
    let mut harness = super::builder([400.0, 100.0]).build_ui_state(app, false);
    let find = |harness: &Harness<'_, bool>| {
        harness
            .get_by_role_and_label(Role::CheckBox, "Send an invitation")
            .rect()
    };
    assert!(find(&harness).height() >= 24.0);
    harness.get_by_label("Send an invitation").click();
    harness.run();
    assert!(*harness.state());
    harness.get_by_label("Send an invitation").focus();
    harness.run();
    harness.key_press(Key::Space);
    harness.run();
    assert!(!*harness.state());
    harness.get_by_label("Send an invitation").click_accesskit();
    harness.run();
    assert!(*harness.state());
}

fn dialog(ui: &mut Ui, answer: &mut Option<Answer>) {
    if answer.is_none() {
        *answer =
            Dialog::new("d", "Deactivate 3 users?", "Deactivate", "Cancel").show(ui.ctx(), |ui| {
                ui.label("Their records stay.");
            });
    }
}

#[test]
fn a_dialog_is_answered_by_buttons_enter_and_escape() {
    let answered = |act: fn(&mut Harness<'_, Option<Answer>>)| {
        let mut harness = super::builder([600.0, 400.0]).build_ui_state(dialog, None);
        harness.run();
        act(&mut harness);
        harness.run();
        *harness.state()
    };
    assert_eq!(
        answered(|h| h.get_by_label("Deactivate").click()),
        Some(Answer::Confirmed)
    );
    assert_eq!(
        answered(|h| h.get_by_label("Cancel").click_accesskit()),
        Some(Answer::Cancelled)
    );
    assert_eq!(
        answered(|h| h.key_press(Key::Escape)),
        Some(Answer::Cancelled)
    );
    assert_eq!(
        answered(|h| h.key_press(Key::Enter)),
        Some(Answer::Confirmed)
    );
    assert_eq!(answered(|_| ()), None);
}

#[test]
fn a_menu_closes_after_its_entry_was_pressed() {
    let app = |ui: &mut Ui, count: &mut u32| {
        let button = IconButton::new("\u{e1fe}", "More").show(ui);
        let pressed = menu::menu(&button, "More", |ui| menu::item(ui, None, "Copy").clicked());
        *count += u32::from(pressed == Some(true));
    };
    let mut harness = super::builder([300.0, 200.0]).build_ui_state(app, 0);
    harness.get_by_role_and_label(Role::Button, "More").click();
    harness.run();
    harness
        .get_by_role_and_label(Role::MenuItem, "Copy")
        .click();
    harness.run();
    assert_eq!(*harness.state(), 1);
    assert!(harness.query_by_label("Copy").is_none());
}

#[test]
fn toasts_go_by_themselves_and_their_action_is_told() {
    type State = (Toasts<u8>, Option<u8>);
    let app = |ui: &mut Ui, (toasts, acted): &mut State| {
        if let Some(means) = toasts.show(ui.ctx(), "Close") {
            *acted = Some(means);
        }
    };
    let mut toasts = Toasts::default();
    toasts.push(Toast::new(Tone::Ok, "Exported").action("Open", 7));
    toasts.push(Toast::new(Tone::Bad, "Failed").sticky());
    let mut harness = super::builder([600.0, 400.0])
        .with_step_dt(1.0)
        .build_ui_state(app, (toasts, None));
    harness.run_steps(2);
    harness.get_by_label("Open").click_accesskit();
    harness.run_steps(2);
    assert_eq!(harness.state().1, Some(7));
    assert!(harness.query_by_label("Exported").is_none());
    harness.state_mut().0.push(Toast::new(Tone::Ok, "Saved"));
    harness.run_steps(9);
    assert!(harness.query_by_label("Saved").is_none(), "gone by itself");
    assert!(
        harness
            .query_by_role_and_label(Role::Status, "Failed")
            .is_some(),
        "stays until closed"
    );
    harness.get_by_label("Close").click_accesskit();
    harness.run_steps(2);
    assert!(harness.state().0.is_empty());
}
