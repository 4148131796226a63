//! The Users page: the table with search and sort, and the form beside it.

mod bin_dialog;
mod bin_questions;
mod bin_rows;
mod bulk;
mod bulk_choice;
mod bulk_dialog;
mod view_dialog;
mod views;

use std::sync::Arc;

use chrono::NaiveDate;
use egui::{Align, CentralPanel, Frame, Key, Layout, Modifiers, Response, Ui};

use crate::app::exports::Export;
use crate::domain::bulk::{Chosen, Deed};
use crate::domain::filter::Filter;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::text::{count, fill, text};
use crate::domain::view::ViewContent;
use crate::ui::context::{Action, Cx, Route};
use crate::ui::day::DayChooser;
use crate::ui::export_dialog::ExportDialog;
use crate::ui::filter::FilterBar;
use crate::ui::forms::user::{EditorHost, Subject};
use crate::ui::list::{ListEvent, UserListView};
use crate::ui::panels::beside_ui;
use crate::ui::theme::{Tokens, frames, icons, size, space};
use crate::ui::widgets::{Button, Card, IconButton, SearchField, chip, page_header};
use bin_dialog::BinDialog;
use bulk::Bulk;
use views::ViewBar;

/// The page.
pub struct UsersScreen {
    list: UserListView,
    filter: FilterBar,
    views: ViewBar,
    days: DayChooser,
    bulk: Bulk,
    bin: BinDialog,
    editor: EditorHost,
    export: ExportDialog,
    /// What the open dialog of an export is about.
    exported: Option<Export>,
}

/// Whether the cursor is wanted in the search field.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Find {
    Asked,
    Idle,
}

impl Default for UsersScreen {
    fn default() -> Self {
        Self {
            list: UserListView::new(Scope::default(), Segment::All).selecting(),
            filter: FilterBar::default(),
            views: ViewBar::default(),
            days: DayChooser::default(),
            bulk: Bulk::default(),
            bin: BinDialog::default(),
            editor: EditorHost::default(),
            export: ExportDialog::default(),
            exported: None,
        }
    }
}

impl UsersScreen {
    /// Shows a list.
    pub fn narrow(&mut self, query: &UserListQuery) {
        self.views.leave();
        self.list.take(&ViewContent::of(query, Vec::new()));
        if self.list.query.scope.day != query.scope.day {
            self.editor.turn_to(query.scope.day);
        }
        self.list.query.scope.day = query.scope.day;
    }

    /// Opens a form.
    pub fn open(&mut self, subject: Subject) {
        self.editor.open(subject);
    }

    /// Asks whether somebody is to be deleted.
    pub fn ask_to_delete(&mut self, user_id: UserId) {
        let chosen = Chosen::These(Arc::new(vec![user_id]));
        self.bulk.ask(Deed::Delete, chosen);
    }

    /// The person whose form is open.
    pub fn person(&self) -> Option<UserId> {
        self.editor.user_id()
    }

    /// Whether leaving would lose something.
    pub fn is_changed(&self) -> bool {
        self.editor.is_changed()
    }

    /// Whether a deed on many is being done.
    pub fn is_working(&self) -> bool {
        self.bulk.is_working() || self.bin.is_working()
    }

