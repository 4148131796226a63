//! The dark bar of what can be done with selected rows.

use std::sync::Arc;

use egui::{Align2, Galley, Rect, Role, Sense, Ui, UiBuilder, Vec2, WidgetInfo};

use super::{paint, tooltip};
use crate::ui::theme::{Tokens, radius, size, space, stroke, text};

/// One thing in the bar.
#[derive(Clone, Copy, Debug)]
pub struct Item<'a> {
    label: &'a str,
    look: Look,
    off_because: Option<&'a str>,
}

#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Look {
    /// What is selected.
    Title,
    /// An action about the selection itself.
    Quiet,
    /// An action.
    Action,
    /// A line between groups.
    Divider,
}

impl<'a> Item<'a> {
    /// What is selected: "3 selected".
    pub fn title(label: &'a str) -> Self {
        Self::new(label, Look::Title)
    }

    /// An action about the selection itself.
    pub fn quiet(label: &'a str) -> Self {
        Self::new(label, Look::Quiet)
    }

    /// An action.
    pub fn action(label: &'a str) -> Self {
        Self::new(label, Look::Action)
    }

    /// A line between groups.
    pub fn divider() -> Self {
        Self::new("", Look::Divider)
    }

    /// Switched off when there is a reason, which the tooltip says.
    pub fn enabled_or(mut self, off_because: Option<&'a str>) -> Self {
        self.off_because = off_because;
        self
    }

    fn new(label: &'a str, look: Look) -> Self {
        Self {
            label,
            look,
            off_because: None,
        }
    }

    fn galley(&self, ui: &Ui, tokens: &Tokens) -> Arc<Galley> {
        let (font, color) = match self.look {
            Look::Title => (text::body_strong(), tokens.on_tooltip),
            Look::Quiet => (text::body(), tokens.on_tooltip_muted),
            Look::Action | Look::Divider => (text::body_medium(), tokens.on_tooltip),
        };
        let faint = self.off_because.is_some();
        let color = if faint {
            color.gamma_multiply(OFF)
        } else {
            color
        };
        paint::whole_line(ui.ctx(), self.label, font, color)
    }

    fn width(&self, galley: &Galley) -> f32 {
        match self.look {
            Look::Divider => stroke::HAIRLINE + space::S,
            _ => (galley.size().x + 2.0 * space::S).ceil(),
        }
    }
}

/// How strong the words of what is off are.
const OFF: f32 = 0.5;
/// How strong the ground under the pointer is.
const HOVER: f32 = 0.16;

/// How high the bar is in `room`.
pub fn height(ui: &Ui, items: &[Item<'_>], room: f32) -> f32 {
    let tokens = Tokens::of(ui);
    let galleys: Vec<_> = items.iter().map(|item| item.galley(ui, &tokens)).collect();
    lines(items, &galleys, room).len() as f32 * LINE + 2.0 * space::XS
}

const LINE: f32 = size::CONTROL_SMALL + space::XS;

/// Draws the bar called `name` in the middle of `room`; the item that was pressed.
pub fn show(ui: &mut Ui, name: &str, items: &[Item<'_>], room: Rect) -> Option<usize> {
    let tokens = Tokens::of(ui);
    let galleys: Vec<_> = items.iter().map(|item| item.galley(ui, &tokens)).collect();
    let lines = lines(items, &galleys, room.width());
    let widest = lines.iter().map(|line| line.width).fold(0.0, f32::max);
    let wanted = Vec2::new(
        widest + 2.0 * space::S,
        lines.len() as f32 * LINE + 2.0 * space::XS,
    );
    let bar = Align2::CENTER_CENTER.align_size_within_rect(wanted, room);
    let builder = UiBuilder::new()
        .max_rect(bar)
        .accessibility_role(Role::Toolbar)
        .accessibility_label(name);
    let mut ui = ui.new_child(builder);
    ui.painter().rect_filled(bar, radius::CARD, tokens.tooltip);
    let mut pressed = None;
    for (number, line) in lines.iter().enumerate() {
        let mut left = bar.left() + space::S;
        let top = bar.top() + space::XS + number as f32 * LINE;
        for index in line.first..line.end {
            let (Some(item), Some(galley)) = (items.get(index), galleys.get(index)) else {
                continue;
            };
            let width = item.width(galley);
            let place = Rect::from_min_size(egui::pos2(left, top), Vec2::new(width, LINE));
            left += width;
            if item_ui(&mut ui, &tokens, (item, galley), (index, place)) {
                pressed = Some(index);
            }
        }
    }
    pressed
}

fn item_ui(
    ui: &mut Ui,
    tokens: &Tokens,
    (item, galley): (&Item<'_>, &Arc<Galley>),
    (index, place): (usize, Rect),
) -> bool {
    if item.look == Look::Divider {
        let line = egui::Stroke::new(stroke::HAIRLINE, tokens.on_tooltip.gamma_multiply(OFF));
        let x = ui.painter().round_to_pixel_center(place.center().x);
        ui.painter()
            .vline(x, place.y_range().shrink(space::S), line);
        return false;
    }
    let sense = match item.look {
        Look::Title => Sense::hover(),
        _ => Sense::click(),
    };
    let mut ui = ui.new_child(UiBuilder::new().max_rect(place));
    if item.off_because.is_some() {
        ui.disable();
    }
    let response = ui.interact(place, ui.scope_id().with(("item", index)), sense);
    let (enabled, label) = (ui.is_enabled(), item.label);
    let role = match item.look {
        Look::Title => Role::Label,
        _ => Role::Button,
    };
    response.widget_info(|| WidgetInfo::labeled(role, enabled, label));
    if item.look != Look::Title && enabled && response.hovered() {
        let ground = tokens.on_tooltip.gamma_multiply(HOVER);
        ui.painter()
            .rect_filled(place.shrink2(Vec2::new(0.0, 1.0)), radius::CONTROL, ground);
    }
    paint::galley_in(ui.painter(), place, Align2::CENTER_CENTER, galley);
    if response.has_focus() {
        paint::focus_ring_inside(&ui, place, radius::CONTROL);
    }
    let clicked = response.clicked();
    match item.off_because {
        Some(reason) => {
            paint::describe(&response, reason);
            drop(tooltip::disabled(response, reason));
        }
        None if item.look != Look::Title => {
            drop(response.on_hover_cursor(egui::CursorIcon::PointingHand));
        }
        None => {}
    }
    clicked
}

/// Items of one line.
struct Line {
    first: usize,
    end: usize,
    width: f32,
}

/// The items in as many lines as they need.
fn lines(items: &[Item<'_>], galleys: &[Arc<Galley>], room: f32) -> Vec<Line> {
    let room = room - 2.0 * space::S;
    let mut lines: Vec<Line> = Vec::new();
    for (index, (item, galley)) in items.iter().zip(galleys).enumerate() {
        let width = item.width(galley);
        match lines.last_mut() {
            Some(line) if line.width + width <= room => {
                line.end = index + 1;
                line.width += width;
            }
            _ => lines.push(Line {
                first: index,
                end: index + 1,
                width,
            }),
        }
    }
    lines
}
