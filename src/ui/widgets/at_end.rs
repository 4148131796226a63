//! Things at the right edge of a row, drawn from left to right so that Tab goes through them as they are read.

use egui::{Align, Layout, Ui, Vec2};

/// Draws `content` at the right edge of what is left of the row; below, where it does not fit and the row wraps.
pub fn at_end<R>(ui: &mut Ui, id_salt: &str, content: impl FnOnce(&mut Ui) -> R) -> R {
    let id = ui.scope_id().with(id_salt);
    let known: f32 = ui.data(|data| data.get_temp(id)).unwrap_or_default();
    let spacing = ui.spacing().item_spacing.x;
    let gap = ui.available_size_before_wrap().x - known - spacing;
    if gap > 0.0 {
        ui.allocate_space(Vec2::new(gap, 0.0));
    } else if ui.layout().main_wrap() {
        ui.end_row();
    }
    let row = Layout::left_to_right(Align::Center);
    let drawn =
        ui.allocate_ui_with_layout(Vec2::new(known, ui.spacing().interact_size.y), row, |ui| {
            content(ui)
        });
    let width = drawn.response.rect.width();
    if (width - known).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(id, width));
        ui.request_discard("the width of what stands at the end became known");
    }
    drawn.inner
}
