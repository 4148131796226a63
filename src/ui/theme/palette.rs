//! The raw colours, and the tokens made from them. The only place that names a colour.

use egui::Color32;

use super::tokens::Tokens;

#[expect(
    clippy::disallowed_methods,
    reason = "the palette is the home of raw colours"
)]
const fn rgb(hex: u32) -> Color32 {
    let [_, r, g, b] = hex.to_be_bytes();
    Color32::from_rgb(r, g, b)
}

const fn shade(alpha: u8) -> Color32 {
    Color32::from_black_alpha(alpha)
}

/// The dark of a QR code, in every theme.
pub const QR_INK: Color32 = rgb(0x13_17_22);
/// The light of a QR code, in every theme.
pub const QR_PAPER: Color32 = rgb(0xFF_FF_FF);

/// Dark text on light ground.
pub(super) fn light() -> Tokens {
    Tokens {
        background: rgb(0xF5_F6_F8),
        surface: rgb(0xFF_FF_FF),
        sunken: rgb(0xF9_FA_FB),
        hover: rgb(0xF4_F5_F8),
        pressed: rgb(0xEA_EC_F1),
        border: rgb(0xE3_E6_EB),
        border_strong: rgb(0xC9_CE_D8),
        text: rgb(0x13_17_22),
        text_secondary: rgb(0x45_4C_5A),
        text_muted: rgb(0x66_6E_7D),
        accent: rgb(0x3D_4F_D1),
        accent_hover: rgb(0x34_44_BD),
        on_accent: rgb(0xFF_FF_FF),
        accent_weak: rgb(0xEC_EE_FC),
        on_accent_weak: rgb(0x2B_3A_A8),
        ok: rgb(0x12_70_4A),
        ok_weak: rgb(0xE3_F5_EC),
        bad: rgb(0xB3_26_1E),
        bad_weak: rgb(0xFD_EE_EC),
        warn: rgb(0x8A_52_00),
        warn_weak: rgb(0xFD_F2_DF),
        viewing: rgb(0x8A_1F_8F),
        viewing_weak: rgb(0xF9_E6_F8),
        neutral: rgb(0x45_4C_5A),
        neutral_weak: rgb(0xF5_F6_F8),
        neutral_border: rgb(0xE3_E6_EB),
        tooltip: rgb(0x13_17_22),
        on_tooltip: rgb(0xFF_FF_FF),
        on_tooltip_muted: rgb(0xD5_D9_E2),
        focus: rgb(0x3D_4F_D1),
        backdrop: shade(90),
        shadow: shade(28),
        series: [
            rgb(0x3D_4F_D1),
            rgb(0x0B_8A_7D),
            rgb(0xD9_74_1A),
            rgb(0xB8_3A_78),
            rgb(0x7A_5A_F8),
            rgb(0x23_83_D6),
            rgb(0x6B_8E_1F),
            rgb(0x7C_86_98),
        ],
        dark: false,
    }
}

/// Light text on dark ground.
pub(super) fn dark() -> Tokens {
    Tokens {
        background: rgb(0x0F_12_17),
        surface: rgb(0x17_1B_22),
        sunken: rgb(0x13_17_1D),
        hover: rgb(0x1D_22_2B),
        pressed: rgb(0x25_2B_36),
        border: rgb(0x2A_30_3A),
        border_strong: rgb(0x41_49_57),
        text: rgb(0xE8_EB_F1),
        text_secondary: rgb(0xB4_BB_C8),
        text_muted: rgb(0x8D_96_A6),
        accent: rgb(0x8F_A0_FF),
        accent_hover: rgb(0xA5_B3_FF),
        on_accent: rgb(0x0F_12_17),
        accent_weak: rgb(0x22_2A_4D),
        on_accent_weak: rgb(0xC3_CC_FF),
        ok: rgb(0x5F_D3_A0),
        ok_weak: rgb(0x14_30_2A),
        bad: rgb(0xFF_8F_86),
        bad_weak: rgb(0x3A_1B_1B),
        warn: rgb(0xF0_B8_5A),
        warn_weak: rgb(0x37_2A_12),
        viewing: rgb(0xF0_A6_F2),
        viewing_weak: rgb(0x3B_1A_3E),
        neutral: rgb(0xB4_BB_C8),
        neutral_weak: rgb(0x0F_12_17),
        neutral_border: rgb(0x2A_30_3A),
        tooltip: rgb(0xE8_EB_F1),
        on_tooltip: rgb(0x0F_12_17),
        on_tooltip_muted: rgb(0x2E_35_42),
        focus: rgb(0x8F_A0_FF),
        backdrop: shade(150),
        shadow: shade(110),
        series: [
            rgb(0x8F_A0_FF),
            rgb(0x3C_C4_B4),
            rgb(0xF2_A1_54),
            rgb(0xEE_7F_B2),
            rgb(0xB3_9D_FF),
            rgb(0x6B_B8_F5),
            rgb(0xA9_CB_5A),
            rgb(0xA3_AB_BA),
        ],
        dark: true,
    }
}

