//! The rows of the page's table.

use std::collections::HashMap;

use egui::{Role, WidgetInfo};

use crate::app::session_acts::Acts;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::session::{Part, SessionColumn, SessionKey};
use crate::domain::session_row::{AccountState, SessionEntry};
use crate::domain::text::{count, fill, text};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::ui::list::{Pick, Picks};
use crate::ui::theme::size;
use crate::ui::ways_in::tone_of;
use crate::ui::widgets::Tone;
use crate::ui::widgets::checkbox::Check;
use crate::ui::widgets::table::{Cell, Column, TableRows};

/// A row, all texts ready.
pub(super) struct View {
    pub(super) user_id: Option<UserId>,
    contact_id: String,
    name: String,
    email: String,
    device: String,
    source: String,
    place: String,
    began: String,
    last: String,
    last_exact: String,
    reason: String,
    failures: String,
    open: String,
    state: Option<AccountState>,
    end_named: String,
    end_there: String,
}

/// Puts a row into words.
pub(super) fn view(entry: &SessionEntry, now: Timestamp, time: &OfficeTime) -> View {
    let words = &text().sessions;
    let stamp = |at: Option<Timestamp>| at.map(|at| time.stamp(at)).unwrap_or_default();
    let number = |number: Option<u64>| number.map(count).unwrap_or_default();
    let account = entry.account.as_ref();
    let is_session = matches!(entry.key, SessionKey::Session(_));
    let last = match entry.last {
        Some(at) if is_session && entry.reason.is_empty() => time.ago(at, now),
        None if account.is_some() => text().app.never.to_owned(),
        at => stamp(at),
    };
    View {
        user_id: entry.user_id,
        contact_id: entry
            .user_id
            .map(|id| id.contact_id().to_string())
            .unwrap_or_default(),
        name: entry.name.clone(),
        email: entry.email.clone().unwrap_or_default(),
        device: entry.device.clone(),
        source: entry.source.clone(),
        place: entry.place.clone(),
        began: stamp(entry.began),
        last,
        last_exact: stamp(entry.last),
        reason: entry.reason.clone(),
        failures: number(account.map(|account| u64::from(account.failures))),
        open: number(account.map(|account| account.open)),
        state: account.map(|account| account.state),
        end_named: fill(text().ways_in.end_named, &[&entry.name, &entry.device]),
        end_there: fill(words.end_there, &[&entry.source]),
    }
}

/// What the table of a part is called.
pub(super) fn table_name(part: Part) -> &'static str {
    let words = &text().sessions;
    match part {
        Part::Now => words.table_now,
        Part::Ended => words.table_ended,
        Part::Failed => words.table_failed,
        Part::Accounts => words.table_accounts,
    }
}

/// The columns of a part: the boxes where rows can be selected, and last what ends a session.
pub(super) fn columns(part: Part) -> Vec<Column> {
    let mut columns = Vec::new();
    if part.is_for_acts() {
        columns.push(Column::new("", size::CHECK_COLUMN).fixed());
    }
    columns.extend(part.columns().iter().map(|column| {
        let made = Column::new(column.label(part), width(*column));
        if column.is_sortable() {
            made.sortable()
        } else {
            made
        }
    }));
    if part == Part::Now {
        columns.push(Column::new(text().ways_in.end, size::SESSIONS_END));
    }
    columns
}

fn width(column: SessionColumn) -> f32 {
    let [short, time, word, long] = size::SESSIONS_COLUMNS;
    match column {
        SessionColumn::ContactId | SessionColumn::Open => short,
        SessionColumn::Began | SessionColumn::Last | SessionColumn::Failures => time,
        SessionColumn::Name | SessionColumn::Device | SessionColumn::Source => word,
        SessionColumn::Email | SessionColumn::Place | SessionColumn::Reason => long,
    }
}

/// What was pressed in a row.
pub(super) enum Pressed {
    /// The box of a row.
    Row(u64, Pick),
    /// The box above the rows.
    All,
    /// A person.
    User(UserId),
    /// The end of a session, with whose it is.
    End(SessionKey, String),
}

