//! Backups that nobody asks for: once a day while somebody works.

use super::{Made, beside, find, folder};
use crate::app::backend::Backend;
use crate::app::commands::file::record_backup;
use crate::app::ticket::Ticket;
use crate::domain::backup::Reason;
use crate::domain::office::Origin;
use crate::domain::time::Timestamp;

const DAY_MS: i64 = 24 * 3_600_000;

/// Makes a backup now, because somebody asked for it or because a day has passed.
pub fn start(backend: &Backend, reason: Reason) -> Ticket<Option<Made>> {
    let file = backend.path().to_owned();
    backend.read_then_write(
        move |reader, context| {
            let office = reader.snapshot(|s| s.office())?;
            let now = context.env.clock.now();
            let is_due = reason != Reason::Daily
                || (office.origin != Origin::Demo && is_due(newest(&file), now));
            if !is_due {
                return Ok(None);
            }
            beside(reader, &file, reason, context.env, context.progress).map(Some)
        },
        |workspace, context, made| match made? {
            None => Ok(None),
            Some(made) => record_backup(workspace, context, &made).map(|()| Some(made)),
        },
    )
}

/// Makes the backup of the day, where it is due.
pub fn tend(backend: &Backend) -> Ticket<Option<Made>> {
    start(backend, Reason::Daily)
}

/// When the newest backup of a file was made.
fn newest(file: &std::path::Path) -> Option<Timestamp> {
    let found = find(file, &folder(file));
    let mut checked = found.iter().filter(|backup| !backup.reason.is_aside());
    checked.next().map(|backup| backup.at)
}

fn is_due(newest: Option<Timestamp>, now: Timestamp) -> bool {
    // One of the future comes from a clock that was set back.
    newest.is_none_or(|at| (now.0 - at.0).abs() >= DAY_MS)
}
