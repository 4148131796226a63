//! A person's history, as sentences.

use egui::Ui;

use crate::domain::actor::Hand;
use crate::domain::audit::HistoryItem;
use crate::domain::change::FieldChange;
use crate::domain::text::{fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::theme::{Tokens, space, text as type_of};

/// Draws the history, newest first.
pub(super) fn history_ui(ui: &mut Ui, items: &[HistoryItem], time: &OfficeTime) {
    let tokens = Tokens::of(ui.ctx());
    if items.is_empty() {
        ui.label(type_of::rich(text().history.empty, type_of::body()).color(tokens.text_muted));
        return;
    }
    ui.spacing_mut().item_spacing.y = space::XS;
    for item in items {
        let who = item.actor.as_ref();
        let who = who.map_or(text().history.program, Hand::name);
        let act = format!("{who} {}", act(&item.command));
        ui.label(type_of::rich(act, type_of::body_medium()).color(tokens.text));
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

fn act(command: &str) -> &str {
    let words = &text().history;
    match command {
        "workspace.create" => words.workspace_create,
        "workspace.demo" => words.workspace_demo,
        "user.create" => words.user_create,
        "user.update" => words.user_update,
        "import.users" => words.import_users,
        "import.sign_ins" => words.import_sign_ins,
        other => other,
    }
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