/// What the table asks for while it draws.
pub(super) struct Rows<'a> {
    pub(super) part: Part,
    pub(super) keys: &'a [SessionKey],
    pub(super) views: &'a HashMap<SessionKey, View>,
    /// What may be done, once it is known.
    pub(super) acts: Option<&'a Acts>,
    pub(super) picks: Option<&'a Picks<SessionKey>>,
    pub(super) selected: Option<UserId>,
    /// The session through which the operator looks at this.
    pub(super) here: Option<SessionId>,
    pub(super) pressed: Option<Pressed>,
}

impl Rows<'_> {
    fn at(&self, row: u64) -> Option<(SessionKey, &View)> {
        let key = *self.keys.get(row as usize)?;
        Some((key, self.views.get(&key)?))
    }

    fn check_ui(&mut self, cell: &mut Cell<'_>, row: u64) {
        let Some((key, view)) = self.at(row) else {
            return;
        };
        let Some(picks) = self.picks else { return };
        let name = fill(text().bulk.select_row, &[&view.contact_id]);
        let check = cell.check_over(Check::from(picks.has(key)), &name);
        if check.clicked() {
            let shift = cell.ui().input(|input| input.modifiers.shift);
            let pick = if shift { Pick::Range } else { Pick::One };
            self.pressed = Some(Pressed::Row(row, pick));
        }
    }

    /// What ends the session, or says where and by whom it is ended.
    fn end_ui(&mut self, cell: &mut Cell<'_>, row: u64) {
        let words = &text().sessions;
        let (Some((SessionKey::Session(id), view)), Some(acts)) = (self.at(row), self.acts) else {
            return;
        };
        if acts.endable.contains_key(&id) {
            let link = cell.link(text().ways_in.end);
            link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &view.end_named));
            if link.clicked() {
                let name = view.name.clone();
                self.pressed = Some(Pressed::End(SessionKey::Session(id), name));
            }
        } else if self.here == Some(id) {
            drop(cell.badge(Tone::Accent, words.here));
        } else if !acts.here.contains(&id) {
            drop(cell.muted(&view.end_there));
        } else if acts.own.contains(&id) {
            drop(cell.muted(words.your_own));
        }
    }

    fn column_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: SessionColumn) {
        let Some((_, view)) = self.at(row) else {
            return;
        };
        match column {
            SessionColumn::ContactId => {
                if let Some(user_id) = view.user_id
                    && cell.link(&view.contact_id).clicked()
                {
                    self.pressed = Some(Pressed::User(user_id));
                }
            }
            SessionColumn::Name => drop(cell.strong(&view.name)),
            SessionColumn::Email => drop(cell.muted(&view.email)),
            SessionColumn::Device => drop(cell.text(&view.device)),
            SessionColumn::Source => drop(cell.text(&view.source)),
            SessionColumn::Place => drop(cell.muted(&view.place)),
            SessionColumn::Began => drop(cell.text(&view.began)),
            SessionColumn::Last => {
                drop(cell.text(&view.last).on_hover_text(&view.last_exact));
            }
            SessionColumn::Reason => match view.state {
                Some(state) => drop(cell.status(tone_of(state), &view.reason)),
                None => drop(cell.text(&view.reason)),
            },
            SessionColumn::Failures => drop(cell.text(&view.failures)),
            SessionColumn::Open => drop(cell.text(&view.open)),
        }
    }
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let lead = usize::from(self.picks.is_some());
        let Some(column) = column.checked_sub(lead) else {
            return self.check_ui(cell, row);
        };
        match self.part.columns().get(column) {
            Some(column) => self.column_ui(cell, row, *column),
            None => self.end_ui(cell, row),
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        self.at(row).is_some()
    }

    fn header_ui(&mut self, cell: &mut Cell<'_>, _column: usize) {
        let Some(picks) = self.picks else { return };
        let check = cell.check_over(picks.check(), text().bulk.select_shown);
        if check.clicked() {
            self.pressed = Some(Pressed::All);
        }
    }

    fn is_selected(&self, row: u64) -> bool {
        let Some(key) = self.keys.get(row as usize) else {
            return false;
        };
        let is_open = self.selected.is_some()
            && self.views.get(key).map(|view| view.user_id) == Some(self.selected);
        is_open || self.picks.is_some_and(|picks| picks.has(*key))
    }
}
