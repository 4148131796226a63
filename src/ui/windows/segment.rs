//! The users of a segment: the rows behind a figure.

use egui::{Frame, Key, Margin, Modifiers, Panel, Ui};

use super::header::{foot_ui, head_ui, scope_words};
use crate::app::exports::Export;
use crate::app::queries::user_list::list_permissions;
use crate::domain::directory::Directory;
use crate::domain::filter::Filter;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment};
use crate::domain::text::{count, fill, plural, text};
use crate::ui::context::{Action, Cx};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::filter::FilterBar;
use crate::ui::forms::user::{EditorHost, Subject};
use crate::ui::list::{ListEvent, UserListView};
use crate::ui::panels::beside_ui;
use crate::ui::theme::{Tokens, frames, icons, size, space};
use crate::ui::widgets::{Button, SearchField};

/// The window of a segment.
pub(super) struct SegmentWindow {
    title: String,
    list: UserListView,
    filter: FilterBar,
    editor: EditorHost,
    export: ExportDialog,
}

impl SegmentWindow {
    pub(super) fn new(scope: Scope, segment: Segment, directory: &Directory) -> Self {
        Self {
            title: segment.title(directory.segment(segment)),
            list: UserListView::new(scope, segment),
            filter: FilterBar::default(),
            editor: EditorHost::default(),
            export: ExportDialog::default(),
        }
    }

    pub(super) fn title(&self) -> &str {
        &self.title
    }

    pub(super) fn editor(&mut self) -> &mut EditorHost {
        &mut self.editor
    }

    pub(super) fn person(&self) -> Option<UserId> {
        self.editor.user_id()
    }

    pub(super) fn is_changed(&self) -> bool {
        self.editor.is_changed()
    }

    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.list.ask(cx);
        self.head(ui, cx);
        self.foot(ui, cx);
        // The texts that a condition offers are those of users that may be looked through.
        if cx.may(Permission::UsersView) {
            self.filter_ui(ui, cx);
        }
        let selected = self.editor.user_id();
        let (list, editor) = (&mut self.list, &mut self.editor);
        let event = beside_ui(ui, cx, editor, |ui, cx| list.show(ui, cx, selected));
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
        if let Some(path) = self.export.show(ui.ctx(), cx) {
            cx.push(Action::Export(Export::Users(self.list.query.clone()), path));
        }
    }

    /// The conditions, and under them the one that is being put together.
    fn filter_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let (filter, query) = (&mut self.filter, &mut self.list.query);
        let frame = Frame::new()
            .fill(Tokens::of(ui.ctx()).surface)
            .inner_margin(Margin {
                top: 0,
                ..frames::margin_xy(space::L + space::XS, space::M)
            });
        Panel::top("window-filter")
            .frame(frame)
            .show_separator_line(false)
            .show(ui, |ui| {
                ui.horizontal_wrapped(|ui| {
                    ui.spacing_mut().item_spacing = egui::Vec2::splat(space::S);
                    filter.chips_ui(ui, cx, &mut query.filter);
                });
                if filter.is_editing() {
                    ui.add_space(space::S);
                    filter.editor_ui(ui, cx, &mut query.filter);
                }
            });
    }

    fn head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = text();
        let below = self.below(cx);
        let (may_export, title) = (self.may_export(cx), self.title.clone());
        let mut export = may_export && cx.takes(ui, Modifiers::COMMAND, Key::E);
        let find = cx.takes(ui, Modifiers::COMMAND, Key::F);
        let mut open_in_users = false;
        let search = &mut self.list.query.search;
        head_ui(ui, &title, &below, |ui| {
            let field = SearchField::new(
                "search",
                words.users.search_in,
                words.app.clear_search,
                search,
            )
            .width(size::SEARCH_WIDTH * 0.8);
            let response = field.show(ui);
            if find {
                response.request_focus();
            }
            open_in_users = Button::secondary(words.users.open_in_users)
                .show(ui)
                .clicked();
            if may_export {
                export |= Button::primary(words.users.export)
                    .icon(icons::FILE_XLS)
                    .show(ui)
                    .clicked();
            }
        });
        if export {
            self.export.open(&title, cx);
        }
        if open_in_users {
            cx.push(Action::ShowInUsers(Box::new(self.list.query.clone())));
        }
    }

    fn may_export(&self, cx: &Cx<'_>) -> bool {
        cx.may_export(list_permissions(self.list.query.segment))
    }

    fn below(&self, cx: &Cx<'_>) -> String {
        let words = text();
        let (Some(rows), Some(as_of)) = (self.list.count(), self.list.as_of()) else {
            return words.app.loading.to_owned();
        };
        let rows = plural(rows, words.app.users_one, words.app.users_many);
        let scope = scope_words(self.list.query.scope, cx.directory);
        fill(
            words.users.as_of_scope,
            &[&rows, &cx.office.time().as_of(as_of), &scope],
        )
    }

    fn foot(&self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().users;
        let rows = rows_line(&self.list.visible(), self.list.count().unwrap_or(0));
        let keys = if self.may_export(cx) {
            format!("{} · {}", words.enter_opens, words.ctrl_e)
        } else {
            words.enter_opens.to_owned()
        };
        foot_ui(ui, &rows, &keys);
    }
}

/// Which rows are on the screen, in words.
pub(super) fn rows_line(visible: &std::ops::Range<u64>, rows: u64) -> String {
    let words = &text().users;
    if rows == 0 || visible.is_empty() {
        return words.no_rows.to_owned();
    }
    fill(
        words.rows,
        &[
            &count(visible.start + 1),
            &count(visible.end.min(rows)),
            &count(rows),
        ],
    )
}
