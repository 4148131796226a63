//! A file that was understood: what importing it would do, and what can still be said of it.

use egui::Ui;

use super::{Wish, columns, outcome, progress_ui, waiting_ui};
use crate::app::commands::Receipt;
use crate::app::imports::{Form, Prepared, Report, Request, Target, start};
use crate::app::ticket::Ticket;
use crate::domain::incoming::{Coverage, ImportKind};
use crate::domain::text::{fill, plural, text};
use crate::ui::context::Cx;
use crate::ui::theme::size;
use crate::ui::widgets::figures::figure_strip;
use crate::ui::widgets::{Checkbox, Select, tooltip};

/// A file under review.
pub(super) struct Review {
    pub(super) prepared: Prepared,
    /// Every mapping change asks anew.
    pub(super) looking: Option<Ticket<Prepared>>,
    pub(super) rehearsing: Option<Ticket<Report>>,
    pub(super) report: Option<Report>,
    pub(super) importing: Option<Ticket<Receipt>>,
    pub(super) view: outcome::RejectedView,
    pub(super) targets: columns::Targets,
}

impl Review {
    pub(super) fn new(prepared: Prepared, cx: &Cx<'_>) -> Self {
        Self {
            looking: None,
            rehearsing: Some(start::rehearse(cx.backend, prepared.clone())),
            report: None,
            importing: None,
            view: outcome::RejectedView::default(),
            targets: columns::Targets::new(prepared.mapping.kind),
            prepared,
        }
    }

    /// The same file, and of a workbook the same sheet.
    pub(super) fn again(&self) -> Request {
        Request {
            sheet: self.prepared.facts.form.sheet().map(str::to_owned),
            ..Request::of(&self.prepared.path)
        }
    }

    pub(super) fn look(&mut self, request: Request, cx: &Cx<'_>) {
        self.rehearsing = None;
        self.looking = Some(start::look(cx.backend, request));
    }

    pub(super) fn rehearsed(&mut self, report: Report) {
        self.view = outcome::RejectedView::new(&report);
        self.report = Some(report);
    }

    pub(super) fn subline(&self) -> String {
        let words = &text().import_screen;
        let rows = plural(self.prepared.rows, words.rows_one, words.rows_many);
        fill(
            words.subline,
            &[
                &self.prepared.facts.name,
                &rows,
                &self.prepared.mapping.profile(),
            ],
        )
    }

    pub(super) fn obstacle(&self) -> Option<&'static str> {
        let words = &text().import_screen;
        match &self.report {
            _ if self.importing.is_some() => Some(words.importing),
            None => Some(words.rehearsing),
            Some(_) if self.looking.is_some() || self.rehearsing.is_some() => {
                Some(words.rehearsing)
            }
            Some(report) if report.taken() == 0 => Some(words.nothing_to_take),
            Some(_) => None,
        }
    }

    pub(super) fn show(&mut self, ui: &mut Ui) -> Option<Wish> {
        if let Some(ticket) = &self.importing {
            return waiting_ui(ui, text().import_screen.importing, ticket).then_some(Wish::Cancel);
        }
        match &self.report {
            Some(report) => drop(figure_strip(
                ui,
                &outcome::figures(report, outcome::When::Before),
            )),
            None => {
                if let Some(ticket) = &self.rehearsing {
                    progress_ui(ui, text().import_screen.rehearsing, ticket);
                }
            }
        }
        let sheet = sheet_ui(ui, &self.prepared.facts.form);
        self.coverage_ui(ui);
        outcome::notes_ui(ui, &self.prepared, self.report.as_ref());
        let mapped = columns::columns_ui(ui, &self.prepared, self.report.as_ref(), &self.targets);
        let saved = outcome::rejected_ui(ui, self.report.as_ref(), &self.view);
        let wish = sheet.map(Wish::Sheet).or(mapped);
        wish.or(saved.then_some(Wish::SaveRejected))
    }
}

impl Review {
    /// Whether the list has everybody of its source, so that it tells who has left there.
    fn coverage_ui(&mut self, ui: &mut Ui) {
        let mapping = &mut self.prepared.mapping;
        if mapping.kind != ImportKind::Users || !mapping.has(Target::ExternalId) {
            return;
        }
        let label = fill(text().import_screen.everybody, &[&mapping.source]);
        let mut is_full = mapping.covers == Coverage::Everybody;
        let check = Checkbox::new(&mut is_full, &label).show(ui);
        tooltip::text(check, text().import_screen.everybody_hint);
        mapping.covers = if is_full {
            Coverage::Everybody
        } else {
            Coverage::Some
        };
    }
}

/// Which sheet of a workbook is read; another one where it was chosen.
fn sheet_ui(ui: &mut Ui, form: &Form) -> Option<String> {
    let (sheets, now) = (form.choice(), form.sheet()?);
    if sheets.is_empty() {
        return None;
    }
    let all: Vec<(String, String)> = sheets
        .iter()
        .map(|name| (name.clone(), name.clone()))
        .collect();
    let mut chosen = now.to_owned();
    Select::field("sheet", text().import_screen.sheet)
        .width(size::FIELD_WIDTH)
        .show(ui, &mut chosen, &all);
    (chosen != now).then_some(chosen)
}
