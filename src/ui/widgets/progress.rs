//! A bar that fills.

use egui::{Rect, Role, Sense, Ui, Vec2, WidgetInfo};

use crate::ui::theme::{Tokens, radius, size};

/// Draws a bar called `name`, filled by `share` (0 to 1), over the whole width.
pub fn progress_bar(ui: &mut Ui, name: &str, share: f32) {
    let tokens = Tokens::of(ui);
    let share = share.clamp(0.0, 1.0);
    let wanted = Vec2::new(ui.available_width(), size::PROGRESS);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo {
        value: Some(f64::from((share * 100.0).round())),
        ..WidgetInfo::labeled(Role::ProgressIndicator, true, name)
    });
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_min_numeric_value(0.0);
        node.set_max_numeric_value(100.0);
    });
    ui.painter().rect_filled(rect, radius::PILL, tokens.pressed);
    if share > 0.0 {
        let width = (rect.width() * share).max(size::PROGRESS);
        let filled = Rect::from_min_size(rect.min, Vec2::new(width, rect.height()));
        ui.painter()
            .rect_filled(filled, radius::PILL, tokens.accent);
    }
}
