//! The rows of the log's table.

use std::collections::HashMap;

use crate::domain::audit::Outcome;
use crate::domain::log::{Entries, LogRow, kind_label};
use crate::domain::text::{count, text};
use crate::domain::time::OfficeTime;
use crate::domain::undo::act;
use crate::ui::theme::size;
use crate::ui::widgets::Tone;
use crate::ui::widgets::table::{Cell, Column, TableRows};

/// One entry, all texts ready.
pub(super) struct View {
    seq: i64,
    number: String,
    at: String,
    who: String,
    what: String,
    object: String,
    outcome: Outcome,
    reason: String,
}

pub(super) fn columns() -> Vec<Column> {
    let words = &text().audit_page;
    let [number, when, who, what, object, outcome, reason] = size::AUDIT_COLUMNS;
    vec![
        Column::new(words.number, number),
        Column::new(words.when, when),
        Column::new(words.who, who),
        Column::new(words.what, what),
        Column::new(words.object, object),
        Column::new(words.outcome, outcome),
        Column::new(words.reason, reason),
    ]
}

/// Puts an entry into words.
pub(super) fn view(row: &LogRow, time: &OfficeTime) -> View {
    let object = &row.object;
    View {
        seq: row.seq,
        number: count(row.seq.max(0) as u64),
        at: time.stamp(row.at),
        who: row.who().to_owned(),
        what: act(&row.command).to_owned(),
        object: if object.name.is_empty() {
            kind_label(object.kind).to_owned()
        } else {
            object.name.clone()
        },
        outcome: row.outcome,
        reason: row.reason.clone(),
    }
}

/// The tone of an outcome.
pub(super) fn outcome_tone(outcome: Outcome) -> Tone {
    match outcome {
        Outcome::Done => Tone::Ok,
        Outcome::Denied => Tone::Bad,
        Outcome::Failed => Tone::Warn,
    }
}

/// What the table asks for while it draws.
pub(super) struct Rows<'a> {
    pub(super) entries: &'a Entries,
    pub(super) views: &'a HashMap<i64, View>,
    pub(super) selected: Option<i64>,
    pub(super) opened: Option<i64>,
}

impl Rows<'_> {
    fn view(&self, row: u64) -> Option<&View> {
        self.views.get(&self.entries.get(row)?)
    }
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(view) = self.entries.get(row).and_then(|seq| self.views.get(&seq)) else {
            return;
        };
        match column {
            0 => {
                if cell.link(&view.number).clicked() {
                    self.opened = Some(view.seq);
                }
            }
            1 => drop(cell.text(&view.at)),
            2 => drop(cell.strong(&view.who)),
            3 => drop(cell.text(&view.what)),
            4 => drop(cell.text(&view.object)),
            5 => drop(cell.badge(outcome_tone(view.outcome), view.outcome.label())),
            _ => drop(cell.muted(&view.reason)),
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        self.view(row).is_some()
    }

    fn is_selected(&self, row: u64) -> bool {
        self.selected.is_some() && self.entries.get(row) == self.selected
    }
}
