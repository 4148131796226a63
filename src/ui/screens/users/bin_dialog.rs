//! The bin: who was deleted, and restoring them.

use std::sync::Arc;

use egui::{Align, Context, Layout, Ui};

use super::bin_questions::{Is, Keep, Purge, Question};
use super::bin_rows::{Rows, View, columns, said};
use crate::app::commands::bin::{Address, RestoreCommand};
use crate::app::commands::{Command, Receipt};
use crate::app::error::{AppError, UserMessage};
use crate::app::exports::Export;
use crate::app::queries::bin::{Bin, BinAnswer};
use crate::app::ticket::Ticket;
use crate::domain::change::Field;
use crate::domain::ids::UserId;
use crate::domain::office::Retention;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::dialog::{Answer, body_room};
use crate::ui::widgets::table::{Column, Density};
use crate::ui::widgets::{
    Button, Dialog, IconButton, SearchField, Table, Tone, banner, empty_state, spinner,
};

/// The dialog, while it is open.
#[derive(Default)]
pub(super) struct BinDialog {
    open: Option<Open>,
}

struct Open {
    search: String,
    remote: Remote<Bin>,
    seen: u64,
    rows: Vec<View>,
    columns: Vec<Column>,
    chosen: Option<UserId>,
    work: Option<(String, Ticket<Receipt>)>,
    problem: Option<Problem>,
    retention: Retention,
    question: Option<Question>,
}

/// Why somebody was not restored.
struct Problem {
    said: UserMessage,
    /// Whether somebody else has their address.
    is_address: bool,
}

impl BinDialog {
    pub(super) fn open(&mut self, retention: Retention) {
        self.open = Some(Open {
            search: String::new(),
            remote: Remote::default(),
            seen: 0,
            rows: Vec::new(),
            columns: columns(retention),
            chosen: None,
            work: None,
            problem: None,
            retention,
            question: None,
        });
    }

    /// Whether people are being removed for good.
    pub(super) fn is_working(&self) -> bool {
        let question = self.open.as_ref().and_then(|open| open.question.as_ref());
        question.is_some_and(Question::is_working)
    }

    /// Draws it.
    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) {
        let Some(open) = &mut self.open else {
            return;
        };
        open.poll(cx);
        open.ask(cx);
        let words = &text().bin;
        let problem = match (&open.work, open.chosen) {
            (Some(_), _) => Some(words.at_work),
            (None, None) => Some(words.choose),
            (None, Some(_)) => None,
        };
        let mut dialog = Dialog::new("bin", words.title, words.restore, text().app.close)
            .enabled_or(problem)
            .changing(ctx)
            .width(size::BIN_WIDTH);
        let is_address = open.problem.as_ref().is_some_and(|one| one.is_address);
        if is_address && open.work.is_none() {
            dialog = dialog.alternative(words.restore_without);
        }
        let answer = dialog.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            open.body_ui(ui, cx);
        });
        if let Some(question) = &mut open.question
            && question.show(ctx, cx) == Is::Closed
        {
            open.question = None;
        }
        match answer {
            Some(Answer::Confirmed) => open.restore(cx, Address::Kept),
            Some(Answer::Alternative) => open.restore(cx, Address::Dropped),
            Some(Answer::Cancelled) => self.open = None,
            None => {}
        }
    }
}

impl Open {
    fn ask(&mut self, cx: &Cx<'_>) {
        let search = self.search.clone();
        self.remote.want(cx.backend, &Bin { search });
        if self.seen == self.remote.version() {
            return;
        }
        self.seen = self.remote.version();
        if self.retention != cx.office.retention {
            self.retention = cx.office.retention;
            self.columns = columns(self.retention);
        }
        let time = cx.office.time();
        let rows = self.remote.value().map(|answer| answer.rows.iter());
        self.rows = rows
            .into_iter()
            .flatten()
            .map(|row| View::new(row, &time))
            .collect();
        let is_there = |id: &UserId| self.rows.iter().any(|row| row.user_id == *id);
        self.chosen = self.chosen.filter(is_there);
    }

    fn restore(&mut self, cx: &Cx<'_>, address: Address) {
        let (Some(user_id), None) = (self.chosen, &self.work) else {
            return;
        };
        let row = self.rows.iter().find(|row| row.user_id == user_id);
        let name = row.map_or("", View::name).to_owned();
        self.problem = None;
        let command = Command::from(RestoreCommand { user_id, address });
        self.work = Some((name, cx.backend.submit(command)));
    }

