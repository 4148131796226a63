//! The card of the backups: the newest, the places, each with when and why it was made, and the way back to it.

use std::path::PathBuf;

use egui::{Align, Layout, ScrollArea, Ui};

use super::restoring::RestoreDialog;
use crate::app::backups::Made;
use crate::app::commands::file::FileCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::pick;
use crate::app::queries::backups::{BackupRow, BackupsAnswer};
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, plural, size_of, text};
use crate::domain::time::OfficeTime;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::{Button, Card, TextField, Tone, banner, spinner};

/// The card.
#[derive(Default)]
pub(super) struct BackupsCard {
    seen: u64,
    rows: Vec<View>,
    /// When the newest was opened with the passphrase; nothing where the file is not encrypted.
    proven: Option<(Tone, String)>,
    /// The second place as it is being typed.
    typed: Option<String>,
    doing: Option<(Doing, Ticket<Receipt>)>,
    restore: RestoreDialog,
}

/// What is being done.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Doing {
    Backup,
    Place,
}

/// A backup, all texts ready.
pub(super) struct View {
    pub(super) path: PathBuf,
    pub(super) at: String,
    pub(super) newer: u64,
    about: String,
    name: String,
}

impl BackupsCard {
    /// Draws the card.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        (answer, version): (&BackupsAnswer, u64),
    ) {
        self.poll(cx);
        if self.seen != version {
            self.seen = version;
            let time = cx.office.time();
            self.rows = answer.rows.iter().map(|row| view(row, &time)).collect();
            self.proven = answer.is_encrypted.then(|| proven(answer, &time));
        }
        let (words, tokens) = (&text().backup, Tokens::of(ui.ctx()));
        Card::new(words.title).note(words.note).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            self.head_ui(ui, cx, answer);
            if !self.rows.is_empty() {
                self.rows_ui(ui);
            }
            ui.label(type_of::rich(words.kept, type_of::secondary()).color(tokens.text_muted));
            match &self.proven {
                Some((Tone::Bad, said)) => drop(banner::banner(ui, Tone::Bad, said, None)),
                Some((_, said)) => {
                    let said = type_of::rich(said, type_of::secondary()).color(tokens.text_muted);
                    ui.add(egui::Label::new(said).wrap());
                }
                None => {}
            }
            ui.add_space(space::S);
            self.second_ui(ui, cx, answer);
        });
        self.restore.show(ui, cx);
    }

    fn head_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &BackupsAnswer) {
        let (words, tokens) = (&text().backup, Tokens::of(ui.ctx()));
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let busy = self.doing.as_ref().map(|_| text().app.busy);
                let now = Button::primary(words.now).icon(icons::FLOPPY_DISK);
                if now.enabled_or(busy).changing().show(ui).clicked() {
                    self.submit(cx, Doing::Backup, FileCommand::BackUp.into());
                }
                ui.with_layout(Layout::top_down(Align::Min), |ui| {
                    ui.spacing_mut().item_spacing.y = 0.0;
                    let newest = match self.rows.first() {
                        Some(row) => fill(words.newest, &[&row.at]),
                        None => words.none.to_owned(),
                    };
                    let newest = type_of::rich(newest, type_of::body_medium()).color(tokens.text);
                    ui.add(egui::Label::new(newest).wrap());
                    let place = fill(words.folder_is, &[&answer.folder.display()]);
                    let place = type_of::rich(place, type_of::secondary());
                    ui.add(egui::Label::new(place.color(tokens.text_muted)).truncate());
                });
            });
        });
        if self
            .doing
            .as_ref()
            .is_some_and(|(d, _)| *d == Doing::Backup)
        {
            spinner::delayed_spinner(ui, "backup", words.making);
        }
    }

    fn rows_ui(&mut self, ui: &mut Ui) {
        let mut wanted = None;
        ScrollArea::vertical()
            .max_height(size::POPUP_HEIGHT)
            .auto_shrink([false, true])
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                for (index, row) in self.rows.iter().enumerate() {
                    if row_ui(ui, row) {
                        wanted = Some(index);
                    }
                }
            });
        if let Some(row) = wanted.and_then(|index| self.rows.get(index)) {
            self.restore.open(row);
        }
    }

    fn second_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &BackupsAnswer) {
        let words = &text().backup;
        let stored = answer
            .second
            .as_ref()
            .map(|place| place.display().to_string())
            .unwrap_or_default();
        let typed = self.typed.get_or_insert_with(|| stored.clone());
        TextField::new("second-place", words.second, typed)
            .help(words.second_help)
            .show(ui);
        let is_new = !typed.trim().is_empty() && typed.trim() != stored;
        let folder = pick::typed_folder(typed);
        let busy = self.doing.is_some().then_some(text().app.busy);
        let mut wanted = None;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            let off = busy.or((!is_new).then_some(words.second_help));
            let save = Button::secondary(words.second_save)
                .enabled_or(off)
                .changing()
                .show(ui);
            if save.clicked() {
                wanted = Some(Some(folder));
            }
            let is_set = answer.second.is_some();
            let clear = Button::ghost(words.second_clear)
                .enabled_or(busy)
                .changing();
            if is_set && clear.show(ui).clicked() {
                wanted = Some(None);
            }
        });
        if let Some(place) = wanted {
            self.submit(cx, Doing::Place, FileCommand::SecondPlace(place).into());
        }
    }

    fn submit(&mut self, cx: &Cx<'_>, doing: Doing, command: Command) {
        if self.doing.is_none() {
            self.doing = Some((doing, cx.backend.submit(command)));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((_, ticket)) = &self.doing else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        self.doing = None;
        match answer {
            Ok(Receipt {
                reply: Reply::MadeBackup(made),
                ..
            }) => cx.push(Action::Told(said(&made))),
            Ok(_) => {
                self.typed = None;
                cx.push(Action::Told(text().settings.saved.to_owned()));
            }
            Err(error) => cx.push(Action::Failed(error.message())),
        }
    }
}