/// Black on white, every edge drawn.
pub(super) fn high_contrast() -> Tokens {
    Tokens {
        background: rgb(0xFF_FF_FF),
        surface: rgb(0xFF_FF_FF),
        sunken: rgb(0xF2_F2_F2),
        hover: rgb(0xE6_E6_E6),
        pressed: rgb(0xD4_D4_D4),
        border: rgb(0x4A_4A_4A),
        border_strong: rgb(0x00_00_00),
        text: rgb(0x00_00_00),
        text_secondary: rgb(0x1A_1A_1A),
        text_muted: rgb(0x33_33_33),
        accent: rgb(0x14_1F_9C),
        accent_hover: rgb(0x0B_12_6B),
        on_accent: rgb(0xFF_FF_FF),
        accent_weak: rgb(0xD6_DB_FF),
        on_accent_weak: rgb(0x0B_12_6B),
        ok: rgb(0x00_45_26),
        ok_weak: rgb(0xD9_F5_E5),
        bad: rgb(0x8A_00_00),
        bad_weak: rgb(0xFF_E3_E0),
        warn: rgb(0x5C_36_00),
        warn_weak: rgb(0xFF_EC_C7),
        viewing: rgb(0x5E_00_63),
        viewing_weak: rgb(0xFB_DC_FA),
        neutral: rgb(0x00_00_00),
        neutral_weak: rgb(0xFF_FF_FF),
        neutral_border: rgb(0x00_00_00),
        tooltip: rgb(0x00_00_00),
        on_tooltip: rgb(0xFF_FF_FF),
        on_tooltip_muted: rgb(0xFF_FF_FF),
        focus: rgb(0xB3_00_86),
        backdrop: shade(150),
        shadow: shade(60),
        series: [
            rgb(0x14_1F_9C),
            rgb(0x00_5F_55),
            rgb(0x9A_47_00),
            rgb(0x8F_0F_54),
            rgb(0x50_2A_D1),
            rgb(0x00_55_99),
            rgb(0x45_5F_00),
            rgb(0x4F_57_66),
        ],
        dark: false,
    }
}

