//! The sessions that are open now: the rows behind "Sessions open now".

use egui::{Key, Modifiers, Role, Ui, WidgetInfo};

use super::end_session::{EndSession, Ending};
use super::header::{foot_ui, head_ui, scope_words};
use super::segment::rows_line;
use crate::app::exports::Export;
use crate::app::queries::sessions::{OpenSessions, OpenSessionsAnswer, matches};
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::Scope;
use crate::domain::text::{count, fill, text};
use crate::ui::context::{Action, Cx};
use crate::ui::export_dialog::ExportDialog;
use crate::ui::forms::user::{EditorHost, Subject};
use crate::ui::panels::beside_ui;
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size};
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Button, SearchField, Tone, banner, empty_state, spinner};

/// The window of open sessions.
pub(super) struct SessionsWindow {
    scope: Scope,
    search: String,
    remote: Remote<OpenSessions>,
    columns: Vec<Column>,
    rows: Vec<SessionView>,
    built: (u64, String),
    visible: std::ops::Range<u64>,
    editor: EditorHost,
    export: ExportDialog,
    ending: EndSession,
}

/// A session with its texts ready.
struct SessionView {
    user_id: UserId,
    /// The wish to end it, where the operator may.
    end: Option<Ending>,
    texts: [String; 6],
    last_seen_exact: String,
}

impl SessionsWindow {
    pub(super) fn new(scope: Scope) -> Self {
        let words = text();
        let names = [
            words.field.contact_id,
            words.field.name,
            words.field.email,
            words.users.device,
            words.users.source,
            words.users.started,
        ];
        let mut columns: Vec<Column> = names
            .iter()
            .zip(size::SESSION_COLUMNS)
            .map(|(name, width)| Column::new(*name, width))
            .collect();
        columns.push(Column::new(words.users.last_seen, size::SESSION_COLUMNS_LAST).right());
        Self {
            scope,
            search: String::new(),
            remote: Remote::default(),
            columns,
            rows: Vec::new(),
            built: (0, String::new()),
            visible: 0..0,
            editor: EditorHost::default(),
            export: ExportDialog::default(),
            ending: EndSession::default(),
        }
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
        self.remote
            .want(cx.backend, &OpenSessions { scope: self.scope });
        self.build(cx);
        self.head(ui, cx);
        foot_ui(
            ui,
            &rows_line(&self.visible, self.rows.len() as u64),
            text().users.enter_opens,
        );
        let selected = self.editor.user_id();
        let table = (
            self.columns.as_slice(),
            self.rows.as_slice(),
            &mut self.visible,
        );
        let editor = &mut self.editor;
        let remote = &mut self.remote;
        let opened = beside_ui(ui, cx, editor, |ui, _| {
            if let Some(error) = remote.error().cloned() {
                let retry = banner::banner(ui, Tone::Bad, &error.line(), Some(text().app.retry));
                if retry.is_some_and(|response| response.clicked()) {
                    remote.retry();
                }
                remote.value()?;
            }
            if remote.value().is_none() {
                spinner::delayed_spinner(ui, "sessions", text().app.loading);
                return None;
            }
            table_ui(ui, table, selected)
        });
        match opened {
            Some(Pressed::User(user_id)) => {
                self.editor.open(Subject::on(user_id, self.scope.day));
            }
            Some(Pressed::End(ending)) => self.ending.ask(ending),
            None => {}
        }
        self.ending.show(ui, cx);
        if let Some(path) = self.export.show(ui.ctx(), cx) {
            let found = Export::FoundSessions(self.scope, self.search.clone());
            cx.push(Action::Export(found, path));
        }
    }

    fn head(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        let words = text();
        let below = match self.remote.value() {
            Some(answer) => {
                let shown = fill(
                    words.users.of,
                    &[
                        &count(self.rows.len() as u64),
                        &count(answer.rows.len() as u64),
                    ],
                );
                let scope = scope_words(self.scope, cx.directory);
                fill(
                    words.users.as_of_scope,
                    &[&shown, &cx.office.time().as_of(answer.as_of), &scope],
                )
            }
            None => words.app.loading.to_owned(),
        };
        let may_export = cx.may_export(&[Permission::InsightView]);
        let mut export = may_export && cx.takes(ui, Modifiers::COMMAND, Key::E);
        let find = cx.takes(ui, Modifiers::COMMAND, Key::F);
        let search = &mut self.search;
        head_ui(ui, words.segment.sessions, &below, |ui| {
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
            if may_export {
                export |= Button::primary(words.users.export)
                    .icon(icons::FILE_XLS)
                    .show(ui)
                    .clicked();
            }
        });
        if export {
            self.export.open(words.segment.sessions, cx);
        }
    }

