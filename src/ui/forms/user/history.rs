//! A person's history, as sentences.

use egui::Ui;

use crate::domain::actor::Hand;
use crate::domain::audit::HistoryItem;
use crate::domain::change::FieldChange;
use crate::domain::text::{fill, text};
use crate::domain::undo::act;
use crate::ui::context::{Action, Cx};
use crate::ui::desk::How;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::Button;

/// Draws the history, newest first.
pub(super) fn history_ui(ui: &mut Ui, cx: &mut Cx<'_>, items: &[HistoryItem]) {
    let time = cx.office.time();
    let tokens = Tokens::of(ui.ctx());
    if items.is_empty() {
        ui.label(type_of::rich(text().history.empty, type_of::body()).color(tokens.text_muted));
        return;
    }
    ui.spacing_mut().item_spacing.y = space::XS;
    for item in items {
        let who = item.actor.as_ref();
        let who = who.map_or(text().act.program, Hand::name);
        let act = format!("{who} {}", act(&item.command));
        ui.horizontal(|ui| {
            ui.label(type_of::rich(act, type_of::body_medium()).color(tokens.text));
            if item.is_undoable {
                undo_ui(ui, cx, item.seq);
            }
        });
        ui.label(type_of::rich(time.stamp(item.at), type_of::secondary()).color(tokens.text_muted));
        for change in &item.changes {
            ui.label(
                type_of::rich(sentence(change), type_of::secondary()).color(tokens.text_secondary),
            );
        }
        if let Some(reason) = &item.reason {
            ui.label(
                type_of::rich(reason, type_of::secondary())
                    .color(tokens.text_secondary)
                    .italics(),
            );
        }
        ui.add_space(space::S);
        ui.separator();
        ui.add_space(space::XS);
    }
}

fn undo_ui(ui: &mut Ui, cx: &mut Cx<'_>, seq: i64) {
    ui.with_layout(egui::Layout::right_to_left(egui::Align::Center), |ui| {
        let button = Button::ghost(text().undo.undo_this).small().changing();
        if ui.push_id(seq, |ui| button.show(ui).clicked()).inner {
            cx.push(Action::Undo(seq, How::Shown));
        }
    });
}

fn sentence(change: &FieldChange) -> String {
    let words = &text().history;
    match (change.old.is_empty(), change.new.is_empty()) {
        (true, _) => fill(words.set_field, &[&change.label(), &change.new]),
        (false, true) => fill(words.cleared_field, &[&change.label(), &change.old]),
        (false, false) => fill(
            words.changed_field,
            &[&change.label(), &change.old, &change.new],
        ),
    }
}
