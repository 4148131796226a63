//! A button that shows only an icon; its name is told to assistive technology and in the tooltip.

use egui::{Color32, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::frozen::Changes;
use super::{paint, tooltip};
use crate::ui::theme::{Tokens, radius, size, text};

/// An icon button.
#[must_use = "call `show`"]
pub struct IconButton<'a> {
    glyph: &'a str,
    name: &'a str,
    side: f32,
    off_because: Option<&'a str>,
    changes: Changes,
    color: Option<Color32>,
}

impl<'a> IconButton<'a> {
    /// A square button with the icon `glyph`, called `name`.
    pub fn new(glyph: &'a str, name: &'a str) -> Self {
        Self {
            glyph,
            name,
            side: size::CONTROL,
            off_because: None,
            changes: Changes::Nothing,
            color: None,
        }
    }

    /// Low enough for a line of text or a table row.
    pub fn small(mut self) -> Self {
        self.side = size::CONTROL_SMALL;
        self
    }

    /// Switched off when there is a reason, which the tooltip says.
    pub fn enabled_or(mut self, off_because: Option<&'a str>) -> Self {
        self.off_because = off_because;
        self
    }

    /// It changes something, or leads to that: off where nothing can be changed.
    pub fn changing(mut self) -> Self {
        self.changes = Changes::Something;
        self
    }

    /// Another colour than that of secondary text, on another ground than the surface.
    pub fn color(mut self, color: Color32) -> Self {
        self.color = Some(color);
        self
    }

    /// Draws the button.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        self.off_because = self.changes.off_because(ui).or(self.off_because);
        let response = self.draw_ui(ui);
        match self.off_because {
            Some(reason) => {
                paint::describe(&response, reason);
                tooltip::disabled(response, reason)
            }
            None => tooltip::text(response, self.name),
        }
    }

    fn draw_ui(&self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let ui = &mut paint::switchable(ui, Vec2::splat(self.side), self.off_because);
        let rect = ui.max_rect();
        let response = ui.allocate_rect(rect, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.name));
        if ui.is_rect_visible(rect) {
            let own = self.color.is_some();
            let fill = match (response.is_pointer_button_down_on(), response.hovered()) {
                (true, _) if !own => tokens.pressed,
                (_, true) if !own => tokens.hover,
                _ => Color32::TRANSPARENT,
            };
            ui.painter().rect_filled(rect, radius::CONTROL, fill);
            let color = match self.color {
                Some(color) => color,
                None if response.hovered() => tokens.text,
                None => tokens.text_secondary,
            };
            let font = if self.side < size::CONTROL {
                text::icon_small()
            } else {
                text::icon()
            };
            paint::icon(ui, rect, self.glyph, font, color);
            paint::focus_ring(ui, &response, radius::CONTROL);
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }
}
