//! "Enter your password to go on": asked before something dangerous, which is then done as it was asked for.

use egui::Context;
use zeroize::Zeroizing;

use super::jobs::Jobs;
use crate::app::backend::Backend;
use crate::app::commands::Receipt;
use crate::app::commands::session::SessionCommand;
use crate::app::proof;
use crate::app::ticket::Ticket;
use crate::domain::office::Office;
use crate::domain::text::text;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, PasswordField, Tone, banner};

/// The dialog; closed while nothing waits for a password.
#[derive(Default)]
pub(super) struct ProofDialog {
    password: Zeroizing<String>,
    asking: Option<Ticket<Receipt>>,
    refused: Option<String>,
    is_open: bool,
}

/// What became of the question.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Asked {
    /// Nothing waits, or the answer is not there yet.
    Nothing,
    /// The question has just been asked.
    JustAsked,
}

impl ProofDialog {
    /// Draws the dialog while something waits, and lets it go on or refuses it.
    pub(super) fn show(
        &mut self,
        ctx: &Context,
        (backend, office): (&Backend, &Office),
        jobs: &mut Jobs,
    ) -> Asked {
        self.poll();
        if !backend.has_waiting() && !jobs.has_waiting() {
            *self = Self::default();
            return Asked::Nothing;
        }
        let now = backend.env().clock.now();
        if proof::require(backend.operator().as_ref(), office.origin, now).is_ok() {
            backend.go_on();
            jobs.go_on(backend);
            *self = Self::default();
            return Asked::Nothing;
        }
        let is_new = !std::mem::replace(&mut self.is_open, true);
        match self.dialog_ui(ctx) {
            Some(Answer::Confirmed) if self.asking.is_none() => {
                let password = std::mem::take(&mut self.password);
                self.asking = Some(backend.submit(SessionCommand::Prove { password }.into()));
                self.refused = None;
            }
            Some(Answer::Cancelled | Answer::Alternative) => {
                backend.refuse_waiting();
                jobs.refuse_waiting();
                *self = Self::default();
            }
            Some(Answer::Confirmed) | None => {}
        }
        if is_new {
            Asked::JustAsked
        } else {
            Asked::Nothing
        }
    }

    fn poll(&mut self) {
        let Some(answer) = self.asking.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.asking = None;
        self.refused = answer.err().map(|error| error.message().line());
    }

    fn dialog_ui(&mut self, ctx: &Context) -> Option<Answer> {
        let (words, start) = (&text().proof, &text().start);
        let problem = if self.asking.is_some() {
            Some(text().app.busy)
        } else {
            self.password.is_empty().then_some(text().lock.enter)
        };
        Dialog::new("proof", words.title, words.confirm, text().app.cancel)
            .enabled_or(problem)
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                let about = type_of::rich(words.about, type_of::body());
                ui.add(egui::Label::new(about.color(Tokens::of(ctx).text_secondary)).wrap());
                if let Some(refused) = &self.refused {
                    banner::banner(ui, Tone::Bad, refused, None);
                }
                let eye = (start.show_password, start.hide_password);
                PasswordField::new("proof", start.password, &mut self.password, eye).show(ui);
            })
    }
}
