//! A check box with words, or without them in a table.

use egui::accesskit::Toggled;
use egui::{Align2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::{paint, tooltip};
use crate::ui::theme::{Tokens, icons, radius, size, space, stroke, text};

/// What a box shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Check {
    /// Ticked.
    On,
    /// Empty.
    Off,
    /// Some of what it stands for is chosen.
    Mixed,
}

impl From<bool> for Check {
    fn from(on: bool) -> Self {
        if on { Self::On } else { Self::Off }
    }
}

/// A check box.
#[must_use = "call `show`"]
pub struct Checkbox<'a> {
    value: &'a mut bool,
    label: &'a str,
    off_because: Option<&'a str>,
}

impl<'a> Checkbox<'a> {
    /// A box for `value` with the words `label` beside it.
    pub fn new(value: &'a mut bool, label: &'a str) -> Self {
        Self {
            value,
            label,
            off_because: None,
        }
    }

    /// Switched off when there is a reason, which the tooltip says.
    pub fn enabled_or(mut self, off_because: Option<&'a str>) -> Self {
        self.off_because = off_because;
        self
    }

    /// Draws the box.
    pub fn show(self, ui: &mut Ui) -> Response {
        let Self {
            value,
            label,
            off_because,
        } = self;
        let mut response = ui
            .add_enabled_ui(off_because.is_none(), |ui| {
                labelled_ui(ui, Check::from(*value), label)
            })
            .inner;
        if response.clicked() {
            *value = !*value;
            response.mark_changed();
        }
        match off_because {
            Some(reason) => {
                paint::describe(&response, reason);
                tooltip::disabled(response, reason)
            }
            None => response,
        }
    }
}

fn labelled_ui(ui: &mut Ui, check: Check, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let room = ui.available_width() - size::CHECK - space::S;
    let galley = paint::wrapped(ui.ctx(), label, text::body(), tokens.text, room);
    let height = galley.size().y.max(size::CONTROL_SMALL);
    let width = size::CHECK + space::S + galley.size().x;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    info(ui, &response, check, label);
    let mut place = rect;
    place.set_width(size::CHECK);
    place.set_height(size::CONTROL_SMALL);
    box_ui(ui, &response, place, check);
    let mut words = rect;
    words.min.x += size::CHECK + space::S;
    paint::galley_in(ui.painter(), words, Align2::LEFT_CENTER, &galley);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

/// A box alone inside `rect`, named for assistive technology; the caller flips what it stands for when clicked.
pub fn check_in(ui: &Ui, rect: Rect, id: egui::Id, check: Check, name: &str) -> Response {
    let response = ui.interact(rect, id, Sense::click());
    info(ui, &response, check, name);
    box_ui(ui, &response, rect, check);
    response.on_hover_cursor(egui::CursorIcon::PointingHand)
}

fn info(ui: &Ui, response: &Response, check: Check, name: &str) {
    let enabled = ui.is_enabled();
    response
        .widget_info(|| WidgetInfo::selected(Role::CheckBox, enabled, check == Check::On, name));
    if check == Check::Mixed {
        ui.ctx().accesskit_node_builder(response.id, |node| {
            node.set_toggled(Toggled::Mixed);
        });
    }
}

fn box_ui(ui: &Ui, response: &Response, place: Rect, check: Check) {
    if !ui.is_rect_visible(place) {
        return;
    }
    let tokens = Tokens::of(ui);
    let square = Align2::CENTER_CENTER.align_size_within_rect(Vec2::splat(size::CHECK), place);
    let (fill, border, glyph) = match check {
        Check::On => (tokens.accent, tokens.accent, Some(icons::CHECK)),
        Check::Mixed => (tokens.accent, tokens.accent, Some(icons::MINUS)),
        Check::Off if response.hovered() => (tokens.hover, tokens.text_muted, None),
        Check::Off => (tokens.surface, tokens.border_strong, None),
    };
    ui.painter().rect(
        square,
        radius::SMALL,
        fill,
        Stroke::new(stroke::HAIRLINE, border),
        StrokeKind::Inside,
    );
    if let Some(glyph) = glyph {
        paint::icon(ui, square, glyph, text::icon_check(), tokens.on_accent);
    }
    if response.has_focus() {
        paint::focus_ring_at(ui, square, radius::SMALL);
    }
}
