//! The card of the own password.

use egui::Ui;
use zeroize::Zeroizing;

use crate::app::commands::Receipt;
use crate::app::commands::own::OwnCommand;
use crate::app::queries::own_account::OwnAccountAnswer;
use crate::app::ticket::Ticket;
use crate::domain::text::text;
use crate::ui::context::{Action, Cx};
use crate::ui::forms::new_password::NewPassword;
use crate::ui::theme::{size, space};
use crate::ui::widgets::{Button, Card, PasswordField, Tone, banner};

/// What is typed, and what is being saved.
#[derive(Default)]
pub(super) struct PasswordCard {
    current: Zeroizing<String>,
    wanted: NewPassword,
    saving: Option<Ticket<Receipt>>,
    refused: Option<String>,
}

impl PasswordCard {
    /// Draws the card.
    pub(super) fn show(&mut self, ui: &mut Ui, account: &OwnAccountAnswer, cx: &mut Cx<'_>) {
        self.poll(cx);
        let words = &text().account;
        Card::new(words.password)
            .note(words.password_note)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                if account.has_password {
                    self.fields_ui(ui, account, cx);
                } else {
                    ui.label(words.password_demo);
                }
            });
    }

    fn fields_ui(&mut self, ui: &mut Ui, account: &OwnAccountAnswer, cx: &Cx<'_>) {
        let (words, start) = (&text().account, &text().start);
        if let Some(refused) = &self.refused {
            banner::banner(ui, Tone::Bad, refused, None);
        }
        ui.set_max_width(size::DIALOG_WIDTH.min(ui.available_width()));
        let eye = (start.show_password, start.hide_password);
        PasswordField::new("current-password", words.current, &mut self.current, eye).show(ui);
        let known = [&*cx.me.actor.name, &*account.email, &*cx.office.name];
        self.wanted.show(ui, (words.wanted, words.again), &known);
        let problem = self.problem(&known);
        let change = Button::primary(words.change)
            .enabled_or(problem.as_deref())
            .changing()
            .show(ui);
        if change.clicked() {
            let command = OwnCommand::ChangePassword {
                current: self.current.clone(),
                wanted: self.wanted.password.clone(),
            };
            self.saving = Some(cx.backend.submit(command.into()));
            self.refused = None;
        }
    }

    fn problem(&self, known: &[&str]) -> Option<String> {
        if self.saving.is_some() {
            return Some(text().app.busy.to_owned());
        }
        if self.current.is_empty() {
            return Some(text().account.enter_current.to_owned());
        }
        self.wanted.problem(known)
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.saving.as_ref().and_then(Ticket::take) else {
            return;
        };
        match answer {
            Ok(_) => {
                *self = Self::default();
                cx.push(Action::Told(text().account.changed.to_owned()));
            }
            Err(error) => {
                self.saving = None;
                self.current = Zeroizing::default();
                self.refused = Some(error.message().line());
            }
        }
    }
}
