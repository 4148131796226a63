//! The head and foot of a detail window.

use egui::{Align, Layout, Panel, Ui};

use crate::domain::directory::Directory;
use crate::domain::segment::Scope;
use crate::domain::text::text;
use crate::ui::theme::{Tokens, frames, space, text as type_of};
use crate::ui::widgets::at_end::at_end;

/// Draws title and sub-line at the left and `actions` at the right; they wrap below where there is no room.
pub(super) fn head_ui(ui: &mut Ui, title: &str, below: &str, actions: impl FnOnce(&mut Ui)) {
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.surface)
        .inner_margin(frames::margin_xy(space::L + space::XS, space::M));
    Panel::top("window-head")
        .frame(frame)
        .show_separator_line(false)
        .show(ui, |ui| {
            ui.horizontal_wrapped(|ui| {
                ui.spacing_mut().item_spacing = egui::vec2(space::M, space::S);
                ui.vertical(|ui| {
                    ui.spacing_mut().item_spacing.y = space::XXS;
                    ui.label(type_of::rich(title, type_of::dialog_title()).color(tokens.text));
                    ui.label(type_of::rich(below, type_of::body()).color(tokens.text_muted));
                });
                at_end(ui, "window-actions", actions);
            });
        });
}

/// Draws the foot: which rows are on the screen, and the keys that matter.
pub(super) fn foot_ui(ui: &mut Ui, rows: &str, keys: &str) {
    let tokens = Tokens::of(ui.ctx());
    let frame = egui::Frame::new()
        .fill(tokens.surface)
        .inner_margin(frames::margin_xy(space::M, space::XS + space::XXS));
    Panel::bottom("window-foot").frame(frame).show(ui, |ui| {
        ui.horizontal(|ui| {
            ui.label(type_of::rich(rows, type_of::secondary()).color(tokens.text_muted));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                ui.label(type_of::rich(keys, type_of::secondary()).color(tokens.text_muted));
            });
        });
    });
}

/// The scope in words.
pub(super) fn scope_words(scope: Scope, directory: &Directory) -> String {
    let words = &text().insight;
    let workspace = scope
        .workspace
        .map_or(words.all_workspaces, |id| directory.workspace(id));
    match scope.kind {
        Some(kind) => format!("{workspace}, {}", kind.label()),
        None => workspace.to_owned(),
    }
}
