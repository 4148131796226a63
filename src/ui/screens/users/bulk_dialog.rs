//! The question before a deed is done to many: what becomes of whom, with the people behind each figure, and progress
//! while it is done.

use std::sync::Arc;

use egui::{Context, Ui};

use super::bulk_choice::{Choosing, Way};
use crate::app::commands::Receipt;
use crate::app::commands::bulk::BulkCommand;
use crate::app::error::{AppError, UserMessage};
use crate::app::queries::bulk::{BulkPreview, BulkPreviewAnswer};
use crate::app::queries::user_list::UserRows;
use crate::app::ticket::Ticket;
use crate::domain::bulk::{Chosen, Deed, Refusal};
use crate::domain::directory::Directory;
use crate::domain::ids::UserId;
use crate::domain::segment::UserRow;
use crate::domain::text::{count, fill, plural, text};
use crate::domain::user::AccountStatus;
use crate::ui::context::Cx;
use crate::ui::list::{Paged, status_tone};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, motion, size, space, text as type_of};
use crate::ui::widgets::dialog::{Answer, Stage};
use crate::ui::widgets::progress::progress_bar;
use crate::ui::widgets::table::{Cell, Column, Density, TableRows};
use crate::ui::widgets::{Dialog, Table, Tone, banner, link, spinner};

/// How the question ended.
pub(super) enum End {
    Closed,
    Failed(UserMessage),
    /// What was done, and its place in the log.
    Done(String, Option<i64>),
}

/// Whose names are shown.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Group {
    Changes,
    Already,
    Refused(Refusal),
}

/// The question.
pub(super) struct BulkDialog {
    deed: Option<Deed>,
    choosing: Option<Choosing>,
    chosen: Chosen,
    preview: Remote<BulkPreview>,
    /// Whether the deed has others meanwhile.
    is_stale: bool,
    shown: Option<Group>,
    people: Paged<UserRows, Person>,
    columns: Vec<Column>,
    work: Option<Ticket<Receipt>>,
}

/// A row of the people behind a figure.
struct Person {
    contact_id: String,
    name: String,
    status: AccountStatus,
}

impl BulkDialog {
    pub(super) fn of(deed: Deed, chosen: Chosen) -> Self {
        Self::about(Some(deed), chosen)
    }

    pub(super) fn choosing(way: Way, chosen: Chosen) -> Self {
        Self {
            choosing: Some(Choosing::new(way)),
            ..Self::about(None, chosen)
        }
    }

    fn about(deed: Option<Deed>, chosen: Chosen) -> Self {
        let field = &text().field;
        Self {
            deed,
            choosing: None,
            chosen,
            preview: Remote::default(),
            is_stale: false,
            shown: None,
            people: Paged::default(),
            columns: vec![
                Column::new(field.contact_id, size::user_column(0)),
                Column::new(field.name, size::user_column(1)),
                Column::new(field.status, size::user_column(0)),
            ],
            work: None,
        }
    }

    /// Whether the deed is being done.
    pub(super) fn is_working(&self) -> bool {
        self.work.is_some()
    }

    /// Whether it is about deleting.
    pub(super) fn is_deleting(&self) -> bool {
        self.deed == Some(Deed::Delete)
    }

    /// Who was to be changed, by number.
    pub(super) fn changed(&self) -> Arc<Vec<UserId>> {
        let found = self.preview.value();
        found
            .map(|found| Arc::clone(&found.changes))
            .unwrap_or_default()
    }

