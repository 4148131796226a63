//! A form beside a table, or over it where the window is narrow.

use egui::{CentralPanel, Frame, Rect, Ui, UiBuilder};

use super::context::Cx;
use super::forms::user::EditorHost;
use super::theme::{Tokens, frames, size};

/// Whether something stands beside a table.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Beside {
    /// The table has all the room.
    Nothing,
    /// Something does.
    Panel,
}

/// Draws `table` with the open form, if any, at its right.
pub fn beside_ui<R>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    editor: &mut EditorHost,
    table: impl FnOnce(&mut Ui, &mut Cx<'_>) -> Option<R>,
) -> Option<R> {
    let beside = if editor.is_open() {
        Beside::Panel
    } else {
        Beside::Nothing
    };
    split_ui(ui, cx, beside, table, |ui, cx| editor.show(ui, cx))
}

/// Draws `table` with a panel at its right, or the panel alone where the window is narrow.
pub fn split_ui<R>(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    beside: Beside,
    table: impl FnOnce(&mut Ui, &mut Cx<'_>) -> Option<R>,
    panel: impl FnOnce(&mut Ui, &mut Cx<'_>),
) -> Option<R> {
    let tokens = Tokens::of(ui.ctx());
    let room = ui.available_width();
    if beside == Beside::Panel && room < size::FORM_BESIDE {
        CentralPanel::default()
            .frame(Frame::new().fill(tokens.surface))
            .show(ui, |ui| panel(ui, cx));
        return None;
    }
    let whole = ui.available_rect_before_wrap();
    let (mut left, mut right) = (whole, whole);
    if beside == Beside::Panel {
        left.max.x -= size::FORM_PANEL;
    }
    right.min.x = left.max.x;
    // The table first: Tab goes from it to the form, as one reads.
    let result = panel_ui(ui, left, |ui| table(ui, cx));
    if beside == Beside::Panel {
        panel_ui(ui, right, |ui| panel(ui, cx));
        ui.painter().vline(
            right.left() + 0.5,
            right.y_range(),
            frames::hairline(&tokens),
        );
    }
    result
}

fn panel_ui<R>(ui: &mut Ui, rect: Rect, content: impl FnOnce(&mut Ui) -> R) -> R {
    let fill = Tokens::of(ui.ctx()).surface;
    ui.scope_builder(UiBuilder::new().max_rect(rect), |ui| {
        CentralPanel::default()
            .frame(Frame::new().fill(fill))
            .show(ui, content)
            .inner
    })
    .inner
}