/// White on black, every edge drawn.
pub(super) fn high_contrast_dark() -> Tokens {
    Tokens {
        background: rgb(0x00_00_00),
        surface: rgb(0x00_00_00),
        sunken: rgb(0x14_14_14),
        hover: rgb(0x24_24_24),
        pressed: rgb(0x38_38_38),
        border: rgb(0xB5_B5_B5),
        border_strong: rgb(0xFF_FF_FF),
        text: rgb(0xFF_FF_FF),
        text_secondary: rgb(0xE6_E6_E6),
        text_muted: rgb(0xD0_D0_D0),
        accent: rgb(0xA8_B4_FF),
        accent_hover: rgb(0xC7_CF_FF),
        on_accent: rgb(0x00_00_00),
        accent_weak: rgb(0x1F_2A_66),
        on_accent_weak: rgb(0xFF_FF_FF),
        ok: rgb(0x7C_F0_BC),
        ok_weak: rgb(0x06_30_1F),
        bad: rgb(0xFF_B0_A8),
        bad_weak: rgb(0x4A_0F_0F),
        warn: rgb(0xFF_D2_7A),
        warn_weak: rgb(0x40_2D_00),
        viewing: rgb(0xFF_B8_FF),
        viewing_weak: rgb(0x45_0A_4A),
        neutral: rgb(0xFF_FF_FF),
        neutral_weak: rgb(0x00_00_00),
        neutral_border: rgb(0xFF_FF_FF),
        tooltip: rgb(0xFF_FF_FF),
        on_tooltip: rgb(0x00_00_00),
        on_tooltip_muted: rgb(0x00_00_00),
        focus: rgb(0xFF_8A_E2),
        backdrop: shade(190),
        shadow: shade(200),
        series: [
            rgb(0xA8_B4_FF),
            rgb(0x5C_E0_D0),
            rgb(0xFF_B8_70),
            rgb(0xFF_9C_C8),
            rgb(0xC9_B8_FF),
            rgb(0x8C_CB_FF),
            rgb(0xC2_E0_70),
            rgb(0xC4_CB_D6),
        ],
        dark: true,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn luminance(color: Color32) -> f64 {
        let linear = |channel: u8| {
            let c = f64::from(channel) / 255.0;
            if c <= 0.040_45 {
                c / 12.92
            } else {
                ((c + 0.055) / 1.055).powf(2.4)
            }
        };
        0.2126 * linear(color.r()) + 0.7152 * linear(color.g()) + 0.0722 * linear(color.b())
    }

    fn contrast(a: Color32, b: Color32) -> f64 {
        let (a, b) = (luminance(a) + 0.05, luminance(b) + 0.05);
        a.max(b) / a.min(b)
    }

    fn palettes() -> [(&'static str, Tokens); 4] {
        [
            ("light", light()),
            ("dark", dark()),
            ("high contrast", high_contrast()),
            ("dark high contrast", high_contrast_dark()),
        ]
    }

    #[test]
    fn contrast_is_measured_as_wcag_does() {
        assert!((contrast(Color32::BLACK, Color32::WHITE) - 21.0).abs() < 1e-9);
    }

    #[test]
    fn text_is_readable_on_every_ground() {
        for (name, t) in palettes() {
            let mut pairs = vec![
                ("on accent", t.on_accent, t.accent),
                ("on accent hover", t.on_accent, t.accent_hover),
                ("on accent weak", t.on_accent_weak, t.accent_weak),
                ("text on accent weak", t.text, t.accent_weak),
                ("muted on accent weak", t.text_secondary, t.accent_weak),
                ("ok", t.ok, t.ok_weak),
                ("bad", t.bad, t.bad_weak),
                ("warn", t.warn, t.warn_weak),
                ("viewing", t.viewing, t.viewing_weak),
                ("neutral", t.neutral, t.neutral_weak),
                ("tooltip", t.on_tooltip, t.tooltip),
                ("tooltip muted", t.on_tooltip_muted, t.tooltip),
            ];
            for ground in [t.background, t.surface, t.sunken, t.hover] {
                pairs.extend([
                    ("text", t.text, ground),
                    ("secondary", t.text_secondary, ground),
                    ("muted", t.text_muted, ground),
                    ("accent", t.accent, ground),
                    ("ok text", t.ok, ground),
                    ("bad text", t.bad, ground),
                    ("warn text", t.warn, ground),
                ]);
            }
            for (what, text, ground) in pairs {
                let ratio = contrast(text, ground);
                assert!(
                    ratio >= 4.5,
                    "{name}: {what} {text:?} on {ground:?} = {ratio:.2}"
                );
            }
        }
    }

    #[test]
    fn high_contrast_draws_every_edge_and_reads_at_seven_to_one() {
        for (name, t) in palettes().into_iter().skip(2) {
            for ground in [t.background, t.surface, t.sunken, t.hover] {
                for text in [t.text, t.text_secondary, t.text_muted, t.accent] {
                    let ratio = contrast(text, ground);
                    assert!(ratio >= 7.0, "{name}: {text:?} on {ground:?} = {ratio:.2}");
                }
            }
            for line in [t.border, t.border_strong, t.neutral_border, t.focus] {
                let ratio = contrast(line, t.surface);
                assert!(ratio >= 4.5, "{name}: {line:?} = {ratio:.2}");
            }
        }
    }

    #[test]
    fn graphics_stand_out_from_the_surface() {
        for (name, t) in palettes() {
            for color in [t.viewing, t.focus, t.text] {
                let ratio = contrast(color, t.viewing_weak);
                assert!(ratio >= 3.0, "{name}: {color:?} = {ratio:.2}");
            }
            for color in t.series.iter().chain([&t.focus, &t.ok, &t.bad, &t.viewing]) {
                let ratio = contrast(*color, t.surface);
                assert!(ratio >= 3.0, "{name}: {color:?} = {ratio:.2}");
            }
        }
    }
}
