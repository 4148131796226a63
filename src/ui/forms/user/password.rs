//! Setting the password with which a person signs in here.

use egui::Ui;
use zeroize::Zeroizing;

use crate::app::commands::Receipt;
use crate::app::commands::password::PasswordCommand;
use crate::app::ticket::Ticket;
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};
use crate::domain::validation::password;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, PasswordField, Tone, banner};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct PasswordDialog {
    open: Option<Open>,
    saving: Option<(String, Ticket<Receipt>)>,
}

struct Open {
    user_id: UserId,
    name: String,
    title: String,
    password: Zeroizing<String>,
    again: Zeroizing<String>,
    refused: Option<String>,
}

impl PasswordDialog {
    /// Opens the dialog for somebody.
    pub(super) fn open(&mut self, user_id: UserId, name: &str) {
        self.open = Some(Open {
            user_id,
            name: name.to_owned(),
            title: fill(text().form.password_title, &[&name]),
            password: Zeroizing::default(),
            again: Zeroizing::default(),
            refused: None,
        });
    }

    /// Draws the dialog.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        let Some(open) = &mut self.open else { return };
        let answer = open.show(ui);
        let Some(answer) = answer else { return };
        if answer != Answer::Confirmed {
            self.open = None;
        } else if self.saving.is_none() {
            let command = PasswordCommand {
                user_id: open.user_id,
                password: open.password.clone(),
            };
            let ticket = cx.backend.submit(command.into());
            self.saving = Some((open.name.clone(), ticket));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((name, ticket)) = &self.saving else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        match (answer, &mut self.open) {
            (Ok(_), _) => {
                cx.push(Action::Told(fill(text().form.password_set, &[name])));
                self.open = None;
            }
            (Err(error), Some(open)) => open.refused = Some(error.message().line()),
            (Err(error), None) => cx.push(Action::Failed(error.message())),
        }
        self.saving = None;
    }
}

impl Open {
    fn show(&mut self, ui: &Ui) -> Option<Answer> {
        let (words, start) = (&text().form, &text().start);
        let weak = password::check(&self.password).err();
        let differs = *self.password != *self.again;
        let problem = weak
            .clone()
            .or_else(|| differs.then(|| text().problem.password_differs.to_owned()));
        let title = self.title.clone();
        Dialog::new(
            "set-password",
            &title,
            words.password_confirm,
            text().app.cancel,
        )
        .enabled_or(problem.as_deref())
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(refused) = &self.refused {
                banner::banner(ui, Tone::Bad, refused, None);
            }
            let eye = (start.show_password, start.hide_password);
            let shown = weak.filter(|_| !self.password.is_empty());
            PasswordField::new("new-password", words.password, &mut self.password, eye)
                .help(start.password_help)
                .problem(shown.as_deref())
                .show(ui);
            let differs =
                (differs && !self.again.is_empty()).then_some(text().problem.password_differs);
            PasswordField::new(
                "new-password-again",
                start.password_again,
                &mut self.again,
                eye,
            )
            .problem(differs)
            .show(ui);
        })
    }
}
