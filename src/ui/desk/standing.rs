//! The banner over every page where the file's log is not the one that this computer has seen, and the answer to it.

use egui::{Context, Frame, Panel, Ui};

use crate::app::backend::Backend;
use crate::app::checkpoints::Seen;
use crate::app::commands::Receipt;
use crate::app::commands::upkeep::UpkeepCommand;
use crate::app::queries::me::MeAnswer;
use crate::app::queries::upkeep::LogStanding;
use crate::app::ticket::Ticket;
use crate::domain::file::Standing;
use crate::domain::office::Office;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::ui::context::Action;
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, space};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::{Dialog, Tone, banner};

/// The banner, and what is being done about it.
#[derive(Default)]
pub(super) struct StandingBanner {
    question: Option<LogStanding>,
    answer: Remote<LogStanding>,
    seen: u64,
    said: Option<String>,
    asks: Option<Seen>,
    accepting: Option<Ticket<Receipt>>,
}

impl StandingBanner {
    /// Draws the banner at the top of the room of `ui`, where there is one; what is to be said.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        backend: &Backend,
        (me, office): (&MeAnswer, &Office),
    ) -> Option<Action> {
        if !me.actor.may_everywhere(Permission::AuditView) {
            return None;
        }
        self.ask(backend, office);
        let may_accept = me.actor.may_everywhere(Permission::SettingsManage);
        if let Some(said) = &self.said {
            let frame = Frame::new()
                .fill(Tokens::of(ui.ctx()).background)
                .inner_margin(frames::margin_xy(space::XL, space::S));
            let action = may_accept.then_some(text().diagnostics.on_purpose);
            let panel = Panel::top("standing")
                .frame(frame)
                .show_separator_line(false);
            let pressed = panel.show(ui, |ui| banner::banner(ui, Tone::Bad, said, action));
            if pressed.inner.is_some_and(|response| response.clicked()) {
                self.asks = self.question.as_ref().map(|question| question.seen.clone());
            }
        }
        self.dialog_ui(ui.ctx(), backend);
        self.poll()
    }

    fn ask(&mut self, backend: &Backend, office: &Office) {
        let seen = backend.seen();
        let question = LogStanding { seen };
        self.answer.want(backend, &question);
        if self.seen != self.answer.version() {
            self.seen = self.answer.version();
            let standing = self.answer.value().map(|standing| **standing);
            self.said = standing.and_then(|standing| said(standing, &question.seen, office));
        }
        self.question = Some(question);
    }

    fn dialog_ui(&mut self, ctx: &Context, backend: &Backend) {
        let Some(seen) = &self.asks else { return };
        let words = &text().diagnostics;
        let dialog = Dialog::new(
            "accept-log",
            words.accept_title,
            words.accept,
            text().app.cancel,
        );
        let answer = dialog.danger().changing(ctx).show(ctx, |ui| {
            ui.label(words.accept_body);
        });
        match answer {
            Some(Answer::Confirmed) => {
                let command = UpkeepCommand::AcceptLog(seen.clone());
                self.accepting = Some(backend.submit(command.into()));
                self.asks = None;
            }
            Some(Answer::Cancelled | Answer::Alternative) => self.asks = None,
            None => {}
        }
    }

    fn poll(&mut self) -> Option<Action> {
        let answer = self.accepting.as_ref()?.take()?;
        self.accepting = None;
        Some(match answer {
            Ok(_) => Action::Told(text().diagnostics.accepted.to_owned()),
            Err(error) => Action::Failed(error.message()),
        })
    }
}

fn said(standing: Standing, seen: &Seen, office: &Office) -> Option<String> {
    let checkpoint = seen.checkpoint.as_ref()?;
    standing.said(checkpoint, &office.time())
}
