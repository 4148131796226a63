//! A form beside a table, or over it where the window is narrow.

use egui::{CentralPanel, Frame, Panel, Ui};

use super::context::Cx;
use super::forms::user::EditorHost;
use super::theme::{Tokens, size};

/// Draws `table` with the open form, if any, at its right.
pub fn beside_ui<R>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    editor: &mut EditorHost,
    table: impl FnOnce(&mut Ui, &mut Cx<'_>) -> Option<R>,
) -> Option<R> {
    let tokens = Tokens::of(ui.ctx());
    let room = ui.available_width();
    if editor.is_open() && room < size::FORM_BESIDE {
        CentralPanel::default()
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| editor.show(ui, cx));
        return None;
    }
    if editor.is_open() {
        Panel::right("form")
            .exact_size(size::FORM_PANEL)
            .resizable(false)
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| editor.show(ui, cx));
    }
    CentralPanel::default()
        .frame(Frame::new().fill(tokens.surface))
        .show(ui, |ui| table(ui, cx))
        .inner
}
