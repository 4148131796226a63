//! Pop-up lists: menus, and the lists of drop-downs.

use egui::{
    Align2, Popup, PopupCloseBehavior, Rect, Response, Role, ScrollArea, Sense, Ui, Vec2,
    WidgetInfo,
};

use super::{paint, tooltip};
use crate::ui::theme::{Tokens, frames, icons, radius, size, space, text};

/// The list that opens under `button` when it is pressed; arrow keys move in it, Escape closes it.
pub fn menu<R>(button: &Response, name: &str, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let most = ScrollArea::vertical().max_height(size::POPUP_HEIGHT);
    popup(button, name, PopupCloseBehavior::CloseOnClick, |ui| {
        most.show(ui, content).inner
    })
}

/// Like [`menu`], for a list that has more entries at one time than at another: as high as they are, up to most of the window.
pub fn growing<R>(button: &Response, name: &str, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    let height = height(button);
    let most = ScrollArea::vertical()
        .max_height(height)
        .min_scrolled_height(height);
    popup(button, name, PopupCloseBehavior::CloseOnClick, |ui| {
        most.show(ui, content).inner
    })
}

/// Like [`menu`], but stays open while things in it are pressed.
pub fn panel<R>(button: &Response, name: &str, content: impl FnOnce(&mut Ui) -> R) -> Option<R> {
    // Things are looked for in it, so it may be as high as most of the window.
    let most = ScrollArea::vertical().max_height(height(button));
    popup(
        button,
        name,
        PopupCloseBehavior::CloseOnClickOutside,
        |ui| most.show(ui, content).inner,
    )
}

/// How much of the window's height a list takes at most that may be high.
const SHARE: f32 = 0.6;

fn height(button: &Response) -> f32 {
    button.ctx.content_rect().height() * SHARE
}

fn popup<R>(
    button: &Response,
    name: &str,
    close: PopupCloseBehavior,
    content: impl FnOnce(&mut Ui) -> R,
) -> Option<R> {
    let frame = frames::popup(&Tokens::of(&button.ctx));
    Popup::menu(button)
        .frame(frame)
        .gap(space::XS)
        .width(button.rect.width().max(size::MENU_WIDTH))
        .close_behavior(close)
        .accessible_name(name)
        .show(|ui| {
            ui.set_min_width(button.rect.width() - 2.0 * space::XS);
            ui.spacing_mut().item_spacing.y = space::XXS;
            content(ui)
        })
        .map(|shown| shown.inner)
}

/// Whether an entry of a list is the chosen one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Choice {
    /// It is chosen now.
    Chosen,
    /// It could be chosen.
    Open,
}

/// An entry that does something.
pub fn item(ui: &mut Ui, glyph: Option<&str>, label: &str) -> Response {
    let response = entry_ui(ui, Role::MenuItem, glyph, label, Choice::Open);
    closing(ui, response)
}

/// An entry that does something, switched off when there is a reason, which the tooltip says.
pub fn item_or(
    ui: &mut Ui,
    glyph: Option<&str>,
    label: &str,
    off_because: Option<&str>,
) -> Response {
    let Some(reason) = off_because else {
        return item(ui, glyph, label);
    };
    let shown = ui.add_enabled_ui(false, |ui| item(ui, glyph, label));
    paint::describe(&shown.inner, reason);
    tooltip::disabled(shown.inner, reason)
}

/// What the entries below are.
pub fn heading(ui: &mut Ui, words: &str) {
    let muted = Tokens::of(ui).text_muted;
    ui.add_space(space::XS);
    ui.horizontal(|ui| {
        ui.add_space(space::S);
        ui.label(text::rich(words, text::small()).color(muted));
    });
}

/// An entry that does something, with the keys that do it too.
pub fn item_with_keys(ui: &mut Ui, glyph: Option<&str>, label: &str, keys: &str) -> Response {
    let response = item(ui, glyph, label);
    let color = Tokens::of(ui).text_muted;
    let keys = paint::whole_line(ui.ctx(), keys, text::small(), color);
    let room = response.rect.shrink2(Vec2::new(space::S, 0.0));
    paint::galley_in(ui.painter(), room, Align2::RIGHT_CENTER, &keys);
    response
}

/// An entry that takes something away.
pub fn danger_item(ui: &mut Ui, glyph: Option<&str>, label: &str) -> Response {
    let tokens = Tokens::of(ui);
    let response = row_ui(ui, Role::MenuItem, glyph, label, (Choice::Open, tokens.bad));
    closing(ui, response)
}

/// A press by keyboard or assistive technology closes the menu as one by the pointer does.
fn closing(ui: &Ui, response: Response) -> Response {
    if response.clicked() {
        ui.close();
    }
    response
}

/// An entry of a drop-down.
pub fn option(ui: &mut Ui, label: &str, choice: Choice) -> Response {
    entry_ui(ui, Role::ListBoxOption, None, label, choice)
}

/// A hairline between two groups of entries.
pub fn divider(ui: &mut Ui) {
    let tokens = Tokens::of(ui);
    let size = Vec2::new(ui.available_width(), space::S - space::XXS);
    let (rect, _) = ui.allocate_exact_size(size, Sense::hover());
    ui.painter()
        .hline(rect.x_range(), rect.center().y, frames::hairline(&tokens));
}

fn entry_ui(ui: &mut Ui, role: Role, glyph: Option<&str>, label: &str, choice: Choice) -> Response {
    let tokens = Tokens::of(ui);
    let color = match choice {
        Choice::Chosen => tokens.on_accent_weak,
        Choice::Open => tokens.text,
    };
    row_ui(ui, role, glyph, label, (choice, color))
}

fn row_ui(
    ui: &mut Ui,
    role: Role,
    glyph: Option<&str>,
    label: &str,
    (choice, color): (Choice, egui::Color32),
) -> Response {
    let tokens = Tokens::of(ui);
    let mark = size::ICON + space::S;
    let content = paint::IconText::new(ui.ctx(), glyph, label, text::body(), color, f32::INFINITY);
    let wanted = content.size().x + mark + 2.0 * space::S;
    let width = wanted.max(ui.available_width());
    let height = size::ROW_COMPACT + space::XXS;
    let (rect, response) = ui.allocate_exact_size(Vec2::new(width, height), Sense::click());
    let chosen = choice == Choice::Chosen;
    response.widget_info(|| match role {
        Role::MenuItem => WidgetInfo::labeled(role, ui.is_enabled(), label),
        _ => WidgetInfo::selected(role, ui.is_enabled(), chosen, label),
    });
    if ui.is_rect_visible(rect) {
        let lit = response.hovered() || response.has_focus();
        let fill = match (chosen, lit) {
            (true, _) => tokens.accent_weak,
            (false, true) => tokens.hover,
            (false, false) => tokens.surface,
        };
        ui.painter().rect_filled(rect, radius::SMALL, fill);
        let inner = rect.shrink2(Vec2::new(space::S, 0.0));
        content.paint(ui.painter(), inner, Align2::LEFT_CENTER);
        if chosen {
            let check = Rect::from_min_max(
                egui::pos2(inner.right() - size::ICON, inner.top()),
                inner.max,
            );
            paint::icon(ui, check, icons::CHECK, text::icon_small(), color);
        }
        if response.has_focus() {
            paint::focus_ring_inside(ui, rect, radius::SMALL);
        }
    }
    response
}
