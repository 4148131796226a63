//! The UI kit by role and name: pressed by mouse, keyboard and assistive technology; and pictures of all of it.

mod chart;
mod choose;
mod data;
mod dialog;
mod form_page;
mod gallery;
mod ground;
mod look;
mod pages;
mod press;
mod table;
mod table_pointer;
mod table_question;

use egui_kittest::{Harness, HarnessBuilder};
use rollcall::ui::theme::{self, Appearance, Mode, Motion};

/// A harness in the program's fonts and light colours.
fn builder<State>(size: [f32; 2]) -> HarnessBuilder<State> {
    builder_in(size, Mode::Light)
}

fn builder_in<State>(size: [f32; 2], mode: Mode) -> HarnessBuilder<State> {
    Harness::builder()
        .with_size(size)
        .with_theme(match mode {
            Mode::Dark => egui::Theme::Dark,
            Mode::System | Mode::Light | Mode::HighContrast => egui::Theme::Light,
        })
        .with_context_setup(move |ctx| {
            theme::install_fonts(ctx);
            theme::apply(
                ctx,
                Appearance {
                    mode,
                    motion: Motion::Reduced,
                    ..Appearance::default()
                },
            );
        })
}
