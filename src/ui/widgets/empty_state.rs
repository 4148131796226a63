//! What a list or chart shows when there is nothing: what would fill it, and how.

use egui::{Align, Layout, Response, Sense, Ui, Vec2};

use super::{Button, paint};
use crate::ui::theme::{Tokens, size, space, text};

/// Draws icon, title and text in the middle of the width; returns the response of the action, if there is one.
pub fn empty_state(
    ui: &mut Ui,
    glyph: &str,
    title: &str,
    words: &str,
    action: Option<&str>,
) -> Option<Response> {
    let tokens = Tokens::of(ui);
    ui.with_layout(Layout::top_down(Align::Center), |ui| {
        ui.spacing_mut().item_spacing.y = space::S;
        ui.add_space(space::XXL);
        let (rect, _) = ui.allocate_exact_size(Vec2::splat(size::ICON_LARGE), Sense::hover());
        paint::icon(ui, rect, glyph, text::icon_large(), tokens.text_muted);
        ui.label(text::rich(title, text::card_title()).color(tokens.text));
        ui.scope(|ui| {
            ui.set_max_width(size::EMPTY_TEXT_WIDTH.min(ui.available_width()));
            ui.label(text::rich(words, text::body()).color(tokens.text_muted));
        });
        let response = action.map(|label| {
            ui.add_space(space::S);
            Button::secondary(label).show(ui)
        });
        ui.add_space(space::XXL);
        response
    })
    .inner
}