    fn poll(&mut self, cx: &mut Cx<'_>) {
        let Some(answer) = self.work.as_ref().and_then(|(_, work)| work.take()) else {
            return;
        };
        let name = self.work.take().map(|(name, _)| name).unwrap_or_default();
        match answer {
            Ok(receipt) => {
                self.chosen = None;
                let said = fill(text().bin.restored, &[&name]);
                cx.push(Action::Changed(said, receipt.undoable));
            }
            Err(error) => {
                let is_address = matches!(
                    &error,
                    AppError::Invalid(issues) if issues.first().is_some_and(|(field, _)| field == Field::Email)
                );
                self.problem = Some(Problem {
                    said: error.message(),
                    is_address,
                });
            }
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().bin;
        SearchField::new(
            "bin-search",
            words.search,
            text().app.clear_search,
            &mut self.search,
        )
        .width(size::SEARCH_WIDTH)
        .show(ui);
        if let Some(problem) = &self.problem {
            banner::banner(ui, Tone::Warn, &problem.said.line(), None);
        }
        if let Some(error) = self.remote.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let answer = self.remote.value().cloned();
        let height = table_height(ui.ctx());
        if self.rows.is_empty() {
            // As high as the table: nothing moves when somebody comes or goes.
            ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                nobody_ui(ui, answer.as_deref());
            });
        } else {
            self.table_ui(ui, height);
        }
        let size = egui::vec2(ui.available_width(), size::CONTROL);
        ui.allocate_ui(size, |ui| {
            ui.set_min_height(size::CONTROL);
            if let Some(answer) = answer {
                self.foot_ui(ui, cx, &answer);
            }
        });
    }

    /// How many there are and how long they stay; what ends that.
    fn foot_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &BinAnswer) {
        ui.with_layout(Layout::right_to_left(Align::Center), |ui| {
            ui.spacing_mut().item_spacing.x = space::S;
            self.purge_ui(ui, cx, answer);
            self.keep_ui(ui, cx);
            self.export_ui(ui, cx);
            ui.with_layout(Layout::left_to_right(Align::Center), |ui| {
                let said = type_of::rich(said(answer, self.retention), type_of::secondary());
                let line = said.color(Tokens::of(ui.ctx()).text_muted);
                ui.add(egui::Label::new(line).wrap());
            });
        });
    }

    /// Removing one for good, or all that are found.
    fn purge_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>, answer: &BinAnswer) {
        if !cx.may(Permission::UsersPurge) {
            return;
        }
        let words = &text().bin;
        let all = if self.search.trim().is_empty() {
            words.purge_all
        } else {
            words.purge_found
        };
        // An answer to another search is not what the button says.
        let is_old = self.remote.is_pending() || self.remote.error().is_some();
        let nobody = match answer.removable.is_empty() {
            _ if is_old => Some(text().app.loading),
            true => Some(words.none_yours),
            false => None,
        };
        let all = Button::secondary(all).enabled_or(nobody).changing();
        if all.show(ui).clicked() {
            let users = Arc::clone(&answer.removable);
            self.question = Some(Question::Purge(Purge::all(users)));
        }
        let chosen = self.chosen.and_then(|user_id| {
            let row = self.rows.iter().find(|row| row.user_id == user_id)?;
            Some((user_id, row.name().to_owned()))
        });
        let problem = match &chosen {
            None => Some(words.choose),
            Some((id, _)) if answer.removable.binary_search(id).is_err() => Some(words.not_yours),
            Some(_) => None,
        };
        let one = Button::secondary(words.purge)
            .enabled_or(problem)
            .changing();
        if let (true, Some((user_id, name))) = (one.show(ui).clicked(), chosen) {
            self.question = Some(Question::Purge(Purge::one(user_id, &name)));
        }
    }

    /// Everything about somebody, while it is still there.
    fn export_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        if !Export::may_take_person(&cx.me.actor) {
            return;
        }
        let nobody = self.chosen.is_none().then_some(text().bin.choose);
        let button = IconButton::new(icons::FILE_XLS, text().personal.export);
        let pressed = button.enabled_or(nobody).show(ui).clicked();
        if let (true, Some(user_id)) = (pressed, self.chosen) {
            self.question = Some(Question::export(user_id, cx));
        }
    }

    fn keep_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let may = |permission| cx.me.actor.may_everywhere(permission);
        if !may(Permission::SettingsManage) || !may(Permission::UsersPurge) {
            return;
        }
        if Button::ghost(text().bin.keep).changing().show(ui).clicked() {
            self.question = Some(Question::Keep(Keep::new(cx.office.retention)));
        }
    }

    fn table_ui(&mut self, ui: &mut Ui, height: f32) {
        let rows = self.rows.len() as u64;
        let table = Table::new("bin", text().bin.table, &self.columns, rows)
            .density(Density::Compact)
            .height(height);
        let mut rows = Rows {
            views: &self.rows,
            chosen: self.chosen,
        };
        let shown = table.show(ui, &mut rows);
        let pressed = shown.clicked.or(shown.toggled).or(shown.opened);
        let pressed = pressed.and_then(|row| self.rows.get(row as usize));
        if let Some(row) = pressed
            && self.work.is_none()
        {
            self.chosen = Some(row.user_id);
            self.problem = None;
        }
    }
}

fn nobody_ui(ui: &mut Ui, answer: Option<&BinAnswer>) {
    let words = &text().bin;
    let (title, hint) = match answer {
        None => return spinner::delayed_spinner(ui, "bin", text().app.loading),
        Some(answer) if answer.total == 0 => (words.none, words.none_hint),
        Some(_) => (words.none_match, words.none_match_hint),
    };
    empty_state::empty_state(ui, icons::TRASH, title, hint, None);
}

/// So many are seen at once, where there is room.
const SHOWN: f32 = 10.0;
/// So many at least.
const FEWEST: f32 = 3.0;

/// The table leaves room for the search above it and the line below.
fn table_height(ctx: &Context) -> f32 {
    let of = |rows: f32| size::TABLE_HEADER + rows * size::ROW_COMPACT;
    let room = body_room(ctx) - 2.0 * (size::CONTROL + space::S);
    room.clamp(of(FEWEST), of(SHOWN))
}
