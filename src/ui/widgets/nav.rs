//! Entries of the sidebar and the names of their groups.

use egui::{Align2, Rect, Response, Role, Sense, Ui, Vec2, WidgetInfo};

use super::{paint, tooltip};
use crate::ui::theme::{Tokens, radius, size, space, text};

/// Whether an entry leads to the page that is open.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Place {
    /// The open page.
    Here,
    /// Another page.
    Elsewhere,
}

/// How much of an entry is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Breadth {
    /// Icon, words and count.
    Full,
    /// The icon; the words are in the tooltip.
    Icons,
}

/// An entry of the sidebar; `count` may be empty.
pub fn nav_item(
    ui: &mut Ui,
    (glyph, label, count): (&str, &str, &str),
    place: Place,
    breadth: Breadth,
) -> Response {
    let wanted = Vec2::new(ui.available_width(), size::NAV_ITEM);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::click());
    let here = place == Place::Here;
    response.widget_info(|| WidgetInfo::selected(Role::Link, ui.is_enabled(), here, label));
    if !count.is_empty() {
        paint::describe(&response, count);
    }
    item_ui(ui, &response, rect, (glyph, label, count), (place, breadth));
    let response = response.on_hover_cursor(egui::CursorIcon::PointingHand);
    match breadth {
        Breadth::Full => response,
        Breadth::Icons => tooltip::text(response, label),
    }
}

fn item_ui(
    ui: &Ui,
    response: &Response,
    rect: Rect,
    (glyph, label, count): (&str, &str, &str),
    (place, breadth): (Place, Breadth),
) {
    let tokens = Tokens::of(ui);
    let (ink, icon_ink, fill, font) = match (place, response.hovered()) {
        (Place::Here, _) => (
            tokens.on_accent_weak,
            tokens.on_accent_weak,
            tokens.accent_weak,
            text::body_strong(),
        ),
        (Place::Elsewhere, true) => (tokens.text, tokens.text, tokens.hover, text::body()),
        (Place::Elsewhere, false) => (
            tokens.text_secondary,
            tokens.text_muted,
            egui::Color32::TRANSPARENT,
            text::body(),
        ),
    };
    ui.painter().rect_filled(rect, radius::CONTROL, fill);
    let mut inner = rect.shrink2(Vec2::new(space::S, 0.0));
    let mut icon = inner;
    match breadth {
        Breadth::Full => icon.set_width(size::ICON),
        Breadth::Icons => icon = rect,
    }
    paint::icon(ui, icon, glyph, text::icon(), icon_ink);
    if breadth == Breadth::Full {
        inner.min.x += size::ICON + space::S;
        let count = paint::whole_line(ui.ctx(), count, text::secondary(), tokens.text_muted);
        let room = inner.width() - count.size().x - space::XS;
        let words = paint::line(ui.ctx(), label, font, ink, room);
        paint::galley_in(ui.painter(), inner, Align2::LEFT_CENTER, &words);
        paint::galley_in(ui.painter(), inner, Align2::RIGHT_CENTER, &count);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui, rect, radius::CONTROL);
    }
}

/// The name of a group of entries.
pub fn nav_group(ui: &mut Ui, label: &str) {
    let tokens = Tokens::of(ui);
    let galley = paint::line(
        ui.ctx(),
        label,
        text::group(),
        tokens.text_muted,
        ui.available_width() - space::S,
    );
    let wanted = Vec2::new(ui.available_width(), galley.size().y + space::S);
    let (rect, response) = ui.allocate_exact_size(wanted, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Label, true, label));
    let mut words = rect;
    words.min.x += space::S;
    paint::galley_in(ui.painter(), words, Align2::LEFT_CENTER, &galley);
}
