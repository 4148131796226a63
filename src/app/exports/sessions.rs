//! The sessions that are open, as rows.

use std::path::Path;

use super::Written;
use super::about::{self, AboutOf, line};
use super::output::{Output, Stop};
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::queries::sessions::{OpenSessions, matches};
use crate::app::query::Query;
use crate::domain::insight::SessionRow;
use crate::domain::segment::Scope;
use crate::domain::table::{Cell, Column, Format};
use crate::domain::text::{fill, text};
use crate::export;

pub(super) fn write(
    scene: &Scene<'_>,
    (scope, search): (Scope, &str),
    format: Format,
    out: &mut Output<'_>,
    scratch: &Path,
) -> Result<Written, AppError> {
    let mut sessions = OpenSessions { scope }.run(&scene.question())?.rows;
    let time = scene.snapshot.office()?.time();
    sessions.retain(|session| matches(session, search, &time));
    let rows = sessions.len() as u64;
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
        line("rows", words.about_count, Cell::Count(rows)),
    ];
    let about = AboutOf::scene(scene, what.to_owned(), shown, words.left_out_sessions);
    let (document, columns) = (about.document(more), columns());
    scene.progress.set_total(rows);
    out.write(|out| {
        let sheet = words.sessions_sheet;
        let mut sink = export::rows(format, &document, sheet, &columns, out, scratch)?;
        for session in sessions {
            sink.row(cells(session))?;
        }
        sink.finish()?;
        Ok::<_, Stop>(())
    })?;
    scene.progress.set_done(rows);
    Ok(Written {
        what: document.title,
        filter: about::recorded(filter, search),
        rows,
    })
}

fn columns() -> Vec<Column> {
    let (field, words) = (&text().field, &text().users);
    [
        ("contact_id", field.contact_id, 12.0),
        ("name", field.name, 26.0),
        ("email", field.email, 34.0),
        ("device", words.device, 26.0),
        ("source", words.source, 18.0),
        ("started_at", words.started, 18.0),
        ("last_seen_at", words.last_seen, 18.0),
    ]
    .into_iter()
    .map(|(key, header, width)| Column {
        header: header.to_owned(),
        key,
        width,
    })
    .collect()
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
