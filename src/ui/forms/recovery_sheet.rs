//! The recovery code of a file: shown once, kept by a person, typed back once.

use std::path::{Path, PathBuf};

use egui::Ui;
use zeroize::Zeroizing;

use crate::app::backend::Wake;
use crate::app::env::Env;
use crate::app::launch;
use crate::app::pick::{self, Intent, Pick};
use crate::app::ticket::Ticket;
use crate::domain::recovery;
use crate::domain::text::{fill, text};
use crate::ui::theme::{Tokens, frames, icons, space, text as type_of};
use crate::ui::widgets::{Button, TextField, Tone, banner};

/// The sheet.
pub struct RecoverySheet {
    lines: Zeroizing<Vec<String>>,
    code: Zeroizing<String>,
    name: String,
    typed: Zeroizing<String>,
    has_left: bool,
    picking: Option<Ticket<Option<PathBuf>>>,
    saving: Option<Ticket<PathBuf>>,
    said: Option<(Tone, String)>,
}

/// Groups of a line of the code.
const GROUPS: usize = 7;

impl RecoverySheet {
    /// Shows the code of a file.
    pub fn new(file: &Path, code: Zeroizing<String>) -> Self {
        let name = file.file_stem().unwrap_or_default();
        let name = name.to_string_lossy().into_owned();
        let groups: Vec<&str> = code.split('-').collect();
        let lines = groups.chunks(GROUPS).map(|groups| groups.join(" - "));
        Self {
            lines: Zeroizing::new(lines.collect()),
            code,
            name,
            typed: Zeroizing::default(),
            has_left: false,
            picking: None,
            saving: None,
            said: None,
        }
    }

    /// Draws the code and the field to type it back; whether it was, and the button pressed.
    pub fn show(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) -> bool {
        let words = &text().key;
        self.body_ui(ui, env, wake);
        Button::primary(words.sheet_done)
            .width(ui.available_width())
            .enabled_or(self.waits_for())
            .show(ui)
            .clicked()
    }

    /// What is to be done before the sheet can go.
    pub fn waits_for(&self) -> Option<&'static str> {
        let is_right = recovery::decode(&self.typed)
            .is_ok_and(|key| recovery::decode(&self.code).is_ok_and(|other| *other == *key));
        (!is_right).then_some(text().key.sheet_back)
    }

    /// Draws everything but the button.
    pub fn body_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) {
        self.poll(env, wake);
        let (words, tokens) = (&text().key, Tokens::of(ui.ctx()));
        ui.label(type_of::rich(words.sheet_about, type_of::body()).color(tokens.text_secondary));
        frames::quiet(&tokens).show(ui, |ui| {
            ui.set_width(ui.available_width());
            ui.vertical_centered(|ui| {
                for line in self.lines.iter() {
                    let line = type_of::rich(line, type_of::code()).color(tokens.text);
                    ui.add(egui::Label::new(line).selectable(true));
                }
            });
        });
        self.keep_ui(ui, env, wake);
        if let Some((tone, said)) = &self.said {
            banner::banner(ui, *tone, said, None);
        }
        let differs = self.has_left && !self.typed.is_empty() && self.waits_for().is_some();
        let response = TextField::new("code-back", words.sheet_back, &mut self.typed)
            .help(words.sheet_back_help)
            .problem(differs.then_some(words.sheet_differs))
            .show(ui);
        self.has_left |= response.lost_focus();
    }

    fn keep_ui(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) {
        let words = &text().key;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let copy = Button::secondary(words.sheet_copy)
                .icon(icons::COPY)
                .show(ui);
            if copy.clicked() {
                ui.ctx().copy_text(self.code.to_string());
            }
            let save = Button::secondary(words.sheet_save)
                .icon(icons::DOWNLOAD_SIMPLE)
                .show(ui);
            if save.clicked() && self.picking.is_none() {
                let what = Pick {
                    title: words.sheet_title.to_owned(),
                    kind: (words.sheet_kind.to_owned(), vec!["txt"]),
                    file_name: Some(fill(words.sheet_file, &[&self.name])),
                    intent: Intent::Save,
                };
                self.picking = Some(pick::pick(env, wake, what));
            }
        });
    }

    fn poll(&mut self, env: &Env, wake: &Wake) {
        if let Some(answer) = self.picking.as_ref().and_then(Ticket::take) {
            self.picking = None;
            if let Ok(Some(path)) = answer {
                let said = fill(text().key.sheet_text, &[&self.name, &*self.code]);
                let said = Zeroizing::new(said);
                let work = move |_: &Env| launch::write_sheet(&path, &said).map(|()| path);
                self.saving = Some(launch::run(env, wake, work));
            }
        }
        if let Some(answer) = self.saving.as_ref().and_then(Ticket::take) {
            self.saving = None;
            self.said = Some(match answer {
                Ok(path) => {
                    let said = fill(text().key.sheet_saved, &[&path.display()]);
                    (Tone::Ok, said)
                }
                Err(error) => (Tone::Bad, error.message().line()),
            });
        }
    }
}
