//! Signing in to an open workspace, step by step: e-mail and password; a new password where somebody else chose it; a code
//! where there is a second factor. The password is forgotten with the last step or the first refusal. Whoever forgot theirs
//! is led to the recovery code of the file.

use egui::{Key, Response, Ui};
use zeroize::Zeroizing;

use super::start::card_ui;
use crate::app::backend::Backend;
use crate::app::commands::Receipt;
use crate::app::commands::session::{Proof, SessionCommand};
use crate::app::error::{AppError, UserMessage};
use crate::app::notice::Notice;
use crate::app::queries::cover::Cover;
use crate::app::ticket::Ticket;
use crate::domain::text::text;
use crate::ui::forms::new_password::NewPassword;
use crate::ui::forms::recover::RecoverForm;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::{Button, PasswordField, TextField, Tone, avatar, banner, link, spinner};

/// The screen, with the workspace that it opens.
pub struct SignInScreen {
    backend: Backend,
    cover: Remote<Cover>,
    step: Step,
    email: String,
    password: Zeroizing<String>,
    renewed: Option<NewPassword>,
    code: Zeroizing<String>,
    asking: Option<Ticket<Receipt>>,
    recovering: Option<RecoverForm>,
    said: Option<(Tone, String)>,
    /// What came of opening the file, for whoever comes in without seeing this screen.
    unsaid: Option<(Tone, String)>,
    is_fresh: bool,
}

/// What is asked for now.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Step {
    /// E-mail and password.
    Password,
    /// A new password.
    Renew,
    /// A code of the second factor.
    Code,
}

/// How the screen was left.
pub enum SignInEvent {
    /// Somebody is signed in.
    SignedIn,
    /// Another file is wanted.
    Back,
}

/// A notice as it is shown.
fn spoken(notice: Notice) -> (Tone, String) {
    match notice {
        Notice::Done(said) => (Tone::Ok, said),
        Notice::Short(said) => (Tone::Warn, said),
    }
}

impl SignInScreen {
    /// Asks who wants in.
    pub fn new(backend: Backend) -> Self {
        Self {
            backend,
            cover: Remote::default(),
            step: Step::Password,
            email: String::new(),
            password: Zeroizing::default(),
            renewed: None,
            code: Zeroizing::default(),
            asking: None,
            recovering: None,
            said: None,
            unsaid: None,
            is_fresh: true,
        }
    }

    /// Asks who wants in after somebody could not go on, and says why.
    pub fn after(backend: Backend, why: &UserMessage) -> Self {
        Self {
            said: Some((Tone::Bad, why.line())),
            ..Self::new(backend)
        }
    }

    /// Asks who wants in, and says what came of opening the file.
    pub fn told(backend: Backend, notice: Notice) -> Self {
        Self {
            said: Some(spoken(notice)),
            ..Self::new(backend)
        }
    }

    /// Signs in at once: to the demo, or as the administrator who just created the file. What came of opening it is said
    /// inside.
    pub fn entering(backend: Backend, command: SessionCommand, notice: Option<Notice>) -> Self {
        let asking = Some(backend.submit(command.into()));
        Self {
            asking,
            unsaid: notice.map(spoken),
            ..Self::new(backend)
        }
    }

    /// The workspace, once somebody is signed in, and what is still to be said.
    pub fn into_parts(self) -> (Backend, Option<(Tone, String)>) {
        (self.backend, self.unsaid)
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui) -> Option<SignInEvent> {
        self.cover.want(&self.backend, &Cover);
        if let Some(answer) = self.asking.as_ref().and_then(Ticket::take) {
            self.asking = None;
            match answer {
                Ok(_) => return Some(SignInEvent::SignedIn),
                Err(error) => self.refused(&error),
            }
        }
        let mut event = None;
        card_ui(ui, |ui| {
            self.head_ui(ui);
            ui.add_space(space::M);
            if self.recovering.is_some() {
                self.recover_ui(ui);
            } else {
                self.form_ui(ui);
                ui.vertical_centered(|ui| event = self.links_ui(ui));
            }
        });
        event
    }

    /// The ways out of the form.
    fn links_ui(&mut self, ui: &mut Ui) -> Option<SignInEvent> {
        if self.step != Step::Password {
            if link::link(ui, text().sign_in.start_over).clicked() {
                self.start_over();
            }
            return None;
        }
        if link::link(ui, text().sign_in.forgot).clicked() {
            self.start_over();
            self.recovering = Some(RecoverForm::new(self.email.trim()));
        }
        let other = link::link(ui, text().start.other_file);
        other.clicked().then_some(SignInEvent::Back)
    }

    /// The form for a new password by the recovery code.
    fn recover_ui(&mut self, ui: &mut Ui) {
        let Some(form) = &mut self.recovering else {
            return;
        };
        let office = self.cover.value().map(|office| office.name.clone());
        let done = form.show(ui, &self.backend, office.as_deref().unwrap_or_default());
        let words = &text().sign_in;
        let mut is_left = false;
        ui.vertical_centered(|ui| is_left = link::link(ui, words.back).clicked());
        if is_left || done.is_some() {
            self.recovering = None;
            self.start_over();
        }
        if let Some(email) = done {
            self.email = email;
            self.said = Some((Tone::Ok, words.recovered.to_owned()));
        }
    }

