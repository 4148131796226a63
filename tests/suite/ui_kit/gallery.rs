//! Pictures of every widget in every mode at two scales, written below the target folder for people to look at.
//! The test itself holds that they can be drawn without a driver, are not empty and come out the same each time.

use std::path::PathBuf;

use egui::{Pos2, Theme, Ui};
use egui_kittest::Harness;
use egui_kittest::kittest::Queryable;
use rollcall::ui::theme::Mode;
use rollcall::ui::widgets::{Dialog, Toasts, Tone, toasts::Toast};

use super::form_page;
use super::pages::{self, State};
use crate::support::cpu_renderer;
use crate::support::picture::Picture;

type Page = fn(&mut Ui, &mut State);

const PAGES: [(&str, Page, [f32; 2]); 3] = [
    ("insight", pages::insight, [1440.0, 900.0]),
    ("users", pages::users, [1200.0, 720.0]),
    ("form", form_page::form, [1040.0, 860.0]),
];

fn folder() -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("ui_kit");
    std::fs::create_dir_all(&folder).expect("the target folder can be written");
    folder
}

fn harness(page: Page, size: [f32; 2], mode: Mode, scale: f32) -> Harness<'static, State> {
    let mut harness = super::builder_in(size, mode)
        .with_pixels_per_point(scale)
        .build_ui_state(page, State::default());
    harness.run_steps(4);
    harness
}

fn picture<S>(harness: &Harness<'_, S>) -> Picture {
    cpu_renderer::render(&harness.ctx, harness.output())
}

fn colors(picture: &Picture) -> usize {
    let mut seen: Vec<&[u8]> = picture.rgba.chunks_exact(4).collect();
    seen.sort_unstable();
    seen.dedup();
    seen.len()
}

#[test]
fn every_page_is_drawn_in_every_mode() {
    for (mode, theme, mode_name) in [
        (Mode::Light, Theme::Light, "light"),
        (Mode::Dark, Theme::Dark, "dark"),
        (Mode::HighContrast, Theme::Light, "contrast"),
        (Mode::HighContrast, Theme::Dark, "contrast-dark"),
    ] {
        for (name, page, size) in PAGES {
            for scale in [1.0_f32, 2.0] {
                let mut harness = super::builder_in(size, mode)
                    .with_theme(theme)
                    .with_pixels_per_point(scale)
                    .build_ui_state(page, State::default());
                harness.run_steps(4);
                let drawn = picture(&harness);
                assert_eq!(drawn.width, (size[0] * scale) as usize);
                assert!(colors(&drawn) > 50, "{name} {mode_name} is nearly empty");
                drawn.save(&folder().join(format!("{name}-{mode_name}-{scale}x.png")));
            }
        }
    }
}

#[test]
fn the_same_frame_is_the_same_picture() {
    let draw = || picture(&harness(form_page::form, [1040.0, 860.0], Mode::Light, 1.0));
    assert!(draw() == draw());
}

#[test]
fn narrow_windows_wrap_and_cut_nothing() {
    let harness = harness(pages::insight, [1024.0, 700.0], Mode::Light, 1.0);
    let refresh = harness.get_by_label("Refresh").rect();
    assert!(refresh.right() <= 1024.0, "{refresh:?}");
    picture(&harness).save(&folder().join("insight-narrow.png"));
    let harness = self::harness(pages::insight, [720.0, 450.0], Mode::Light, 2.0);
    let refresh = harness.get_by_label("Refresh").rect();
    assert!(refresh.right() <= 720.0, "{refresh:?}");
    picture(&harness).save(&folder().join("insight-200-percent.png"));
}

#[test]
fn hovered_segment_with_its_tooltip() {
    for (mode, name) in [(Mode::Light, "light"), (Mode::Dark, "dark")] {
        let mut harness = harness(pages::insight, [1440.0, 900.0], mode, 1.0);
        harness.hover_at(Pos2::new(343.0, 260.0));
        harness.run_steps(60);
        assert!(
            harness
                .query_by_label_contains("click for details")
                .is_some(),
            "the tooltip is shown"
        );
        picture(&harness).save(&folder().join(format!("tooltip-{name}.png")));
    }
}

#[test]
fn hovered_and_focused_bar() {
    let mut harness = harness(pages::insight, [1440.0, 900.0], Mode::Light, 1.0);
    harness.get_by_label("Account manager: 486 (3.8%)").focus();
    harness.run_steps(2);
    let bar = harness
        .get_by_label("Client reviewer: 2,644 (20.6%)")
        .rect();
    harness.hover_at(bar.center());
    harness.run_steps(60);
    assert!(
        harness
            .query_by_label("2,644 users · click for details")
            .is_some()
    );
    picture(&harness).save(&folder().join("bars.png"));
}

fn overlays(ui: &mut Ui, (state, toasts): &mut (State, Toasts<u8>)) {
    form_page::form(ui, state);
    let words = "Their sessions end at once. Their records stay.";
    Dialog::new("delete", "Deactivate 3 users?", "Deactivate", "Cancel")
        .alternative("Export first…")
        .show(ui.ctx(), |ui| {
            ui.label(words);
        });
    toasts.show(ui.ctx(), "Close");
}

#[test]
fn dialog_and_toasts() {
    for (mode, name) in [(Mode::Light, "light"), (Mode::Dark, "dark")] {
        let mut toasts = Toasts::default();
        toasts.push(Toast::new(Tone::Ok, "Exported 3,118 users to users.xlsx").action("Open", 1));
        toasts
            .push(Toast::new(Tone::Bad, "The import stopped: the file could not be read").sticky());
        let mut harness = super::builder_in([1040.0, 860.0], mode)
            .build_ui_state(overlays, (State::default(), toasts));
        harness.run_steps(4);
        picture(&harness).save(&folder().join(format!("overlays-{name}.png")));
    }
}

#[test]
fn open_list_and_keyboard_focus() {
    let mut harness = harness(form_page::form, [1040.0, 860.0], Mode::Light, 1.0);
    harness
        .get_by_role_and_label(egui::accesskit::Role::ComboBox, "Workspace")
        .click();
    harness.run_steps(4);
    picture(&harness).save(&folder().join("list.png"));
    harness.key_press(egui::Key::Escape);
    harness.run_steps(2);
    harness.get_by_label("Add role").click();
    harness.run_steps(4);
    picture(&harness).save(&folder().join("chips.png"));
    harness.key_press(egui::Key::Escape);
    harness.run_steps(2);
    for name in ["Discard", "Active", "Access"] {
        harness.get_all_by_label(name).next().expect(name).focus();
        harness.run_steps(2);
    }
    harness.get_by_label("Discard").focus();
    harness.run_steps(2);
    picture(&harness).save(&folder().join("focus.png"));
}
