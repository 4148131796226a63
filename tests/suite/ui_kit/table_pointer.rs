//! The table under the pointer: widths, both scroll bars, double clicks, menus; and rows pressed by assistive technology.

use egui::accesskit::{Action, Role};
use egui::{Pos2, Response, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::{NodeT, Queryable};
use rollcall::ui::widgets::Table;
use rollcall::ui::widgets::menu;
use rollcall::ui::widgets::table::{Cell, TableResponse, TableRows};

use super::data::{self, Users};

const ROWS: u64 = 1_000_000;
const HEADER: f32 = 34.0;
const STRIP: f32 = 12.0;

/// The users with a menu on every row.
#[derive(Default)]
struct Listed {
    users: Users,
    chosen_in_menu: Option<u64>,
}

impl TableRows for Listed {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        self.users.cell_ui(cell, row, column);
    }

    fn header_ui(&mut self, cell: &mut Cell<'_>, column: usize) {
        self.users.header_ui(cell, column);
    }

    fn row_menu(&mut self, row: u64, response: &Response) {
        response.context_menu(|ui| {
            if menu::item(ui, None, "Copy Contact ID").clicked() {
                self.chosen_in_menu = Some(row);
            }
        });
    }
}

#[derive(Default)]
struct State {
    listed: Listed,
    last: Option<TableResponse>,
    clicked: Option<u64>,
    opened: Vec<u64>,
}

fn app(ui: &mut Ui, state: &mut State) {
    let shown =
        Table::new("users", "Users", &data::user_columns(), ROWS).show(ui, &mut state.listed);
    state.clicked = shown.clicked.or(state.clicked);
    state.opened.extend(shown.opened);
    state.last = Some(shown);
}

fn harness(width: f32) -> Harness<'static, State> {
    let mut harness = super::builder([width, 600.0])
        .with_step_dt(1.0 / 60.0)
        .with_max_steps(120)
        .build_ui_state(app, State::default());
    harness.run();
    harness
}

fn grid(harness: &Harness<'_, State>) -> egui::Rect {
    harness.get_by_role_and_label(Role::Grid, "Users").rect()
}

fn header(harness: &Harness<'_, State>, name: &str) -> egui::Rect {
    harness.get_by_role_and_label(Role::Button, name).rect()
}

fn visible(harness: &Harness<'_, State>) -> std::ops::Range<u64> {
    let last = harness.state().last.as_ref();
    last.map(|last| last.visible.clone()).unwrap_or_default()
}

fn drag(harness: &mut Harness<'_, State>, from: Pos2, to: Pos2) {
    harness.hover_at(from);
    harness.drag_at(from);
    harness.hover_at(from + (to - from) * 0.5);
    harness.hover_at(to);
    harness.run();
    harness.drop_at(to);
    harness.run();
}

fn click(harness: &mut Harness<'_, State>, at: Pos2) {
    harness.hover_at(at);
    harness.drag_at(at);
    harness.drop_at(at);
    harness.run();
}

#[test]
fn a_column_is_made_wider_by_its_edge_and_reset_by_a_double_click() {
    let mut harness = harness(1300.0);
    let before = header(&harness, "Email");
    drag(
        &mut harness,
        before.right_center(),
        before.right_center() + egui::vec2(60.0, 0.0),
    );
    let wider = header(&harness, "Email");
    assert!(
        (wider.width() - before.width() - 60.0).abs() < 1.0,
        "{} to {}",
        before.width(),
        wider.width()
    );
    let edge = wider.right_center();
    drag(&mut harness, edge, edge - egui::vec2(900.0, 0.0));
    let narrow = header(&harness, "Email");
    assert!((narrow.width() - 48.0).abs() < 1.0, "the narrowest column");
    let edge = narrow.right_center();
    click(&mut harness, edge);
    click(&mut harness, edge);
    let reset = header(&harness, "Email");
    assert!((reset.width() - before.width()).abs() < 1.0, "{reset:?}");
    assert!(
        harness.state().opened.is_empty(),
        "no row was opened by that"
    );
}

