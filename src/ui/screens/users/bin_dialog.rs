//! The bin: who was deleted, and restoring them.

use egui::{Context, Ui};

use crate::app::commands::bin::{Address, RestoreCommand};
use crate::app::commands::{Command, Receipt};
use crate::app::error::{AppError, UserMessage};
use crate::app::queries::bin::{Bin, BinAnswer, BinRow};
use crate::app::ticket::Ticket;
use crate::domain::change::Field;
use crate::domain::ids::UserId;
use crate::domain::text::{count, fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::context::{Action, Cx};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, icons, size, space, text as type_of};
use crate::ui::widgets::dialog::Answer;
use crate::ui::widgets::table::{Cell, Column, Density, TableRows};
use crate::ui::widgets::{Dialog, SearchField, Table, Tone, banner, empty_state, spinner};

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
}

/// Why somebody was not restored.
struct Problem {
    said: UserMessage,
    /// Whether somebody else has their address.
    is_address: bool,
}

/// Somebody as shown.
struct View {
    user_id: UserId,
    texts: [String; 5],
}

impl BinDialog {
    pub(super) fn open(&mut self) {
        let (field, words) = (&text().field, &text().bin);
        self.open = Some(Open {
            search: String::new(),
            remote: Remote::default(),
            seen: 0,
            rows: Vec::new(),
            columns: vec![
                Column::new(field.contact_id, size::user_column(0)),
                Column::new(field.name, size::user_column(1)),
                Column::new(field.email, size::user_column(2)),
                Column::new(words.deleted_at, size::user_column(6)),
                Column::new(words.deleted_by, size::user_column(1)),
            ],
            chosen: None,
            work: None,
            problem: None,
        });
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
            open.body_ui(ui);
        });
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
        let name = row.map(|row| row.texts[1].clone()).unwrap_or_default();
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

    fn body_ui(&mut self, ui: &mut Ui) {
        let (words, tokens) = (&text().bin, Tokens::of(ui.ctx()));
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
        let Some(answer) = self.remote.value().cloned() else {
            spinner::delayed_spinner(ui, "bin", text().app.loading);
            return;
        };
        let height = size::TABLE_HEADER + SHOWN * size::ROW_COMPACT;
        if self.rows.is_empty() {
            ui.allocate_ui(egui::vec2(ui.available_width(), height), |ui| {
                ui.set_min_height(height);
                let (title, hint) = if answer.total == 0 {
                    (words.none, words.none_hint)
                } else {
                    (words.none_match, words.none_match_hint)
                };
                empty_state::empty_state(ui, icons::TRASH, title, hint, None);
            });
            return;
        }
        self.table_ui(ui, height);
        let line = type_of::rich(said(&answer), type_of::secondary()).color(tokens.text_muted);
        ui.label(line);
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

/// So many are seen at once.
const SHOWN: f32 = 10.0;

/// How many are listed.
fn said(answer: &BinAnswer) -> String {
    let (words, listed) = (&text().bin, answer.rows.len() as u64);
    let mut said = fill(words.of, &[&count(answer.found), &count(answer.total)]);
    if listed < answer.found {
        said.push_str(". ");
        said.push_str(&fill(words.more, &[&count(listed)]));
    }
    said
}

impl View {
    fn new(row: &BinRow, time: &OfficeTime) -> Self {
        let by = row.deleted_by.as_ref();
        Self {
            user_id: row.user_id,
            texts: [
                row.user_id.contact_id().to_string(),
                row.name.clone(),
                row.email.clone().unwrap_or_default(),
                time.stamp(row.deleted_at),
                by.map_or(text().act.program, |by| by.name()).to_owned(),
            ],
        }
    }
}

struct Rows<'a> {
    views: &'a [View],
    chosen: Option<UserId>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let text = self.views.get(row as usize);
        let text = text.and_then(|view| view.texts.get(column));
        match (text, column) {
            (Some(text), 1) => drop(cell.strong(text)),
            (Some(text), _) => drop(cell.text(text)),
            (None, _) => {}
        }
    }

    fn is_selected(&self, row: u64) -> bool {
        let view = self.views.get(row as usize);
        view.is_some_and(|view| Some(view.user_id) == self.chosen)
    }
}
