//! What an import would do or has done: figures, notes, and the rows that can't be taken.

use std::path::PathBuf;

use egui::Ui;

use crate::app::imports::{Prepared, Report, start};
use crate::app::pick;
use crate::app::ticket::Ticket;
use crate::domain::incoming::ImportKind;
use crate::domain::text::{count, fill, text};
use crate::domain::user::Onboarding;
use crate::ui::context::{Action, Cx};
use crate::ui::theme::size;
use crate::ui::widgets::figures::Figure;
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Card, Dialog, TextField, Tone, banner, dialog, link};

/// Whether an import has happened.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum When {
    Before,
    Done,
}

/// The figures of a report.
pub(super) fn figures(report: &Report, when: When) -> Vec<Figure> {
    let words = &text().import_screen;
    let added = match when {
        When::Before => words.will_be_added,
        When::Done => words.were_added,
    };
    let c = &report.counts;
    let figure = |label: &str, value: u64, note: &str| Figure {
        label: label.to_owned(),
        value: count(value),
        note: note.to_owned(),
        ..Figure::default()
    };
    match report.kind {
        ImportKind::Users => vec![
            figure(words.new_users, c.new, added),
            figure(words.changed, c.changed, words.fields_differ),
            figure(words.unchanged, c.unchanged, words.left_alone),
            figure(words.rejected, c.rejected, words.to_mend),
            figure(words.not_in_file, c.not_in_file, words.kept),
        ],
        ImportKind::SignIns => vec![
            figure(words.new_sign_ins, c.new, added),
            figure(words.known_sign_ins, c.unchanged, words.left_alone),
            figure(
                words.unknown_people,
                c.of_unknown_people,
                words.wait_for_people,
            ),
            figure(words.other_events, c.other_events, words.left_alone),
            figure(words.rejected, c.rejected, words.to_mend),
        ],
    }
}

/// What the person should know before importing.
pub(super) fn notes_ui(ui: &mut Ui, prepared: &Prepared, report: Option<&Report>) {
    let words = &text().import_screen;
    if prepared.order_assumed {
        banner::banner(ui, Tone::Warn, words.order_assumed, None);
    }
    let Some(report) = report else { return };
    if !report.dropped.is_empty() {
        banner::banner(
            ui,
            Tone::Neutral,
            &fill(words.dropped, &[&report.dropped.join(", ")]),
            None,
        );
    }
    let left_out: Vec<&str> = report
        .new_values
        .iter()
        .filter(|new| !new.created)
        .map(|new| new.name.as_str())
        .take(8)
        .collect();
    if !left_out.is_empty() {
        banner::banner(
            ui,
            Tone::Warn,
            &fill(words.left_out, &[&left_out.join(", ")]),
            None,
        );
    }
    if report.kind == ImportKind::Users && report.counts.new > 0 {
        let onboarding = Onboarding::from_key(report.new_onboarding).map_or("", Onboarding::label);
        banner::banner(
            ui,
            Tone::Neutral,
            &fill(words.new_get, &[&onboarding, &zone_words(&report.zone)]),
            None,
        );
    } else {
        banner::banner(
            ui,
            Tone::Neutral,
            &fill(words.times_without_zone, &[&zone_words(&report.zone)]),
            None,
        );
    }
}

/// The zone of times that have none, in words.
fn zone_words(zone: &str) -> &str {
    let words = &text().import_screen;
    match zone {
        "office" => words.zone_office,
        "utc" => words.zone_utc,
        named => named,
    }
}

/// The rejected rows with their texts ready.
#[derive(Default)]
pub(super) struct RejectedView {
    rows: Vec<[String; 4]>,
    columns: Vec<Column>,
}

impl RejectedView {
    pub(super) fn new(report: &Report) -> Self {
        let words = &text().import_screen;
        let names = [
            words.rejected_row,
            words.rejected_column,
            words.rejected_reason,
            words.value,
        ];
        Self {
            columns: names
                .iter()
                .zip(size::REJECTED_COLUMNS)
                .map(|(name, width)| Column::new(*name, width))
                .collect(),
            rows: report
                .rejections
                .iter()
                .map(|r| {
                    [
                        count(r.row),
                        r.column.clone(),
                        r.reason.clone(),
                        r.value.clone(),
                    ]
                })
                .collect(),
        }
    }
}

struct Rows<'a>(&'a [[String; 4]]);

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(words) = self.0.get(row as usize).and_then(|row| row.get(column)) else {
            return;
        };
        match column {
            0 => drop(cell.number(words)),
            2 => drop(cell.badge(Tone::Bad, words)),
            3 => drop(cell.muted(words)),
            _ => drop(cell.text(words)),
        }
    }
}

/// Draws the rows that can't be taken; `true` when they are to be saved.
pub(super) fn rejected_ui(ui: &mut Ui, report: Option<&Report>, view: &RejectedView) -> bool {
    let words = &text().import_screen;
    if report.is_none_or(|report| report.rejections.is_empty()) {
        return false;
    }
    let mut save = false;
    let shown = view.rows.len().min(12) as f32;
    let pressed = &mut save;
    Card::new(words.rejected_title)
        .note(words.rejected_note)
        .flush()
        .trailing(|ui| *pressed = link::link(ui, words.save_rejected).clicked())
        .show(ui, |ui| {
            Table::new(
                "rejected",
                words.rejected_title,
                &view.columns,
                view.rows.len() as u64,
            )
            .height(size::TABLE_HEADER + shown * size::ROW)
            .show(ui, &mut Rows(&view.rows));
        });
    save
}

/// Saving the rejected rows to a file.
#[derive(Default)]
pub(super) struct SaveRejected {
    open: Option<(Prepared, Report, String)>,
    saving: Option<Ticket<u64>>,
}

impl SaveRejected {
    pub(super) fn open(&mut self, prepared: Prepared, report: Report) {
        let stem = prepared
            .path
            .file_stem()
            .map(|stem| stem.to_string_lossy().into_owned())
            .unwrap_or_default();
        let folder = prepared
            .path
            .parent()
            .map_or_else(pick::documents, PathBuf::from);
        let path = folder
            .join(format!("{stem}-rejected.csv"))
            .display()
            .to_string();
        self.open = Some((prepared, report, path));
    }

    pub(super) fn show(&mut self, ui: &Ui, cx: &mut Cx<'_>) {
        if let Some(answer) = self.saving.as_ref().and_then(Ticket::take) {
            self.saving = None;
            match answer {
                Ok(rows) => cx.push(Action::Told(fill(
                    text().import_screen.saved_rejected,
                    &[&count(rows)],
                ))),
                Err(error) => cx.push(Action::Failed(error.message())),
            }
        }
        let words = text();
        let Some((_, _, path)) = &mut self.open else {
            return;
        };
        let answer = Dialog::new(
            "save-rejected",
            words.import_screen.save_title,
            words.app.save,
            words.app.cancel,
        )
        .show(ui.ctx(), |ui| {
            drop(TextField::new("rejected-path", words.export.path, path).show(ui))
        });
        match (answer, self.open.take()) {
            (Some(dialog::Answer::Confirmed), Some((prepared, report, path))) => {
                let path = pick::typed(&path, "csv");
                self.saving = Some(start::save_rejected(cx.backend, prepared, report, path));
            }
            (None, open) => self.open = open,
            _ => {}
        }
    }
}
