//! A new password by the recovery code of the file: asked for at the sign-in, by an administrator who forgot theirs.

use egui::{Key, Response, Ui};
use zeroize::Zeroizing;

use crate::app::backend::Backend;
use crate::app::commands::Receipt;
use crate::app::commands::recover::Recovery;
use crate::app::commands::session::SessionCommand;
use crate::app::error::AppError;
use crate::app::ticket::Ticket;
use crate::domain::recovery::{self, CodeProblem};
use crate::domain::text::text;
use crate::ui::forms::new_password::NewPassword;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::{Button, PasswordField, TextField, Tone, banner, spinner};

/// What is typed, and what came of it.
pub struct RecoverForm {
    email: String,
    code: Zeroizing<String>,
    has_left_code: bool,
    wanted: NewPassword,
    saving: Option<Ticket<Receipt>>,
    refused: Option<String>,
    is_fresh: bool,
}

impl RecoverForm {
    /// Asks for the code, for the address that was typed at the sign-in.
    pub fn new(email: &str) -> Self {
        Self {
            email: email.to_owned(),
            code: Zeroizing::default(),
            has_left_code: false,
            wanted: NewPassword::default(),
            saving: None,
            refused: None,
            is_fresh: true,
        }
    }

    /// Draws the form; the address once its password is set. `office` is what a password must not be made of.
    pub fn show(&mut self, ui: &mut Ui, backend: &Backend, office: &str) -> Option<String> {
        if self.poll() {
            return Some(std::mem::take(&mut self.email));
        }
        ui.spacing_mut().item_spacing.y = space::S;
        let words = &text().sign_in;
        if backend.only_reads() {
            hindered_ui(ui, words.recover_reading, words.recover_reading_do);
        } else if !backend.is_encrypted() {
            hindered_ui(ui, words.recover_plain, words.recover_plain_do);
        } else {
            self.fields_ui(ui, backend, office);
        }
        None
    }

    fn fields_ui(&mut self, ui: &mut Ui, backend: &Backend, office: &str) {
        let words = &text().sign_in;
        line_ui(ui, words.recover_about);
        line_ui(ui, words.recover_others);
        ui.add_space(space::XS);
        if let Some(refused) = &self.refused {
            banner::banner(ui, Tone::Bad, refused, None);
        }
        let email = TextField::new("recover-email", words.recover_email, &mut self.email).show(ui);
        let code = self.code_ui(ui);
        let known = [&*self.email, office];
        let labels = (text().account.wanted, text().account.again);
        let [first, second] = self.wanted.show(ui, labels, &known);
        if std::mem::take(&mut self.is_fresh) {
            let wanted = if self.email.is_empty() { &email } else { &code };
            wanted.request_focus();
        }
        let problem = self.problem(office);
        let width = ui.available_width();
        let pressed = Button::primary(words.recover_action)
            .width(width)
            .enabled_or(problem.as_deref())
            .show(ui)
            .clicked();
        let fields = [email, code, first, second];
        let left = fields.iter().any(Response::lost_focus);
        let enter = left && ui.input(|i| i.key_pressed(Key::Enter));
        if (pressed || enter) && problem.is_none() {
            self.submit(backend);
        }
        if self.saving.is_some() {
            spinner::delayed_spinner(ui, "recovering", text().app.busy);
        }
    }

    /// The field for the code. One that is still being typed is not yet called too short.
    fn code_ui(&mut self, ui: &mut Ui) -> Response {
        let start = &text().start;
        let eye = (start.show_code, start.hide_code);
        let problem = code_problem(&self.code).filter(|problem| {
            let is_short =
                matches!(problem, CodeProblem::Length(letters) if *letters < recovery::LENGTH);
            !self.code.is_empty() && (self.has_left_code || !is_short)
        });
        let said = problem.map(|problem| AppError::RecoveryCode(problem).message().what);
        let label = text().sign_in.recover_code;
        let field = PasswordField::new("recover-code", label, &mut self.code, eye)
            .help(text().key.sheet_back_help)
            .problem(said.as_deref())
            .show(ui);
        self.has_left_code |= field.lost_focus();
        field
    }

    fn problem(&self, office: &str) -> Option<String> {
        if self.saving.is_some() {
            return Some(text().app.busy.to_owned());
        }
        if self.email.trim().is_empty() || self.code.is_empty() {
            return Some(text().sign_in.recover_enter.to_owned());
        }
        let said = |problem| AppError::RecoveryCode(problem).message().line();
        let code = code_problem(&self.code).map(said);
        code.or_else(|| self.wanted.problem(&[&*self.email, office]))
    }

    fn submit(&mut self, backend: &Backend) {
        let recovery = Recovery {
            email: self.email.trim().to_owned(),
            code: self.code.clone(),
            password: self.wanted.password.clone(),
        };
        let command = SessionCommand::Recover(Box::new(recovery));
        self.saving = Some(backend.submit(command.into()));
        self.refused = None;
    }

    /// Whether the password is set.
    fn poll(&mut self) -> bool {
        let Some(answer) = self.saving.as_ref().and_then(Ticket::take) else {
            return false;
        };
        self.saving = None;
        match answer {
            Ok(_) => true,
            Err(error) => {
                self.refused = Some(error.message().line());
                false
            }
        }
    }
}

fn code_problem(code: &str) -> Option<CodeProblem> {
    recovery::decode(code).err()
}

/// Why it can't be done here, and what to do instead.
fn hindered_ui(ui: &mut Ui, why: &str, instead: &str) {
    banner::banner(ui, Tone::Neutral, why, None);
    line_ui(ui, instead);
    ui.add_space(space::XS);
}

fn line_ui(ui: &mut Ui, said: &str) {
    let tokens = Tokens::of(ui.ctx());
    let said = type_of::rich(said, type_of::body()).color(tokens.text_secondary);
    ui.add(egui::Label::new(said).wrap());
}
