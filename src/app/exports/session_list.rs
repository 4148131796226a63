//! The rows of the Sessions page: sessions, failed sign-ins, or who can sign in here.

use super::Written;
use super::about::{self, AboutOf, line};
use super::output::Output;
use super::rows::List;
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::queries::session_list::{SessionList, entry};
use crate::app::query::Query;
use crate::domain::session::{Part, SessionColumn, SessionFilter};
use crate::domain::session_row::SessionEntry;
use crate::domain::table::{Cell, Column};
use crate::domain::text::{fill, text};

pub(super) fn write(
    scene: &Scene<'_>,
    filter: &SessionFilter,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let question = scene.question();
    let list = SessionList {
        filter: filter.clone(),
    };
    let keys = list.run(&question)?.keys;
    let (words, part) = (&text().export, filter.part);
    let conditions = in_words(filter);
    let shown = match filter.search.trim() {
        "" => conditions.clone(),
        search => fill(words.filter_search, &[&conditions, &search]),
    };
    let rows = keys.len();
    let more = vec![
        line(
            "definition",
            words.about_definition,
            Cell::text(part.definition()),
        ),
        line("rows", words.about_count, Cell::Count(rows as u64)),
    ];
    let title = fill(
        text().sessions.line,
        &[&text().sessions.title, &part.label()],
    );
    let about = AboutOf::scene(scene, title, shown, text().sessions.left_out_rows);
    let document = about.document(more);
    let list = List {
        document: &document,
        sheet: text().sessions.sheet,
        columns: &columns(part),
        rows,
    };
    list.write(scene, out, |range| {
        let keys = keys.get(range).unwrap_or_default().iter();
        let mut rows = Vec::with_capacity(keys.len());
        for key in keys {
            // The rows are those of the same state of the file.
            let entry = entry(&question, *key)?.ok_or(AppError::SetChanged)?;
            rows.push(cells(part, &entry));
        }
        Ok(rows)
    })?;
    Ok(Written {
        what: document.title,
        filter: about::recorded(conditions, &filter.search),
        rows: rows as u64,
    })
}

/// What narrows the list, without what was searched for.
fn in_words(filter: &SessionFilter) -> String {
    let words = &text().sessions;
    let period = filter
        .part
        .has_period()
        .then(|| filter.period.label().to_owned());
    let person = filter.person.map(|id| id.contact_id());
    let person = person.map(|id| fill(words.person, &[&id]));
    let is_of_accounts = filter.part == Part::Accounts;
    let named = |label: &str, value: &Option<String>| {
        let value = value.as_ref()?;
        Some(fill(text().undo.change, &[&label, value]))
    };
    let places = [
        named(words.source, &filter.source),
        named(words.device, &filter.device),
    ];
    let places = places.into_iter().filter(|_| !is_of_accounts);
    let parts = [Some(filter.part.label().to_owned()), person, period];
    let parts = parts.into_iter().chain(places);
    let parts = parts.chain([named(words.reason, &filter.reason)]).flatten();
    parts.collect::<Vec<_>>().join(" · ")
}

fn columns(part: Part) -> Vec<Column> {
    let columns = part.columns().iter();
    Column::list(columns.map(|column| (column.key(part), column.label(part), width(*column))))
}

fn width(column: SessionColumn) -> f64 {
    match column {
        SessionColumn::ContactId | SessionColumn::Failures | SessionColumn::Open => 12.0,
        SessionColumn::Email | SessionColumn::Place => 34.0,
        SessionColumn::Name | SessionColumn::Device | SessionColumn::Reason => 26.0,
        SessionColumn::Source | SessionColumn::Began | SessionColumn::Last => 18.0,
    }
}

fn cells(part: Part, entry: &SessionEntry) -> Vec<Cell> {
    let columns = part.columns().iter();
    columns.map(|column| cell(*column, entry)).collect()
}

fn cell(column: SessionColumn, entry: &SessionEntry) -> Cell {
    let words = |words: &str| {
        if words.is_empty() {
            Cell::Empty
        } else {
            Cell::text(words)
        }
    };
    let number = |number: Option<u64>| number.map_or(Cell::Empty, Cell::Count);
    match column {
        SessionColumn::ContactId => {
            let id = entry.user_id.map(|id| id.contact_id().to_string());
            words(&id.unwrap_or_default())
        }
        SessionColumn::Name => words(&entry.name),
        SessionColumn::Email => words(entry.email.as_deref().unwrap_or_default()),
        SessionColumn::Device => words(&entry.device),
        SessionColumn::Source => words(&entry.source),
        SessionColumn::Place => words(&entry.place),
        SessionColumn::Reason => words(&entry.reason),
        SessionColumn::Began => entry.began.map_or(Cell::Empty, Cell::Instant),
        SessionColumn::Last => entry.last.map_or(Cell::Empty, Cell::Instant),
        SessionColumn::Failures => number(entry.account.map(|a| u64::from(a.failures))),
        SessionColumn::Open => number(entry.account.map(|a| a.open)),
    }
}
