//! Painting that several widgets share: one line of text, an icon with text, the focus ring.

use std::sync::Arc;

use egui::text::{LayoutJob, TextWrapping};
use egui::{
    Align2, Color32, Context, CornerRadius, FontId, Galley, Painter, Pos2, Rect, Response, Stroke,
    StrokeKind, Ui, Vec2,
};

use crate::ui::theme::{Tokens, space, stroke, text};
use crate::ui::widgets::Tone;

const ELLIPSIS: char = '…';

/// One line of `text`, cut with an ellipsis when wider than `max_width`.
pub fn line(
    ctx: &Context,
    text: &str,
    font: FontId,
    color: Color32,
    max_width: f32,
) -> Arc<Galley> {
    let mut job = LayoutJob::simple_singleline(text.to_owned(), font, color);
    job.wrap = TextWrapping {
        max_width: max_width.max(1.0),
        max_rows: 1,
        break_anywhere: true,
        overflow_character: Some(ELLIPSIS),
    };
    ctx.fonts_mut(|fonts| fonts.layout_job(job))
}

/// One line of `text`, however wide.
pub fn whole_line(ctx: &Context, text: &str, font: FontId, color: Color32) -> Arc<Galley> {
    line(ctx, text, font, color, f32::INFINITY)
}

/// Text over as many lines as `max_width` needs.
pub fn wrapped(
    ctx: &Context,
    text: &str,
    font: FontId,
    color: Color32,
    max_width: f32,
) -> Arc<Galley> {
    ctx.fonts_mut(|fonts| fonts.layout(text.to_owned(), font, color, max_width))
}

/// Paints `galley` inside `rect` as `align` says, on whole pixels.
pub fn galley_in(painter: &Painter, rect: Rect, align: Align2, galley: &Arc<Galley>) -> Rect {
    let target = align.align_size_within_rect(galley.size(), rect);
    let scale = painter.pixels_per_point();
    let snap = |v: f32| (v * scale).round() / scale;
    let at = Pos2::new(snap(target.min.x), snap(target.min.y));
    painter.galley(at, Arc::clone(galley), Color32::PLACEHOLDER);
    Rect::from_min_size(at, galley.size())
}

/// Paints the icon `glyph` in the middle of `rect`.
pub fn icon(ui: &Ui, rect: Rect, glyph: &str, font: FontId, color: Color32) {
    let galley = whole_line(ui.ctx(), glyph, font, color);
    galley_in(ui.painter(), rect, Align2::CENTER_CENTER, &galley);
}

/// An icon and a text side by side.
pub struct IconText {
    icon: Option<Arc<Galley>>,
    text: Arc<Galley>,
}

impl IconText {
    /// Lays out `text` and the icon that may stand before it.
    pub fn new(
        ctx: &Context,
        glyph: Option<&str>,
        label: &str,
        font: FontId,
        color: Color32,
        max_width: f32,
    ) -> Self {
        let icon = glyph.map(|glyph| whole_line(ctx, glyph, text::icon(), color));
        let taken = icon.as_ref().map_or(0.0, |icon| icon.size().x + GAP);
        Self {
            text: line(ctx, label, font, color, max_width - taken),
            icon,
        }
    }

    /// Both and the gap between them.
    pub fn size(&self) -> Vec2 {
        let icon = self.icon.as_ref().map_or(Vec2::ZERO, |icon| icon.size());
        let gap = if self.icon.is_some() { GAP } else { 0.0 };
        Vec2::new(
            icon.x + gap + self.text.size().x,
            icon.y.max(self.text.size().y),
        )
    }

    /// Paints both inside `rect`.
    pub fn paint(&self, painter: &Painter, rect: Rect, align: Align2) {
        let area = align.align_size_within_rect(self.size(), rect);
        if let Some(icon) = &self.icon {
            galley_in(painter, area, Align2::LEFT_CENTER, icon);
        }
        galley_in(painter, area, Align2::RIGHT_CENTER, &self.text);
    }
}

const GAP: f32 = space::S - space::XXS;

/// The ring around the control that has the keyboard.
pub fn focus_ring(ui: &Ui, response: &Response, rounding: u8) {
    if response.has_focus() {
        focus_ring_at(ui, response.rect, rounding);
    }
}

/// The ring around `rect`, just outside.
pub fn focus_ring_at(ui: &Ui, rect: Rect, rounding: u8) {
    let tokens = Tokens::of(ui);
    ui.painter().rect_stroke(
        rect.expand(1.0),
        CornerRadius::same(rounding.saturating_add(1)),
        focus_stroke(&tokens),
        StrokeKind::Outside,
    );
}

/// The line that the ring is drawn with.
pub fn focus_stroke(tokens: &Tokens) -> Stroke {
    Stroke::new(stroke::FOCUS, tokens.focus)
}

/// The ring just inside `rect`, for things at the edge of a clipped area.
pub fn focus_ring_inside(ui: &Ui, rect: Rect, rounding: u8) {
    let tokens = Tokens::of(ui);
    ui.painter().rect_stroke(
        rect,
        CornerRadius::same(rounding),
        focus_stroke(&tokens),
        StrokeKind::Inside,
    );
}

/// Text, ground and border of a tone.
pub fn tone_colors(tokens: &Tokens, tone: Tone) -> (Color32, Color32, Color32) {
    match tone {
        Tone::Ok => (tokens.ok, tokens.ok_weak, tokens.ok_weak),
        Tone::Bad => (tokens.bad, tokens.bad_weak, tokens.bad_weak),
        Tone::Warn => (tokens.warn, tokens.warn_weak, tokens.warn_weak),
        Tone::Accent => (
            tokens.on_accent_weak,
            tokens.accent_weak,
            tokens.accent_weak,
        ),
        Tone::Neutral => (tokens.neutral, tokens.neutral_weak, tokens.neutral_border),
    }
}

/// Room for a control of this size, switched off when there is a reason. Unlike [`Ui::add_enabled_ui`] it wraps.
pub fn switchable(ui: &mut Ui, size: Vec2, off_because: Option<&str>) -> Ui {
    let (_, rect) = ui.allocate_space(size);
    let mut inside = ui.new_child(egui::UiBuilder::new().max_rect(rect));
    if off_because.is_some() {
        inside.disable();
    }
    inside
}

/// Gives the node of `response` a description for assistive technology: help, a problem, why it is off.
pub fn describe(response: &Response, description: &str) {
    response.ctx.accesskit_node_builder(response.id, |node| {
        node.set_description(description.to_owned());
    });
}
