//! The users of a list as rows: the same people in the same order as the list shows at that moment.

use std::collections::HashMap;
use std::sync::Arc;

use super::Written;
use super::about::{self, AboutOf, line};
use super::output::Output;
use super::rows::List;
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::queries::user_list::UserList;
use crate::app::query::Query;
use crate::domain::access::Reach;
use crate::domain::bulk::Chosen;
use crate::domain::directory::Directory;
use crate::domain::filter::Naming;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Sort, UserColumn, UserListQuery, UserRow};
use crate::domain::table::{Cell, Column, Document};
use crate::domain::text::text;
use crate::export::csv::CsvRows;
use crate::export::{ExportError, RowSink};
use crate::store::columns::{Columns, in_view};

/// More rows than this are for a file.
pub(super) const MOST: usize = 50_000;

/// Rows between two looks whether anybody still wants the table.
const PART: usize = 1_000;

pub(super) fn write(
    scene: &Scene<'_>,
    query: &UserListQuery,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let ids = UserList(query.clone()).run(&scene.question())?.ids;
    write_ids(scene, (query, None), &ids, out)
}

/// Those of a list who are selected.
pub(super) fn write_chosen(
    scene: &Scene<'_>,
    chosen: &Chosen,
    sort: Sort,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let query = chosen.list(sort);
    let list = UserList(query.clone()).run(&scene.question())?.ids;
    write_ids(scene, (&query, Some(chosen)), &chosen.among(&list), out)
}

/// Those of a list who are selected as a table for the clipboard, with some columns of those that may be seen.
pub(super) fn clip(
    scene: &Scene<'_>,
    (chosen, sort): (&Chosen, Sort),
    columns: &[UserColumn],
) -> Result<(Written, Vec<u8>), AppError> {
    let query = chosen.list(sort);
    let list = UserList(query.clone()).run(&scene.question())?.ids;
    let ids = chosen.among(&list);
    if ids.len() > MOST {
        return Err(AppError::TooMany(MOST));
    }
    let directory = scene.directory()?;
    let (document, filter) = describe(scene, (&query, Some(chosen)), &directory, ids.len() as u64);
    let (sight, names) = (Sight::of(scene)?, Names::of(&directory));
    let asked: Vec<UserColumn> = columns.iter().copied().filter(|c| sight.has(*c)).collect();
    let pick = |all: &[Cell]| -> Vec<Cell> {
        let taken = asked.iter().map(|column| all.get(*column as usize));
        taken
            .map(|cell| cell.cloned().unwrap_or(Cell::Empty))
            .collect()
    };
    let headers = asked.iter().map(|c| (c.key(), c.label(), width(*c)));
    let mut text = Vec::new();
    let headers = Column::list(headers);
    let mut sink =
        CsvRows::tabbed(document.time, &headers, &mut text).map_err(|error| in_memory(&error))?;
    for part in ids.chunks(PART) {
        scene.go_on()?;
        for row in scene.snapshot.user_rows(part, scene.now)? {
            let cells = names.cells(sight.hidden(row));
            sink.row(pick(&cells)).map_err(|error| in_memory(&error))?;
        }
    }
    Box::new(sink).finish().map_err(|error| in_memory(&error))?;
    let rows = ids.len() as u64;
    let what = document.title;
    Ok((Written { what, filter, rows }, text))
}

/// Writing to memory can't fail.
fn in_memory(error: &ExportError) -> AppError {
    AppError::Internal(error.to_string())
}

fn write_ids(
    scene: &Scene<'_>,
    (query, chosen): (&UserListQuery, Option<&Chosen>),
    ids: &[UserId],
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let directory = scene.directory()?;
    let rows = ids.len() as u64;
    let (document, filter) = describe(scene, (query, chosen), &directory, rows);
    let sight = Sight::of(scene)?;
    let names = Names::of(&directory);
    let list = List {
        document: &document,
        sheet: text().export.users_sheet,
        columns: &sight.columns(),
        rows: ids.len(),
    };
    list.write(scene, out, |part| {
        let ids = ids.get(part).unwrap_or_default();
        let rows = scene.snapshot.user_rows(ids, scene.now)?;
        Ok(rows.into_iter().map(|row| sight.cells(&names, row)))
    })?;
    Ok(Written {
        what: document.title,
        filter,
        rows,
    })
}

fn describe(
    scene: &Scene<'_>,
    (query, chosen): (&UserListQuery, Option<&Chosen>),
    directory: &Directory,
    rows: u64,
) -> (Document, String) {
    let words = &text().export;
    let title = query.segment.title(directory.segment(query.segment));
    let filter = about::filter(&title, query.scope, directory);
    let search = query.search.trim();
    let shown = if search.is_empty() {
        words.no_search
    } else {
        search
    };
    let naming = Naming {
        directory,
        time: &scene.office.time(),
    };
    let conditions = match naming.filter(&query.filter) {
        told if told.is_empty() => words.no_conditions.to_owned(),
        told => told,
    };
    let selection = chosen.map(|chosen| {
        let told = Cell::text(chosen.told());
        line("selection", words.about_selection, told)
    });
    let more = [
        line("conditions", words.about_conditions, Cell::text(conditions)),
        line("search", words.about_search, Cell::text(shown)),
        line(
            "order",
            words.about_order,
            Cell::text(about::order(query.sort)),
        ),
        line(
            "definition",
            words.about_definition,
            Cell::text(about::definition(query.segment)),
        ),
        line("rows", words.about_count, Cell::Count(rows)),
    ];
    let more = selection.into_iter().chain(more).collect();
    let document =
        AboutOf::scene(scene, title, filter.clone(), words.left_out_users).document(more);
    let filter = about::conditioned(filter, &query.filter);
    let filter = match chosen {
        Some(chosen) => format!("{filter} · {}", chosen.told()),
        None => filter,
    };
    (document, about::recorded(filter, search))
}

