//! The question for the passphrase of an encrypted file.

use std::path::PathBuf;

use egui::{Key, Ui};
use zeroize::Zeroizing;

use crate::app::error::UserMessage;
use crate::app::launch::{Keep, Means};
use crate::domain::text::text;
use crate::ui::theme::{Tokens, icons, space, text as type_of};
use crate::ui::widgets::{Button, Checkbox, PasswordField, Tone, banner, paint};

/// The question, and what was typed.
pub(super) struct Door {
    path: PathBuf,
    typed: Zeroizing<String>,
    is_remembered: bool,
    error: Option<UserMessage>,
    is_fresh: bool,
}

/// What was pressed.
pub(super) enum DoorPress {
    /// Try this.
    Unlock(PathBuf, Means),
    /// Another file is wanted.
    Back,
}

impl Door {
    /// Asks for what opens this file; `error` says why what was tried did not.
    pub(super) fn new(path: PathBuf, keep: Keep, error: Option<UserMessage>) -> Self {
        Self {
            path,
            typed: Zeroizing::default(),
            is_remembered: keep == Keep::Remember,
            error,
            is_fresh: true,
        }
    }

    /// Draws the question.
    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<DoorPress> {
        let words = text();
        self.head_ui(ui);
        if let Some(error) = &self.error {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let eye = (words.start.show_password, words.start.hide_password);
        let field = PasswordField::new("door", words.key.typed, &mut self.typed, eye).show(ui);
        if std::mem::take(&mut self.is_fresh) {
            field.request_focus();
        }
        Checkbox::new(&mut self.is_remembered, words.key.remember)
            .show(ui)
            .on_hover_text(words.key.remember_help);
        ui.add_space(space::S);
        let waits = self.typed.is_empty().then_some(words.key.enter);
        let enter = field.lost_focus() && ui.input(|i| i.key_pressed(Key::Enter));
        let button = Button::primary(words.key.unlock)
            .icon(icons::LOCK_OPEN)
            .width(ui.available_width())
            .enabled_or(waits)
            .show(ui);
        let back = Button::ghost(words.app.back).show(ui);
        if (button.clicked() || enter) && waits.is_none() {
            let keep = if self.is_remembered {
                Keep::Remember
            } else {
                Keep::AsItWas
            };
            // What was typed leaves this field with the question.
            let typed = std::mem::take(&mut self.typed);
            return Some(DoorPress::Unlock(
                self.path.clone(),
                Means::Typed(typed, keep),
            ));
        }
        back.clicked().then_some(DoorPress::Back)
    }

    fn head_ui(&self, ui: &mut Ui) {
        let tokens = Tokens::of(ui.ctx());
        let name = self.path.file_name().unwrap_or_default().to_string_lossy();
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::M;
            let (_, place) = ui.allocate_space(egui::Vec2::splat(crate::ui::theme::size::CONTROL));
            paint::icon(ui, place, icons::LOCK, type_of::page_title(), tokens.accent);
            ui.vertical(|ui| {
                ui.spacing_mut().item_spacing.y = space::XXS;
                let title = type_of::rich(text().key.unlock_title, type_of::page_title());
                ui.label(title.color(tokens.text));
                let below = type_of::rich(name, type_of::secondary()).color(tokens.text_muted);
                ui.add(egui::Label::new(below).truncate());
            });
        });
        ui.add_space(space::S);
    }
}
