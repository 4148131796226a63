//! The card of the file's encryption: whether it is, its passphrase, and whether this computer remembers the key.

use egui::{Align, Layout, Ui};
use zeroize::Zeroizing;

use crate::app::commands::file::FileCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::queries::backups::BackupsAnswer;
use crate::app::ticket::Ticket;
use crate::domain::office::Origin;
use crate::domain::text::text;
use crate::ui::context::{Action, Cx};
use crate::ui::forms::protection::Protection;
use crate::ui::forms::recovery_sheet::RecoverySheet;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Button, Card, Dialog, PasswordField, Tone, badge, banner, spinner};

/// The card.
#[derive(Default)]
pub(super) struct EncryptionCard {
    asking: Option<Ticket<Option<bool>>>,
    is_remembered: Option<bool>,
    keeping: Option<(FileCommand, Ticket<Receipt>)>,
    change: Option<Change>,
    sheet: Option<RecoverySheet>,
}

/// What a new passphrase is for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Aim {
    /// The file has one already.
    Another,
    /// The file is not encrypted yet.
    First,
}

/// The dialog for a new passphrase.
struct Change {
    aim: Aim,
    password: Zeroizing<String>,
    protection: Protection,
    working: Option<Ticket<Receipt>>,
    refused: Option<String>,
}

impl EncryptionCard {
    /// Draws the card.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, answer: &BackupsAnswer) {
        self.poll(cx);
        let (words, tokens) = (&text().key, Tokens::of(ui.ctx()));
        Card::new(words.title).note(words.card_note).show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            let (tone, state, about) = if answer.is_encrypted {
                (Tone::Ok, words.state_encrypted, words.encrypted_about)
            } else {
                (Tone::Warn, words.state_plain, words.plain_about)
            };
            badge::badge(ui, tone, state);
            ui.label(type_of::rich(about, type_of::body()).color(tokens.text_secondary));
            if answer.is_encrypted {
                self.keyring_ui(ui, cx);
                let change = Button::secondary(words.change)
                    .icon(icons::LOCK)
                    .changing()
                    .show(ui);
                if change.clicked() {
                    self.change = Some(Change::new(Aim::Another));
                }
            } else {
                let encrypt = Button::secondary(words.encrypt_file)
                    .icon(icons::LOCK)
                    .changing();
                if encrypt.show(ui).clicked() {
                    self.change = Some(Change::new(Aim::First));
                }
            }
        });
        self.dialogs_ui(ui, cx);
    }

    fn keyring_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (words, tokens) = (&text().key, Tokens::of(ui.ctx()));
        if self.is_remembered.is_none() && self.asking.is_none() {
            self.asking = Some(cx.backend.is_remembered());
        }
        let Some(is_remembered) = self.is_remembered else {
            return;
        };
        let (said, verb, command) = if is_remembered {
            (words.remembered, words.forget, FileCommand::Forget)
        } else {
            (words.not_remembered, words.remember, FileCommand::Remember)
        };
        let busy = self.keeping.is_some().then_some(text().app.busy);
        ui.horizontal(|ui| {
            ui.set_min_height(size::CONTROL);
            ui.label(type_of::rich(said, type_of::body()).color(tokens.text));
            ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
                let button = Button::secondary(verb)
                    .small()
                    .enabled_or(busy)
                    .changing()
                    .show(ui);
                if button.clicked() {
                    let ticket = cx.backend.submit(command.clone().into());
                    self.keeping = Some((command, ticket));
                }
            });
        });
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        if let Some(answer) = self.asking.as_ref().and_then(Ticket::take) {
            self.asking = None;
            self.is_remembered = answer.ok().flatten();
        }
        if let Some((command, ticket)) = &self.keeping
            && let Some(answer) = ticket.take()
        {
            let said = match command {
                FileCommand::Forget => text().key.forget_done,
                _ => text().key.remember_done,
            };
            match answer {
                Ok(_) => cx.push(Action::Told(said.to_owned())),
                Err(error) => cx.push(Action::Failed(error.message())),
            }
            (self.keeping, self.is_remembered) = (None, None);
        }
        let Some(change) = &mut self.change else {
            return;
        };
        let Some(answer) = change.working.as_ref().and_then(Ticket::take) else {
            return;
        };
        change.working = None;
        match answer {
            Ok(Receipt {
                reply:
                    Reply::PassphraseChanged {
                        code,
                        is_remembered,
                    },
                ..
            }) => {
                let words = &text().key;
                let said = match is_remembered {
                    Some(false) => words.changed_forgotten,
                    Some(true) | None => words.changed,
                };
                cx.push(Action::Told(said.to_owned()));
                self.sheet = Some(RecoverySheet::new(cx.backend.path(), code));
                (self.change, self.is_remembered) = (None, None);
            }
            Ok(Receipt {
                reply: Reply::Restoring(what),
                ..
            }) => {
                cx.push(Action::Restore(what));
                self.change = None;
            }
            Ok(_) => self.change = None,
            Err(error) => change.refused = Some(error.message().line()),
        }
    }

    fn dialogs_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let words = &text().key;
        if let Some(sheet) = &mut self.sheet {
            let waits = sheet.waits_for();
            let answer = Dialog::new("recovery-sheet", words.sheet_title, words.sheet_done, "")
                .enabled_or(waits)
                .width(size::DIALOG_WIDE)
                .show(ui.ctx(), |ui| {
                    ui.spacing_mut().item_spacing.y = space::S;
                    sheet.body_ui(ui, cx.backend.env(), cx.wake);
                });
            // It is shown only once, so nothing but having kept it closes it.
            if answer == Some(Answer::Confirmed) && waits.is_none() {
                self.sheet = None;
            }
            return;
        }
        let Some(change) = &mut self.change else {
            return;
        };
        match change.show(ui, cx) {
            Some(Answer::Confirmed) if change.working.is_none() => change.submit(cx),
            Some(Answer::Cancelled) if change.working.is_none() => self.change = None,
            _ => {}
        }
    }
}

