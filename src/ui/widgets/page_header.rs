//! The bar at the top of a page: title, sub-line, and actions at the right. Wraps when narrow.

use egui::{Align, Frame, Layout, Role, Ui, UiBuilder, Vec2};

use super::paint;
use crate::ui::theme::{Tokens, frames, size, space, text};

/// Draws the bar over the whole width. `actions` draws from left to right; they are kept at the right edge.
pub fn page_header(ui: &mut Ui, title: &str, subline: &str, actions: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui);
    let bar = Frame::new()
        .fill(tokens.surface)
        .inner_margin(frames::margin_xy(space::XL, space::M))
        .show(ui, |ui| {
            ui.set_width(ui.available_width());
            content_ui(ui, title, subline, actions);
        });
    let rect = bar.response.rect;
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), frames::hairline(&tokens));
}

fn content_ui(ui: &mut Ui, title: &str, subline: &str, actions: impl FnOnce(&mut Ui)) {
    let width = ui.available_width();
    let actions_id = ui.scope_id().with(("actions-width", title));
    let actions_width: f32 = ui
        .data(|data| data.get_temp(actions_id))
        .unwrap_or_default();
    let title_width = title_width(ui, title, subline);
    let one_line = title_width + actions_width + space::L <= width;
    let measured = if one_line {
        let line = Vec2::new(width, size::CONTROL);
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
            title_ui(ui, title, subline, title_width);
            let gap = ui.available_width() - actions_width;
            ui.spacing_mut().item_spacing.x = 0.0;
            ui.add_space(gap.max(0.0));
            actions_ui(ui, width, actions)
        })
        .inner
    } else {
        let line = Vec2::new(width, size::CONTROL);
        ui.allocate_ui_with_layout(line, Layout::left_to_right(Align::Center), |ui| {
            title_ui(ui, title, subline, width);
        });
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = Vec2::splat(space::M);
            actions(ui);
        });
        actions_width
    };
    if (measured - actions_width).abs() > 0.5 {
        ui.data_mut(|data| data.insert_temp(actions_id, measured));
        ui.request_discard("the width of the actions became known");
        // Where another pass is not to be had, the next frame puts it right; none would come by itself.
        ui.ctx().request_repaint();
    }
}

/// Draws the actions with all the room of the line, so that they measure the same wherever they begin.
fn actions_ui(ui: &mut Ui, room: f32, actions: impl FnOnce(&mut Ui)) -> f32 {
    let mut rect = ui.available_rect_before_wrap();
    rect.set_width(room);
    let builder = UiBuilder::new()
        .max_rect(rect)
        .layout(Layout::left_to_right(Align::Center));
    ui.scope_builder(builder, |ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        actions(ui);
    })
    .response
    .rect
    .width()
}

fn title_width(ui: &Ui, title: &str, subline: &str) -> f32 {
    let color = egui::Color32::PLACEHOLDER;
    let title = paint::whole_line(ui.ctx(), title, text::page_title(), color);
    let subline = paint::whole_line(ui.ctx(), subline, text::body(), color);
    title.size().x + space::M + subline.size().x
}

fn title_ui(ui: &mut Ui, title: &str, subline: &str, width: f32) {
    let tokens = Tokens::of(ui);
    let title_galley = paint::line(ui.ctx(), title, text::page_title(), tokens.text, width);
    let (rect, response) = ui.allocate_exact_size(title_galley.size(), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Heading, true, title));
    paint::galley_in(ui.painter(), rect, egui::Align2::LEFT_CENTER, &title_galley);
    if subline.is_empty() {
        return;
    }
    ui.add_space(space::M - ui.spacing().item_spacing.x);
    let room = width - title_galley.size().x - space::M;
    let galley = paint::line(
        ui.ctx(),
        subline,
        text::body(),
        tokens.text_muted,
        room + 1.0,
    );
    let (rect, response) = ui.allocate_exact_size(galley.size(), egui::Sense::hover());
    response.widget_info(|| egui::WidgetInfo::labeled(Role::Label, true, subline));
    paint::galley_in(ui.painter(), rect, egui::Align2::LEFT_CENTER, &galley);
}
