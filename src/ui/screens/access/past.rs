//! A review that was applied: what was decided about whom, why, and what was known then.

use std::sync::Arc;

use egui::Ui;

use crate::app::exports::Export;
use crate::app::queries::reviews::ReviewItems;
use crate::domain::ids::UserId;
use crate::domain::review::{Decision, Review, ReviewItem};
use crate::domain::text::{fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::context::{Action, Cx};
use crate::ui::desk::How;
use crate::ui::export_dialog::ExportDialog;
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Button, Card, Tone, banner, spinner};

/// The review.
pub(super) struct Past {
    review: Arc<Review>,
    below: String,
    items: Remote<ReviewItems>,
    seen: u64,
    views: Vec<View>,
    columns: Vec<Column>,
    export: ExportDialog,
}

/// One decision, all texts ready.
struct View {
    item: ReviewItem,
    contact_id: String,
    last_sign_in: String,
    last_used: String,
}

impl Past {
    pub(super) fn new(review: Arc<Review>, at: &str) -> Self {
        Self {
            below: format!("{} · {at} · {}", review.name, review.reviewed_by),
            review,
            items: Remote::default(),
            seen: 0,
            views: Vec::new(),
            columns: columns(),
            export: ExportDialog::default(),
        }
    }

    /// What, when, by whom.
    pub(super) fn below(&self) -> String {
        self.below.clone()
    }

    /// Draws the buttons of the page's header; whether to go back to the list.
    pub(super) fn header_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) -> bool {
        let words = &text().review;
        let back = Button::ghost(words.back)
            .icon(icons::ARROW_LEFT)
            .show(ui)
            .clicked();
        if Button::secondary(text().undo.undo_this)
            .changing()
            .show(ui)
            .clicked()
        {
            cx.push(Action::Undo(self.review.seq, How::Shown));
        }
        let may_export = cx.may_export(Export::REVIEW_SHOWS);
        let export = Button::primary(words.export).icon(icons::FILE_XLS);
        if may_export && export.show(ui).clicked() {
            let title = fill(words.export_title, &[&self.review.name]);
            self.export.open(&title, cx);
        }
        back
    }

    /// Draws the decisions.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let review_id = self.review.review_id;
        self.items.want(cx.backend, &ReviewItems { review_id });
        if let Some(error) = self.items.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        if self.seen != self.items.version() {
            self.seen = self.items.version();
            let time = cx.office.time();
            let items = self.items.value().map(|items| items.as_slice());
            let items = items.unwrap_or_default().iter();
            self.views = items.map(|item| view(item, &time)).collect();
        }
        if self.items.value().is_none() {
            return spinner::delayed_spinner(ui, "past", text().app.loading);
        }
        let rows = self.views.len() as u64;
        let table = Table::new("past", text().review.items, &self.columns, rows).version(self.seen);
        let mut rows = Rows {
            views: &self.views,
            opened: None,
        };
        Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        if let Some(user_id) = rows.opened {
            cx.push(Action::edit(user_id));
        }
        if let Some(path) = self.export.show(ui.ctx(), cx) {
            cx.push(Action::Export(Export::Review(review_id), path));
        }
    }
}

fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().review);
    vec![
        Column::new(field.contact_id, size::user_column(0)),
        Column::new(field.name, size::user_column(1)),
        Column::new(words.decision, size::user_column(3)),
        Column::new(words.reason_column, size::user_column(2)),
        Column::new(words.last_sign_in_then, size::user_column(6)),
        Column::new(words.last_used_then, size::user_column(6)).right(),
    ]
}

fn view(item: &ReviewItem, time: &OfficeTime) -> View {
    let stamp = |at: Option<_>| at.map_or_else(|| text().app.never.to_owned(), |at| time.stamp(at));
    View {
        contact_id: item.user_id.contact_id().to_string(),
        last_sign_in: stamp(item.last_sign_in_at),
        last_used: stamp(item.last_used_at),
        item: item.clone(),
    }
}

struct Rows<'a> {
    views: &'a [View],
    opened: Option<UserId>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(view) = self.views.get(row as usize) else {
            return;
        };
        let words = &text().review;
        match (column, &view.item.decision) {
            (0, _) if cell.link(&view.contact_id).clicked() => {
                self.opened = Some(view.item.user_id)
            }
            (1, _) => drop(cell.strong(&view.item.name)),
            (2, Decision::Keep) => drop(cell.badge(Tone::Ok, words.count_kept)),
            (2, Decision::Remove(_)) => drop(cell.badge(Tone::Bad, words.count_removed)),
            (3, Decision::Remove(reason)) => drop(cell.text(reason)),
            (4, _) => drop(cell.text(&view.last_sign_in)),
            (5, _) => drop(cell.text(&view.last_used)),
            _ => {}
        }
    }
}