    /// Draws it; how it ended.
    pub(super) fn show(&mut self, ctx: &Context, cx: &mut Cx<'_>) -> Option<End> {
        if let Some(end) = self.poll(cx) {
            return Some(end);
        }
        if let Some(choosing) = &self.choosing {
            self.deed = choosing.deed();
        }
        if let Some(deed) = self.deed.clone().filter(|_| self.work.is_none()) {
            let chosen = self.chosen.clone();
            self.preview.want(cx.backend, &BulkPreview { deed, chosen });
        }
        let found = self.preview.value().cloned();
        let is_answer = !self.preview.is_pending() && self.preview.error().is_none();
        let found = found.filter(|_| self.deed.is_some() && is_answer);
        let changes = found.as_ref().map(|found| found.changes.len() as u64);
        let title = self.title(changes, cx.directory);
        let (words, is_deleting) = (&text().bulk, self.is_deleting());
        let (plain, numbered) = if is_deleting {
            (words.confirm_delete_plain, words.confirm_delete)
        } else {
            (words.confirm_plain, words.confirm)
        };
        let confirm = changes.filter(|changes| *changes > 0).map_or_else(
            || plain.to_owned(),
            |changes| fill(numbered, &[&count(changes)]),
        );
        let problem = self.problem(changes);
        let dialog = Dialog::new("bulk", &title, &confirm, text().app.cancel)
            .enabled_or(problem)
            .changing(ctx)
            .width(size::DIALOG_WIDE);
        let dialog = if is_deleting { dialog.danger() } else { dialog };
        let dialog = dialog.stage(self.stage(changes));
        let answer = dialog.show(ctx, |ui| {
            ui.spacing_mut().item_spacing.y = space::S;
            self.body_ui(ui, cx, found.as_deref());
        })?;
        match (answer, &self.work) {
            (Answer::Confirmed, None) => {
                self.begin(cx, found.as_deref()?);
                None
            }
            (Answer::Confirmed, Some(_)) => None,
            (Answer::Cancelled | Answer::Alternative, Some(work)) => {
                work.progress().cancel();
                None
            }
            (Answer::Cancelled | Answer::Alternative, None) => Some(End::Closed),
        }
    }

    fn begin(&mut self, cx: &Cx<'_>, found: &BulkPreviewAnswer) {
        let Some(deed) = self.deed.clone() else {
            return;
        };
        self.is_stale = false;
        let command = BulkCommand {
            deed,
            chosen: self.chosen.clone(),
            seen: Arc::clone(&found.changes),
        };
        self.work = Some(cx.backend.submit(command.into()));
    }

    fn poll(&mut self, cx: &Cx<'_>) -> Option<End> {
        let answer = self.work.as_ref()?.take()?;
        self.work = None;
        let changed = self.preview.value().map(|found| found.changes.len() as u64);
        match (answer, &self.deed) {
            (Ok(receipt), Some(deed)) => {
                let said = deed.done(changed.unwrap_or_default(), cx.directory);
                Some(End::Done(said, receipt.undoable))
            }
            (Ok(_), None) | (Err(AppError::Cancelled), _) => Some(End::Closed),
            (Err(AppError::SetChanged), _) => {
                self.is_stale = true;
                self.preview.retry();
                None
            }
            (Err(error), _) => Some(End::Failed(error.message())),
        }
    }

    fn title(&self, changes: Option<u64>, directory: &Directory) -> String {
        let words = &text().bulk;
        match (&self.deed, changes, &self.choosing) {
            (Some(deed), Some(changes), _) => deed.question(changes, directory),
            (_, _, Some(choosing)) => match choosing.way() {
                Way::Add => words.add_title.to_owned(),
                Way::Remove => words.remove_title.to_owned(),
                Way::End => words.last_day_title.to_owned(),
                Way::HandOver => words.hand_over_title.to_owned(),
            },
            (_, _, None) => words.counting.to_owned(),
        }
    }

