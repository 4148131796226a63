//! Chips: a chosen value or a condition, with a ✕ that takes it away.

use egui::{Align2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{Tone, paint};
use crate::ui::theme::{Tokens, icons, radius, size, space, text};

/// What was done to a chip.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ChipAction {
    /// Its words were pressed: edit it.
    Opened,
    /// Its ✕ was pressed.
    Removed,
}

/// A condition in a tool bar; `remove` names the ✕.
pub fn filter_chip(ui: &mut Ui, label: &str, remove: &str) -> Option<ChipAction> {
    let (open, removed) = show(ui, label, remove, size::FILTER_CHIP, radius::CONTROL);
    if removed.clicked() {
        return Some(ChipAction::Removed);
    }
    open.clicked().then_some(ChipAction::Opened)
}

/// A chosen value inside a field; `remove` names the ✕. Returns the response of the ✕.
pub fn chip(ui: &mut Ui, label: &str, remove: &str) -> Response {
    show(ui, label, remove, size::CHIP, radius::PILL).1
}

fn show(ui: &mut Ui, label: &str, remove: &str, height: f32, rounding: u8) -> (Response, Response) {
    let tokens = Tokens::of(ui);
    let (ink, ground, _) = paint::tone_colors(&tokens, Tone::Accent);
    let cross = size::ICON;
    let room = ui.available_width() - cross - 2.0 * space::S;
    let galley = paint::line(ui.ctx(), label, text::label(), ink, room);
    let width = galley.size().x + cross + space::XS + 2.0 * space::S - space::XXS;
    let (rect, _) = ui.allocate_exact_size(Vec2::new(width.ceil(), height), Sense::hover());
    let id = ui.scope_id().with(("chip", label));
    let mut words = rect;
    words.max.x -= cross + space::XS;
    let sense = if rounding == radius::PILL {
        Sense::hover()
    } else {
        Sense::click()
    };
    let open = ui.interact(words, id, sense);
    let role = if sense.senses_click() {
        Role::Button
    } else {
        Role::Label
    };
    open.widget_info(|| WidgetInfo::labeled(role, ui.is_enabled(), label));
    let place = Rect::from_min_max(
        egui::pos2(rect.right() - cross - space::S + space::XXS, rect.top()),
        egui::pos2(rect.right() - space::XXS, rect.bottom()),
    );
    let removed = ui.interact(place, id.with("remove"), Sense::click());
    removed.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), remove));
    ui.painter().rect_filled(rect, rounding, ground);
    let inner = rect.shrink2(Vec2::new(space::S, 0.0));
    paint::galley_in(ui.painter(), inner, Align2::LEFT_CENTER, &galley);
    let color = if removed.hovered() { tokens.text } else { ink };
    paint::icon(ui, place, icons::X, text::icon_check(), color);
    paint::focus_ring(ui, &open, rounding);
    paint::focus_ring(ui, &removed, rounding);
    let removed = removed.on_hover_cursor(egui::CursorIcon::PointingHand);
    (open, super::tooltip::text(removed, remove))
}
