//! How the program looks: palettes, tokens, type, spacing, and egui's own style made from them.
//! Views use the semantic names of [`tokens::Tokens`]; raw colours and pixels live only here.

pub mod families;
pub mod fonts;
pub mod frames;
pub mod icons;
pub mod motion;
mod palette;
pub mod radius;
pub mod size;
pub mod space;
pub mod stroke;
mod style;
pub mod system_fonts;
mod tabular;
pub mod text;
pub mod tokens;

use std::sync::Arc;

pub use fonts::install_fonts;
pub use palette::{QR_INK, QR_PAPER};
pub use tokens::{Series, Tokens};

/// Which palette the user chose.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Mode {
    /// Light or dark, as the system says; light when it says nothing.
    #[default]
    System,
    /// Always light.
    Light,
    /// Always dark.
    Dark,
    /// Black on white, or white on black when the system is dark, with strong borders.
    HighContrast,
}

/// How much may move on the screen.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Motion {
    /// Short transitions.
    #[default]
    Full,
    /// No transitions at all.
    Reduced,
}

/// The user's settings of the look.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Appearance {
    /// The palette.
    pub mode: Mode,
    /// Size of everything, 1.0 to 2.0; values outside are clamped.
    pub text_scale: f32,
    /// Transitions or none.
    pub motion: Motion,
}

impl Default for Appearance {
    fn default() -> Self {
        Self {
            mode: Mode::System,
            text_scale: 1.0,
            motion: Motion::Full,
        }
    }
}

/// Makes `appearance` the look of every window of `ctx`. Cheap enough to call whenever a setting changes, not every frame.
pub fn apply(ctx: &egui::Context, appearance: Appearance) {
    let Appearance {
        mode,
        text_scale,
        motion,
    } = appearance;
    let (light, dark) = match mode {
        Mode::HighContrast => (palette::high_contrast(), palette::high_contrast_dark()),
        Mode::System | Mode::Light | Mode::Dark => (palette::light(), palette::dark()),
    };
    ctx.set_style_of(egui::Theme::Light, style::style(&light, motion));
    ctx.set_style_of(egui::Theme::Dark, style::style(&dark, motion));
    tokens::store(ctx, Arc::new(light), Arc::new(dark));
    ctx.set_theme(match mode {
        Mode::System | Mode::HighContrast => egui::ThemePreference::System,
        Mode::Light => egui::ThemePreference::Light,
        Mode::Dark => egui::ThemePreference::Dark,
    });
    ctx.options_mut(|options| {
        options.zoom_with_keyboard = false;
        // Some systems don't say; offices are bright.
        options.fallback_theme = egui::Theme::Light;
    });
    ctx.set_zoom_factor(text_scale.clamp(size::MIN_SCALE, size::MAX_SCALE));
}