impl Change {
    fn new(aim: Aim) -> Self {
        Self {
            aim,
            password: Zeroizing::default(),
            protection: Protection::default(),
            working: None,
            refused: None,
        }
    }

    /// Title, what happens, the button, and what is said meanwhile.
    fn words(&self) -> [&'static str; 4] {
        let words = &text().key;
        match self.aim {
            Aim::Another => [
                words.change_title,
                words.change_about,
                words.change_confirm,
                words.changing,
            ],
            Aim::First => [
                words.encrypt_title,
                words.encrypt_about,
                words.encrypt_confirm,
                words.encrypting,
            ],
        }
    }

    fn show(&mut self, ui: &Ui, cx: &Cx<'_>) -> Option<Answer> {
        let words = &text().key;
        let [title, about, confirm, doing] = self.words();
        let needs_password = cx.office.origin != Origin::Demo;
        let missing =
            (needs_password && self.password.is_empty()).then(|| words.your_password.to_owned());
        let busy = self.working.as_ref().map(|_| doing.to_owned());
        let problem = busy
            .or(missing)
            .or_else(|| self.protection.problem(&self.password));
        let dialog = Dialog::new("change-passphrase", title, confirm, text().app.cancel);
        dialog.enabled_or(problem.as_deref()).show(ui.ctx(), |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            ui.label(about);
            if self.aim == Aim::First {
                ui.label(words.encrypt_kept);
            }
            if let Some(refused) = &self.refused {
                banner::banner(ui, Tone::Bad, refused, None);
            }
            if needs_password {
                let eye = (text().start.show_password, text().start.hide_password);
                PasswordField::new("own-password", words.your_password, &mut self.password, eye)
                    .without_note()
                    .show(ui);
            }
            match self.aim {
                Aim::Another => self.protection.pair_ui(ui, &self.password),
                Aim::First => self.protection.fields_ui(ui, &self.password),
            }
            if self.working.is_some() {
                spinner::delayed_spinner(ui, "changing", doing);
            }
        })
    }

    fn submit(&mut self, cx: &Cx<'_>) {
        let passphrase = self.protection.passphrase().unwrap_or_default();
        let password = self.password.clone();
        let command = match self.aim {
            Aim::Another => FileCommand::ChangePassphrase {
                passphrase,
                password,
            },
            Aim::First => FileCommand::Encrypt {
                passphrase,
                password,
                keep: self.protection.keep(),
            },
        };
        self.refused = None;
        self.working = Some(cx.backend.submit(command.into()));
    }
}
