//! The card of the second factor: turning it on and off, and its recovery codes.

use egui::Ui;
use zeroize::Zeroizing;

use super::codes::CodesDialog;
use super::set_up::SetUp;
use crate::app::commands::own::OwnCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::queries::own_account::{OwnAccountAnswer, OwnFactor};
use crate::app::ticket::Ticket;
use crate::domain::text::{fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Button, Card, Dialog, PasswordField, TextField, Tone, badge, banner};

/// What is open, and what is being saved.
#[derive(Default)]
pub(super) struct FactorCard {
    set_up: Option<SetUp>,
    turning_off: Option<TurnOff>,
    codes: CodesDialog,
    saving: Option<(&'static str, Ticket<Receipt>)>,
}

/// Password and code by which it is turned off.
#[derive(Default)]
struct TurnOff {
    password: Zeroizing<String>,
    code: Zeroizing<String>,
    refused: Option<String>,
}

/// What was pressed on the card.
enum Press {
    SetUp,
    TurnOff,
    NewCodes,
}

impl FactorCard {
    /// Draws the card and its dialogs.
    pub(super) fn show(&mut self, ui: &mut Ui, account: &OwnAccountAnswer, cx: &mut Cx<'_>) {
        self.poll(cx);
        let words = &text().account;
        let pressed = Card::new(words.factor)
            .note(words.factor_note)
            .show(ui, |ui| {
                ui.spacing_mut().item_spacing.y = space::M;
                let about = type_of::rich(words.factor_about, type_of::body());
                ui.add(egui::Label::new(about.color(Tokens::of(ui.ctx()).text_secondary)).wrap());
                match &account.factor {
                    None => off_ui(ui),
                    Some(factor) => on_ui(ui, factor, cx),
                }
            });
        match pressed {
            Some(Press::SetUp) => {
                let random = cx.backend.env().random.as_ref();
                self.set_up = Some(SetUp::new(random, &account.email));
            }
            Some(Press::TurnOff) => self.turning_off = Some(TurnOff::default()),
            Some(Press::NewCodes) if self.saving.is_none() => {
                let ticket = cx.backend.submit(OwnCommand::RenewCodes.into());
                self.saving = Some(("", ticket));
            }
            Some(Press::NewCodes) | None => {}
        }
        self.dialogs_ui(ui, cx);
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        let is_busy = self.saving.is_some();
        if let Some(set_up) = &mut self.set_up {
            match set_up.show(ui) {
                Some(Answer::Confirmed) if !is_busy => {
                    let ticket = cx.backend.submit(set_up.command().into());
                    self.saving = Some((text().account.turned_on, ticket));
                }
                Some(Answer::Cancelled | Answer::Alternative) => self.set_up = None,
                Some(Answer::Confirmed) | None => {}
            }
        }
        if let Some(turn_off) = &mut self.turning_off {
            match turn_off.show(ui) {
                Some(Answer::Confirmed) if !is_busy => {
                    let command = OwnCommand::TurnOffFactor {
                        password: turn_off.password.clone(),
                        code: turn_off.code.clone(),
                    };
                    let ticket = cx.backend.submit(command.into());
                    self.saving = Some((text().account.turned_off, ticket));
                }
                Some(Answer::Cancelled | Answer::Alternative) => self.turning_off = None,
                Some(Answer::Confirmed) | None => {}
            }
        }
        self.codes.show(ui, cx);
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((said, ticket)) = &self.saving else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        let said = *said;
        self.saving = None;
        match answer {
            Ok(receipt) => {
                self.set_up = None;
                self.turning_off = None;
                if let Reply::RecoveryCodes(codes) = receipt.reply {
                    self.codes.open(codes);
                }
                if !said.is_empty() {
                    cx.push(Action::Told(said.to_owned()));
                }
            }
            Err(error) => {
                let line = error.message().line();
                if let Some(set_up) = &mut self.set_up {
                    set_up.refuse(line);
                } else if let Some(turn_off) = &mut self.turning_off {
                    *turn_off = TurnOff {
                        refused: Some(line),
                        ..TurnOff::default()
                    };
                } else {
                    cx.push(Action::Failed(error.message()));
                }
            }
        }
    }
}

fn off_ui(ui: &mut Ui) -> Option<Press> {
    let words = &text().account;
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        let turn_on = Button::secondary(words.turn_on).changing().show(ui);
        badge::badge(ui, Tone::Neutral, words.factor_off);
        turn_on.clicked().then_some(Press::SetUp)
    })
    .inner
}

fn on_ui(ui: &mut Ui, factor: &OwnFactor, cx: &Cx<'_>) -> Option<Press> {
    let (words, tokens) = (&text().account, Tokens::of(ui.ctx()));
    ui.horizontal_wrapped(|ui| {
        ui.spacing_mut().item_spacing.x = space::M;
        badge::status_badge(ui, Tone::Ok, words.factor_on);
        let since = fill(words.factor_since, &[&cx.office.time().stamp(factor.since)]);
        let left = plural(
            factor.codes_left,
            words.codes_left_one,
            words.codes_left_many,
        );
        for said in [since, left] {
            ui.label(type_of::rich(said, type_of::body()).color(tokens.text_secondary));
        }
    });
    ui.horizontal(|ui| {
        ui.spacing_mut().item_spacing.x = space::S;
        let codes = Button::secondary(words.new_codes).changing().show(ui);
        let off = Button::secondary(words.turn_off).changing().show(ui);
        let off = off.clicked().then_some(Press::TurnOff);
        codes.clicked().then_some(Press::NewCodes).or(off)
    })
    .inner
}

impl TurnOff {
    fn show(&mut self, ui: &Ui) -> Option<Answer> {
        let (words, start) = (&text().account, &text().start);
        let is_missing = self.password.is_empty() || self.code.trim().is_empty();
        let problem = is_missing.then_some(text().lock.enter);
        let cancel = text().app.cancel;
        Dialog::new(
            "factor-off",
            words.turn_off_title,
            words.turn_off_confirm,
            cancel,
        )
        .enabled_or(problem)
        .show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            if let Some(refused) = &self.refused {
                banner::banner(ui, Tone::Bad, refused, None);
            }
            let eye = (start.show_password, start.hide_password);
            PasswordField::new("factor-password", start.password, &mut self.password, eye).show(ui);
            TextField::new("factor-code", words.code, &mut self.code)
                .help(words.code_help)
                .show(ui);
        })
    }
}
