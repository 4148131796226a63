//! Inter in three weights with equal-width digits, and Phosphor for the icons.

use std::sync::Arc;

use egui::{Context, FontData, FontDefinitions, FontFamily};

use super::tabular;

/// The family of weight 500.
pub const MEDIUM: &str = "medium";
/// The family of weight 600.
pub const SEMIBOLD: &str = "semibold";
/// The family of icons alone, so that a glyph stands in its own square.
pub const ICONS: &str = "icons";

const REGULAR: &str = "inter";
const PHOSPHOR: &str = "phosphor";
const WEIGHT_AXIS: &str = "wght";
/// egui's plain fonts stay behind ours for signs that Inter lacks.
const FALLBACKS: &[&str] = &["Ubuntu-Light", "NotoEmoji-Regular", "emoji-icon-font"];

static INTER: &[u8] = include_bytes!("../../../assets/fonts/Inter.ttf");
static ICON_FONT: &[u8] = include_bytes!("../../../assets/fonts/Phosphor.ttf");

/// Gives `ctx` the program's fonts. Call once per context, before the first frame.
pub fn install_fonts(ctx: &Context) {
    ctx.set_fonts(definitions());
}

/// The program's fonts, for contexts that are made elsewhere (tests, reports).
pub fn definitions() -> FontDefinitions {
    let mut fonts = FontDefinitions::default();
    let bytes: Arc<[u8]> = tabular::with_tabular_digits(INTER).into();
    fonts
        .font_data
        .insert(PHOSPHOR.to_owned(), FontData::from_static(ICON_FONT).into());
    for (name, weight) in [(REGULAR, 400.0), (MEDIUM, 500.0), (SEMIBOLD, 600.0)] {
        let blob: egui::epaint::text::Blob = Arc::new(Arc::clone(&bytes));
        let mut data = FontData::from_blob(blob, 0);
        data.tweak.coords.push(WEIGHT_AXIS, weight);
        fonts.font_data.insert(name.to_owned(), data.into());
    }
    let fallbacks: Vec<String> = FALLBACKS
        .iter()
        .filter(|name| fonts.font_data.contains_key(**name))
        .map(|name| (*name).to_owned())
        .collect();
    for (family, first) in [
        (FontFamily::Proportional, REGULAR),
        (FontFamily::Name(MEDIUM.into()), MEDIUM),
        (FontFamily::Name(SEMIBOLD.into()), SEMIBOLD),
    ] {
        let mut chain = vec![first.to_owned(), PHOSPHOR.to_owned()];
        chain.extend(fallbacks.iter().cloned());
        fonts.families.insert(family, chain);
    }
    fonts
        .families
        .insert(FontFamily::Name(ICONS.into()), vec![PHOSPHOR.to_owned()]);
    if let Some(monospace) = fonts.families.get_mut(&FontFamily::Monospace) {
        monospace.push(PHOSPHOR.to_owned());
    }
    fonts
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Two thousandths of an em: the font's own tabular "4" is one narrower in weights between its masters.
    const TOLERANCE: f32 = 0.048;

    #[test]
    fn digits_have_one_width_in_every_weight() {
        let mut fonts = egui::epaint::text::Fonts::new(
            egui::epaint::text::TextOptions::default(),
            definitions(),
        );
        let mut view = fonts.with_pixels_per_point(1.0);
        for family in [
            FontFamily::Proportional,
            FontFamily::Name(MEDIUM.into()),
            FontFamily::Name(SEMIBOLD.into()),
        ] {
            let font = egui::FontId::new(24.0, family);
            let widths: Vec<f32> = ('0'..='9').map(|c| view.glyph_width(&font, c)).collect();
            assert!(
                widths.iter().all(|w| (w - widths[0]).abs() < TOLERANCE),
                "{widths:?}"
            );
            assert!(widths[0] > 10.0);
        }
    }

    #[test]
    fn letters_are_left_as_they_are() {
        let mut fonts = egui::epaint::text::Fonts::new(
            egui::epaint::text::TextOptions::default(),
            definitions(),
        );
        let mut view = fonts.with_pixels_per_point(1.0);
        let font = egui::FontId::new(24.0, FontFamily::Proportional);
        assert!(view.glyph_width(&font, 'i') < view.glyph_width(&font, 'm'));
        for sign in "Åéşœ→·…–▲".chars() {
            assert!(view.has_glyph(&font, sign), "{sign}");
        }
    }
}
