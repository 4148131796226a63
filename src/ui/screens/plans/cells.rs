//! The cells of the pricing table: heads, names of rows, ticks, amounts and figures that open.

use egui::accesskit::Role;
use egui::{
    Align, Align2, Color32, CursorIcon, FontId, Id, Layout, Rect, Response, Sense, Ui, UiBuilder,
    Vec2, WidgetInfo,
};

use super::sheet::{CellView, Head, Place, Press, Shows};
use crate::domain::text::text;
use crate::ui::theme::{Tokens, icons, radius, size, space, text as type_of};
use crate::ui::widgets::{Button, IconButton, link, paint, tooltip};

/// The head of a column: name and price, and below them the buttons of those who may change it.
pub(super) fn head_ui(ui: &mut Ui, place: &Place, rect: Rect, head: &Head) -> Option<Press> {
    let tokens = Tokens::of(ui.ctx());
    let inner = rect.shrink2(Vec2::new(space::L, space::M));
    let mut line = inner;
    line.set_height(size::CONTROL_SMALL);
    let id = ui.scope_id().with(("name", head.offer));
    let name = ui.interact(line, id, Sense::hover());
    name.widget_info(|| WidgetInfo::labeled(Role::ColumnHeader, true, &head.name));
    let ink = (type_of::dialog_title(), tokens.text);
    if line_ui(ui, line, &head.name, ink) {
        tooltip::text(name, &head.name);
    }
    let mut line = line.translate(Vec2::new(0.0, line.height()));
    line.set_height(size::BADGE);
    let id = ui.scope_id().with(("price", head.offer));
    let price = ui.interact(line, id, Sense::hover());
    price.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &head.said));
    let ink = (type_of::body(), tokens.text_secondary);
    if line_ui(ui, line, &head.price, ink) {
        tooltip::text(price, &head.price);
    }
    let mut line = line.translate(Vec2::new(0.0, line.height() + space::S));
    line.set_height(size::CONTROL_SMALL);
    buttons_ui(ui, place, line, head)
}

fn buttons_ui(ui: &mut Ui, place: &Place, line: Rect, head: &Head) -> Option<Press> {
    let builder = UiBuilder::new()
        .id_salt(("head", head.offer))
        .max_rect(line)
        .layout(Layout::left_to_right(Align::Center));
    let mut ui = ui.new_child(builder);
    ui.spacing_mut().item_spacing.x = space::XS;
    let mut pressed = None;
    if let Some(name) = &head.edit {
        let button = Button::secondary(text().plan.edit)
            .small()
            .changing()
            .show(&mut ui);
        button.widget_info(|| WidgetInfo::labeled(Role::Button, true, name));
        place.follow(&button);
        if button.clicked() {
            pressed = Some(Press::Edit(head.offer));
        }
    }
    if let Some(name) = &head.delete {
        let button = IconButton::new(icons::TRASH, name)
            .small()
            .changing()
            .show(&mut ui);
        place.follow(&button);
        if button.clicked() {
            pressed = Some(Press::Delete(head.offer));
        }
    }
    pressed
}

/// The name of a row.
pub(super) fn label_ui(ui: &Ui, rect: Rect, label: &str) {
    let tokens = Tokens::of(ui.ctx());
    let response = ui.interact(rect, ui.scope_id().with("label"), Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::RowHeader, true, label));
    let inner = rect.shrink2(Vec2::new(space::L, 0.0));
    line_ui(ui, inner, label, (type_of::body(), tokens.text));
}

/// A cell; what was pressed in it.
pub(super) fn cell_ui(
    ui: &Ui,
    place: &Place,
    (rect, index): (Rect, usize),
    cell: &CellView,
) -> Option<Press> {
    let tokens = Tokens::of(ui.ctx());
    let inner = rect.shrink2(Vec2::new(space::L, 0.0));
    let id = ui.scope_id().with(("cell", index));
    let mut mark = inner;
    mark.set_width(size::ICON);
    match &cell.shows {
        Shows::Yes => paint::icon(ui, mark, icons::CHECK, type_of::icon(), tokens.ok),
        Shows::No => paint::icon(ui, mark, icons::MINUS, type_of::icon(), tokens.text_muted),
        Shows::Text(words) => {
            line_ui(ui, inner, words, (type_of::body_medium(), tokens.text));
        }
        Shows::Muted(words) => {
            line_ui(ui, inner, words, (type_of::body(), tokens.text_muted));
        }
        Shows::Link(words, press) => {
            let link = link_ui(ui, place, (inner, id), (words, &cell.name));
            return link.clicked().then_some(*press);
        }
    }
    let response = ui.interact(rect, id, Sense::hover());
    response.widget_info(|| WidgetInfo::labeled(Role::Cell, true, &cell.name));
    None
}

/// A figure that opens its rows.
fn link_ui(
    ui: &Ui,
    place: &Place,
    (rect, id): (Rect, Id),
    (words, name): (&str, &str),
) -> Response {
    let tokens = Tokens::of(ui.ctx());
    let font = type_of::body_medium();
    let galley = paint::line(ui.ctx(), words, font, tokens.accent, rect.width());
    let rect = Align2::LEFT_CENTER.align_size_within_rect(galley.size(), rect);
    place.bring(ui, id, rect);
    let response = ui.interact(rect, id, Sense::click());
    response.widget_info(|| WidgetInfo::labeled(Role::Link, ui.is_enabled(), name));
    place.follow(&response);
    let drawn = paint::galley_in(ui.painter(), rect, Align2::LEFT_CENTER, &galley);
    if response.hovered() {
        link::underline(ui, drawn, tokens.accent);
    }
    if response.has_focus() {
        paint::focus_ring_inside(ui, rect.expand(space::XXS), radius::SMALL);
    }
    response.on_hover_cursor(CursorIcon::PointingHand)
}

/// A line of text at the left; whether it had to be cut.
fn line_ui(ui: &Ui, rect: Rect, words: &str, (font, ink): (FontId, Color32)) -> bool {
    let galley = paint::line(ui.ctx(), words, font, ink, rect.width());
    paint::galley_in(ui.painter(), rect, Align2::LEFT_CENTER, &galley);
    galley.elided
}
