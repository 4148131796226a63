//! The question before something is done: to how many, what it means for them, and what of the selection is left out.

use egui::{Context, Ui};

use super::aim::{Aim, Deed};
use crate::app::commands::{Receipt, Reply};
use crate::app::error::UserMessage;
use crate::app::queries::user_list::UserRows;
use crate::app::ticket::Ticket;
use crate::domain::text::{count, fill, text};
use crate::domain::time::Timestamp;
use crate::ui::context::Cx;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, space, text as type_of};
use crate::ui::widgets::Dialog;
use crate::ui::widgets::dialog::Answer;

/// So many are named.
const NAMED: usize = 6;

/// How the question ended.
pub(super) enum End {
    Closed,
    Failed(UserMessage),
    Done(String),
}

/// The question.
pub(super) struct DeedDialog {
    aim: Aim,
    name: Option<String>,
    as_of: Timestamp,
    people: Remote<UserRows>,
    work: Option<Ticket<Receipt>>,
}

impl DeedDialog {
    pub(super) fn new(aim: Aim, name: Option<String>, as_of: Timestamp) -> Self {
        Self {
            aim,
            name,
            as_of,
            people: Remote::default(),
            work: None,
        }
    }

    /// Draws it; how it ended.
    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> Option<End> {
        if let Some(end) = self.poll() {
            return Some(end);
        }
        let words = &text().sessions;
        let title = match &self.name {
            Some(name) => fill(words.end_one, &[name]),
            None => self.aim.title(),
        };
        let problem = if self.work.is_some() {
            Some(text().bulk.at_work)
        } else {
            (self.aim.count() == 0).then_some(words.nothing_to_do)
        };
        let label = self.aim.deed.label();
        let mut dialog = Dialog::new("session-deed", &title, label, text().app.cancel)
            .enabled_or(problem)
            .changing(ctx);
        if self.aim.deed != Deed::Unlock {
            dialog = dialog.danger();
        }
        let answer = dialog.show(ctx, |ui| self.body_ui(ui, cx))?;
        if answer != Answer::Confirmed {
            return self.work.is_none().then_some(End::Closed);
        }
        if self.work.is_none() {
            self.work = Some(cx.backend.submit(self.aim.command().into()));
        }
        None
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        ui.spacing_mut().item_spacing.y = space::S;
        let muted = Tokens::of(ui.ctx()).text_muted;
        if self.aim.count() > 0 {
            ui.label(self.aim.deed.about());
            if self.name.is_none() {
                self.people_ui(ui, cx);
            }
        } else {
            ui.label(text().sessions.nothing_to_do);
        }
        for line in self.aim.left() {
            ui.label(type_of::rich(line, type_of::secondary()).color(muted));
        }
    }

    /// The first few by name.
    fn people_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let ids = self.aim.people();
        let question = UserRows {
            ids: ids.iter().copied().take(NAMED).collect(),
            as_of: self.as_of,
            day: None,
        };
        self.people.want(cx.backend, &question);
        let Some(rows) = self.people.value() else {
            return;
        };
        let line = &text().sessions.line;
        for row in rows.iter() {
            let said = fill(line, &[&row.user_id.contact_id(), &row.name]);
            ui.label(type_of::rich(said, type_of::body_medium()));
        }
        let more = ids.len().saturating_sub(rows.len());
        if more > 0 {
            let said = fill(text().sessions.and_more, &[&count(more as u64)]);
            ui.label(said);
        }
    }

    fn poll(&mut self) -> Option<End> {
        let answer = self.work.as_ref()?.take()?;
        self.work = None;
        Some(match answer {
            Ok(receipt) => {
                let changed = match receipt.reply {
                    Reply::ChangedMany(count) => count,
                    _ => self.aim.count(),
                };
                End::Done(self.aim.done(changed))
            }
            Err(error) => End::Failed(error.message()),
        })
    }
}