/// Whose contact data goes into the file. Where it is nobody's, its columns are not there.
struct Sight {
    columns: Arc<Columns>,
    contact: Reach,
    /// For each column of all, whether it is in the file.
    kept: Vec<bool>,
}

impl Sight {
    fn of(scene: &Scene<'_>) -> Result<Self, AppError> {
        let contact = scene.question().view(&[Permission::UsersView]).contact;
        let kept = UserColumn::ALL.iter();
        let kept = kept.map(|column| !contact.is_nobody() || !column.is_contact());
        Ok(Self {
            columns: scene.snapshot.columns()?,
            kept: kept.collect(),
            contact,
        })
    }

    fn columns(&self) -> Vec<Column> {
        self.keep(all_columns())
    }

    fn cells(&self, names: &Names, row: UserRow) -> Vec<Cell> {
        self.keep(names.cells(self.hidden(row)))
    }

    /// Whether a column may be shown.
    fn has(&self, column: UserColumn) -> bool {
        self.kept.get(column as usize).is_some_and(|kept| *kept)
    }

    /// The row without contact data that may not be seen.
    fn hidden(&self, mut row: UserRow) -> UserRow {
        let user = self.columns.user(row.user_id);
        if !user.is_some_and(|user| in_view(&self.contact, user)) {
            (row.email, row.phone, row.extension) = (None, None, None);
        }
        row
    }

    fn keep<T>(&self, all: Vec<T>) -> Vec<T> {
        if self.kept.iter().all(|kept| *kept) {
            return all;
        }
        let kept = all.into_iter().zip(&self.kept);
        kept.filter(|(_, kept)| **kept)
            .map(|(one, _)| one)
            .collect()
    }
}

/// Every column of the table, in the order in which they are offered.
fn all_columns() -> Vec<Column> {
    let columns = UserColumn::ALL.iter();
    Column::list(columns.map(|column| (column.key(), column.label(), width(*column))))
}

/// How wide a column of a sheet is, in characters.
fn width(column: UserColumn) -> f64 {
    match column {
        UserColumn::Extension => 10.0,
        UserColumn::Status => 11.0,
        UserColumn::ContactId | UserColumn::Language => 12.0,
        UserColumn::Onboarding => 14.0,
        UserColumn::Kind | UserColumn::EndDate => 16.0,
        UserColumn::CreatedAt
        | UserColumn::LastSignIn
        | UserColumn::ChangedAt
        | UserColumn::Phone
        | UserColumn::Location => 18.0,
        UserColumn::Client | UserColumn::Department | UserColumn::Tags => 20.0,
        UserColumn::Title | UserColumn::Manager => 22.0,
        UserColumn::Workspaces | UserColumn::Teams => 24.0,
        UserColumn::Name => 26.0,
        UserColumn::Roles => 30.0,
        UserColumn::Email => 34.0,
    }
}

/// Names by number, shared by all rows.
struct Names {
    roles: HashMap<i64, Arc<str>>,
    teams: HashMap<i64, Arc<str>>,
    workspaces: HashMap<i64, Arc<str>>,
    clients: HashMap<i64, Arc<str>>,
}

impl Names {
    fn of(directory: &Directory) -> Self {
        let named = |id: i64, name: &str| (id, Arc::from(name));
        Self {
            roles: directory
                .roles
                .iter()
                .map(|r| named(r.role_id.0, &r.name))
                .collect(),
            teams: directory
                .teams
                .iter()
                .map(|t| named(t.id.0, &t.name))
                .collect(),
            workspaces: directory
                .workspaces
                .iter()
                .map(|w| named(w.id.0, &w.name))
                .collect(),
            clients: directory
                .clients
                .iter()
                .map(|c| named(c.id.0, &c.name))
                .collect(),
        }
    }

    fn cells(&self, row: UserRow) -> Vec<Cell> {
        let client = row.client_id.and_then(|id| self.clients.get(&id.0));
        vec![
            Cell::Text(row.user_id.contact_id().to_string()),
            Cell::text(row.name),
            optional(row.email),
            choice(row.status.key(), row.status.label()),
            choice(row.onboarding.key(), row.onboarding.label()),
            chosen(&self.roles, row.roles.iter().map(|id| id.0)),
            Cell::instant(row.created_at),
            Cell::instant(row.last_sign_in_at),
            optional(row.phone),
            optional(row.extension),
            choice(row.kind.key(), row.kind.label()),
            client.map_or(Cell::Empty, |name| Cell::text(&**name)),
            chosen(&self.workspaces, row.workspaces.iter().map(|id| id.0)),
            chosen(&self.teams, row.teams.iter().map(|id| id.0)),
            Cell::text(row.title),
            Cell::text(row.department),
            Cell::text(row.location),
            Cell::text(row.language),
            Cell::text(row.manager),
            row.end_date.map_or(Cell::Empty, Cell::Day),
            Cell::Names(row.tags.into_iter().map(Arc::from).collect()),
            Cell::Instant(row.changed_at),
        ]
    }
}

fn chosen(names: &HashMap<i64, Arc<str>>, ids: impl Iterator<Item = i64>) -> Cell {
    Cell::Names(
        ids.filter_map(|id| names.get(&id))
            .map(Arc::clone)
            .collect(),
    )
}

fn choice(key: &'static str, label: &'static str) -> Cell {
    Cell::Choice { key, label }
}

fn optional(text: Option<String>) -> Cell {
    text.map_or(Cell::Empty, Cell::text)
}
