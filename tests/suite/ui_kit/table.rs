//! The table: a million rows, the keyboard, sorting, links, rows that have not come yet.

use egui::accesskit::Role;
use egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::widgets::Table;
use rollcall::ui::widgets::table::{Direction, TableResponse};

use super::data::{self, Users};
use super::pages::SORT_WORDS;

const ROWS: u64 = 1_000_000;

#[derive(Default)]
struct State {
    users: Users,
    last: Option<TableResponse>,
    opened: Option<u64>,
    sort: Option<usize>,
    toggled: Option<u64>,
    cells: usize,
}

fn app(ui: &mut Ui, state: &mut State) {
    state.users.drawn_cells = 0;
    let shown = Table::new("users", "Users", &data::user_columns(), ROWS)
        .sorted(Some((2, Direction::Ascending)), SORT_WORDS)
        .show(ui, &mut state.users);
    state.cells = state.users.drawn_cells;
    state.opened = shown.opened.or(state.opened);
    state.sort = shown.sort.or(state.sort);
    state.toggled = shown.toggled.or(state.toggled);
    state.last = Some(shown);
}

fn harness() -> Harness<'static, State> {
    let mut harness = super::builder([1300.0, 600.0]).build_ui_state(app, State::default());
    harness.run();
    harness
}

fn press(harness: &mut Harness<'_, State>, key: Key) {
    harness.key_press(key);
    harness.run();
}

fn cursor(harness: &Harness<'_, State>) -> Option<u64> {
    harness.state().last.as_ref().and_then(|last| last.cursor)
}

#[test]
fn only_visible_rows_are_drawn() {
    let harness = harness();
    let visible = harness
        .state()
        .last
        .as_ref()
        .map(|last| last.visible.clone());
    let visible = visible.expect("the table was shown");
    assert_eq!(visible.start, 0);
    assert!((14..=17).contains(&visible.end), "{visible:?}");
    assert_eq!(harness.state().cells as u64, visible.end * 9);
}

#[test]
fn the_keyboard_reaches_the_last_of_a_million_rows_exactly() {
    let mut harness = harness();
    harness.get_by_role_and_label(Role::Grid, "Users").focus();
    harness.run();
    press(&mut harness, Key::End);
    assert_eq!(cursor(&harness), Some(ROWS - 1));
    let link = harness
        .get_by_role_and_label(Role::Link, "C-1000000")
        .rect();
    let grid = harness.get_by_role_and_label(Role::Grid, "Users").rect();
    let below = grid.bottom() - link.center().y;
    assert!(
        (17.0..=19.0).contains(&below),
        "the last row ends where the table ends: {below}"
    );
    press(&mut harness, Key::ArrowUp);
    press(&mut harness, Key::ArrowUp);
    assert_eq!(cursor(&harness), Some(ROWS - 3));
    press(&mut harness, Key::PageUp);
    assert!(cursor(&harness).is_some_and(|row| row < ROWS - 12));
    press(&mut harness, Key::Home);
    assert_eq!(cursor(&harness), Some(0));
    press(&mut harness, Key::ArrowDown);
    press(&mut harness, Key::PageDown);
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().opened, cursor(&harness));
    press(&mut harness, Key::Space);
    assert_eq!(harness.state().toggled, cursor(&harness));
}

#[test]
fn the_wheel_scrolls() {
    let mut harness = harness();
    harness.hover_at(egui::pos2(600.0, 300.0));
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(0.0, -3600.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_ok();
    let first = harness.state().last.as_ref().map(|last| last.visible.start);
    assert_eq!(first, Some(100));
}

#[test]
fn links_in_rows_are_pressed_without_moving_the_row() {
    let mut harness = harness();
    harness
        .get_by_role_and_label(Role::Link, "C-000003")
        .click();
    harness.run();
    harness
        .get_by_role_and_label(Role::Link, "C-000005")
        .click_accesskit();
    harness.run();
    assert_eq!(harness.state().users.opened_links, [2, 4]);
    assert_eq!(cursor(&harness), None);
}

#[test]
fn a_pressed_row_takes_the_keyboard() {
    let mut harness = harness();
    let link = harness.get_by_role_and_label(Role::Link, "C-000004").rect();
    let at = egui::pos2(600.0, link.center().y);
    harness.drag_at(at);
    harness.run();
    harness.drop_at(at);
    harness.run();
    assert_eq!(cursor(&harness), Some(3));
    assert!(
        harness
            .get_by_role_and_label(Role::Grid, "Users")
            .is_focused()
    );
}

#[test]
fn headers_say_how_they_are_sorted_and_sort_when_pressed() {
    let mut harness = harness();
    assert!(
        harness
            .query_by_role_and_label(Role::Button, "Name, sorted ascending")
            .is_some()
    );
    harness.get_by_role_and_label(Role::Button, "Email").click();
    harness.run();
    assert_eq!(harness.state().sort, Some(3));
    harness
        .get_by_role_and_label(Role::Button, "Status")
        .focus();
    harness.run();
    press(&mut harness, Key::Enter);
    assert_eq!(harness.state().sort, Some(4));
    harness
        .get_by_role_and_label(Role::Button, "Name, sorted ascending")
        .click_accesskit();
    harness.run();
    assert_eq!(harness.state().sort, Some(2));
    assert!(
        harness
            .query_by_role_and_label(Role::ColumnHeader, "Roles")
            .is_some()
    );
}

#[test]
fn rows_that_have_not_come_yet_are_not_asked_for_cells() {
    let users = Users {
        not_loaded_from: Some(5),
        ..Users::default()
    };
    let state = State {
        users,
        ..State::default()
    };
    let mut harness = super::builder([1300.0, 600.0]).build_ui_state(app, state);
    harness.run();
    assert_eq!(harness.state().cells, 5 * 9);
    assert!(harness.query_by_label("C-000006").is_none());
}

#[test]
fn an_idle_table_asks_for_no_frames() {
    let mut harness = harness();
    assert!(
        harness.run() <= 1,
        "nothing moves, so nothing is drawn again"
    );
}
