//! What a column's values mean: each value of the file beside the value that it becomes.

use std::collections::BTreeMap;

use egui::{ScrollArea, Ui};

use super::columns::mapping_index;
use crate::app::imports::{Prepared, Target};
use crate::domain::directory::Directory;
use crate::domain::text::{count, fill, text};
use crate::domain::user::{AccountStatus, Onboarding, UserKind};
use crate::ui::theme::{Tokens, size, space, text as type_of};
use crate::ui::widgets::{Dialog, Select, dialog};

/// The dialog for one column.
pub(super) struct ValuesDialog {
    column: usize,
    title: String,
    rows: Vec<Row>,
    options: Vec<(Option<String>, String)>,
}

/// How the dialog was left.
pub(super) enum Left {
    /// These values are to be used.
    Use(BTreeMap<String, String>),
    /// Nothing changes.
    Cancelled,
}

struct Row {
    value: String,
    label: String,
    /// `None` leaves the recognition to the program.
    chosen: Option<String>,
}

impl ValuesDialog {
    pub(super) fn new(index: usize, prepared: &Prepared, directory: &Directory) -> Option<Self> {
        let column = prepared.columns.get(index)?;
        let place = mapping_index(prepared, index)?;
        let known = &prepared.mapping.columns.get(place)?.values;
        let row = |(value, rows): &(String, u64)| Row {
            label: fill(text().import_screen.value_rows, &[value, &count(*rows)]),
            chosen: known.get(value).cloned(),
            value: value.clone(),
        };
        Some(Self {
            column: place,
            title: fill(text().import_screen.values_title, &[&column.header]),
            rows: column.values.iter().map(row).collect(),
            options: options(column.target, directory),
        })
    }

    /// The place of the column in the mapping.
    pub(super) fn column(&self) -> usize {
        self.column
    }

    /// Draws the dialog until it is left.
    pub(super) fn show(&mut self, ui: &Ui) -> Option<Left> {
        let words = text();
        let answer = Dialog::new(
            "values",
            &self.title,
            words.import_screen.values_use,
            words.app.cancel,
        )
        .show(ui.ctx(), |ui| {
            ScrollArea::vertical()
                .max_height(size::POPUP_HEIGHT)
                .show(ui, |ui| {
                    for (index, row) in self.rows.iter_mut().enumerate() {
                        ui.push_id(index, |ui| row_ui(ui, row, &self.options));
                    }
                });
        })?;
        let chosen = self
            .rows
            .iter()
            .filter_map(|row| Some((row.value.clone(), row.chosen.clone()?)));
        Some(match answer {
            dialog::Answer::Confirmed => Left::Use(chosen.collect()),
            dialog::Answer::Cancelled | dialog::Answer::Alternative => Left::Cancelled,
        })
    }
}

fn row_ui(ui: &mut Ui, row: &mut Row, options: &[(Option<String>, String)]) {
    let tokens = Tokens::of(ui.ctx());
    ui.horizontal(|ui| {
        ui.set_min_height(size::ROW);
        let half = ui.available_width() / 2.0;
        ui.allocate_ui_with_layout(
            egui::vec2(half, size::CONTROL),
            egui::Layout::left_to_right(egui::Align::Center),
            |ui| {
                ui.set_width(half);
                ui.add(
                    egui::Label::new(type_of::rich(&row.label, type_of::body()).color(tokens.text))
                        .truncate(),
                );
            },
        );
        Select::new("value", &row.label)
            .width(half - space::M)
            .show(ui, &mut row.chosen, options);
    });
}

fn options(target: Target, directory: &Directory) -> Vec<(Option<String>, String)> {
    let words = &text().import_screen;
    let mut options = vec![
        (None, words.value_auto.to_owned()),
        (Some(String::new()), words.value_leave_out.to_owned()),
    ];
    let mut add = |key: &str, label: &str| options.push((Some(key.to_owned()), label.to_owned()));
    match target {
        Target::Status => AccountStatus::ALL
            .iter()
            .for_each(|s| add(s.key(), s.label())),
        Target::Disabled => {
            add(text().app.yes, AccountStatus::Inactive.label());
            add(text().app.no, AccountStatus::Active.label());
        }
        Target::Onboarding => Onboarding::ALL.iter().for_each(|o| add(o.key(), o.label())),
        Target::Kind => UserKind::ALL.iter().for_each(|k| add(k.key(), k.label())),
        Target::Roles => directory
            .roles
            .iter()
            .for_each(|role| add(&role.name, &role.name)),
        _ => {
            add("success", words.result_success);
            add("failure", words.result_failure);
            add("interrupted", words.result_interrupted);
        }
    }
    options
}
