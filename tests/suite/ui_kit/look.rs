//! The settings of the look: what the system's theme does, what moves, and when a spinner comes.

use std::time::Duration;

use egui::accesskit::Role;
use egui::{Color32, Theme, Ui, ViewportId};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::chart::Donut;
use rollcall::ui::theme::{self, Appearance, Mode, Motion, Tokens};
use rollcall::ui::widgets::spinner::delayed_spinner;

use super::data;

/// A harness that, unlike the others, leaves the settings of the look to `theme::apply`.
fn harness<State: 'static>(
    appearance: Appearance,
    app: fn(&mut Ui, &mut State),
    state: State,
) -> Harness<'static, State> {
    let harness = super::builder([600.0, 260.0])
        .with_step_dt(1.0 / 60.0)
        .build_ui_state(app, state);
    theme::apply(&harness.ctx, appearance);
    harness
}

/// After how long egui draws again by itself.
fn rest<State>(harness: &Harness<'_, State>) -> Duration {
    let root = harness.output().viewport_output.get(&ViewportId::ROOT);
    root.map_or(Duration::MAX, |root| root.repaint_delay)
}

fn tokens_with(mode: Mode, system: Option<Theme>) -> std::sync::Arc<Tokens> {
    let appearance = Appearance {
        mode,
        ..Appearance::default()
    };
    let mut harness = harness(appearance, |_, ()| (), ());
    harness.input_mut().system_theme = system;
    harness.step();
    let (tokens, egui) = (Tokens::of(&harness.ctx), harness.ctx.global_style());
    assert_eq!(egui.visuals.panel_fill, tokens.background);
    assert_eq!(egui.visuals.dark_mode, tokens.dark);
    tokens
}

#[test]
fn the_system_chooses_between_light_and_dark() {
    assert!(tokens_with(Mode::System, Some(Theme::Dark)).dark);
    assert!(!tokens_with(Mode::System, Some(Theme::Light)).dark);
    assert!(
        !tokens_with(Mode::System, None).dark,
        "light when the system says nothing"
    );
}

#[test]
fn a_chosen_palette_does_not_ask_the_system() {
    assert!(!tokens_with(Mode::Light, Some(Theme::Dark)).dark);
    assert!(tokens_with(Mode::Dark, Some(Theme::Light)).dark);
}

#[test]
fn high_contrast_is_black_on_white_or_white_on_black() {
    let light = tokens_with(Mode::HighContrast, Some(Theme::Light));
    assert_eq!(
        (light.background, light.text),
        (Color32::WHITE, Color32::BLACK)
    );
    let dark = tokens_with(Mode::HighContrast, Some(Theme::Dark));
    assert_eq!(
        (dark.background, dark.text),
        (Color32::BLACK, Color32::WHITE)
    );
}

fn donut(ui: &mut Ui, (): &mut ()) {
    Donut::new("d", &data::onboarding(&Tokens::of(ui)), "12,480", "users").show(ui);
}

/// How long the chart moves after the pointer came to a segment.
fn moving(motion: Motion) -> f32 {
    let appearance = Appearance {
        motion,
        mode: Mode::Light,
        ..Appearance::default()
    };
    let mut harness = harness(appearance, donut, ());
    harness.run_steps(30);
    assert_eq!(rest(&harness), Duration::MAX, "nothing moves at first");
    harness
        .get_by_role_and_label(Role::Button, "Launched: 743 (6.0%)")
        .hover();
    // One frame notices the pointer, and each frame that asks for another one at once is moving.
    harness.step();
    let frames = (0..60)
        .take_while(|_| {
            let moves = rest(&harness).is_zero();
            harness.step();
            moves
        })
        .count();
    frames as f32 / 60.0
}

#[test]
fn full_motion_ends_within_120_ms_and_reduced_motion_is_none() {
    let full = moving(Motion::Full);
    assert!((0.08..=0.16).contains(&full), "{full} s");
    let reduced = moving(Motion::Reduced);
    assert!(reduced <= 0.04, "{reduced} s");
}

#[derive(Default)]
struct Waiting(bool);

fn waiting(ui: &mut Ui, state: &mut Waiting) {
    if state.0 {
        delayed_spinner(ui, "wait", "Loading users");
    }
}

fn spins(harness: &Harness<'_, Waiting>) -> bool {
    harness
        .query_by_role_and_label(Role::ProgressIndicator, "Loading users")
        .is_some()
}

#[test]
fn a_spinner_comes_after_150_ms_and_draws_again_only_while_it_is_there() {
    let appearance = Appearance {
        mode: Mode::Light,
        ..Appearance::default()
    };
    let mut harness = harness(appearance, waiting, Waiting::default());
    harness.run_steps(10);
    assert_eq!(rest(&harness), Duration::MAX);
    for wait in 1..=2 {
        harness.state_mut().0 = true;
        for frame in 0..9 {
            harness.step();
            assert!(!spins(&harness), "frame {frame} of wait {wait}");
            assert!(
                rest(&harness) <= Duration::from_millis(150) && !rest(&harness).is_zero(),
                "one more frame when it is due: {:?}",
                rest(&harness)
            );
        }
        harness.step();
        assert!(spins(&harness), "after 150 ms");
        let step = rest(&harness);
        assert!(
            (1..=33).contains(&step.as_millis()),
            "it turns in steps: {step:?}"
        );
        harness.state_mut().0 = false;
        harness.run_steps(2);
        assert!(!spins(&harness));
        assert_eq!(rest(&harness), Duration::MAX, "and is still when gone");
    }
}

#[test]
fn a_spinner_stands_still_when_motion_is_reduced() {
    let appearance = Appearance {
        motion: Motion::Reduced,
        mode: Mode::Light,
        ..Appearance::default()
    };
    let mut harness = harness(appearance, waiting, Waiting(true));
    harness.run_steps(12);
    assert!(spins(&harness));
    assert_eq!(rest(&harness), Duration::MAX);
}
