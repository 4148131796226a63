//! The passphrase of a new file, or a new one: typed twice, checked as it is typed.

use egui::Ui;
use zeroize::Zeroizing;

use crate::app::launch::Keep;
use crate::domain::text::text;
use crate::domain::validation::password;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::{Checkbox, PasswordField, Tone, banner};

/// The fields.
pub struct Protection {
    is_encrypted: bool,
    passphrase: Zeroizing<String>,
    again: Zeroizing<String>,
    is_remembered: bool,
    left: [bool; 2],
}

impl Default for Protection {
    fn default() -> Self {
        Self {
            is_encrypted: true,
            passphrase: Zeroizing::default(),
            again: Zeroizing::default(),
            is_remembered: false,
            left: [false; 2],
        }
    }
}

impl Protection {
    /// Draws the choice, and the fields where the file is to be encrypted; `password` is not to be used for both.
    pub fn show(&mut self, ui: &mut Ui, password: &str) {
        let (words, tokens) = (&text().key, Tokens::of(ui.ctx()));
        ui.label(type_of::rich(words.title, type_of::card_title()).color(tokens.text));
        ui.label(type_of::rich(words.about, type_of::secondary()).color(tokens.text_muted));
        Checkbox::new(&mut self.is_encrypted, words.encrypt).show(ui);
        if self.is_encrypted {
            self.fields_ui(ui, password);
        } else {
            banner::banner(ui, Tone::Warn, words.plain_warning, None);
        }
    }

    /// Draws the fields of a passphrase, and whether this computer is to keep the key.
    pub fn fields_ui(&mut self, ui: &mut Ui, password: &str) {
        let words = &text().key;
        self.pair_ui(ui, password);
        Checkbox::new(&mut self.is_remembered, words.remember)
            .show(ui)
            .on_hover_text(words.remember_help);
        ui.add_space(space::XS);
    }

    /// Draws the two fields of a passphrase.
    pub fn pair_ui(&mut self, ui: &mut Ui, password: &str) {
        let words = &text().key;
        let eye = (text().start.show_password, text().start.hide_password);
        let [was_left, again_left] = self.left;
        let problem = self.passphrase_problem(password).filter(|_| was_left);
        let response =
            PasswordField::new("passphrase", words.passphrase, &mut self.passphrase, eye)
                .help(words.passphrase_help)
                .problem(problem.as_deref())
                .show(ui);
        let left = response.lost_focus();
        let problem = self.again_problem().filter(|_| again_left);
        let response = PasswordField::new(
            "passphrase-again",
            words.passphrase_again,
            &mut self.again,
            eye,
        )
        .problem(problem.as_deref())
        .show(ui);
        self.left = [was_left || left, again_left || response.lost_focus()];
    }

    /// What is to be mended first.
    pub fn problem(&self, password: &str) -> Option<String> {
        if !self.is_encrypted {
            return None;
        }
        self.passphrase_problem(password)
            .or_else(|| self.again_problem())
    }

    /// The passphrase; none where the file is not to be encrypted.
    pub fn passphrase(&self) -> Option<Zeroizing<String>> {
        self.is_encrypted.then(|| self.passphrase.clone())
    }

    /// Whether this computer is to keep the key.
    pub fn keep(&self) -> Keep {
        if self.is_encrypted && self.is_remembered {
            Keep::Remember
        } else {
            Keep::AsItWas
        }
    }

    fn passphrase_problem(&self, password: &str) -> Option<String> {
        let words = &text().key;
        let is_same = !password.is_empty() && *self.passphrase == password;
        let same = || is_same.then(|| words.same_as_password.to_owned());
        password::check(&self.passphrase).err().or_else(same)
    }

    fn again_problem(&self) -> Option<String> {
        (*self.again != *self.passphrase).then(|| text().key.passphrase_differs.to_owned())
    }
}