    /// Formats the rows when an answer arrives or the search changes.
    fn build(&mut self, cx: &Cx<'_>) {
        let wanted = (self.remote.version(), self.search.clone());
        if self.built == wanted {
            return;
        }
        self.built = wanted;
        let Some(answer) = self.remote.value() else {
            return;
        };
        let fixed = size::SESSION_COLUMNS.len() + 1;
        self.columns.truncate(fixed);
        if !answer.endable.is_empty() {
            let column = Column::new(text().ways_in.end, size::SESSION_COLUMNS_END);
            self.columns.push(column);
        }
        self.rows = views(answer, &self.search, cx).collect();
    }
}

fn views<'a>(
    answer: &'a OpenSessionsAnswer,
    search: &'a str,
    cx: &'a Cx<'_>,
) -> impl Iterator<Item = SessionView> + 'a {
    let time = cx.office.time();
    let found = answer
        .rows
        .iter()
        .filter(move |row| matches(row, search, &time));
    found.map(move |row| SessionView {
        user_id: row.user_id,
        end: answer
            .endable
            .contains(&row.session_id)
            .then(|| Ending::of(row)),
        last_seen_exact: time.stamp(row.last_seen_at),
        texts: [
            row.user_id.contact_id().to_string(),
            row.name.clone(),
            row.email.clone().unwrap_or_default(),
            row.device.clone(),
            row.source.clone(),
            time.stamp(row.started_at),
        ],
    })
}

fn table_ui(
    ui: &mut Ui,
    (columns, rows, visible): (&[Column], &[SessionView], &mut std::ops::Range<u64>),
    selected: Option<UserId>,
) -> Option<Pressed> {
    let words = &text().users;
    if rows.is_empty() {
        empty_state::empty_state(
            ui,
            icons::CLOCK,
            words.none_here,
            words.none_here_hint,
            None,
        );
        *visible = 0..0;
        return None;
    }
    let mut table = Rows {
        views: rows,
        selected,
        pressed: None,
    };
    let response = Table::new("sessions", words.sessions_table, columns, rows.len() as u64)
        .show(ui, &mut table);
    let entered = response
        .opened
        .and_then(|row| rows.get(row as usize))
        .map(|row| Pressed::User(row.user_id));
    *visible = response.visible;
    table.pressed.or(entered)
}

/// What was pressed in a row.
enum Pressed {
    User(UserId),
    End(Ending),
}

struct Rows<'a> {
    views: &'a [SessionView],
    selected: Option<UserId>,
    pressed: Option<Pressed>,
}

impl Rows<'_> {
    fn end_ui(&mut self, cell: &mut Cell<'_>, view: &SessionView) {
        let Some(ending) = &view.end else { return };
        let link = cell.link(text().ways_in.end);
        link.widget_info(|| WidgetInfo::labeled(Role::Link, true, &ending.named));
        if link.clicked() {
            self.pressed = Some(Pressed::End(ending.clone()));
        }
    }
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(view) = self.views.get(row as usize) else {
            return;
        };
        match (column, view.texts.get(column)) {
            (0, Some(contact_id)) => {
                if cell.link(contact_id).clicked() {
                    self.pressed = Some(Pressed::User(view.user_id));
                }
            }
            (1, Some(name)) => drop(cell.strong(name)),
            (2, Some(email)) => drop(cell.muted(email)),
            (_, Some(words)) => drop(cell.text(words)),
            (6, None) => drop(cell.text(&view.last_seen_exact)),
            (_, None) => self.end_ui(cell, view),
        }
    }

    fn is_selected(&self, row: u64) -> bool {
        self.selected.is_some()
            && self.views.get(row as usize).map(|view| view.user_id) == self.selected
    }
}
