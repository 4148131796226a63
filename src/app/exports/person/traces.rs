//! What the audit log tells: what was changed about a person, and what they did.

use super::sheet;
use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::exports::scene::Scene;
use crate::app::log_view::LogView;
use crate::app::queries::audit_log::AuditLog;
use crate::app::query::Query;
use crate::domain::actor::Hand;
use crate::domain::audit::{HistoryItem, ObjectKind};
use crate::domain::ids::UserId;
use crate::domain::log::{LogFilter, LogRow, kind_label, names_person};
use crate::domain::table::{Cell, Column, Sheet};
use crate::domain::text::text;
use crate::domain::undo::act;

/// Rows between two looks whether anybody still wants the file.
const CHUNK: u64 = 1_000;

pub(super) fn sheets(scene: &Scene<'_>, user_id: UserId) -> Result<[Sheet; 3], AppError> {
    Ok([
        history(scene, user_id)?,
        acts(scene, user_id)?,
        attempts(scene, user_id)?,
    ])
}

fn history(scene: &Scene<'_>, user_id: UserId) -> Result<Sheet, AppError> {
    let words = &text().personal;
    let colleagues = Colleagues::of(&scene.question())?;
    let mut items = scene.snapshot.whole_history(user_id)?;
    for item in &mut items {
        colleagues.hide(&mut item.actor);
    }
    let columns = Column::list([
        ("entry", words.entry, 10.0),
        ("at", words.at, 18.0),
        ("who", text().audit_page.who, 26.0),
        ("act", words.act, 30.0),
        ("field", words.field, 24.0),
        ("before", words.before, 34.0),
        ("after", words.after, 34.0),
        ("reason", text().audit_page.reason, 34.0),
    ]);
    let rows = items.iter().flat_map(changes);
    Ok(sheet(("changes", words.history), columns, rows))
}

/// A row for each field that changed; one where none did.
fn changes(item: &HistoryItem) -> Vec<Vec<Cell>> {
    let row = |field: Cell, before: Cell, after: Cell| {
        let who = item.actor.as_ref();
        vec![
            Cell::Count(item.seq.unsigned_abs()),
            Cell::Instant(item.at),
            Cell::text(who.map_or(text().act.program, Hand::name)),
            Cell::text(act(&item.command)),
            field,
            before,
            after,
            Cell::text(item.reason.clone().unwrap_or_default()),
        ]
    };
    if item.changes.is_empty() {
        return vec![row(Cell::Empty, Cell::Empty, Cell::Empty)];
    }
    let fields = item.changes.iter();
    fields
        .map(|change| {
            row(
                Cell::text(change.label()),
                Cell::text(&*change.old),
                Cell::text(&*change.new),
            )
        })
        .collect()
}

fn acts(scene: &Scene<'_>, user_id: UserId) -> Result<Sheet, AppError> {
    let filter = LogFilter {
        actor: Some(user_id),
        ..LogFilter::default()
    };
    let rows = entries(scene, filter, |_| true)?;
    Ok(log_sheet(("acts", text().personal.acts), rows))
}

/// What was tried at the door with their account, by whomever.
fn attempts(scene: &Scene<'_>, user_id: UserId) -> Result<Sheet, AppError> {
    let filter = LogFilter {
        object: Some((ObjectKind::User, user_id.0)),
        ..LogFilter::default()
    };
    let rows = entries(scene, filter, names_person)?;
    Ok(log_sheet(("attempts", text().personal.attempts), rows))
}

/// Entries of the log about acts that are wanted by their names.
fn entries(
    scene: &Scene<'_>,
    filter: LogFilter,
    is_wanted: impl Fn(&str) -> bool,
) -> Result<Vec<Vec<Cell>>, AppError> {
    let question = scene.question();
    let entries = AuditLog { filter }.run(&question)?.entries;
    let view = LogView::of(&question)?;
    let mut rows = Vec::new();
    for begin in (0..entries.count()).step_by(CHUNK as usize) {
        scene.go_on()?;
        for seq in entries.slice(begin..(begin + CHUNK).min(entries.count())) {
            let record = scene.snapshot.log_record(seq)?;
            if is_wanted(&record.command) {
                rows.extend(view.row(&record)?.map(cells));
            }
        }
    }
    Ok(rows)
}

fn log_sheet(name: (&'static str, &'static str), rows: Vec<Vec<Cell>>) -> Sheet {
    let words = &text().personal;
    let columns = Column::list([
        ("entry", words.entry, 10.0),
        ("at", words.at, 18.0),
        ("act", words.act, 30.0),
        ("kind", text().audit_page.area, 16.0),
        ("object", words.about_what, 30.0),
        ("outcome", words.outcome, 12.0),
        ("reason", text().audit_page.reason, 34.0),
    ]);
    sheet(name, columns, rows)
}

fn cells(row: LogRow) -> Vec<Cell> {
    vec![
        Cell::Count(row.seq.unsigned_abs()),
        Cell::Instant(row.at),
        Cell::text(act(&row.command)),
        Cell::text(kind_label(row.object.kind)),
        Cell::text(row.object.name),
        Cell::Choice {
            key: row.outcome.key(),
            label: row.outcome.label(),
        },
        Cell::text(row.reason),
    ]
}