    /// Draws the page.
    pub fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        if self.views.is_ready(cx, &mut self.list) {
            self.list.ask(cx);
        }
        let was = self.list.query.scope.day;
        self.header_ui(ui, cx);
        let find = if cx.takes(ui, Modifiers::COMMAND, Key::F) {
            Find::Asked
        } else {
            Find::Idle
        };
        let selected = self.editor.user_id();
        let is_filtering = self.filter.is_editing();
        let editor = &mut self.editor;
        let page = Page {
            list: &mut self.list,
            filter: &mut self.filter,
            views: &mut self.views,
            days: &mut self.days,
        };
        let bulk = &mut self.bulk;
        let event = beside_ui(ui, cx, editor, |ui, cx| {
            page_ui(ui, cx, page, bulk, (selected, find))
        });
        if let Some(export) = self.bulk.take_export() {
            self.begin_export(export, cx);
        }
        match event {
            Some(ListEvent::Open(user_id)) => {
                let day = self.list.query.scope.day;
                self.editor.open(Subject::on(user_id, day));
            }
            Some(ListEvent::ClearSearch) => {
                self.list.query.search.clear();
                self.list.query.filter = Filter::default();
            }
            None => {}
        }
        let escape =
            self.editor.is_open() && !is_filtering && cx.takes(ui, Modifiers::NONE, Key::Escape);
        if escape {
            self.editor.close();
        }
        self.clear_ui(ui, cx);
        self.views.dialog_ui(ui.ctx(), cx);
        self.day_ui(ui, was);
        let deleted = self.bulk.dialog_ui(ui.ctx(), cx, &mut self.list);
        let open = self.editor.user_id();
        if open.is_some_and(|open| deleted.binary_search(&open).is_ok()) {
            self.editor.close();
        }
        self.bin.show(ui.ctx(), cx);
        if let Some(path) = self.export.show(ui.ctx(), cx) {
            let list = || Export::Users(self.list.query.clone());
            let export = self.exported.take().unwrap_or_else(list);
            cx.push(Action::Export(export, path));
        }
    }

    /// Asks for another day; the form goes along.
    fn day_ui(&mut self, ui: &Ui, was: Option<NaiveDate>) {
        let day = &mut self.list.query.scope.day;
        self.days.dialog_ui(ui.ctx(), day);
        if *day != was {
            self.editor.turn_to(*day);
        }
    }

    /// Escape leaves the selection, once nothing else is open.
    fn clear_ui(&mut self, ui: &Ui, cx: &Cx<'_>) {
        let is_open = self.editor.is_open() || self.filter.is_editing();
        let Some(picks) = self.list.picks_mut() else {
            return;
        };
        if !is_open && !picks.is_empty() && cx.takes(ui, Modifiers::NONE, Key::Escape) {
            picks.clear();
            ui.ctx().request_repaint();
        }
    }

    fn begin_export(&mut self, export: Export, cx: &Cx<'_>) {
        self.exported = Some(export);
        self.export.open(text().users.title, cx);
    }

    fn header_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = &text().users;
        let below = match (self.list.count(), self.list.total()) {
            (Some(shown), Some(total)) => fill(words.of, &[&count(shown), &count(total)]),
            _ => String::new(),
        };
        let may_export = cx.may_export(&[Permission::UsersView]);
        let mut export = may_export && cx.takes(ui, Modifiers::COMMAND, Key::E);
        let width = ui.available_width();
        page_header::page_header(ui, words.title, &below, |ui| {
            let day = &mut self.list.query.scope.day;
            self.days.button_ui(ui, cx, day);
            if cx.may(Permission::UsersDelete) && bin_button_ui(ui, width).clicked() {
                self.bin.open(cx.office.retention);
            }
            if cx.may_import()
                && Button::secondary(words.import)
                    .changing()
                    .show(ui)
                    .clicked()
            {
                cx.push(Action::Go(Route::Import));
            }
            if may_export {
                export |= Button::secondary(words.export).show(ui).clicked();
            }
            if may_add(cx) && Button::primary(words.add).changing().show(ui).clicked() {
                self.editor.open(Subject::New);
            }
        });
        if export {
            self.begin_export(Export::Users(self.list.query.clone()), cx);
        }
    }
}

/// The way to the bin; in a narrow page the icon alone stands for it.
fn bin_button_ui(ui: &mut Ui, width: f32) -> Response {
    let label = text().bin.open;
    if width < size::PAGE_NARROW {
        return IconButton::new(icons::TRASH, label).show(ui);
    }
    Button::ghost(label).icon(icons::TRASH).show(ui)
}

/// Adding somebody takes their address, which only those may type who may see it.
fn may_add(cx: &Cx<'_>) -> bool {
    cx.may(Permission::UsersCreate) && cx.may(Permission::UsersViewContact)
}

