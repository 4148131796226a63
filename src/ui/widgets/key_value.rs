//! Rows of a name and its value, as a record's summary shows them.

use egui::{Align, Layout, Response, Sense, Ui, Vec2};

use super::paint;
use crate::ui::theme::{Tokens, size, space, text};

/// A row with a plain text as value; the name is the value's label for assistive technology.
pub fn key_value(ui: &mut Ui, key: &str, value: &str) -> Response {
    key_value_ui(ui, key, |ui| {
        let color = Tokens::of(ui).text;
        ui.add(egui::Label::new(text::rich(value, text::body()).color(color)).wrap())
    })
}

/// A row whose value the caller draws: a link, a badge.
pub fn key_value_ui(ui: &mut Ui, key: &str, value: impl FnOnce(&mut Ui) -> Response) -> Response {
    let tokens = Tokens::of(ui);
    ui.with_layout(Layout::left_to_right(Align::Min), |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let width = size::KEY_WIDTH.min(ui.available_width() / 2.0);
        let galley = paint::line(ui.ctx(), key, text::body(), tokens.text_muted, width);
        let (rect, name) =
            ui.allocate_exact_size(Vec2::new(width, galley.size().y), Sense::hover());
        name.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Label, true, key));
        paint::galley_in(ui.painter(), rect, egui::Align2::LEFT_CENTER, &galley);
        value(ui)
    })
    .inner
}
