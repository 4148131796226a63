//! The questions of the bin: whether people are to be removed for good, and how long deleted ones are kept.

use std::sync::Arc;

use egui::{Context, Ui};

use super::bulk_dialog::progress_ui;
use crate::app::commands::office::OfficeCommand;
use crate::app::commands::purge::PurgeCommand;
use crate::app::commands::{Command, Receipt, Reply};
use crate::app::error::{AppError, UserMessage};
use crate::app::exports::Export;
use crate::app::queries::bin::Overdue;
use crate::app::ticket::Ticket;
use crate::domain::ids::UserId;
use crate::domain::office::Retention;
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::dialog::{Answer, Stage};
use crate::ui::widgets::{Dialog, Select, TextField, Tone, banner};

/// Whether a question is still open.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Is {
    Open,
    Closed,
}

/// A question of the bin.
pub(super) enum Question {
    Purge(Purge),
    Keep(Keep),
    Export(UserId, ExportDialog),
}

impl Question {
    /// Whether people are being removed.
    pub(super) fn is_working(&self) -> bool {
        matches!(self, Self::Purge(purge) if purge.work.is_some())
    }

    /// Where to everything about somebody is exported.
    pub(super) fn export(user_id: UserId, cx: &Cx<'_>) -> Self {
        let mut dialog = ExportDialog::default();
        dialog.open_for(user_id, cx);
        Self::Export(user_id, dialog)
    }

    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> Is {
        match self {
            Self::Purge(purge) => purge.show(ctx, cx),
            Self::Keep(keep) => keep.show(ctx, cx),
            Self::Export(user_id, dialog) => {
                if let Some(path) = dialog.show(ctx, cx) {
                    cx.push(Action::Export(Export::Person(*user_id), path));
                }
                if dialog.is_open() {
                    Is::Open
                } else {
                    Is::Closed
                }
            }
        }
    }
}

/// Whether these people are to be removed for good.
pub(super) struct Purge {
    users: Arc<Vec<UserId>>,
    title: String,
    confirm: String,
    work: Option<Ticket<Receipt>>,
    problem: Option<UserMessage>,
}

impl Purge {
    pub(super) fn one(user_id: UserId, name: &str) -> Self {
        let words = &text().bin;
        Self {
            users: Arc::new(vec![user_id]),
            title: fill(words.purge_one_title, &[&name]),
            confirm: words.purge_confirm_one.to_owned(),
            work: None,
            problem: None,
        }
    }

    pub(super) fn all(users: Arc<Vec<UserId>>) -> Self {
        let (words, number) = (&text().bin, count(users.len() as u64));
        let title = plural(users.len(), words.purge_one_title_plain, words.purge_title);
        Self {
            users,
            title,
            confirm: fill(words.purge_confirm, &[&number]),
            work: None,
            problem: None,
        }
    }

    fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> Is {
        if self.poll(cx) == Is::Closed {
            return Is::Closed;
        }
        let busy = self.work.is_some().then_some(text().bulk.at_work);
        let stage = busy.map_or(Stage::Ready, |_| Stage::Working);
        let answer = Dialog::new("purge", &self.title, &self.confirm, text().app.cancel)
            .danger()
            .enabled_or(busy)
            .changing(ctx)
            .stage(stage)
            .show(ctx, |ui| {
                ui.spacing_mut().item_spacing.y = space::S;
                self.body_ui(ui);
            });
        match (answer, &self.work) {
            (Some(Answer::Confirmed), None) => {
                let command = PurgeCommand::These(Arc::clone(&self.users));
                self.problem = None;
                self.work = Some(cx.backend.submit(command.into()));
            }
            (Some(Answer::Cancelled), Some(work)) => work.progress().cancel(),
            (Some(Answer::Cancelled), None) => return Is::Closed,
            (Some(Answer::Confirmed), Some(_)) | (Some(Answer::Alternative) | None, _) => {}
        }
        Is::Open
    }

    fn poll(&mut self, cx: &mut Cx<'_>) -> Is {
        let Some(answer) = self.work.as_ref().and_then(Ticket::take) else {
            return Is::Open;
        };
        self.work = None;
        match answer {
            Ok(receipt) => {
                let words = &text().bin;
                let said = plural(removed(&receipt), words.purged_one, words.purged);
                cx.push(Action::Told(said));
                Is::Closed
            }
            Err(AppError::Cancelled) => Is::Closed,
            Err(error) => {
                self.problem = Some(error.message());
                Is::Open
            }
        }
    }

    fn body_ui(&self, ui: &mut Ui) {
        let words = &text().bin;
        if let Some(work) = &self.work {
            return progress_ui(ui, work, words.purge_preparing);
        }
        if let Some(problem) = &self.problem {
            banner::banner(ui, Tone::Bad, &problem.line(), None);
        }
        for line in [words.purge_goes, words.purge_backup] {
            paragraph(ui, line);
        }
    }
}