/// What to say of a backup that was made.
fn said(made: &Made) -> String {
    let words = &text().backup;
    match &made.second {
        Some(Err(why)) => fill(words.made_half, &[&made.path.display(), why]),
        Some(Ok(_)) | None => fill(words.made, &[&made.path.display()]),
    }
}

/// Whether the newest was opened with the passphrase itself, in words.
fn proven(answer: &BackupsAnswer, time: &OfficeTime) -> (Tone, String) {
    let words = &text().backup;
    match &answer.proven {
        None => (Tone::Neutral, words.not_proven.to_owned()),
        Some(proven) if proven.is_open => (Tone::Ok, fill(words.proven, &[&time.stamp(proven.at)])),
        Some(proven) => (Tone::Bad, fill(words.proven_not, &[&time.stamp(proven.at)])),
    }
}

/// Draws a backup; whether it is to be restored.
fn row_ui(ui: &mut Ui, row: &View) -> bool {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL);
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.add_space(space::M);
            let restore = Button::ghost(text().backup.restore)
                .small()
                .changing()
                .show(ui);
            restore.widget_info(|| egui::WidgetInfo::labeled(egui::Role::Button, true, &row.name));
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                ui.spacing_mut().item_spacing.x = space::M;
                ui.label(type_of::rich(&row.at, type_of::body_medium()).color(tokens.text));
                let about = type_of::rich(&row.about, type_of::body()).color(tokens.text_muted);
                ui.add(egui::Label::new(about).truncate());
            });
            restore.clicked()
        })
        .inner
    })
    .inner
}

fn view(row: &BackupRow, time: &OfficeTime) -> View {
    let words = &text().backup;
    let at = time.stamp(row.found.at);
    let newer = plural(row.newer, words.newer_one, words.newer_many);
    let size = size_of(row.found.size);
    View {
        about: fill(words.row, &[&row.found.reason.label(), &size, &newer]),
        name: fill(words.restore_of, &[&at]),
        path: row.found.path.clone(),
        newer: row.newer,
        at,
    }
}
