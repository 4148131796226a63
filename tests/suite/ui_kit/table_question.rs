//! The table when the question behind it changes: rows to show, new questions, old answers.

use egui::accesskit::Role;
use egui::{Key, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::widgets::Table;
use rollcall::ui::widgets::table::TableResponse;

use super::data::{self, Users};

const ROWS: u64 = 1_000_000;

#[derive(Default)]
struct State {
    users: Users,
    last: Option<TableResponse>,
    reveal: Option<u64>,
    version: u64,
    stale: bool,
}

fn app(ui: &mut Ui, state: &mut State) {
    let columns = data::user_columns();
    let mut table = Table::new("users", "Users", &columns, ROWS)
        .reveal(state.reveal.take())
        .version(state.version);
    if state.stale {
        table = table.stale();
    }
    state.last = Some(table.show(ui, &mut state.users));
}

fn harness() -> Harness<'static, State> {
    let mut harness = super::builder([1300.0, 600.0]).build_ui_state(app, State::default());
    harness.run();
    harness
}

fn last<T>(harness: &Harness<'_, State>, read: fn(&TableResponse) -> T) -> T {
    harness
        .state()
        .last
        .as_ref()
        .map(read)
        .expect("the table was shown")
}

#[test]
fn a_revealed_row_is_on_the_screen_and_has_the_keyboards_place() {
    let mut harness = harness();
    harness.state_mut().reveal = Some(777_777);
    harness.step();
    assert_eq!(last(&harness, |t| t.cursor), Some(777_777));
    let visible = last(&harness, |t| t.visible.clone());
    assert_eq!(visible.end, 777_778, "scrolled as little as needed");
    assert!(harness.query_by_label("C-777778").is_some());
    harness.run();
    assert_eq!(last(&harness, |t| t.visible.clone()), visible, "and stays");
    harness.state_mut().reveal = Some(u64::MAX);
    harness.step();
    assert_eq!(last(&harness, |t| t.cursor), Some(ROWS - 1));
    assert_eq!(last(&harness, |t| t.visible.end), ROWS);
}

#[test]
fn a_new_question_starts_at_the_first_row() {
    let mut harness = harness();
    harness.get_by_role_and_label(Role::Grid, "Users").focus();
    harness.run();
    harness.key_press(Key::End);
    harness.run();
    assert_eq!(last(&harness, |t| t.visible.end), ROWS);
    harness.run();
    assert_eq!(
        last(&harness, |t| t.visible.end),
        ROWS,
        "the same question keeps its place"
    );
    harness.state_mut().version = 1;
    harness.run();
    assert_eq!(last(&harness, |t| t.visible.start), 0);
    assert_eq!(last(&harness, |t| t.cursor), None);
}

/// The darkest pixel of the first row's name, 0 to 255.
fn darkest(harness: &Harness<'_, State>) -> u8 {
    let picture = crate::support::cpu_renderer::render(&harness.ctx, harness.output());
    let name = harness.get_by_role_and_label(Role::Link, "C-000001").rect();
    let rows = name.top() as usize..name.bottom() as usize;
    rows.flat_map(|y| {
        let picture = &picture;
        let columns = (10..170).map(move |x| name.right() + x as f32);
        columns.filter_map(move |x| picture.pixel(x, y as f32).into_iter().max())
    })
    .min()
    .unwrap_or(u8::MAX)
}

#[test]
fn old_answers_are_dimmed() {
    let mut harness = harness();
    let fresh = darkest(&harness);
    harness.state_mut().stale = true;
    harness.run();
    let old = darkest(&harness);
    assert!(fresh < 80, "{fresh}");
    assert!(old > fresh + 50, "{old} is not lighter than {fresh}");
    harness.state_mut().stale = false;
    harness.run();
    assert_eq!(darkest(&harness), fresh);
}
