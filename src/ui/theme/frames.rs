//! Boxes: cards, pop-ups, dialogs, tooltips, quiet boxes.

use egui::{Frame, Margin, Shadow, Stroke};

use super::{Tokens, radius, space, stroke};

const SHADOW_OFFSET: i8 = 6;
const SHADOW_BLUR: u8 = 20;

/// A margin of the grid on all four sides.
pub const fn margin(points: f32) -> Margin {
    Margin::same(points as i8)
}

/// A margin of the grid: left and right, top and bottom.
pub const fn margin_xy(x: f32, y: f32) -> Margin {
    Margin::symmetric(x as i8, y as i8)
}

/// The shadow under floating things.
pub fn shadow(tokens: &Tokens) -> Shadow {
    Shadow {
        offset: [0, SHADOW_OFFSET],
        blur: SHADOW_BLUR,
        spread: 0,
        color: tokens.shadow,
    }
}

/// A hairline in the border colour.
pub fn hairline(tokens: &Tokens) -> Stroke {
    Stroke::new(stroke::HAIRLINE, tokens.border)
}

/// A card, without inner margin: its header and body bring their own.
pub fn card(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(hairline(tokens))
        .corner_radius(radius::CARD)
}

/// A quiet box inside a card or form.
pub fn quiet(tokens: &Tokens) -> Frame {
    card(tokens)
        .fill(tokens.sunken)
        .inner_margin(margin(space::M))
}

/// Menus and drop-down lists.
pub fn popup(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.surface)
        .stroke(hairline(tokens))
        .corner_radius(radius::CONTROL + 2)
        .inner_margin(margin(space::XS))
        .shadow(shadow(tokens))
}

/// A dialog.
pub fn dialog(tokens: &Tokens) -> Frame {
    popup(tokens)
        .corner_radius(radius::CARD)
        .inner_margin(margin(space::XL))
}

/// A tooltip, a toast, the bar of chosen rows: dark on light, light on dark.
pub fn inverse(tokens: &Tokens) -> Frame {
    Frame::new()
        .fill(tokens.tooltip)
        .corner_radius(radius::CONTROL)
        .inner_margin(margin_xy(space::S + space::XXS, space::S - space::XXS))
}
