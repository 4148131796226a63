//! Turning the second factor on: the key as a picture and as text, typed back as a code.

use egui::Ui;
use zeroize::Zeroizing;

use crate::app::commands::own::OwnCommand;
use crate::domain::random::Random;
use crate::domain::second_factor::Secret;
use crate::domain::text::text;
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::qr::Qr;
use crate::ui::widgets::{Dialog, TextField, Tone, banner};

/// A key that is not in use yet, and the code of it that is typed.
pub(super) struct SetUp {
    secret: Secret,
    key: Zeroizing<String>,
    qr: Option<Qr>,
    code: Zeroizing<String>,
    refused: Option<String>,
}

impl SetUp {
    /// Draws a new key for an account.
    pub(super) fn new(random: &dyn Random, email: &str) -> Self {
        let secret = Secret::new(random);
        let address = Zeroizing::new(secret.address(text().app.name, email));
        Self {
            key: Zeroizing::new(secret.in_groups()),
            qr: Qr::of(&address),
            secret,
            code: Zeroizing::default(),
            refused: None,
        }
    }

    /// What turns it on.
    pub(super) fn command(&self) -> OwnCommand {
        OwnCommand::TurnOnFactor {
            secret: self.secret.clone(),
            code: self.code.clone(),
        }
    }

    /// Says why it could not be turned on.
    pub(super) fn refuse(&mut self, line: String) {
        self.code = Zeroizing::default();
        self.refused = Some(line);
    }

    /// Draws the dialog.
    pub(super) fn show(&mut self, ui: &Ui) -> Option<Answer> {
        let words = &text().account;
        let digits = self.code.chars().filter(char::is_ascii_digit).count();
        let problem = (digits != 6).then_some(words.enter_code);
        let cancel = text().app.cancel;
        Dialog::new(
            "factor-on",
            words.set_up_title,
            words.set_up_confirm,
            cancel,
        )
        .enabled_or(problem)
        .width(size::DIALOG_WIDE)
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = space::M;
            if let Some(refused) = &self.refused {
                banner::banner(ui, Tone::Bad, refused, None);
            }
            ui.horizontal_top(|ui| {
                ui.spacing_mut().item_spacing.x = space::L;
                if let Some(qr) = &self.qr {
                    qr.show(ui, words.set_up_picture);
                }
                ui.vertical(|ui| self.beside_ui(ui));
            });
        })
    }

    fn beside_ui(&mut self, ui: &mut Ui) {
        let (words, tokens) = (&text().account, Tokens::of(ui.ctx()));
        ui.spacing_mut().item_spacing.y = space::XS;
        let scan = type_of::rich(words.set_up_scan, type_of::body());
        ui.add(egui::Label::new(scan.color(tokens.text_secondary)).wrap());
        ui.add_space(space::S);
        ui.label(type_of::rich(words.set_up_key, type_of::label()).color(tokens.text_secondary));
        let key = type_of::rich(self.key.as_str(), type_of::body_strong());
        ui.add(
            egui::Label::new(key.color(tokens.text))
                .selectable(true)
                .wrap(),
        );
        ui.add_space(space::S);
        TextField::new("factor-confirm", words.set_up_code, &mut self.code)
            .char_limit(CODE_LENGTH)
            .without_note()
            .show(ui);
    }
}

/// Six digits and a space between.
const CODE_LENGTH: usize = 7;
