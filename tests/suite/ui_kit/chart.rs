//! Charts pressed through their nodes and through the shapes themselves.

use egui::accesskit::Role;
use egui::{Key, Pos2, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::chart::{Bars, Datum, Donut};
use rollcall::ui::theme::Tokens;

use super::data;

#[derive(Default)]
struct State {
    picked: Option<usize>,
    ring: Option<egui::Rect>,
}

fn hint(datum: &Datum) -> String {
    format!("{} users · click for details", datum.value_text)
}

fn donut(ui: &mut Ui, state: &mut State) {
    let data = data::onboarding(&Tokens::of(ui));
    let top = ui.cursor().min;
    let picked = Donut::new("d", &data, "12,480", "users")
        .tooltip(&hint)
        .show(ui);
    state.picked = picked.or(state.picked);
    let height = ui.cursor().min.y - ui.spacing().item_spacing.y - top.y;
    // The ring stands 16 points from the left, in the middle of the height; 82 points is its radius.
    let center = Pos2::new(top.x + 16.0 + 86.0, top.y + height / 2.0);
    state.ring = Some(egui::Rect::from_center_size(
        center,
        egui::Vec2::splat(164.0),
    ));
}

fn bars(ui: &mut Ui, state: &mut State) {
    let data = data::roles(&Tokens::of(ui));
    let picked = Bars::new("b", &data)
        .tooltip(&hint)
        .max_height(120.0)
        .show(ui);
    state.picked = picked.or(state.picked);
}

fn harness(app: fn(&mut Ui, &mut State)) -> Harness<'static, State> {
    let mut harness = super::builder([600.0, 260.0]).build_ui_state(app, State::default());
    harness.run();
    harness
}

#[test]
fn segments_are_pressed_by_mouse_keyboard_and_assistive_technology() {
    let mut harness = harness(donut);
    harness
        .get_by_role_and_label(Role::Button, "Launched: 743 (6.0%)")
        .click();
    harness.run();
    assert_eq!(harness.state().picked, Some(2));
    harness.get_by_label("In progress: 1,431 (11.5%)").focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().picked, Some(1));
    harness
        .get_by_label("Withdrawn: 0 (0.0%)")
        .click_accesskit();
    harness.run();
    assert_eq!(harness.state().picked, Some(5), "a zero is in the legend");
}

#[test]
fn the_ring_itself_is_pressed_and_names_what_lies_under_the_pointer() {
    let mut harness = harness(donut);
    let ring = harness.state().ring.expect("the ring was drawn");
    let at = ring.center() + egui::vec2(68.0, 0.0);
    harness.hover_at(at);
    harness.run_steps(60);
    assert!(
        harness
            .query_by_label("9,802 users · click for details")
            .is_some()
    );
    harness.drag_at(at);
    harness.run();
    harness.drop_at(at);
    harness.run();
    assert_eq!(harness.state().picked, Some(0));
    harness.state_mut().picked = None;
    harness.drag_at(ring.center());
    harness.run();
    harness.drop_at(ring.center());
    harness.run();
    assert_eq!(harness.state().picked, None, "the hole is not a segment");
}

#[test]
fn bars_are_pressed_and_the_last_is_reached_by_tab() {
    let mut harness = harness(bars);
    harness
        .get_by_role_and_label(Role::Button, "Approver: 1,022 (8.0%)")
        .click();
    harness.run();
    assert_eq!(harness.state().picked, Some(2));
    harness
        .get_by_label("System Administrator: 9 (0.1%)")
        .focus();
    harness.run();
    harness.key_press(Key::Enter);
    harness.run();
    assert_eq!(harness.state().picked, Some(7));
    harness
        .get_by_label("Team member: 8,210 (64.1%)")
        .click_accesskit();
    harness.run();
    assert_eq!(harness.state().picked, Some(0));
}

#[test]
fn a_bars_node_spans_its_whole_row() {
    let harness = harness(bars);
    let row = harness
        .get_by_role_and_label(Role::Button, "Team member: 8,210 (64.1%)")
        .rect();
    assert!((row.height() - 26.0).abs() < 0.1, "{row:?}");
    assert!(row.width() > 560.0, "name, bar and value: {row:?}");
    let nodes = harness.get_all_by_role(Role::Button).count();
    assert_eq!(nodes, 8, "one for each bar, none for the plot");
}

#[test]
fn a_bar_under_the_pointer_is_named_in_a_tooltip() {
    let mut harness = harness(bars);
    let row = harness.get_by_label("Approver: 1,022 (8.0%)").rect();
    harness.hover_at(row.center());
    harness.run_steps(60);
    assert!(
        harness
            .query_by_label("1,022 users · click for details")
            .is_some()
    );
}

#[test]
fn bars_are_as_long_as_their_values_and_stay_inside_their_room() {
    let mut harness = harness(bars);
    let accent = Tokens::of(&harness.ctx).series(0).to_array();
    let accent = [accent[0], accent[1], accent[2]];
    let lit = |harness: &Harness<'_, State>, y: f32| -> Vec<usize> {
        let picture = crate::support::cpu_renderer::render(&harness.ctx, harness.output());
        (0..picture.width)
            .filter(|x| picture.pixel(*x as f32, y) == accent)
            .collect()
    };
    let row = |harness: &Harness<'_, State>, name: &str| harness.get_by_label(name).rect();
    let first = lit(
        &harness,
        row(&harness, "Team member: 8,210 (64.1%)").center().y,
    )
    .len();
    let second = row(&harness, "Client reviewer: 2,644 (20.6%)");
    let share = lit(&harness, second.center().y).len() as f32 / first as f32;
    assert!((share - 2644.0 / 8210.0).abs() < 0.01, "{share}");
    // 120 points are four rows and a half; below them nothing is painted, scrolled or not.
    let below = second.top() - 26.0 + 121.0;
    for _ in 0..2 {
        for y in 0..80 {
            assert!(lit(&harness, below + y as f32).is_empty(), "{y} below");
        }
        harness
            .get_by_label("System Administrator: 9 (0.1%)")
            .focus();
        harness.run();
    }
    let last = row(&harness, "System Administrator: 9 (0.1%)");
    let ring = |x: &usize| *x < last.left() as usize + 4 || *x > last.right() as usize - 4;
    let mut shortest = lit(&harness, last.center().y);
    shortest.retain(|x| !ring(x));
    assert!((1..=2).contains(&shortest.len()), "a thin bar for a few");
}
