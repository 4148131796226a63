//! Who holds a role: since when, given by whom, until when, where, and the last sign-in.

use std::collections::HashMap;
use std::sync::Arc;

use egui::Ui;

use crate::app::queries::roles::{HolderRows, RoleHolders};
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, UserId};
use crate::domain::permission::Permission;
use crate::domain::role::{Holder, Role};
use crate::domain::text::{fill, text};
use crate::domain::time::OfficeTime;
use crate::ui::context::{Action, Cx};
use crate::ui::list::{Paged, status_tone};
use crate::ui::remote::Remote;
use crate::ui::theme::{icons, size, space};
use crate::ui::widgets::table::{Cell, Column, Table, TableRows};
use crate::ui::widgets::{Card, SearchField, empty_state, spinner};

/// The list of one role's holders.
#[derive(Default)]
pub(super) struct Holders {
    role_id: Option<RoleId>,
    search: String,
    list: Remote<RoleHolders>,
    rows: Paged<HolderRows, View>,
    columns: Vec<Column>,
}

/// One holder, all texts ready.
struct View {
    holder: Holder,
    contact_id: String,
    place: String,
    since: String,
    by: String,
    until: String,
    last: String,
}

impl Holders {
    /// Draws search and table; the holder whose place is to be changed.
    pub(super) fn show(&mut self, ui: &mut Ui, cx: &mut Cx<'_>, role: &Role) -> Option<Holder> {
        let words = text();
        if self.role_id != Some(role.role_id) {
            *self = Self {
                role_id: Some(role.role_id),
                columns: columns(),
                ..Self::default()
            };
        }
        let query = RoleHolders {
            role_id: role.role_id,
            search: self.search.clone(),
        };
        self.list.want(cx.backend, &query);
        let (label, clear) = (words.access.holders_search, words.app.clear_search);
        SearchField::new("holders", label, clear, &mut self.search).show(ui);
        ui.add_space(space::M);
        let Some(ids) = self.list.value().map(|ids| Arc::clone(ids.as_ref())) else {
            spinner::delayed_spinner(ui, "holders", words.app.loading);
            return None;
        };
        if ids.is_empty() {
            let (title, hint) = (words.access.no_holders, words.access.no_holders_hint);
            empty_state::empty_state(ui, icons::USERS, title, hint, None);
            return None;
        }
        let (role_id, time) = (role.role_id, cx.office.time());
        self.rows.ask(
            cx,
            &ids,
            |ids| HolderRows { role_id, ids },
            |holder| (holder.user_id, view(holder, cx.directory, &time)),
        );
        self.table_ui(ui, cx, role.role_id, &ids)
    }

    fn table_ui(
        &mut self,
        ui: &mut Ui,
        cx: &mut Cx<'_>,
        role_id: RoleId,
        ids: &[UserId],
    ) -> Option<Holder> {
        let table = Table::new(
            ("holders", role_id.0),
            text().users.table_name,
            &self.columns,
            ids.len() as u64,
        )
        .version(self.list.version());
        let mut rows = Rows {
            ids,
            views: self.rows.views(),
            may_place: cx.may(Permission::RolesAssign),
            opened: None,
            placed: None,
        };
        let shown = Card::new("")
            .flush()
            .show(ui, |ui| table.show(ui, &mut rows));
        let (opened, placed) = (rows.opened, rows.placed);
        self.rows.note(ui, &shown);
        let entered = shown.opened.and_then(|row| ids.get(row as usize).copied());
        if let Some(user_id) = opened.or(entered) {
            cx.push(Action::edit(user_id));
        }
        self.rows
            .views()
            .get(&placed?)
            .map(|view| view.holder.clone())
    }
}

fn columns() -> Vec<Column> {
    let words = text();
    vec![
        Column::new(words.field.contact_id, size::user_column(0)),
        Column::new(words.field.name, size::user_column(1)),
        Column::new(words.field.status_short, size::user_column(3)),
        Column::new(words.access.holder_place, size::user_column(1)),
        Column::new(words.access.holder_since, size::user_column(6)),
        Column::new(words.access.holder_by, size::user_column(5)),
        Column::new(words.access.holder_until, size::user_column(3)),
        Column::new(words.access.holder_last, size::user_column(6)).right(),
    ]
}

fn view(holder: &Holder, directory: &Directory, time: &OfficeTime) -> View {
    let words = text();
    let stamp = |at: Option<_>, none: &str| at.map_or_else(|| none.to_owned(), |at| time.stamp(at));
    let place = directory.place(&holder.place);
    let until = holder.ends_on.map(|day| day.to_string());
    let by = holder.granted_by.as_ref().map(|by| by.name().to_owned());
    View {
        contact_id: holder.user_id.contact_id().to_string(),
        place,
        since: stamp(holder.granted_at, words.app.unknown),
        by: by.unwrap_or_else(|| words.app.unknown.to_owned()),
        until: until.unwrap_or_else(|| words.access.no_end.to_owned()),
        last: stamp(holder.last_sign_in_at, words.app.never),
        holder: holder.clone(),
    }
}

struct Rows<'a> {
    ids: &'a [UserId],
    views: &'a HashMap<UserId, View>,
    may_place: bool,
    opened: Option<UserId>,
    placed: Option<UserId>,
}

impl TableRows for Rows<'_> {
    fn cell_ui(&mut self, cell: &mut Cell<'_>, row: u64, column: usize) {
        let id = self.ids.get(row as usize);
        let Some(view) = id.and_then(|id| self.views.get(id)) else {
            return;
        };
        match column {
            0 if cell.link(&view.contact_id).clicked() => self.opened = Some(view.holder.user_id),
            1 => drop(cell.strong(&view.holder.name)),
            2 => {
                let status = view.holder.status;
                drop(cell.status(status_tone(status), status.label()));
            }
            3 if self.may_place => {
                let name = fill(text().access.place_change, &[&view.holder.name]);
                let link = cell.link(&view.place).on_hover_text(name);
                if link.clicked() {
                    self.placed = Some(view.holder.user_id);
                }
            }
            3 => drop(cell.text(&view.place)),
            4 => drop(cell.text(&view.since)),
            5 => drop(cell.text(&view.by)),
            6 => drop(cell.text(&view.until)),
            7 => drop(cell.text(&view.last)),
            _ => {}
        }
    }

    fn is_loaded(&self, row: u64) -> bool {
        let id = self.ids.get(row as usize);
        id.is_some_and(|id| self.views.contains_key(id))
    }
}
