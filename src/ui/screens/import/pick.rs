//! Choosing the file: typed, picked, or dropped on the window.

use std::path::PathBuf;

use egui::Ui;

use crate::app::pick::{self, Intent, Pick};
use crate::app::ticket::Ticket;
use crate::domain::text::text;
use crate::ui::context::Cx;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::{Button, Card, TextField};

/// The choice of a file.
#[derive(Default)]
pub(super) struct FilePick {
    path: String,
    browsing: Option<Ticket<Option<PathBuf>>>,
}

impl FilePick {
    /// Draws the choice; the path once there is one.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &Cx<'_>) -> Option<PathBuf> {
        if let Some(dropped) = dropped(ui) {
            return Some(dropped);
        }
        if let Some(answer) = self.browsing.as_ref().and_then(Ticket::take) {
            self.browsing = None;
            if let Ok(Some(path)) = answer {
                return Some(path);
            }
        }
        let words = text();
        let mut chosen = None;
        Card::new(words.import_screen.choose_title).show(ui, |ui| {
            ui.set_max_width(size::SETTINGS_WIDTH.min(ui.available_width()));
            ui.spacing_mut().item_spacing.y = space::S;
            let color = Tokens::of(ui.ctx()).text_secondary;
            ui.label(type_of::rich(words.import_screen.choose_text, type_of::body()).color(color));
            let edit = TextField::new("import-path", words.import_screen.path, &mut self.path)
                .help(words.import_screen.path_help)
                .show(ui);
            let enter = edit.lost_focus() && ui.input(|i| i.key_pressed(egui::Key::Enter));
            ui.horizontal(|ui| {
                ui.spacing_mut().item_spacing.x = space::S;
                let missing = self
                    .path
                    .trim()
                    .is_empty()
                    .then_some(words.export.path_missing);
                let look = Button::primary(words.import_screen.look)
                    .enabled_or(missing)
                    .show(ui)
                    .clicked();
                if (look || enter) && missing.is_none() {
                    chosen = Some(pick::typed(&self.path, "csv"));
                }
                if Button::secondary(words.app.choose)
                    .icon(icons::FOLDER_OPEN)
                    .show(ui)
                    .clicked()
                    && self.browsing.is_none()
                {
                    self.browsing = Some(pick::pick(cx.backend.env(), cx.wake, open_pick()));
                }
            });
        });
        chosen
    }
}

fn dropped(ui: &Ui) -> Option<PathBuf> {
    ui.input(|i| {
        i.raw
            .dropped_files
            .first()
            .map(|file| PathBuf::from(file.path()))
    })
}

fn open_pick() -> Pick {
    let words = &text().import_screen;
    Pick {
        title: words.choose_title.to_owned(),
        kind: (
            words.file_kind.to_owned(),
            vec![
                "csv", "tsv", "txt", "xlsx", "xlsm", "json", "jsonl", "ndjson", "log", "ldif",
                "ldf",
            ],
        ),
        file_name: None,
        intent: Intent::Open,
    }
}
