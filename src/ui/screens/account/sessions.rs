//! The card of the own open sessions, here and elsewhere.

use egui::{Align, Layout, Role, Ui, WidgetInfo};

use crate::app::commands::Receipt;
use crate::app::commands::own::OwnCommand;
use crate::app::queries::own_account::OwnAccountAnswer;
use crate::app::ticket::Ticket;
use crate::domain::ids::SessionId;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::{Button, Card, Tone, badge};

/// The card.
#[derive(Default)]
pub(super) struct SessionsCard {
    rows: Vec<Row>,
    built: u64,
    ending: Option<(&'static str, Ticket<Receipt>)>,
}

/// A session with its texts ready.
struct Row {
    session_id: SessionId,
    device: String,
    times: String,
    end_named: String,
    is_here: bool,
}

impl SessionsCard {
    /// Draws the card.
    pub(super) fn show(
        &mut self,
        ui: &mut Ui,
        (account, version): (&OwnAccountAnswer, u64),
        cx: &mut Cx<'_>,
    ) {
        self.poll(cx);
        if self.built != version {
            self.built = version;
            self.rows = rows(account, cx);
        }
        let words = &text().account;
        let mut wanted = None;
        let has_others = self.rows.iter().any(|row| !row.is_here);
        let mut ends_others = false;
        let mut card = Card::new(words.sessions).note(words.sessions_note);
        if has_others {
            card = card.trailing(|ui| {
                let button = Button::secondary(words.sessions_end_others)
                    .small()
                    .changing();
                ends_others = button.show(ui).clicked();
            });
        }
        card.show(ui, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            for row in &self.rows {
                if row_ui(ui, row) {
                    wanted = Some((words.session_ended, OwnCommand::EndSession(row.session_id)));
                }
            }
        });
        if ends_others {
            wanted = Some((words.sessions_ended, OwnCommand::EndOtherSessions));
        }
        if let Some((said, command)) = wanted.filter(|_| self.ending.is_none()) {
            self.ending = Some((said, cx.backend.submit(command.into())));
        }
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some((said, ticket)) = &self.ending else {
            return;
        };
        let Some(answer) = ticket.take() else { return };
        cx.push(match answer {
            Ok(_) => Action::Told((*said).to_owned()),
            Err(error) => Action::Failed(error.message()),
        });
        self.ending = None;
    }
}

fn rows(account: &OwnAccountAnswer, cx: &Cx<'_>) -> Vec<Row> {
    let words = &text().account;
    let here = cx.backend.operator().map(|operator| operator.session_id);
    let time = cx.office.time();
    let sessions = account.sessions.iter();
    sessions
        .map(|session| {
            let since = time.stamp(session.started_at);
            let seen = time.stamp(session.last_seen_at);
            Row {
                session_id: session.session_id,
                device: session.device.clone(),
                times: fill(words.session_times, &[&since, &seen]),
                end_named: fill(words.session_end_named, &[&session.device, &since]),
                is_here: here == Some(session.session_id),
            }
        })
        .collect()
}

/// One session; whether it is to be ended.
fn row_ui(ui: &mut Ui, row: &Row) -> bool {
    let (words, tokens) = (&text().account, Tokens::of(ui.ctx()));
    let mut is_ended = false;
    ui.horizontal(|ui| {
        ui.set_min_height(size::CONTROL);
        ui.spacing_mut().item_spacing.x = space::M;
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            if row.is_here {
                badge::badge(ui, Tone::Accent, words.sessions_here);
            } else {
                let button = Button::secondary(words.session_end)
                    .small()
                    .changing()
                    .show(ui);
                button.widget_info(|| WidgetInfo::labeled(Role::Button, true, &row.end_named));
                is_ended = button.clicked();
            }
            ui.with_layout(Layout::top_down(Align::Min), |ui| {
                ui.spacing_mut().item_spacing.y = 0.0;
                let device = type_of::rich(&row.device, type_of::body_medium());
                ui.add(egui::Label::new(device.color(tokens.text)).truncate());
                let times = type_of::rich(&row.times, type_of::secondary());
                ui.add(egui::Label::new(times.color(tokens.text_muted)).truncate());
            });
        });
    });
    is_ended
}