/// How many a command has removed for good.
pub(super) fn removed(receipt: &Receipt) -> u64 {
    match &receipt.reply {
        Reply::ChangedMany(removed) => *removed,
        _ => 0,
    }
}

/// How long the office keeps deleted users.
pub(super) struct Keep {
    /// What is chosen; none is a number that is typed.
    choice: Option<Retention>,
    days: String,
    options: Vec<(Option<Retention>, String)>,
    overdue: Remote<Overdue>,
    work: Option<Ticket<Receipt>>,
    problem: Option<UserMessage>,
}

impl Keep {
    pub(super) fn new(now: Retention) -> Self {
        let offered = Retention::OFFERED.into_iter();
        let mut options: Vec<_> = offered.map(|one| (Some(one), one.label())).collect();
        options.push((None, text().bin.keep_other.to_owned()));
        let days = match now {
            Retention::Forever => String::new(),
            Retention::Days(days) => days.to_string(),
        };
        Self {
            choice: Some(now).filter(|now| Retention::OFFERED.contains(now)),
            days,
            options,
            overdue: Remote::default(),
            work: None,
            problem: None,
        }
    }

    fn wanted(&self) -> Option<Retention> {
        self.choice.or_else(|| Retention::parse(&self.days))
    }

    fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> Is {
        if self.poll(cx) == Is::Closed {
            return Is::Closed;
        }
        let words = &text().bin;
        let wanted = self.wanted();
        if let Some(retention) = wanted.filter(|_| self.work.is_none()) {
            self.overdue.want(cx.backend, &Overdue { retention });
        }
        let problem = match (&self.work, wanted) {
            (Some(_), _) => Some(text().bulk.at_work),
            (None, None) => Some(words.keep_problem),
            (None, Some(_)) => None,
        };
        let dialog = Dialog::new("keep", words.keep_title, words.keep_save, text().app.cancel)
            .enabled_or(problem)
            .changing(ctx);
        let dialog = if self.work.is_some() {
            dialog.stage(Stage::Working)
        } else {
            dialog
        };
        let answer = dialog.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            self.body_ui(ui);
        });
        match (answer, &self.work, wanted) {
            (Some(Answer::Confirmed), None, Some(retention)) => {
                self.problem = None;
                let command = Command::from(OfficeCommand::SetRetention(retention));
                self.work = Some(cx.backend.submit(command));
            }
            (Some(Answer::Cancelled), None, _) => return Is::Closed,
            _ => {}
        }
        Is::Open
    }

    /// Once the choice is saved, whoever has waited long enough goes: the desk looks after that.
    fn poll(&mut self, cx: &mut Cx<'_>) -> Is {
        let Some(answer) = self.work.as_ref().and_then(Ticket::take) else {
            return Is::Open;
        };
        self.work = None;
        match answer {
            Ok(receipt) => {
                let said = text().settings.saved.to_owned();
                cx.push(Action::Changed(said, receipt.undoable));
                cx.push(Action::RemoveDue);
                Is::Closed
            }
            Err(error) => {
                self.problem = Some(error.message());
                Is::Open
            }
        }
    }

    fn body_ui(&mut self, ui: &mut Ui) {
        let words = &text().bin;
        if let Some(problem) = &self.problem {
            banner::banner(ui, Tone::Bad, &problem.line(), None);
        }
        paragraph(ui, words.keep_about);
        Select::field("keep", words.keep_label)
            .without_note()
            .width(size::DIALOG_WIDTH)
            .show(ui, &mut self.choice, &self.options);
        if self.choice.is_none() {
            let is_wrong = !self.days.is_empty() && Retention::parse(&self.days).is_none();
            TextField::new("keep-days", words.keep_number, &mut self.days)
                .problem(is_wrong.then_some(words.keep_problem))
                .width(size::SELECT_WIDTH)
                .char_limit(MOST_DIGITS)
                .show(ui);
        }
        let overdue = self.overdue.value().filter(|_| !self.overdue.is_pending());
        let Some(overdue) = overdue.filter(|_| self.choice != Some(Retention::Forever)) else {
            return;
        };
        match **overdue {
            _ if self.wanted().is_none() => {}
            0 => paragraph(ui, words.overdue_none),
            number => {
                let said = plural(number, words.overdue_one, words.overdue);
                banner::banner(ui, Tone::Warn, &said, None);
            }
        }
    }
}

/// More digits than this are no number of days.
const MOST_DIGITS: usize = 5;

fn paragraph(ui: &mut Ui, line: &str) {
    let line = type_of::rich(line, type_of::body()).color(Tokens::of(ui.ctx()).text_secondary);
    ui.add(egui::Label::new(line).wrap());
}
