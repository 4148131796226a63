//! The table's two scroll bars. They work on 64-bit places, which egui's do not.

use egui::{Id, Rect, Response, Sense, Ui, Vec2};

use super::state::{Metrics, State};
use crate::ui::theme::{Tokens, radius, size, space};

pub(super) fn show(ui: &Ui, id: Id, state: &mut State, metrics: &Metrics) {
    if metrics.max_y() > 0.0 {
        state.y = vertical(ui, id.with("bar-y"), state.y, metrics);
    }
    if metrics.max_x() > 0.0 {
        state.x = horizontal(ui, id.with("bar-x"), state.x, metrics);
    }
    state.clamp(metrics);
}

fn vertical(ui: &Ui, id: Id, y: f64, metrics: &Metrics) -> f64 {
    let mut track = metrics.body.shrink(space::XXS);
    track.min.x = track.right() - size::SCROLL_BAR;
    let share = f64::from(metrics.body.height()) / metrics.content_height();
    let length = handle_length(track.height(), share);
    let travel = f64::from(track.height() - length).max(1.0);
    let response = ui.interact(track, id, Sense::CLICK | Sense::DRAG);
    let mut y = y + f64::from(response.drag_delta().y) / travel * metrics.max_y();
    y = y.clamp(0.0, metrics.max_y());
    let top = track.top() + (y / metrics.max_y() * travel) as f32;
    let handle = Rect::from_min_size(
        egui::pos2(track.left(), top),
        Vec2::new(track.width(), length),
    );
    paint(ui, &response, handle);
    match pressed_at(&response) {
        Some(at) if at.y < handle.top() => y - f64::from(metrics.body.height()),
        Some(at) if at.y > handle.bottom() => y + f64::from(metrics.body.height()),
        _ => y,
    }
}

fn horizontal(ui: &Ui, id: Id, x: f32, metrics: &Metrics) -> f32 {
    let mut track = metrics.rect.shrink(space::XXS);
    track.max.x = metrics.cells.right();
    track.min.y = track.bottom() - size::SCROLL_BAR;
    let share = f64::from(metrics.cells.width() / metrics.content_width);
    let length = handle_length(track.width(), share);
    let travel = (track.width() - length).max(1.0);
    let response = ui.interact(track, id, Sense::CLICK | Sense::DRAG);
    let x = (x + response.drag_delta().x / travel * metrics.max_x()).clamp(0.0, metrics.max_x());
    let left = track.left() + x / metrics.max_x() * travel;
    let handle = Rect::from_min_size(
        egui::pos2(left, track.top()),
        Vec2::new(length, track.height()),
    );
    paint(ui, &response, handle);
    match pressed_at(&response) {
        Some(at) if at.x < handle.left() => x - metrics.cells.width(),
        Some(at) if at.x > handle.right() => x + metrics.cells.width(),
        _ => x,
    }
}

fn handle_length(track: f32, share: f64) -> f32 {
    (f64::from(track) * share).max(f64::from(size::SCROLL_HANDLE_MIN.min(track))) as f32
}

fn pressed_at(response: &Response) -> Option<egui::Pos2> {
    response
        .clicked()
        .then(|| response.interact_pointer_pos())
        .flatten()
}

fn paint(ui: &Ui, response: &Response, handle: Rect) {
    let tokens = Tokens::of(ui);
    let lit = response.hovered() || response.dragged();
    let color = if lit {
        tokens.text_muted
    } else {
        tokens.border_strong
    };
    ui.painter()
        .rect_filled(handle.shrink(1.0), radius::PILL, color);
}
