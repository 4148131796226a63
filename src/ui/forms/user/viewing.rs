//! Asking why the operator wants to see the program as somebody else, and beginning it.

use egui::Context;

use crate::app::commands::viewing::{ViewingCommand, reason};
use crate::app::commands::{Receipt, Reply};
use crate::app::error::UserMessage;
use crate::app::ticket::Ticket;
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};
use crate::domain::viewing::MINUTES;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::space;
use crate::ui::widgets::dialog::{Answer, Stage};
use crate::ui::widgets::{Dialog, TextField, Tone, banner};

/// The dialog; closed by default.
#[derive(Default)]
pub(super) struct ViewingDialog {
    open: Option<Open>,
}

struct Open {
    user_id: UserId,
    title: String,
    time: String,
    reason: String,
    problem: Option<String>,
    error: Option<UserMessage>,
    beginning: Option<Ticket<Receipt>>,
}

impl ViewingDialog {
    /// Asks about somebody.
    pub(super) fn open(&mut self, user_id: UserId, name: &str) {
        let words = &text().viewing;
        self.open = Some(Open {
            user_id,
            title: fill(words.title, &[&name]),
            time: fill(words.time, &[&MINUTES]),
            reason: String::new(),
            problem: None,
            error: None,
            beginning: None,
        });
    }

    /// Draws the dialog while it is open.
    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.open else { return };
        if let Some(viewing) = open.poll() {
            self.open = None;
            return cx.push(viewing);
        }
        match open.show(ctx) {
            Some(Answer::Confirmed) => open.begin(cx),
            Some(Answer::Cancelled | Answer::Alternative) => self.open = None,
            None => {}
        }
    }
}

impl Open {
    fn show(&mut self, ctx: &Context) -> Option<Answer> {
        let words = &text().viewing;
        let is_busy = self.beginning.is_some();
        let stage = if is_busy {
            Stage::Working
        } else {
            Stage::Ready
        };
        let dialog = Dialog::new("viewing", &self.title, words.begin, text().app.cancel)
            .enabled_or(is_busy.then_some(text().app.busy))
            .changing(ctx)
            .stage(stage);
        dialog.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            ui.label(words.lead);
            for line in [self.time.as_str(), words.reading, words.recorded] {
                ui.label(line);
            }
            if let Some(error) = &self.error {
                banner::banner(ui, Tone::Bad, &error.line(), None);
            }
            let field = TextField::new("viewing-reason", words.reason, &mut self.reason);
            let field = field.help(words.reason_help);
            if field.problem(self.problem.as_deref()).show(ui).changed() {
                self.problem = None;
            }
        })
    }

    /// Begins, where there is a reason.
    fn begin(&mut self, cx: &Cx<'_>) {
        self.error = None;
        self.problem = reason(&self.reason).err();
        if self.problem.is_some() || self.beginning.is_some() {
            return;
        }
        let command = ViewingCommand {
            user_id: self.user_id,
            reason: self.reason.clone(),
        };
        self.beginning = Some(cx.backend.submit(command.into()));
    }

    /// What came of it, where it was begun.
    fn poll(&mut self) -> Option<Action> {
        let answer = self.beginning.as_ref()?.take()?;
        self.beginning = None;
        match answer {
            Ok(Receipt {
                reply: Reply::Viewing(viewing),
                ..
            }) => Some(Action::View(Box::new(viewing))),
            Ok(_) => None,
            Err(error) => {
                self.error = Some(error.message());
                None
            }
        }
    }
}
