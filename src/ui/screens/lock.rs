//! The screen of a locked program: whose office it is, who is signed in, and the way back in or out. Nothing else.

use std::sync::Arc;

use egui::{Key, Ui};
use zeroize::Zeroizing;

use super::start::card_ui;
use crate::app::backend::Backend;
use crate::app::commands::Receipt;
use crate::app::commands::session::SessionCommand;
use crate::app::error::{AppError, UserMessage};
use crate::app::ticket::Ticket;
use crate::domain::office::{Office, Origin};
use crate::domain::text::{fill, text};
use crate::ui::forms::user::initials;
use crate::ui::theme::{Tokens, icons, space, text as type_of};
use crate::ui::widgets::{Button, PasswordField, Tone, avatar, banner, link, spinner};

/// The screen.
pub struct LockScreen {
    office: Arc<Office>,
    initials: String,
    who: String,
    password: Zeroizing<String>,
    asking: Option<Ticket<Receipt>>,
    error: Option<UserMessage>,
    is_fresh: bool,
}

/// How the screen was left.
pub enum LockEvent {
    /// Whoever locked the program is back.
    Unlocked,
    /// They want to sign out.
    SignOut,
    /// They can't come back.
    Over,
}

impl LockScreen {
    /// Asks who locked the program for their password.
    pub fn new(office: Arc<Office>, name: &str) -> Self {
        Self {
            office,
            initials: initials(name),
            who: fill(text().lock.who, &[&name]),
            password: Zeroizing::default(),
            asking: None,
            error: None,
            is_fresh: true,
        }
    }

    /// Draws the screen.
    pub fn show(&mut self, ui: &mut Ui, backend: &Backend) -> Option<LockEvent> {
        let answer = self.asking.as_ref().and_then(Ticket::take);
        if let Some(answer) = answer {
            self.asking = None;
            self.password = Zeroizing::default();
            self.is_fresh = true;
            match answer {
                Ok(_) => return Some(LockEvent::Unlocked),
                Err(AppError::SessionOver) => return Some(LockEvent::Over),
                Err(error) => self.error = Some(error.message()),
            }
        }
        let mut event = None;
        card_ui(ui, |ui| {
            self.head_ui(ui);
            ui.add_space(space::M);
            self.form_ui(ui, backend);
            ui.vertical_centered(|ui| {
                if link::link(ui, text().app.sign_out).clicked() {
                    event = Some(LockEvent::SignOut);
                }
            });
        });
        event
    }

    fn head_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            avatar::avatar_large(ui, &self.initials);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XXS;
                let title = type_of::rich(&self.office.name, type_of::page_title());
                ui.add(egui::Label::new(title.color(tokens.text)).truncate());
                let who = type_of::rich(&self.who, type_of::secondary());
                ui.add(egui::Label::new(who.color(tokens.text_muted)).truncate());
            });
        });
    }

    fn form_ui(&mut self, ui: &mut Ui, backend: &Backend) {
        let words = text();
        ui.spacing_mut().item_spacing.y = space::S;
        if let Some(error) = &self.error {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let is_demo = self.office.origin == Origin::Demo;
        let enter = if is_demo {
            ui.label(words.lock.demo);
            ui.add_space(space::S);
            false
        } else {
            self.password_ui(ui)
        };
        let waits = if self.asking.is_some() {
            Some(words.app.busy)
        } else {
            (!is_demo && self.password.is_empty()).then_some(words.lock.enter)
        };
        let width = ui.available_width();
        let button = Button::primary(words.lock.unlock)
            .icon(icons::LOCK_OPEN)
            .width(width)
            .enabled_or(waits)
            .show(ui);
        if is_demo && std::mem::take(&mut self.is_fresh) {
            button.request_focus();
        }
        if (button.clicked() || enter) && waits.is_none() {
            let password = self.password.clone();
            self.asking = Some(backend.submit(SessionCommand::Unlock { password }.into()));
            self.error = None;
        }
        if self.asking.is_some() {
            spinner::delayed_spinner(ui, "unlocking", words.app.busy);
        }
    }

    /// The field; whether Enter was pressed in it.
    fn password_ui(&mut self, ui: &mut Ui) -> bool {
        let words = &text().start;
        let eye = (words.show_password, words.hide_password);
        let field = PasswordField::new("unlock", words.password, &mut self.password, eye).show(ui);
        if std::mem::take(&mut self.is_fresh) {
            field.request_focus();
        }
        field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter))
    }
}
