//! Entries of the audit log as rows, with the number and the hash at which the log ends.

use super::Written;
use super::about::{AboutOf, line};
use super::output::Output;
use super::rows::List;
use super::scene::Scene;
use crate::app::error::AppError;
use crate::app::log_view::LogView;
use crate::app::queries::audit_log::{AuditLog, AuditLogAnswer};
use crate::app::query::Query;
use crate::domain::actor::Hand;
use crate::domain::audit::ObjectKind;
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, UserId, WorkspaceId};
use crate::domain::log::{LogEntry, LogFilter, hexadecimal, kind_label};
use crate::domain::table::{AboutLine, Cell, Column};
use crate::domain::text::{fill, text};
use crate::domain::undo::act;

pub(super) fn write(
    scene: &Scene<'_>,
    filter: &LogFilter,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let question = scene.question();
    let answer = AuditLog {
        filter: filter.clone(),
    }
    .run(&question)?;
    let view = LogView::of(&question)?;
    let rows = answer.entries.count();
    let words = &text().audit_page;
    let shown = in_words(scene, filter, &scene.directory()?);
    let title = words.export_title.to_owned();
    let about = AboutOf::scene(scene, title, shown.clone(), words.left_out);
    let document = about.document(more(&answer));
    let list = List {
        document: &document,
        sheet: words.sheet,
        columns: &columns(),
        rows: rows as usize,
    };
    list.write(scene, out, |part| {
        let seqs = answer.entries.slice(part.start as u64..part.end as u64);
        let rows = seqs.into_iter().map(|seq| view.entry(seq).map(cells));
        rows.collect::<Result<Vec<_>, _>>()
    })?;
    Ok(Written {
        what: document.title,
        // A reason that was searched for may name somebody.
        filter: in_words(
            scene,
            &LogFilter {
                reason: String::new(),
                ..filter.clone()
            },
            &scene.directory()?,
        ),
        rows,
    })
}

fn more(answer: &AuditLogAnswer) -> Vec<AboutLine> {
    let words = &text().audit_page;
    let rows = answer.entries.count();
    let mut lines = vec![line("rows", text().export.about_count, Cell::Count(rows))];
    if let Some(head) = answer.head {
        lines.push(line(
            "head",
            words.about_head,
            Cell::Count(head.seq.max(0) as u64),
        ));
        lines.push(line(
            "head_hash",
            words.about_hash,
            Cell::text(hexadecimal(&head.hash)),
        ));
    }
    lines
}

/// The filter as people read it.
fn in_words(scene: &Scene<'_>, filter: &LogFilter, directory: &Directory) -> String {
    let words = &text().audit_page;
    let time = scene.office.time();
    let contact = |id: UserId| id.contact_id().to_string();
    let object = filter.object.map(|(kind, id)| match kind {
        ObjectKind::User => contact(UserId(id)),
        ObjectKind::Role => fill(words.about_role, &[&directory.role(RoleId(id))]),
        ObjectKind::OfficeWorkspace => fill(
            words.about_workspace,
            &[&directory.workspace(WorkspaceId(id))],
        ),
        other => kind_label(other).to_owned(),
    });
    let reason = Some(filter.reason.trim()).filter(|reason| !reason.is_empty());
    let parts = [
        filter
            .actor
            .map(|id| fill(words.chip_actor, &[&contact(id)])),
        object.map(|object| fill(words.chip_object, &[&object])),
        filter.area.map(|area| area.label().to_owned()),
        filter.outcome.map(|outcome| outcome.label().to_owned()),
        filter
            .from
            .map(|day| fill(words.chip_from, &[&time.day(day)])),
        filter.to.map(|day| fill(words.chip_to, &[&time.day(day)])),
        reason.map(|reason| fill(words.chip_reason, &[&reason])),
    ];
    let parts: Vec<String> = parts.into_iter().flatten().collect();
    if parts.is_empty() {
        words.no_filter.to_owned()
    } else {
        parts.join(" · ")
    }
}

fn columns() -> Vec<Column> {
    let words = &text().audit_page;
    Column::list([
        ("entry", words.number, 10.0),
        ("at", words.when, 18.0),
        ("who", words.who, 26.0),
        ("contact_id", text().field.contact_id, 12.0),
        ("act", words.what, 30.0),
        ("command", words.fact_command, 20.0),
        ("kind", words.area, 14.0),
        ("object", words.object, 28.0),
        ("outcome", words.outcome, 10.0),
        ("reason", words.reason, 30.0),
        ("changes", words.changes, 60.0),
        ("hash", words.hash, 66.0),
    ])
}

fn cells(entry: LogEntry) -> Vec<Cell> {
    let changes = said(&entry);
    let LogEntry { row, hash, .. } = entry;
    let actor = match &row.actor {
        Some(Hand::Known(user_id, _)) => Cell::text(user_id.contact_id().to_string()),
        Some(Hand::Hidden) | None => Cell::Empty,
    };
    vec![
        Cell::Count(row.seq.max(0) as u64),
        Cell::Instant(row.at),
        Cell::text(row.who()),
        actor,
        Cell::text(act(&row.command)),
        Cell::text(&*row.command),
        Cell::text(kind_label(row.object.kind)),
        Cell::text(row.object.name),
        Cell::Choice {
            key: row.outcome.key(),
            label: row.outcome.label(),
        },
        Cell::text(row.reason),
        Cell::text(changes),
        Cell::text(hexadecimal(&hash)),
    ]
}

/// What changed in one line; of several objects each with its name.
fn said(entry: &LogEntry) -> String {
    let is_single = entry.parts.len() == 1;
    let lines = entry.parts.iter().flat_map(|part| {
        part.changes.iter().map(move |change| {
            let line = fill(text().undo.change, &[&change.label(), &change.values()]);
            if is_single || part.object.name.is_empty() {
                line
            } else {
                fill(text().undo.change, &[&part.object.name, &line])
            }
        })
    });
    lines.collect::<Vec<_>>().join("; ")
}