#[test]
fn columns_without_room_scroll_by_bar_wheel_and_arrows() {
    let mut harness = harness(700.0);
    let grid = grid(&harness);
    let columns_end = grid.right() - STRIP;
    assert!(harness.query_by_label("Last sign-in").is_none());
    let handle = Pos2::new(grid.left() + 20.0, grid.bottom() - 6.0);
    drag(&mut harness, handle, handle + egui::vec2(2000.0, 0.0));
    let last = header(&harness, "Last sign-in");
    assert!(
        (last.right() - columns_end).abs() < 0.5,
        "the last column ends beside the vertical bar, not under it: {last:?} in {grid:?}"
    );
    harness.hover_at(grid.center());
    harness.run();
    harness.event(egui::Event::MouseWheel {
        unit: egui::MouseWheelUnit::Point,
        delta: egui::vec2(5000.0, 0.0),
        phase: egui::TouchPhase::Move,
        source: egui::MouseWheelSource::Wheel,
        modifiers: egui::Modifiers::NONE,
    });
    harness.run_ok();
    assert!((header(&harness, "Contact ID").left() - grid.left() - 40.0).abs() < 0.5);
    harness.get_by_role_and_label(Role::Grid, "Users").focus();
    harness.run();
    harness.key_press(egui::Key::ArrowRight);
    harness.run();
    assert!((header(&harness, "Contact ID").left() - grid.left() - 4.0).abs() < 0.5);
}

#[test]
fn no_cell_reaches_under_the_vertical_scroll_bar() {
    let harness = harness(700.0);
    let columns_end = grid(&harness).right() - STRIP;
    let picture = crate::support::cpu_renderer::render(&harness.ctx, harness.output());
    // Between the columns and the bar only the ground is seen, with the lines between the rows.
    let top = grid(&harness).top() + HEADER;
    let ground = picture.pixel(columns_end + 0.5, top + 10.0);
    for row in 0..14 {
        for y in 1..34 {
            let y = top + row as f32 * 36.0 + y as f32;
            assert_eq!(picture.pixel(columns_end + 0.5, y), ground, "at height {y}");
        }
    }
}

#[test]
fn the_scroll_bar_is_dragged_to_the_last_of_a_million_rows() {
    let mut harness = harness(1300.0);
    let grid = grid(&harness);
    let handle = Pos2::new(grid.right() - 6.0, grid.top() + HEADER + 12.0);
    drag(&mut harness, handle, handle + egui::vec2(0.0, 2000.0));
    assert_eq!(visible(&harness).end, ROWS);
    let link = harness
        .get_by_role_and_label(Role::Link, "C-1000000")
        .rect();
    let below = grid.bottom() - link.center().y;
    assert!((17.0..=19.0).contains(&below), "{below}");
    let end = Pos2::new(grid.right() - 6.0, grid.bottom() - 12.0);
    drag(&mut harness, end, end - egui::vec2(0.0, 2000.0));
    assert_eq!(visible(&harness).start, 0);
    click(
        &mut harness,
        Pos2::new(grid.right() - 6.0, grid.bottom() - 12.0),
    );
    assert_eq!(
        visible(&harness).start,
        15,
        "a press below the handle is a page"
    );
    assert_eq!(harness.state().clicked, None, "the bar is not a row");
}

#[test]
fn a_double_click_opens_the_row() {
    let mut harness = harness(1300.0);
    let link = harness.get_by_role_and_label(Role::Link, "C-000006").rect();
    let at = Pos2::new(600.0, link.center().y);
    click(&mut harness, at);
    assert!(harness.state().opened.is_empty());
    click(&mut harness, at);
    assert_eq!(harness.state().opened, [5]);
}

#[test]
fn a_row_is_pressed_by_assistive_technology() {
    let mut harness = harness(1300.0);
    let row = harness.get_all_by_role(Role::Row).find(|node| {
        node.accesskit_node().data().row_index() == Some(7) && !node.accesskit_node().is_hidden()
    });
    let row = row.expect("the eighth row has a node");
    assert!(row.accesskit_node().data().supports_action(Action::Click));
    row.click_accesskit();
    harness.run();
    assert_eq!(harness.state().clicked, Some(7));
    let last = harness.state().last.as_ref();
    assert_eq!(last.and_then(|last| last.cursor), Some(7));
    let row = harness
        .get_all_by_role(Role::Row)
        .find(|node| node.accesskit_node().data().is_selected() == Some(true));
    let index = row.and_then(|node| node.accesskit_node().data().row_index());
    assert_eq!(index, Some(7), "and it says that it is selected");
}

#[test]
fn a_row_has_a_menu() {
    let mut harness = harness(1300.0);
    let link = harness.get_by_role_and_label(Role::Link, "C-000003").rect();
    let at = Pos2::new(600.0, link.center().y);
    harness.hover_at(at);
    for pressed in [true, false] {
        harness.event(egui::Event::PointerButton {
            pos: at,
            button: egui::PointerButton::Secondary,
            pressed,
            modifiers: egui::Modifiers::NONE,
        });
    }
    harness.run();
    harness.get_by_label("Copy Contact ID").click();
    harness.run();
    assert_eq!(harness.state().listed.chosen_in_menu, Some(2));
    assert!(harness.query_by_label("Copy Contact ID").is_none());
}
