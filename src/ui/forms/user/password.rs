//! Setting the password with which a person signs in here, and taking a lost second factor away.

use egui::Ui;

use crate::app::commands::Receipt;
use crate::app::commands::password::PasswordCommand;
use crate::app::commands::ways_in::WaysInCommand;
use crate::app::ticket::Ticket;
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::forms::new_password::NewPassword;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Button, Dialog, Tone, banner};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct PasswordDialog {
    open: Option<Open>,
    saving: Option<(String, Ticket<Receipt>)>,
}

/// Whose ways in the dialog is about.
pub(super) struct Whose {
    pub(super) user_id: UserId,
    pub(super) name: String,
    pub(super) email: String,
    /// Whether there is a second factor to take away.
    pub(super) has_factor: bool,
}

struct Open {
    whose: Whose,
    title: String,
    password: NewPassword,
    refused: Option<String>,
    wants_reset: bool,
}

impl PasswordDialog {
    /// Opens the dialog for somebody.
    pub(super) fn open(&mut self, whose: Whose) {
        self.open = Some(Open {
            title: fill(text().form.password_title, &[&whose.name]),
            whose,
            password: NewPassword::default(),
            refused: None,
            wants_reset: false,
        });
    }

    /// Draws the dialog.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        let Some(open) = &mut self.open else { return };
        let answer = open.show(ui, &cx.office.name);
        let is_free = self.saving.is_none();
        let (name, user_id) = (open.whose.name.as_str(), open.whose.user_id);
        if std::mem::take(&mut open.wants_reset) && is_free {
            let said = fill(text().ways_in.factor_was_reset, &[&name]);
            let command = WaysInCommand::ResetFactor(user_id);
            self.saving = Some((said, cx.backend.submit(command.into())));
        } else if answer == Some(Answer::Confirmed) && is_free {
            let said = fill(text().form.password_set, &[&name]);
            let password = open.password.password.clone();
            let command = PasswordCommand { user_id, password };
            self.saving = Some((said, cx.backend.submit(command.into())));
        } else if answer.is_some_and(|answer| answer != Answer::Confirmed) {
            self.open = None;
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((said, ticket)) = &self.saving else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        match (answer, &mut self.open) {
            (Ok(_), _) => {
                cx.push(Action::Told(said.clone()));
                self.open = None;
            }
            (Err(error), Some(open)) => open.refused = Some(error.message().line()),
            (Err(error), None) => cx.push(Action::Failed(error.message())),
        }
        self.saving = None;
    }
}

impl Open {
    fn show(&mut self, ui: &Ui, office: &str) -> Option<Answer> {
        let (words, cancel) = (&text().form, text().app.cancel);
        let known = [self.whose.name.as_str(), &self.whose.email, office];
        let problem = self.password.problem(&known);
        let (title, password) = (self.title.as_str(), &mut self.password);
        let (refused, wants_reset) = (&self.refused, &mut self.wants_reset);
        let has_factor = self.whose.has_factor;
        Dialog::new("set-password", title, words.password_confirm, cancel)
            .enabled_or(problem.as_deref())
            .show(ui.ctx(), |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                if let Some(refused) = refused {
                    banner::banner(ui, Tone::Bad, refused, None);
                }
                let labels = (words.password, text().start.password_again);
                password.show(ui, labels, &known);
                note_ui(ui, text().ways_in.password_due);
                if has_factor {
                    *wants_reset = factor_ui(ui);
                }
            })
    }
}

fn note_ui(ui: &mut Ui, note: &str) {
    let tokens = Tokens::of(ui.ctx());
    let note = type_of::rich(note, type_of::secondary()).color(tokens.text_muted);
    ui.add(egui::Label::new(note).wrap());
}

/// The second factor that is on; whether it is to be taken away.
fn factor_ui(ui: &mut Ui) -> bool {
    let words = &text().ways_in;
    ui.add_space(space::S);
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        note_ui(ui, words.factor_on);
        Button::secondary(words.factor_reset).small().show(ui)
    })
    .inner
    .clicked()
}
