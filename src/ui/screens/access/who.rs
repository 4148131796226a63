//! Who can do something, and through which roles.

use std::collections::HashMap;
use std::sync::Arc;

use egui::Ui;

use crate::app::queries::me::MeAnswer;
use crate::app::queries::reviews::ReviewCandidates;
use crate::app::queries::who_can::{WhoCan, WhoCanAnswer};
use crate::domain::access::GrantPlace;
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::review::Candidate;
use crate::domain::text::{plural, text};
use crate::domain::time::OfficeTime;
use crate::ui::context::{Action, Cx};
use crate::ui::list::Paged;
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Card, SearchField, Select, Tone, banner, empty_state, spinner};

/// The tab.
pub(super) struct Who {
    question: WhoCan,
    answer: Remote<WhoCan>,
    rows: Paged<ReviewCandidates, View>,
    seen: u64,
    through: HashMap<UserId, String>,
    columns: Vec<Column>,
    options: Option<Options>,
}

/// What can be asked, made anew when the office or the operator changes.
struct Options {
    made_of: (Arc<MeAnswer>, Arc<Directory>),
    permissions: Vec<(Permission, String)>,
    places: Vec<(Option<WorkspaceId>, String)>,
}

/// One person, all texts ready.
struct View {
    contact_id: String,
    name: String,
    last_sign_in: String,
    last_used: String,
}

impl Default for Who {
    fn default() -> Self {
        Self {
            question: WhoCan {
                permission: Permission::UsersView,
                workspace_id: None,
                search: String::new(),
            },
            answer: Remote::default(),
            rows: Paged::default(),
            seen: 0,
            through: HashMap::new(),
            columns: columns(),
            options: None,
        }
    }
}

impl Who {
    /// The line below the page's title.
    pub(super) fn below(&self) -> String {
        let words = &text().access_page;
        let people = self.answer.value().map(|answer| answer.ids.len() as u64);
        people.map_or_else(String::new, |people| {
            plural(people, words.who_one, words.who_many)
        })
    }

    /// Draws question and answer.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>) {
        self.question_ui(ui, cx);
        ui.add_space(space::M);
        self.answer.want(cx.backend, &self.question);
        if let Some(error) = self.answer.error() {
            banner::banner(ui, Tone::Bad, &error.line(), None);
        }
        let Some(answer) = self.answer.value().cloned() else {
            return spinner::delayed_spinner(ui, "who", text().app.loading);
        };
        if answer.ids.is_empty() {
            let words = &text().access_page;
            empty_state::empty_state(ui, icons::USERS, words.who_none, words.who_none_hint, None);
            return;
        }
        self.take(cx, &answer);
        let time = cx.office.time();
        self.rows.ask(
            cx,
            &answer.ids,
            |ids| ReviewCandidates { ids },
            |found| (found.user_id, view(found, &time)),
        );
        self.table_ui(ui, cx, &answer.ids);
    }

    fn question_ui(&mut self, ui: &mut Ui, cx: &Cx<'_>) {
        let words = &text().access_page;
        let options = self.options.take();
        let options = options
            .filter(|options| options.is_current(cx))
            .unwrap_or_else(|| Options::new(cx));
        ui.horizontal_wrapped(|ui| {
            ui.spacing_mut().item_spacing = egui::Vec2::splat(space::M);
            Select::new("who-action", words.who_action)
                .width(size::SEARCH_WIDTH)
                .show(ui, &mut self.question.permission, &options.permissions);
            Select::new("who-where", words.who_where)
                .width(size::SELECT_WIDTH)
                .show(ui, &mut self.question.workspace_id, &options.places);
            let clear = text().app.clear_search;
            SearchField::new("who", words.who_search, clear, &mut self.question.search).show(ui);
        });
        self.options = Some(options);
    }

    /// Puts the roles of a new answer into words.
    fn take(&mut self, cx: &Cx<'_>, answer: &WhoCanAnswer) {
        if self.seen == self.answer.version() {
            return;
        }
        self.seen = self.answer.version();
        let all = answer.through.iter();
        self.through = all
            .map(|(user_id, roles)| (*user_id, through(roles, cx.directory)))
            .collect();
    }

    fn table_ui(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, ids: &[UserId]) {
        let name = text().access_page.who_table;
        let table = Table::new("who-can", name, &self.columns, ids.len() as u64)
            .version(self.answer.version());
        let mut rows = Rows {
            ids,
            views: self.rows.views(),
            through: &self.through,
            opened: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        let opened = rows.opened;
        self.rows.note(ui, &shown);
        let entered = shown.opened.and_then(|row| ids.get(row as usize).copied());
        if let Some(user_id) = opened.or(entered) {
            cx.push(Action::edit(user_id));
        }
    }
}

impl Options {
    fn new(cx: &Cx<'_>) -> Self {
        let known = Permission::ALL.iter().filter(|p| cx.knows(**p));
        let anywhere = (None, text().access_page.who_anywhere.to_owned());
        let places = cx.directory.workspaces.iter();
        let places = places.map(|place| (Some(place.id), place.name.clone()));
        Self {
            made_of: (Arc::clone(cx.me), Arc::clone(cx.directory)),
            permissions: known.map(|p| (*p, p.label().to_owned())).collect(),
            places: std::iter::once(anywhere).chain(places).collect(),
        }
    }

    fn is_current(&self, cx: &Cx<'_>) -> bool {
        Arc::ptr_eq(&self.made_of.0, cx.me) && Arc::ptr_eq(&self.made_of.1, cx.directory)
    }
}

fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().access_page);
    vec![
        Column::new(field.contact_id, size::user_column(0)),
        Column::new(field.name, size::user_column(1)),
        Column::new(words.through, size::user_column(2)),
        Column::new(field.last_sign_in, size::user_column(6)),
        Column::new(words.last_used, size::user_column(6)).right(),
    ]
}

fn through(roles: &[(RoleId, GrantPlace)], directory: &Directory) -> String {
    let told = roles
        .iter()
        .map(|(role_id, place)| directory.grant(directory.role(*role_id), place, None));
    told.collect::<Vec<_>>().join(" · ")
}

fn view(found: &Candidate, time: &OfficeTime) -> View {
    let stamp = |at: Option<_>| at.map_or_else(|| text().app.never.to_owned(), |at| time.stamp(at));
    View {
        contact_id: found.user_id.contact_id().to_string(),
        name: found.name.clone(),
        last_sign_in: stamp(found.last_sign_in_at),
        last_used: stamp(found.last_used_at),
    }
}

struct Rows<'a> {
    ids: &'a [UserId],
    views: &'a HashMap<UserId, View>,
    through: &'a HashMap<UserId, String>,
    opened: Option<UserId>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let Some(&user_id) = self.ids.get(row as usize) else {
            return;
        };
        let Some(view) = self.views.get(&user_id) else {
            return;
        };
        match column {
            0 if cell.link(&view.contact_id).clicked() => self.opened = Some(user_id),
            1 => drop(cell.strong(&view.name)),
            2 => drop(cell.text(self.through.get(&user_id).map_or("", String::as_str))),
            3 => drop(cell.text(&view.last_sign_in)),
            4 => drop(cell.text(&view.last_used)),
            _ => {}
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        let id = self.ids.get(row as usize);
        id.is_some_and(|id| self.views.contains_key(id))
    }
}
