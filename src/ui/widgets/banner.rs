//! A line across the page that says what happened and what can be done.

use egui::accesskit::Live;
use egui::{Align, Layout, Response, Role, Stroke, Ui, UiBuilder};

use super::{Tone, link, paint};
use crate::ui::theme::{Tokens, frames, icons, radius, size, space, stroke, text};

/// Shows the banner; `action` is the text of the link at its right. Returns whether that was pressed.
pub fn banner(ui: &mut Ui, tone: Tone, message: &str, action: Option<&str>) -> Option<Response> {
    let tokens = Tokens::of(ui);
    let (ink, ground, _) = paint::tone_colors(&tokens, tone);
    let builder = UiBuilder::new()
        .accessibility_role(Role::Alert)
        .accessibility_label(message);
    ui.scope_builder(builder, |ui| {
        ui.ctx()
            .accesskit_node_builder(ui.unique_id(), |node| node.set_live(Live::Polite));
        egui::Frame::new()
            .fill(ground)
            .stroke(Stroke::new(stroke::HAIRLINE, border(&tokens, tone, ground)))
            .corner_radius(radius::CONTROL + 2)
            .inner_margin(frames::margin_xy(space::M, space::S))
            .show(ui, |ui| content_ui(ui, ink, (tone, message), action))
            .inner
    })
    .inner
}

fn border(tokens: &Tokens, tone: Tone, ground: egui::Color32) -> egui::Color32 {
    match tone {
        Tone::Neutral => tokens.border,
        _ => ground,
    }
}

fn content_ui(
    ui: &mut Ui,
    ink: egui::Color32,
    (tone, message): (Tone, &str),
    action: Option<&str>,
) -> Option<Response> {
    ui.set_width(ui.available_width());
    ui.spacing_mut().interact_size.y = size::ICON;
    ui.horizontal(|ui| {
        let (rect, _) = ui.allocate_exact_size(egui::Vec2::splat(size::ICON), egui::Sense::hover());
        paint::icon(ui, rect, glyph(tone), text::icon(), ink);
        let mut pressed = None;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if let Some(action) = action {
                pressed = Some(link::link_in(ui, action, text::body_medium()));
            }
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.add(egui::Label::new(text::rich(message, text::body()).color(ink)).wrap());
            });
        });
        pressed
    })
    .inner
}

/// The icon that goes with a tone.
pub(super) fn glyph(tone: Tone) -> &'static str {
    match tone {
        Tone::Ok => icons::CHECK_CIRCLE,
        Tone::Bad => icons::WARNING_CIRCLE,
        Tone::Warn => icons::WARNING,
        Tone::Accent | Tone::Neutral => icons::INFO,
    }
}
