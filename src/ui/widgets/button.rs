//! Buttons with words. A button that is off says why.

use egui::{Align2, Color32, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo};

use super::frozen::Changes;
use super::{paint, tooltip};
use crate::ui::theme::{Tokens, radius, size, space, stroke, text};

#[derive(Clone, Copy, PartialEq, Eq)]
enum Kind {
    Primary,
    Secondary,
    Danger,
    Ghost,
}

/// A button.
#[must_use = "call `show`"]
pub struct Button<'a> {
    kind: Kind,
    label: &'a str,
    icon: Option<&'a str>,
    off_because: Option<&'a str>,
    changes: Changes,
    width: Option<f32>,
    hint: Option<&'a str>,
    height: f32,
}

impl<'a> Button<'a> {
    fn new(kind: Kind, label: &'a str) -> Self {
        Self {
            kind,
            label,
            icon: None,
            off_because: None,
            changes: Changes::Nothing,
            width: None,
            hint: None,
            height: size::CONTROL,
        }
    }

    /// The one main action of a page or form.
    pub fn primary(label: &'a str) -> Self {
        Self::new(Kind::Primary, label)
    }

    /// Any other action.
    pub fn secondary(label: &'a str) -> Self {
        Self::new(Kind::Secondary, label)
    }

    /// An action that takes something away.
    pub fn danger(label: &'a str) -> Self {
        Self::new(Kind::Danger, label)
    }

    /// An action without a border, beside others that have one.
    pub fn ghost(label: &'a str) -> Self {
        Self::new(Kind::Ghost, label)
    }

    /// An icon before the words.
    pub fn icon(mut self, glyph: &'a str) -> Self {
        self.icon = Some(glyph);
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

    /// A tooltip while the button is on: its shortcut, for example.
    pub fn hint(mut self, hint: &'a str) -> Self {
        self.hint = Some(hint);
        self
    }

    /// As wide as this, whatever its words.
    pub fn width(mut self, width: f32) -> Self {
        self.width = Some(width);
        self
    }

    /// Low enough for a line of text or a table row.
    pub fn small(mut self) -> Self {
        self.height = size::CONTROL_SMALL;
        self
    }

    /// Draws the button.
    pub fn show(mut self, ui: &mut Ui) -> Response {
        self.off_because = self.changes.off_because(ui).or(self.off_because);
        let off_because = self.off_because;
        let hint = self.hint;
        let response = self.draw_ui(ui);
        match (off_because, hint) {
            (Some(reason), _) => {
                paint::describe(&response, reason);
                tooltip::disabled(response, reason)
            }
            (None, Some(hint)) => tooltip::text(response, hint),
            (None, None) => response,
        }
    }

    fn draw_ui(self, ui: &mut Ui) -> Response {
        let tokens = Tokens::of(ui);
        let padding = if self.height < size::CONTROL {
            space::S
        } else {
            space::M
        };
        let text_color = self.text_color(&tokens);
        let content = paint::IconText::new(
            ui.ctx(),
            self.icon,
            self.label,
            text::body_medium(),
            text_color,
            self.width.map_or(f32::INFINITY, |w| w - 2.0 * padding),
        );
        let width = self
            .width
            .unwrap_or_else(|| (content.size().x + 2.0 * padding).ceil());
        let mut ui = paint::switchable(ui, Vec2::new(width, self.height), self.off_because);
        let rect = ui.max_rect();
        let response = ui.allocate_rect(rect, Sense::click());
        response.widget_info(|| WidgetInfo::labeled(Role::Button, ui.is_enabled(), self.label));
        if ui.is_rect_visible(rect) {
            let (fill, border) = self.ground(&tokens, &response);
            ui.painter().rect(
                rect,
                radius::CONTROL,
                fill,
                Stroke::new(stroke::HAIRLINE, border),
                StrokeKind::Inside,
            );
            content.paint(ui.painter(), rect, Align2::CENTER_CENTER);
            paint::focus_ring(&ui, &response, radius::CONTROL);
        }
        response.on_hover_cursor(egui::CursorIcon::PointingHand)
    }

    fn text_color(&self, tokens: &Tokens) -> Color32 {
        match self.kind {
            Kind::Primary => tokens.on_accent,
            Kind::Secondary => tokens.text,
            Kind::Danger => tokens.bad,
            Kind::Ghost => tokens.text_secondary,
        }
    }

    fn ground(&self, tokens: &Tokens, response: &Response) -> (Color32, Color32) {
        let pressed = response.is_pointer_button_down_on();
        let hovered = response.hovered();
        let plain = if pressed {
            tokens.pressed
        } else if hovered {
            tokens.hover
        } else {
            tokens.surface
        };
        match self.kind {
            Kind::Primary if pressed || hovered => (tokens.accent_hover, tokens.accent_hover),
            Kind::Primary => (tokens.accent, tokens.accent),
            Kind::Secondary => (plain, tokens.border_strong),
            Kind::Danger if pressed || hovered => (tokens.bad_weak, tokens.bad),
            Kind::Danger => (tokens.surface, tokens.border_strong),
            Kind::Ghost if pressed || hovered => (plain, plain),
            Kind::Ghost => (Color32::TRANSPARENT, Color32::TRANSPARENT),
        }
    }
}
