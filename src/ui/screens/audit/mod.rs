//! The Audit page: who did what, when and to what, with filters, an entry in full, and where the log ends.

mod chips;
mod detail;
mod dialog;
mod rows;

use egui::{CentralPanel, Frame, Key, Modifiers, Ui};

use crate::app::checks;
use crate::app::exports::Export;
use crate::app::queries::audit_log::{AuditLog, AuditLogAnswer, AuditRows};
use crate::domain::file::{CheckKind, Checked};
use crate::domain::log::{LogFilter, hexadecimal};
use crate::domain::permission::Permission;
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::list::Paged;
use crate::ui::panels::{Beside, split_ui};
use crate::ui::remote::Remote;
use crate::ui::theme::{Tokens, frames, icons, size, space, text as type_of};
use crate::ui::widgets::table::{Column, Table};
use crate::ui::widgets::{
    Button, Card, IconButton, SearchField, Select, Tone, banner, empty_state, page_header, spinner,
};
use crate::ui::work::Work;
use chips::Chips;
use detail::{Detail, Wish};
use dialog::FilterDialog;
use rows::{Rows, View};

/// The page.
pub struct AuditScreen {
    filter: LogFilter,
    list: Remote<AuditLog>,
    rows: Paged<AuditRows, View, i64>,
    columns: Vec<Column>,
    options: dialog::Options,
    chips: Chips,
    /// Grows whenever the filter changes, so that the table goes back to its top.
    question: u64,
    shown: Option<LogFilter>,
    /// The filter that the rows on the screen answer.
    answered: Option<LogFilter>,
    head: Head,
    detail: Detail,
    dialog: FilterDialog,
    export: ExportDialog,
    check: Work<Checked>,
}

/// Where the log ends, all texts ready.
#[derive(Default)]
struct Head {
    seen: u64,
    line: String,
    copy: String,
}

impl Default for AuditScreen {
    fn default() -> Self {
        Self {
            filter: LogFilter::default(),
            list: Remote::default(),
            rows: Paged::default(),
            columns: rows::columns(),
            options: dialog::Options::default(),
            chips: Chips::default(),
            question: 0,
            shown: None,
            answered: None,
            head: Head::default(),
            detail: Detail::default(),
            dialog: FilterDialog::default(),
            export: ExportDialog::default(),
            check: Work::default(),
        }
    }
}

