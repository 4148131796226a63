//! Words that lead somewhere: accent text, underlined under the pointer.

use egui::{FontId, Response, Role, Sense, Stroke, Ui, WidgetInfo};

use super::paint;
use crate::ui::theme::{Tokens, radius, stroke, text};

/// A link in body text.
pub fn link(ui: &mut Ui, label: &str) -> Response {
    link_in(ui, label, text::body())
}

/// A link in another font.
pub fn link_in(ui: &mut Ui, label: &str, font: FontId) -> Response {
    let tokens = Tokens::of(ui);
    let galley = paint::line(ui.ctx(), label, font, tokens.accent, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(galley.size(), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), label));
    if ui.is_rect_visible(rect) {
        let drawn = paint::galley_in(ui.painter(), rect, egui::Align2::LEFT_CENTER, &galley);
        if response.hovered() {
            underline(ui, drawn, tokens.accent);
        }
        paint::focus_ring(ui, &response, radius::SMALL);
    }
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// The line under a link that lies under the pointer.
pub(in crate::ui) fn underline(ui: &Ui, text: egui::Rect, color: egui::Color32) {
    let y = text.bottom() - stroke::FOCUS;
    ui.painter()
        .hline(text.x_range(), y, Stroke::new(stroke::HAIRLINE, color));
}