/// The list, and what stands above it.
struct Page<'a> {
    list: &'a mut UserListView,
    filter: &'a mut FilterBar,
    views: &'a mut ViewBar,
    days: &'a mut DayChooser,
}

fn page_ui(
    ui: &mut Ui,
    cx: &mut Cx<'_>,
    mut page: Page<'_>,
    bulk: &mut Bulk,
    (selected, find): (Option<UserId>, Find),
) -> Option<ListEvent> {
    let background = Tokens::of(ui.ctx()).background;
    let frame = Frame::new()
        .fill(background)
        .inner_margin(frames::margin(space::XL));
    CentralPanel::default()
        .frame(frame)
        .show(ui, |ui| {
            toolbar_ui(ui, cx, &mut page, find);
            ui.add_space(space::M);
            let query = &mut page.list.query;
            if page.filter.is_editing() {
                page.filter.editor_ui(ui, cx, &mut query.filter);
                ui.add_space(space::M);
            }
            if query.scope.day.is_some() {
                page.days.banner_ui(ui, cx, &mut query.scope.day);
                ui.add_space(space::M);
            }
            Card::new("").flush().show(ui, |ui| {
                bulk.around(ui, cx, page.list, |ui, cx, list| {
                    list.show(ui, cx, selected)
                })
            })
        })
        .inner
}

fn toolbar_ui(ui: &mut Ui, cx: &mut Cx<'_>, page: &mut Page<'_>, find: Find) {
    let wrapped = Layout::left_to_right(Align::Center).with_main_wrap(true);
    let all = ui.available_width();
    let (columns, line) = if all < size::PAGE_NARROW {
        (size::CONTROL, size::TOOLBAR_LINE_NARROW)
    } else {
        (size::COLUMNS_BUTTON, size::TOOLBAR_LINE)
    };
    let rest = all - columns - size::VIEW_BUTTON - 2.0 * space::S;
    if rest < line {
        let room = egui::vec2(all, size::CONTROL);
        ui.allocate_ui_with_layout(room, wrapped, |ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
            conditions_ui(ui, cx, (page.list, page.filter), find);
            page.views.show(ui, cx, page.list);
            page.list.columns_ui(ui, cx, columns);
        });
        return;
    }
    ui.with_layout(Layout::left_to_right(Align::TOP), |ui| {
        ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
        ui.allocate_ui_with_layout(egui::vec2(rest, size::CONTROL), wrapped, |ui| {
            ui.set_min_width(rest);
            conditions_ui(ui, cx, (page.list, page.filter), find);
        });
        page.views.show(ui, cx, page.list);
        page.list.columns_ui(ui, cx, columns);
    });
}

/// Search and conditions, in as many lines as they need.
fn conditions_ui(
    ui: &mut Ui,
    cx: &Cx<'_>,
    (list, filter): (&mut UserListView, &mut FilterBar),
    find: Find,
) {
    let words = text();
    let width = size::SEARCH_WIDTH.min(ui.available_width() - size::FILTER_BUTTON);
    let response = SearchField::new(
        "search",
        words.users.search,
        words.app.clear_search,
        &mut list.query.search,
    )
    .shortcut(words.app.search_shortcut)
    .width(width.max(size::SEARCH_NARROW))
    .show(ui);
    if find == Find::Asked {
        response.request_focus();
    }
    let query = &mut list.query;
    if query.segment != Segment::All {
        let label = query.segment.title(cx.directory.segment(query.segment));
        if chip::filter_chip(ui, &label, &fill(words.users.remove_filter, &[&label])).is_some() {
            query.segment = Segment::All;
        }
    }
    if let Some(workspace) = query.scope.workspace {
        let label = cx.directory.workspace(workspace).to_owned();
        if chip::filter_chip(ui, &label, &fill(words.users.remove_filter, &[&label])).is_some() {
            query.scope.workspace = None;
        }
    }
    if let Some(kind) = query.scope.kind {
        let label = kind.label();
        if chip::filter_chip(ui, label, &fill(words.users.remove_filter, &[&label])).is_some() {
            query.scope.kind = None;
        }
    }
    filter.chips_ui(ui, cx, &mut query.filter);
}
