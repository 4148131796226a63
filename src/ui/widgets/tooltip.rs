//! Tooltips: dark on light, light on dark.

use egui::{Response, Tooltip, Ui};

use crate::ui::theme::{self, Tokens, frames, space};

/// Shows `label` when the pointer rests on `response`.
pub fn text(response: Response, label: &str) -> Response {
    rich(&response, |ui| body_ui(ui, label));
    response
}

/// Shows `label` when the pointer rests on `response` though it is switched off: the reason why.
pub fn disabled(response: Response, label: &str) -> Response {
    let tooltip = Tooltip::for_disabled(&response);
    styled(tooltip, &response, |ui| body_ui(ui, label));
    response
}

/// A bold first line and a plain second one, at the pointer: for charts.
pub fn titled_at_pointer(response: &Response, title: &str, line: &str) {
    let tooltip = Tooltip::for_enabled(response).at_pointer().gap(space::M);
    styled(tooltip, response, |ui| {
        ui.spacing_mut().item_spacing.y = space::XXS;
        let tokens = Tokens::of(ui);
        ui.label(
            theme::text::rich(title, theme::text::secondary_strong()).color(tokens.on_tooltip),
        );
        ui.label(theme::text::rich(line, theme::text::secondary()).color(tokens.on_tooltip));
    });
}

/// A tooltip whose content the caller draws.
pub fn rich(response: &Response, content: impl FnOnce(&mut Ui)) {
    styled(Tooltip::for_enabled(response), response, content);
}

fn styled(mut tooltip: Tooltip<'_>, response: &Response, content: impl FnOnce(&mut Ui)) {
    // A tooltip that is open stays while the pointer rests there, also where a dialog has come in between.
    let is_reached = |memory: &egui::Memory| memory.allows_interaction(response.layer_id);
    if !response.ctx.memory(is_reached) {
        return;
    }
    let frame = frames::inverse(&Tokens::of(&response.ctx));
    tooltip.popup = tooltip.popup.frame(frame);
    tooltip.show(content);
}

fn body_ui(ui: &mut Ui, label: &str) {
    let color = Tokens::of(ui).on_tooltip;
    ui.label(theme::text::rich(label, theme::text::secondary()).color(color));
}
