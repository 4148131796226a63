//! The sessions that are open, as rows.

use super::Written;
use super::about::{self, AboutOf, line};
use super::output::Output;
use super::rows::List;
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::queries::sessions::{OpenSessions, matches};
use crate::app::query::Query;
use crate::domain::insight::SessionRow;
use crate::domain::segment::Scope;
use crate::domain::table::{Cell, Column};
use crate::domain::text::{fill, text};

pub(super) fn write(
    scene: &Scene<'_>,
    (scope, search): (Scope, &str),
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let mut sessions = OpenSessions { scope }.run(&scene.question())?.rows;
    let time = scene.snapshot.office()?.time();
    sessions.retain(|session| matches(session, search, &time));
    let words = &text().export;
    let what = text().segment.sessions;
    let filter = about::filter(what, scope, &scene.directory()?);
    let shown = match search.trim() {
        "" => filter.clone(),
        search => fill(words.filter_search, &[&filter, &search]),
    };
    let more = vec![
        line(
            "definition",
            words.about_definition,
            Cell::text(text().insight.def_sessions),
        ),
        line(
            "rows",
            words.about_count,
            Cell::Count(sessions.len() as u64),
        ),
    ];
    let about = AboutOf::scene(scene, what.to_owned(), shown, words.left_out_sessions);
    let document = about.document(more);
    let list = List {
        document: &document,
        sheet: words.sessions_sheet,
        columns: &columns(),
        rows: sessions.len(),
    };
    let rows = list.rows as u64;
    let mut sessions = sessions.into_iter().map(cells);
    list.write(scene, out, |part| {
        Ok(sessions.by_ref().take(part.len()).collect::<Vec<_>>())
    })?;
    Ok(Written {
        what: document.title,
        filter: about::recorded(filter, search),
        rows,
    })
}

fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().users);
    Column::list([
        ("contact_id", field.contact_id, 12.0),
        ("name", field.name, 26.0),
        ("email", field.email, 34.0),
        ("device", words.device, 26.0),
        ("source", words.source, 18.0),
        ("started_at", words.started, 18.0),
        ("last_seen_at", words.last_seen, 18.0),
    ])
}

fn cells(session: SessionRow) -> Vec<Cell> {
    vec![
        Cell::Text(session.user_id.contact_id().to_string()),
        Cell::text(session.name),
        session.email.map_or(Cell::Empty, Cell::text),
        Cell::text(session.device),
        Cell::text(session.source),
        Cell::Instant(session.started_at),
        Cell::Instant(session.last_seen_at),
    ]
}
