//! Rows of the bin, and the line below them.

use crate::app::queries::bin::{BinAnswer, BinRow};
use crate::domain::ids::UserId;
use crate::domain::office::Retention;
use crate::domain::text::{count, fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::theme::size;
use crate::ui::widgets::table::{Cell, Column, TableRows};

/// Somebody as shown.
pub(super) struct View {
    pub(super) user_id: UserId,
    texts: Vec<String>,
}

pub(super) fn columns(retention: Retention) -> Vec<Column> {
    let (field, words) = (&text().field, &text().bin);
    let mut columns = vec![
        Column::new(field.contact_id, size::user_column(0)),
        Column::new(field.name, size::user_column(1)),
        Column::new(field.email, size::user_column(2)),
        Column::new(words.deleted_at, size::user_column(6)),
        Column::new(words.deleted_by, size::user_column(1)),
    ];
    if retention != Retention::Forever {
        columns.push(Column::new(words.ends_at, size::user_column(6)));
    }
    columns
}

/// How many are listed, and how long they are kept.
pub(super) fn said(answer: &BinAnswer, retention: Retention) -> String {
    let (words, listed) = (&text().bin, answer.rows.len() as u64);
    let kept = match retention {
        Retention::Forever => words.kept_forever.to_owned(),
        Retention::Days(_) => fill(words.kept, &[&retention.label()]),
    };
    let mut said = fill(words.of, &[&count(answer.found), &count(answer.total)]);
    said.push_str(", ");
    said.push_str(&kept);
    if listed < answer.found {
        said.push_str(". ");
        said.push_str(&fill(words.more, &[&count(listed)]));
    }
    said
}

impl View {
    /// What they are called.
    pub(super) fn name(&self) -> &str {
        self.texts.get(1).map_or("", String::as_str)
    }

    pub(super) fn new(row: &BinRow, time: &OfficeTime) -> Self {
        let by = row.deleted_by.as_ref();
        Self {
            user_id: row.user_id,
            texts: vec![
                row.user_id.contact_id().to_string(),
                row.name.clone(),
                row.email.clone().unwrap_or_default(),
                time.stamp(row.deleted_at),
                by.map_or(text().act.program, |by| by.name()).to_owned(),
                row.ends_at.map(|at| time.stamp(at)).unwrap_or_default(),
            ],
        }
    }
}

/// The rows of the table.
pub(super) struct Rows<'a> {
    pub(super) views: &'a [View],
    pub(super) chosen: Option<UserId>,
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
