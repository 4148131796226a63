//! Signing in to an open workspace.

use egui::{Key, Ui};
use zeroize::Zeroizing;

use super::start::card_ui;
use crate::app::backend::Backend;
use crate::app::commands::Receipt;
use crate::app::commands::session::SessionCommand;
use crate::app::error::UserMessage;
use crate::app::queries::cover::Cover;
use crate::app::ticket::Ticket;
use crate::domain::text::text;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::{Button, PasswordField, TextField, Tone, avatar, banner, link, spinner};

/// The screen, with the workspace that it opens.
pub struct SignInScreen {
    backend: Backend,
    cover: Remote<Cover>,
    email: String,
    password: Zeroizing<String>,
    asking: Option<Ticket<Receipt>>,
    error: Option<UserMessage>,
    is_fresh: bool,
}

/// How the screen was left.
pub enum SignInEvent {
    /// Somebody is signed in.
    SignedIn,
    /// Another file is wanted.
    Back,
}

impl SignInScreen {
    /// Asks who wants in.
    pub fn new(backend: Backend) -> Self {
        Self {
            backend,
            cover: Remote::default(),
            email: String::new(),
            password: Zeroizing::default(),
            asking: None,
            error: None,
            is_fresh: true,
        }
    }

    /// Asks who wants in after somebody could not go on, and says why.
    pub fn after(backend: Backend, why: UserMessage) -> Self {
        Self {
            error: Some(why),
            ..Self::new(backend)
        }
    }

    /// Signs in at once: to the demo, or as the administrator who just created the file.
    pub fn entering(backend: Backend, command: SessionCommand) -> Self {
        let asking = Some(backend.submit(command.into()));
        Self {
            asking,
            ..Self::new(backend)
        }
    }

    /// The workspace, once somebody is signed in.
    pub fn into_backend(self) -> Backend {
        self.backend
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui) -> Option<SignInEvent> {
        self.cover.want(&self.backend, &Cover);
        if let Some(answer) = self.asking.as_ref().and_then(Ticket::take) {
            self.asking = None;
            self.password = Zeroizing::default();
            match answer {
                Ok(_) => return Some(SignInEvent::SignedIn),
                Err(error) => self.error = Some(error.message()),
            }
        }
        let mut event = None;
        card_ui(ui, |ui| {
            self.head_ui(ui);
            ui.add_space(space::M);
            self.form_ui(ui);
            ui.vertical_centered(|ui| {
                if link::link(ui, text().start.other_file).clicked() {
                    event = Some(SignInEvent::Back);
                }
            });
        });
        event
    }

    fn head_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let words = &text().start;
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            avatar::office_mark(ui, "R");
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XXS;
                ui.label(
                    type_of::rich(words.sign_in_title, type_of::page_title()).color(tokens.text),
                );
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
        let words = &text().start;
        ui.spacing_mut().item_spacing.y = space::S;
        if let Some(error) = &self.error {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let email = TextField::new("email", words.email, &mut self.email).show(ui);
        if self.is_fresh {
            email.request_focus();
            self.is_fresh = false;
        }
        let eye = (words.show_password, words.hide_password);
        let password =
            PasswordField::new("password", words.password, &mut self.password, eye).show(ui);
        let missing = self.email.trim().is_empty() || self.password.is_empty();
        let waits = if missing {
            Some(words.enter_both)
        } else {
            None
        };
        let waits = if self.asking.is_some() {
            Some(text().app.busy)
        } else {
            waits
        };
        let enter = (password.lost_focus() || email.lost_focus())
            && ui.input(|i| i.key_pressed(Key::Enter));
        let width = ui.available_width();
        let pressed = Button::primary(words.sign_in_action)
            .width(width)
            .enabled_or(waits)
            .show(ui)
            .clicked();
        if (pressed || enter) && waits.is_none() {
            let command = SessionCommand::SignIn {
                email: self.email.clone(),
                password: self.password.clone(),
            };
            self.asking = Some(self.backend.submit(command.into()));
            self.error = None;
        }
        if self.asking.is_some() {
            spinner::delayed_spinner(ui, "signing-in", text().app.busy);
        }
    }
}
