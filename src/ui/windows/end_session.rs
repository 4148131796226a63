//! Ending somebody's session, after a question.

use egui::Ui;

use crate::app::commands::Receipt;
use crate::app::commands::ways_in::WaysInCommand;
use crate::app::ticket::Ticket;
use crate::domain::ids::SessionId;
use crate::domain::insight::SessionRow;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::widgets::Dialog;
use crate::ui::widgets::dialog::Answer;

/// The question, and the work after it; closed by default.
#[derive(Default)]
pub(super) struct EndSession {
    asked: Option<Ending>,
    working: Option<(String, Ticket<Receipt>)>,
}

/// A session that can be ended, with its texts ready.
#[derive(Clone)]
pub(super) struct Ending {
    session_id: SessionId,
    /// The name of what ends it.
    pub(super) named: String,
    title: String,
    about: String,
    ended: String,
}

impl Ending {
    /// The texts of a session.
    pub(super) fn of(row: &SessionRow) -> Self {
        let words = &text().ways_in;
        Self {
            session_id: row.session_id,
            named: fill(words.end_named, &[&row.name, &row.device]),
            title: fill(words.end_title, &[&row.name]),
            about: fill(words.end_about, &[&row.device]),
            ended: fill(words.ended, &[&row.name]),
        }
    }
}

impl EndSession {
    /// Asks about a session.
    pub(super) fn ask(&mut self, ending: Ending) {
        self.asked = Some(ending);
    }

    /// Draws the question and tells what came of it.
    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        self.poll(cx);
        let Some(asked) = &self.asked else { return };
        let (words, cancel) = (&text().ways_in, text().app.cancel);
        let answer = Dialog::new("end-session", &asked.title, words.end, cancel)
            .danger()
            .changing(ui.ctx())
            .show(ui.ctx(), |ui| {
                ui.label(&asked.about);
            });
        let Some(answer) = answer else { return };
        let Some(asked) = self.asked.take() else {
            return;
        };
        if answer == Answer::Confirmed && self.working.is_none() {
            let command = WaysInCommand::EndSession(asked.session_id);
            self.working = Some((asked.ended, cx.backend.submit(command.into())));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((said, ticket)) = &self.working else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        cx.push(match answer {
            Ok(_) => Action::Told(said.clone()),
            Err(error) => Action::Failed(error.message()),
        });
        self.working = None;
    }
}
