//! Entries of the bar at the bottom of the window.

use egui::{Align2, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{Tone, paint};
use crate::ui::theme::{Tokens, size, space, text};

/// A plain entry.
pub fn status_item(ui: &mut Ui, label: &str) -> Response {
    entry_ui(ui, None, label)
}

/// An entry with a dot in the colour of `tone`; the words say the same.
pub fn status_dot_item(ui: &mut Ui, tone: Tone, label: &str) -> Response {
    entry_ui(ui, Some(tone), label)
}

fn entry_ui(ui: &mut Ui, tone: Option<Tone>, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let galley = paint::line(
        ui.ctx(),
        label,
        text::secondary(),
        tokens.text_secondary,
        ui.available_width(),
    );
    let indent = if tone.is_some() {
        size::DOT + space::XXS + space::XS
    } else {
        0.0
    };
    let wanted = Vec2::new(galley.size().x + indent, size::STATUS_BAR - space::S);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    if let Some(tone) = tone {
        let radius = size::DOT / 2.0 + 1.0;
        let color = match tone {
            Tone::Neutral => tokens.text_muted,
            tone => paint::tone_colors(&tokens, tone).0,
        };
        ui.painter()
            .circle_filled(rect.left_center() + Vec2::new(radius, 0.0), radius, color);
    }
    paint::galley_in(ui.painter(), rect, Align2::RIGHT_CENTER, &galley);
    response
}