    /// Goes on to what is asked for, or says what was wrong.
    fn refused(&mut self, error: &AppError) {
        self.is_fresh = true;
        self.code = Zeroizing::default();
        match error {
            AppError::PasswordDue => {
                self.step = Step::Renew;
                self.renewed = Some(NewPassword::default());
            }
            AppError::CodeNeeded => self.step = Step::Code,
            AppError::WrongCode | AppError::Throttled(_) | AppError::Invalid(_)
                if self.step != Step::Password =>
            {
                self.said = Some((Tone::Bad, error.message().line()));
            }
            _ => {
                self.start_over();
                self.said = Some((Tone::Bad, error.message().line()));
            }
        }
    }

    /// Forgets every secret.
    fn start_over(&mut self) {
        self.step = Step::Password;
        self.password = Zeroizing::default();
        self.renewed = None;
        self.code = Zeroizing::default();
        self.said = None;
        self.is_fresh = true;
    }

    fn head_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let title = match self.step {
            _ if self.recovering.is_some() => text().sign_in.recover_title,
            Step::Password => text().start.sign_in_title,
            Step::Renew => text().sign_in.renew_title,
            Step::Code => text().sign_in.code_title,
        };
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            avatar::office_mark(ui, "R");
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XXS;
                ui.label(type_of::rich(title, type_of::page_title()).color(tokens.text));
                let file = self
                    .backend
                    .path()
                    .file_name()
                    .map(|name| name.to_string_lossy().into_owned());
                let file = file.unwrap_or_default();
                let below = match self.cover.value() {
                    Some(office) => format!("{} · {file}", office.name),
                    None => file,
                };
                ui.label(type_of::rich(below, type_of::secondary()).color(tokens.text_muted));
            });
        });
    }

    fn form_ui(&mut self, ui: &mut Ui) {
        ui.spacing_mut().item_spacing.y = space::S;
        // What is to be known about the file, before anybody decides to work in it.
        if let Some(said) = self.backend.notice() {
            banner::banner(ui, Tone::Warn, said, None);
        }
        if let Some((tone, said)) = &self.said {
            banner::banner(ui, *tone, said, None);
        }
        let (fields, problem) = match self.step {
            Step::Password => self.password_ui(ui),
            Step::Renew => self.renew_ui(ui),
            Step::Code => self.code_ui(ui),
        };
        // The address stays after a refusal, so the password is what is typed next.
        let wanted = if self.step == Step::Password && !self.email.is_empty() {
            fields.last()
        } else {
            fields.first()
        };
        if std::mem::take(&mut self.is_fresh)
            && let Some(field) = wanted
        {
            field.request_focus();
        }
        let problem = if self.asking.is_some() {
            Some(text().app.busy.to_owned())
        } else {
            problem
        };
        let left = fields.iter().any(Response::lost_focus);
        let enter = left && ui.input(|i| i.key_pressed(Key::Enter));
        let label = match self.step {
            Step::Password | Step::Code => text().start.sign_in_action,
            Step::Renew => text().sign_in.renew_action,
        };
        let width = ui.available_width();
        let pressed = Button::primary(label)
            .width(width)
            .enabled_or(problem.as_deref())
            .show(ui)
            .clicked();
        if (pressed || enter) && problem.is_none() {
            self.asking = Some(self.backend.submit(self.command().into()));
            self.said = None;
        }
        if self.asking.is_some() {
            spinner::delayed_spinner(ui, "signing-in", text().app.busy);
        }
    }

    /// The fields of the first step, and what is missing.
    fn password_ui(&mut self, ui: &mut Ui) -> (Vec<Response>, Option<String>) {
        let words = &text().start;
        let email = TextField::new("email", words.email, &mut self.email).show(ui);
        let eye = (words.show_password, words.hide_password);
        let password =
            PasswordField::new("password", words.password, &mut self.password, eye).show(ui);
        let missing = self.email.trim().is_empty() || self.password.is_empty();
        let problem = missing.then(|| words.enter_both.to_owned());
        (vec![email, password], problem)
    }

    fn renew_ui(&mut self, ui: &mut Ui) -> (Vec<Response>, Option<String>) {
        about_ui(ui, text().sign_in.renew_about);
        let office = self.cover.value().map(|office| office.name.clone());
        let known = [self.email.as_str(), office.as_deref().unwrap_or_default()];
        let renewed = self.renewed.get_or_insert_default();
        let labels = (text().form.password, text().start.password_again);
        let fields = renewed.show(ui, labels, &known);
        (fields.into(), renewed.problem(&known))
    }

    fn code_ui(&mut self, ui: &mut Ui) -> (Vec<Response>, Option<String>) {
        let words = &text().account;
        about_ui(ui, text().sign_in.code_about);
        let code = TextField::new("code", words.code, &mut self.code)
            .help(words.code_help)
            .show(ui);
        let missing = self.code.trim().is_empty();
        (vec![code], missing.then(|| words.enter_code.to_owned()))
    }

    fn command(&self) -> SessionCommand {
        let (email, password) = (self.email.clone(), self.password.clone());
        if self.step == Step::Password {
            return SessionCommand::SignIn { email, password };
        }
        let renewed = self.renewed.as_ref();
        SessionCommand::SignInFully(Box::new(Proof {
            email,
            password,
            renewed: renewed.map(|renewed| renewed.password.clone()),
            code: (self.step == Step::Code).then(|| self.code.clone()),
        }))
    }
}

fn about_ui(ui: &mut Ui, about: &str) {
    let tokens = Tokens::of(ui.ctx());
    let about = type_of::rich(about, type_of::body()).color(tokens.text_secondary);
    ui.add(egui::Label::new(about).wrap());
    ui.add_space(space::XS);
}
