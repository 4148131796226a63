//! The round picture with a person's initials.

use egui::{Response, Sense, Ui, Vec2};

use super::paint;
use crate::ui::theme::{Tokens, radius, size, text};

/// A small round picture; decoration, so it has no name of its own.
pub fn avatar(ui: &mut Ui, initials: &str) -> Response {
    sized(ui, initials, size::AVATAR, text::group())
}

/// The picture in the header of a record.
pub fn avatar_large(ui: &mut Ui, initials: &str) -> Response {
    sized(ui, initials, size::AVATAR_LARGE, text::dialog_title())
}

/// The square sign of the office, in the accent.
pub fn office_mark(ui: &mut Ui, initial: &str) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(size::AVATAR + 2.0), Sense::hover());
    ui.painter()
        .rect_filled(rect, radius::CONTROL, tokens.accent);
    let galley = paint::whole_line(ui.ctx(), initial, text::body_strong(), tokens.on_accent);
    paint::galley_in(ui.painter(), rect, egui::Align2::CENTER_CENTER, &galley);
    response
}

fn sized(ui: &mut Ui, initials: &str, side: f32, font: egui::FontId) -> Response {
    let tokens = Tokens::of(ui);
    let (rect, response) = ui.allocate_exact_size(Vec2::splat(side), Sense::hover());
    ui.painter()
        .circle_filled(rect.center(), side / 2.0, tokens.accent_weak);
    let galley = paint::whole_line(ui.ctx(), initials, font, tokens.on_accent_weak);
    paint::galley_in(ui.painter(), rect, egui::Align2::CENTER_CENTER, &galley);
    response
}
