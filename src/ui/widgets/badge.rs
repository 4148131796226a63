//! Pills that name a state: with a dot for a status, without for anything else.

use egui::{
    Align2, Painter, Pos2, Rect, Response, Role, Sense, Stroke, StrokeKind, Ui, Vec2, WidgetInfo,
};

use super::{Tone, paint};
use crate::ui::theme::{Tokens, radius, size, space, stroke, text};

/// What stands before the words of a badge.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mark {
    /// Nothing.
    None,
    /// A dot in the colour of the tone.
    Dot,
}

/// A badge without a dot.
pub fn badge(ui: &mut Ui, tone: Tone, label: &str) -> Response {
    show(ui, tone, label, Mark::None)
}

/// A badge with a dot: a status.
pub fn status_badge(ui: &mut Ui, tone: Tone, label: &str) -> Response {
    show(ui, tone, label, Mark::Dot)
}

fn show(ui: &mut Ui, tone: Tone, label: &str, mark: Mark) -> Response {
    let layout = BadgeLayout::new(ui, tone, label, mark, ui.available_width());
    let (rect, response) = ui.allocate_exact_size(layout.size(), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    layout.paint(ui.painter(), rect);
    response
}

/// A badge that is laid out and not yet painted: tables place it themselves.
pub(super) struct BadgeLayout {
    galley: std::sync::Arc<egui::Galley>,
    mark: Mark,
    colors: (egui::Color32, egui::Color32, egui::Color32),
}

const PADDING: f32 = space::S;
const DOT_GAP: f32 = space::S - space::XXS;

impl BadgeLayout {
    pub(super) fn new(ui: &Ui, tone: Tone, label: &str, mark: Mark, max_width: f32) -> Self {
        let colors = paint::tone_colors(&Tokens::of(ui), tone);
        let room = max_width - 2.0 * PADDING - Self::mark_width(mark);
        Self {
            galley: paint::line(ui.ctx(), label, text::label(), colors.0, room),
            mark,
            colors,
        }
    }

    fn mark_width(mark: Mark) -> f32 {
        match mark {
            Mark::None => 0.0,
            Mark::Dot => size::DOT + DOT_GAP,
        }
    }

    pub(super) fn size(&self) -> Vec2 {
        let width = self.galley.size().x + 2.0 * PADDING + Self::mark_width(self.mark);
        Vec2::new(width.ceil(), size::BADGE)
    }

    pub(super) fn elided(&self) -> bool {
        self.galley.elided
    }

    pub(super) fn paint(&self, painter: &Painter, rect: Rect) {
        let (text, ground, border) = self.colors;
        painter.rect(
            rect,
            radius::PILL,
            ground,
            Stroke::new(stroke::HAIRLINE, border),
            StrokeKind::Inside,
        );
        let inner = rect.shrink2(Vec2::new(PADDING, 0.0));
        if self.mark == Mark::Dot {
            let center = Pos2::new(inner.left() + size::DOT / 2.0, rect.center().y);
            painter.circle_filled(center, size::DOT / 2.0, text);
        }
        paint::galley_in(painter, inner, Align2::RIGHT_CENTER, &self.galley);
    }
}
