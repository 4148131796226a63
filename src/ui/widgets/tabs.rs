//! The tabs of a record: a line under the one that is open, a count or a problem badge beside the words.

use egui::{Align2, EventFilter, Key, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::badge::{BadgeLayout, Mark};
use super::{Tone, paint};
use crate::ui::theme::{Tokens, frames, radius, size, space, stroke, text};

/// A tab, all texts ready.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tab {
    /// Its words.
    pub label: String,
    /// A muted count after them; may be empty.
    pub count: String,
    /// How many fields on it are wrong; may be empty.
    pub problems: String,
}

/// Draws the tabs; returns the one that was chosen now.
pub fn tabs(ui: &mut Ui, tabs: &[Tab], open: usize) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let mut chosen = None;
    let row = ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::L + space::XS;
        for (index, tab) in tabs.iter().enumerate() {
            let response = tab_ui(ui, tab, index, open);
            if response.clicked() {
                chosen = Some(index);
            }
            if response.has_focus()
                && let Some(next) = moved(ui, &response, index, tabs.len())
            {
                chosen = Some(next);
                ui.memory_mut(|memory| memory.request_focus(ui.scope_id().with(("tab", next))));
            }
        }
    });
    let mut rect = row.response.rect;
    rect.max.x = rect.max.x.max(ui.max_rect().right());
    ui.painter()
        .hline(rect.x_range(), rect.bottom(), frames::hairline(&tokens));
    chosen.filter(|index| *index != open)
}

fn moved(ui: &Ui, response: &Response, index: usize, count: usize) -> Option<usize> {
    let filter = EventFilter {
        horizontal_arrows: true,
        ..EventFilter::default()
    };
    ui.memory_mut(|memory| memory.set_focus_lock_filter(response.id, filter));
    let (back, forth) = ui.input(|input| {
        (
            input.key_pressed(Key::ArrowLeft),
            input.key_pressed(Key::ArrowRight),
        )
    });
    match (back, forth) {
        (true, false) => index.checked_sub(1),
        (false, true) => Some(index + 1).filter(|next| *next < count),
        _ => None,
    }
}

fn tab_ui(ui: &mut Ui, tab: &Tab, index: usize, open: usize) -> Response {
    let tokens = Tokens::of(ui);
    let here = index == open;
    let (font, color) = if here {
        (text::body_strong(), tokens.text)
    } else {
        (text::body(), tokens.text_secondary)
    };
    let words = paint::whole_line(ui.ctx(), &tab.label, font, color);
    let count = paint::whole_line(ui.ctx(), &tab.count, text::body(), tokens.text_muted);
    let badge = (!tab.problems.is_empty())
        .then(|| BadgeLayout::new(ui, Tone::Bad, &tab.problems, Mark::None, f32::INFINITY));
    let mut width = words.size().x;
    if !tab.count.is_empty() {
        width += space::S + count.size().x;
    }
    if let Some(badge) = &badge {
        width += space::S + badge.size().x;
    }
    let (_, rect) = ui.allocate_space(Vec2::new(width, size::ROW));
    let response = ui.interact(rect, ui.scope_id().with(("tab", index)), Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Tab, ui.is_enabled(), &tab.label));
    ui.ctx().accesskit_node_builder(response.id, |node| {
        node.set_selected(here);
        node.set_description(format!("{} {}", tab.count, tab.problems).trim().to_owned());
    });
    paint::galley_in(ui.painter(), rect, Align2::LEFT_CENTER, &words);
    paint::galley_in(ui.painter(), rect, Align2::RIGHT_CENTER, &count);
    if let Some(badge) = badge {
        let place = Align2::RIGHT_CENTER.align_size_within_rect(badge.size(), rect);
        badge.paint(ui.painter(), place);
    }
    let line = match (here, response.hovered()) {
        (true, _) => Some(tokens.accent),
        (false, true) => Some(tokens.border_strong),
        (false, false) => None,
    };
    if let Some(color) = line {
        let y = rect.bottom() - stroke::FOCUS / 2.0;
        ui.painter()
            .hline(rect.x_range(), y, egui::Stroke::new(stroke::FOCUS, color));
    }
    paint::focus_ring(ui, &response, radius::SMALL);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}
