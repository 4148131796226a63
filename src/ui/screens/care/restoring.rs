//! The question before a backup takes the place of the file: what would be lost, and the operator's password.

use std::path::PathBuf;

use egui::Ui;
use zeroize::Zeroizing;

use super::backups::View;
use crate::app::commands::file::FileCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::ticket::Ticket;
use crate::domain::office::Origin;
use crate::domain::text::{fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, PasswordField, Tone, banner, spinner};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct RestoreDialog {
    open: Option<Open>,
}

struct Open {
    path: PathBuf,
    title: String,
    lost: String,
    password: Zeroizing<String>,
    working: Option<Ticket<Receipt>>,
    refused: Option<String>,
}

impl RestoreDialog {
    /// Asks about a backup.
    pub(super) fn open(&mut self, row: &View) {
        let words = &text().backup;
        self.open = Some(Open {
            path: row.path.clone(),
            title: fill(words.restore_title, &[&row.at]),
            lost: match row.newer {
                0 => words.restore_lost_none.to_owned(),
                newer => plural(newer, words.restore_lost_one, words.restore_lost_many),
            },
            password: Zeroizing::default(),
            working: None,
            refused: None,
        });
    }

    /// Draws the dialog.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.open else { return };
        if let Some(answer) = open.working.as_ref().and_then(Ticket::take) {
            open.working = None;
            match answer {
                Ok(Receipt {
                    reply: Reply::Restoring(what),
                    ..
                }) => {
                    cx.push(Action::Restore(what));
                    self.open = None;
                    return;
                }
                Ok(_) => {}
                Err(error) => open.refused = Some(error.message().line()),
            }
        }
        let needs_password = cx.office.origin != Origin::Demo;
        match open.ask(ui, needs_password.then_some(&text().key.your_password)) {
            Some(Answer::Confirmed) if open.working.is_none() => {
                let command = FileCommand::Restore {
                    backup: open.path.clone(),
                    password: std::mem::take(&mut open.password),
                };
                open.refused = None;
                open.working = Some(cx.backend.submit(command.into()));
            }
            Some(Answer::Cancelled) if open.working.is_none() => self.open = None,
            _ => {}
        }
    }
}

impl Open {
    /// Draws the question; with a field for the password where one is needed.
    fn ask(&mut self, ui: &Ui, password: Option<&&str>) -> Option<Answer> {
        let words = &text().backup;
        let busy = self.working.as_ref().map(|_| words.restoring);
        let missing = password.filter(|_| self.password.is_empty()).copied();
        let title = self.title.clone();
        Dialog::new("restore", &title, words.restore_confirm, text().app.cancel)
            .danger()
            .enabled_or(busy.or(missing))
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                if let Some(refused) = &self.refused {
                    banner::banner(ui, Tone::Bad, refused, None);
                }
                ui.label(&self.lost);
                ui.label(words.restore_kept);
                if let Some(label) = password {
                    let eye = (text().start.show_password, text().start.hide_password);
                    PasswordField::new("restore-password", label, &mut self.password, eye)
                        .without_note()
                        .show(ui);
                }
                if self.working.is_some() {
                    spinner::delayed_spinner(ui, "restoring", words.restoring);
                }
            })
    }
}