impl AuditScreen {
    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.ask(cx);
        self.header_ui(ui, cx);
        let beside = if self.detail.is_open() {
            Beside::Panel
        } else {
            Beside::Nothing
        };
        let mut detail = std::mem::take(&mut self.detail);
        let (selected, mut wish) = (detail.seq(), None);
        let opened = split_ui(
            ui,
            cx,
            beside,
            |ui, cx| self.page_ui(ui, cx, selected),
            |ui, cx| wish = detail.show(ui, cx),
        );
        self.detail = detail;
        if let Some(seq) = opened {
            self.detail.open(seq);
        }
        self.grant(wish);
        if self.detail.is_open() && cx.takes(ui, Modifiers::NONE, Key::Escape) {
            self.detail.close();
        }
        if let Some(filter) = self.dialog.show(ui, cx) {
            self.filter = filter;
        }
        if let Some(path) = self.export.show(ui.ctx(), cx) {
            cx.push(Action::Export(Export::Audit(self.filter.clone()), path));
        }
    }

    fn grant(&mut self, wish: Option<Wish>) {
        match wish {
            Some(Wish::Close) => self.detail.close(),
            Some(Wish::OnlyActor(actor)) => self.filter.actor = Some(actor),
            Some(Wish::OnlyObject(object)) => self.filter.object = Some(object),
            None => {}
        }
    }

    fn ask(&mut self, cx: &Cx<'_>) {
        let filter = self.filter.clone();
        self.list.want(cx.backend, &AuditLog { filter });
        if self.shown.as_ref() != Some(&self.filter) {
            self.shown = Some(self.filter.clone());
            self.question += 1;
        }
        if self.head.seen != self.list.version() {
            self.answered.clone_from(&self.shown);
            self.head = Head::new(self.list.version(), self.list.value().map(|v| &**v));
        }
        let Some(answer) = self.list.value().cloned() else {
            return;
        };
        let time = cx.office.time();
        self.rows.ask_some(
            cx,
            |rows| answer.entries.slice(rows),
            |seqs| AuditRows { seqs },
            |row| (row.seq, rows::view(row, &time)),
        );
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().audit_page;
        let below = self.list.value().map(|answer| below(answer));
        let may_export = cx.may_export(Export::AUDIT_SHOWS);
        let mut export = may_export && cx.takes(ui, Modifiers::COMMAND, Key::E);
        let may_check = cx.me.actor.may_everywhere(Permission::AuditView);
        page_header::page_header(ui, words.title, &below.unwrap_or_default(), |ui| {
            let check = Button::secondary(text().diagnostics.check_log_now).changing();
            if may_check && check.icon(icons::SHIELD_CHECK).show(ui).clicked() {
                self.check
                    .begin(|| checks::check(cx.backend, CheckKind::Log));
            }
            if may_export {
                export |= Button::primary(text().users.export)
                    .icon(icons::FILE_XLS)
                    .show(ui)
                    .clicked();
            }
        });
        if export {
            self.export.open(words.export_title, cx);
        }
    }

    fn page_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, selected: Option<i64>) -> Option<i64> {
        let frame = Frame::new()
            .fill(Tokens::of(ui.ctx()).background)
            .inner_margin(frames::margin(space::XL));
        CentralPanel::default()
            .frame(frame)
            .show(ui, |ui| {
                self.check_ui(ui);
                self.toolbar_ui(ui, cx);
                self.chips.show(ui, cx, &mut self.filter);
                ui.add_space(space::S);
                self.head_ui(ui);
                ui.add_space(space::S);
                self.list_ui(ui, selected)
            })
            .inner
    }

    fn check_ui(&mut self, ui: &mut Ui) {
        let words = &text().diagnostics;
        self.check.poll(|checked| {
            let tone = if checked.is_sound() {
                Tone::Ok
            } else {
                Tone::Bad
            };
            (tone, checked.said(CheckKind::Log))
        });
        self.check.show(ui, |done, total| {
            fill(words.checking_log, &[&count(done), &count(total)])
        });
        if self.check.is_shown() {
            ui.add_space(space::M);
        }
    }

    fn toolbar_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().audit_page;
        self.options.renew(cx);
        let find = cx.takes(ui, Modifiers::COMMAND, Key::F);
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            let clear = text().app.clear_search;
            let search = SearchField::new("search", words.search, clear, &mut self.filter.reason);
            let response = search.shortcut(text().app.search_shortcut).show(ui);
            if find {
                response.request_focus();
            }
            Select::new("area", words.area).show(ui, &mut self.filter.area, &self.options.areas);
            Select::new("outcome", words.outcome).show(
                ui,
                &mut self.filter.outcome,
                &self.options.outcomes,
            );
            let more = Button::secondary(words.filter).icon(icons::FUNNEL_SIMPLE);
            if more.show(ui).clicked() {
                self.dialog.open(&self.filter);
            }
        });
    }

    fn head_ui(&self, ui: &mut Ui) {
        if self.head.line.is_empty() {
            return;
        }
        let tokens = Tokens::of(ui.ctx());
        ui.horizontal(|ui| {
            ui.spacing_mut().item_spacing.x = space::XS;
            ui.spacing_mut().interact_size.y = size::CONTROL_SMALL;
            let line =
                type_of::rich(&self.head.line, type_of::secondary()).color(tokens.text_muted);
            ui.label(line);
            let copy = IconButton::new(icons::COPY, text().audit_page.copy_head);
            if copy.small().show(ui).clicked() {
                ui.ctx().copy_text(self.head.copy.clone());
            }
        });
    }

    fn list_ui(&mut self, ui: &mut Ui, selected: Option<i64>) -> Option<i64> {
        if let Some(error) = self.list.error().cloned() {
            let pressed = banner::banner(ui, Tone::Bad, &error.line(), Some(text().app.retry));
            if pressed.is_some_and(|response| response.clicked()) {
                self.list.retry();
            }
        }
        let Some(answer) = self.list.value().cloned() else {
            spinner::delayed_spinner(ui, "audit", text().app.loading);
            return None;
        };
        if answer.entries.count() == 0 && !self.list.is_pending() {
            self.empty_ui(ui);
            return None;
        }
        let name = text().audit_page.table;
        let mut table =
            Table::new("audit", name, &self.columns, answer.entries.count()).version(self.question);
        // New entries come all the time; only another filter makes what is shown look old.
        if self.list.is_pending() && self.answered.as_ref() != Some(&self.filter) {
            table = table.stale();
        }
        let mut rows = Rows {
            entries: &answer.entries,
            views: self.rows.views(),
            selected,
            opened: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        let opened = rows.opened;
        self.rows.note(ui, &shown);
        let entered = shown.opened.and_then(|row| answer.entries.get(row));
        opened.or(entered)
    }

    fn empty_ui(&mut self, ui: &mut Ui) {
        let words = &text().audit_page;
        if self.filter.is_empty() {
            let (none, hint) = (words.nothing, words.nothing_hint);
            empty_state::empty_state(ui, icons::LIST_CHECKS, none, hint, None);
            return;
        }
        let (none, hint, clear) = (words.none_match, words.none_match_hint, Some(words.clear));
        let pressed = empty_state::empty_state(ui, icons::MAGNIFYING_GLASS, none, hint, clear);
        if pressed.is_some_and(|response| response.clicked()) {
            self.filter = LogFilter::default();
        }
    }
}

impl Head {
    fn new(seen: u64, answer: Option<&AuditLogAnswer>) -> Self {
        let words = &text().audit_page;
        let Some(head) = answer.and_then(|answer| answer.head) else {
            return Self {
                seen,
                ..Self::default()
            };
        };
        let hash = hexadecimal(&head.hash);
        let short: String = hash.chars().take(16).collect();
        Self {
            seen,
            line: fill(words.head, &[&count(head.seq.max(0) as u64), &short]),
            copy: fill(words.head_copy, &[&head.seq, &hash]),
        }
    }
}

fn below(answer: &AuditLogAnswer) -> String {
    let words = &text().audit_page;
    let shown = answer.entries.count();
    if shown == answer.total {
        plural(shown, words.entries_one, words.entries_many)
    } else {
        fill(words.of, &[&count(shown), &count(answer.total)])
    }
}
