//! Restoring a backup at the start screen: what it holds, where it goes.

use std::path::PathBuf;
use std::sync::Arc;

use egui::Ui;

use super::door::{Door, DoorPress};
use crate::app::backend::Wake;
use crate::app::backups::Restoring;
use crate::app::env::Env;
use crate::app::error::UserMessage;
use crate::app::launch::{self, Keep, Looked, Means};
use crate::app::pick;
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, plural, text};
use crate::ui::theme::{Tokens, icons, space, text as type_of};
use crate::ui::widgets::key_value::key_value;
use crate::ui::widgets::{Button, TextField, Tone, banner, spinner};

/// The way from a backup to an open file.
pub(super) struct RestoreFlow {
    backup: PathBuf,
    /// The damaged file whose place it takes.
    instead_of: Option<PathBuf>,
    looking: Option<Ticket<Looked>>,
    door: Option<Door>,
    looked: Option<View>,
    error: Option<UserMessage>,
}

/// What a backup holds, ready to be drawn.
struct View {
    looked: Looked,
    users: String,
    at: String,
    target: String,
}

/// What was pressed.
pub(super) enum RestorePress {
    /// Restore this.
    Restore(Arc<Restoring>),
    /// Back to where it began.
    Back,
}

impl RestoreFlow {
    /// Begins with a look at the backup; `instead_of` is a damaged file whose place it takes.
    pub(super) fn new(
        backup: PathBuf,
        instead_of: Option<PathBuf>,
        means: Means,
        env: &Env,
        wake: &Wake,
    ) -> Self {
        let mut flow = Self {
            backup,
            instead_of,
            looking: None,
            door: None,
            looked: None,
            error: None,
        };
        flow.look(means, env, wake);
        flow
    }

    fn look(&mut self, means: Means, env: &Env, wake: &Wake) {
        let backup = self.backup.clone();
        self.looking = Some(launch::run(env, wake, move |env| {
            launch::look(&backup, &means, env)
        }));
    }

    /// Draws where it has come to.
    pub(super) fn show(&mut self, ui: &mut Ui, env: &Env, wake: &Wake) -> Option<RestorePress> {
        self.poll();
        if let Some(door) = &mut self.door {
            match door.show(ui)? {
                DoorPress::Unlock(_, means) => {
                    self.door = None;
                    self.look(means, env, wake);
                }
                DoorPress::Back => return Some(RestorePress::Back),
            }
            return None;
        }
        let (words, tokens) = (&text().backup, Tokens::of(ui.ctx()));
        ui.label(type_of::rich(words.restore_page, type_of::page_title()).color(tokens.text));
        if let Some(error) = &self.error {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        if self.looking.is_some() {
            spinner::delayed_spinner(ui, "looking", words.checking);
        }
        let pressed = self.looked_ui(ui);
        let back = Button::ghost(text().app.back).show(ui).clicked();
        pressed.or_else(|| back.then_some(RestorePress::Back))
    }

    fn looked_ui(&mut self, ui: &mut Ui) -> Option<RestorePress> {
        let view = self.looked.as_mut()?;
        let words = &text().backup;
        banner::banner(ui, Tone::Ok, words.checked, None);
        key_value(ui, text().start.office, &view.looked.look.office);
        key_value(ui, words.as_of, &view.at);
        key_value(ui, text().users.title, &view.users);
        ui.add_space(space::S);
        let target = match &self.instead_of {
            Some(path) => {
                let said = fill(words.instead_of, &[&path.display()]);
                ui.label(said);
                path.clone()
            }
            None => {
                TextField::new("restore-to", words.restore_to, &mut view.target).show(ui);
                pick::typed(&view.target, "rollcall")
            }
        };
        let missing = self.instead_of.is_none() && view.target.trim().is_empty();
        let button = Button::primary(words.restore_confirm)
            .icon(icons::CLOCK_COUNTER_CLOCKWISE)
            .width(ui.available_width())
            .enabled_or(missing.then_some(words.restore_to))
            .show(ui);
        button.clicked().then(|| {
            RestorePress::Restore(Arc::new(Restoring {
                backup: self.backup.clone(),
                key: view.looked.key.clone(),
                target,
                current: None,
                actor: None,
                keep: Keep::AsItWas,
            }))
        })
    }

    fn poll(&mut self) {
        let Some(answer) = self.looking.as_ref().and_then(Ticket::take) else {
            return;
        };
        self.looking = None;
        match answer {
            Ok(looked) => {
                let words = &text().cli;
                self.error = None;
                self.looked = Some(View {
                    users: plural(looked.look.users, words.users_one, words.users_many),
                    at: looked.at.clone(),
                    target: looked.target.display().to_string(),
                    looked,
                });
            }
            Err(error) if error.wants_key() => {
                let said = (!error.is_encrypted()).then(|| error.message());
                self.door = Some(Door::new(self.backup.clone(), Keep::AsItWas, said));
            }
            Err(error) => self.error = Some(error.message()),
        }
    }
}