    fn problem(&self, changes: Option<u64>) -> Option<&'static str> {
        let words = &text().bulk;
        match (&self.deed, changes) {
            _ if self.work.is_some() => Some(words.at_work),
            (None, _) => Some(words.choose_first),
            (Some(_), None) => Some(words.counting),
            (Some(_), Some(0)) => Some(words.nobody),
            (Some(_), Some(_)) => None,
        }
    }

    fn stage(&self, changes: Option<u64>) -> Stage {
        let is_counting = self.choosing.is_none() && changes.is_none();
        match (&self.work, self.preview.error()) {
            (Some(_), _) => Stage::Working,
            (None, None) if is_counting => Stage::Preparing,
            (None, _) => Stage::Ready,
        }
    }

    fn body_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, found: Option<&BulkPreviewAnswer>) {
        if let Some(work) = &self.work {
            return progress_ui(ui, work, text().bulk.preparing);
        }
        if let Some(choosing) = &mut self.choosing {
            choosing.show(ui, cx);
        }
        if self.is_stale {
            banner::banner(ui, Tone::Warn, text().bulk.set_changed, None);
        }
        if let Some(error) = self.preview.error().filter(|_| self.deed.is_some()) {
            banner::banner(ui, Tone::Bad, &error.line(), None);
            return;
        }
        let Some(found) = found else {
            if self.deed.is_some() {
                spinner::delayed_spinner(ui, "bulk", text().bulk.counting);
            }
            return;
        };
        self.groups_ui(ui, found);
        self.people_ui(ui, cx, found);
    }

    /// A line for each figure; pressing one shows its people.
    fn groups_ui(&mut self, ui: &mut Ui, found: &BulkPreviewAnswer) {
        let (words, tokens) = (&text().bulk, Tokens::of(ui.ctx()));
        let said = |ids: &Arc<Vec<UserId>>, one: &str, many: &str| plural(ids.len(), one, many);
        let will = if self.is_deleting() {
            for line in [words.what_goes, words.what_stays] {
                let line = type_of::rich(line, type_of::body()).color(tokens.text_secondary);
                ui.add(egui::Label::new(line).wrap());
            }
            said(&found.changes, words.will_go_one, words.will_go)
        } else {
            said(&found.changes, words.will_change_one, words.will_change)
        };
        let mut lines = vec![(Group::Changes, will, String::new())];
        if !found.already.is_empty() {
            let line = said(&found.already, words.is_already, words.are_already);
            lines.push((Group::Already, line, String::new()));
        }
        for (why, ids) in &found.refused {
            let line = if self.is_deleting() {
                said(ids, words.refused_delete_one, words.refused_delete)
            } else {
                said(ids, words.refused_one, words.refused)
            };
            lines.push((Group::Refused(*why), line, why.label().to_owned()));
        }
        for (group, line, why) in lines {
            ui.push_id(format!("{group:?}"), |ui| {
                ui.spacing_mut().interact_size.y = size::TEXT_LINE;
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing.x = space::S;
                    let is_shown = self.shown == Some(group);
                    if link::link_in(ui, &line, type_of::body_medium()).clicked() {
                        self.shown = (!is_shown).then_some(group);
                    }
                    let why = type_of::rich(why, type_of::body()).color(tokens.text_secondary);
                    ui.label(why);
                });
            });
        }
        if found.gone > 0 {
            let gone = plural(found.gone, words.gone_one, words.gone);
            ui.label(type_of::rich(gone, type_of::body()).color(tokens.text_secondary));
        }
    }

    fn people_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, found: &BulkPreviewAnswer) {
        let none = Arc::default();
        let ids = match self.shown {
            Some(Group::Changes) => &found.changes,
            Some(Group::Already) => &found.already,
            Some(Group::Refused(why)) => found.refused.get(&why).unwrap_or(&none),
            None => return,
        };
        let as_of = found.as_of;
        self.people.ask(
            cx,
            ids,
            |ids| UserRows {
                ids,
                as_of,
                day: None,
            },
            person,
        );
        let lines = (ids.len() as f32).min(SHOWN);
        let height = size::TABLE_HEADER + lines * size::ROW_COMPACT;
        let table = Table::new(
            "bulk-people",
            text().bulk.people,
            &self.columns,
            ids.len() as u64,
        )
        .density(Density::Compact)
        .height(height);
        let mut rows = Rows {
            ids,
            people: self.people.views(),
        };
        let shown = table.show(ui, &mut rows);
        self.people.note(ui, &shown);
    }
}

/// So many people are seen at once.
const SHOWN: f32 = 6.0;

/// How far work on many is.
pub(super) fn progress_ui(ui: &mut Ui, work: &Ticket<Receipt>, preparing: &str) {
    let (done, total) = work.progress().get();
    let said = if total == 0 {
        preparing.to_owned()
    } else {
        fill(text().bulk.working, &[&count(done), &count(total)])
    };
    let muted = Tokens::of(ui.ctx()).text_secondary;
    ui.label(type_of::rich(&said, type_of::body()).color(muted));
    progress_bar(ui, &said, done as f32 / total.max(1) as f32);
    ui.ctx().request_repaint_after(motion::PROGRESS_STEP);
}

fn person(row: &UserRow) -> (UserId, Person) {
    let person = Person {
        contact_id: row.user_id.contact_id().to_string(),
        name: row.name.clone(),
        status: row.status,
    };
    (row.user_id, person)
}

struct Rows<'a> {
    ids: &'a [UserId],
    people: &'a std::collections::HashMap<UserId, Person>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let person = self
            .ids
            .get(row as usize)
            .and_then(|id| self.people.get(id));
        let Some(person) = person else {
            return;
        };
        match column {
            0 => drop(cell.text(&person.contact_id)),
            1 => drop(cell.strong(&person.name)),
            _ => drop(cell.status(status_tone(person.status), person.status.label())),
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        let id = self.ids.get(row as usize);
        id.is_some_and(|id| self.people.contains_key(id))
    }
}
