//! Long work on the file itself behind the window: checks of its log and its pages, and recounting; what comes of it is
//! recorded.

use super::access;
use super::backend::{Backend, ReadContext};
use super::commands::upkeep::UpkeepCommand;
use super::commands::{Command, Context, record_refusal};
use super::error::AppError;
use super::query::Access;
use super::ticket::Ticket;
use crate::domain::file::{CheckKind, Checked, Recounted};
use crate::domain::permission::Permission;
use crate::domain::text::{count, fill, text};
use crate::store::audit::{Verdict, verify_telling};
use crate::store::file::Depth;
use crate::store::reader::{Reader, Snapshot};
use crate::store::workspace::Workspace;

const MANAGE: Access = Access::Office(&[Permission::SettingsManage]);

/// Checks the log or the file. Cancelling leaves the last result as it was.
pub fn check(backend: &Backend, kind: CheckKind) -> Ticket<Checked> {
    let access = match kind {
        CheckKind::Log => Access::Office(&[Permission::AuditView]),
        CheckKind::Quick | CheckKind::Full => MANAGE,
    };
    backend.read_then_write(
        move |reader, context| {
            let may_note = with_access(reader, context, MANAGE, |_| Ok(())).is_ok();
            let checked = with_access(reader, context, access, |snapshot| {
                found(snapshot, context, kind)
            })?;
            Ok((checked, may_note))
        },
        move |workspace, context, read| {
            // Whoever may only look gets the result, and nothing is changed.
            if let Ok((checked, false)) = read {
                return Ok(checked);
            }
            let read = read.map(|(checked, _)| checked);
            record(workspace, context, read, "file.check", |checked| {
                UpkeepCommand::NoteCheck(kind, checked)
            })
        },
    )
}

/// What differs from what is kept; nothing is mended.
pub fn compare(backend: &Backend) -> Ticket<Recounted> {
    backend.read_long(|reader, context| {
        with_access(reader, context, MANAGE, |snapshot| {
            Ok(snapshot.recount(|done, total| tell(context, done, total))?)
        })
    })
}

/// Works out anew whatever is derived, and mends what differs.
pub fn recount(backend: &Backend) -> Ticket<Recounted> {
    backend.read_then_write(
        |reader, context| {
            with_access(reader, context, MANAGE, |snapshot| {
                Ok(snapshot.recount(|done, total| tell(context, done, total))?)
            })
        },
        |workspace, context, found| {
            record(
                workspace,
                context,
                found,
                "file.recount",
                UpkeepCommand::Recount,
            )
        },
    )
}

/// Does reading work that needs a right.
pub(super) fn with_access<T>(
    reader: &mut Reader,
    context: &ReadContext<'_>,
    access: Access,
    work: impl FnOnce(&Snapshot<'_>) -> Result<T, AppError>,
) -> Result<T, AppError> {
    let now = context.env.clock.now();
    reader.snapshot(|snapshot| {
        let actor = match context.operator {
            Some(operator) => Some(access::actor(snapshot, operator, now)?),
            None => None,
        };
        access.check(actor.as_ref())?;
        let found = work(snapshot)?;
        // Small work may be over before it hears of the wish to stop.
        if context.progress.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        Ok(found)
    })
}

/// Records what came of the reading, or its refusal.
fn record<T: Clone>(
    workspace: &mut Workspace,
    context: &Context<'_>,
    read: Result<T, AppError>,
    name: &'static str,
    command: impl FnOnce(T) -> UpkeepCommand,
) -> Result<T, AppError> {
    let found = match read {
        Err(refusal) if refusal.is_refusal() => {
            record_refusal(workspace, context, name)?;
            return Err(refusal);
        }
        other => other?,
    };
    Command::from(command(found.clone())).execute(workspace, context)?;
    Ok(found)
}

fn tell(context: &ReadContext<'_>, done: u64, total: u64) {
    context.progress.set_total(total);
    context.progress.set_done(done);
}

fn found(
    snapshot: &Snapshot<'_>,
    context: &ReadContext<'_>,
    kind: CheckKind,
) -> Result<Checked, AppError> {
    let at = context.env.clock.now();
    let depth = match kind {
        CheckKind::Quick => Depth::Quick,
        CheckKind::Full => Depth::Full,
        CheckKind::Log => {
            let verdict = verify_telling(snapshot, |done, total| tell(context, done, total))?;
            return Ok(match verdict {
                Verdict::Intact(head) => Checked {
                    at,
                    faults: Vec::new(),
                    head: head.seq,
                },
                Verdict::Broken(seq) => Checked {
                    at,
                    faults: vec![broken(seq)],
                    head: seq - 1,
                },
            });
        }
    };
    let faults = snapshot.check(depth, |done, total| tell(context, done, total))?;
    Ok(Checked {
        at,
        faults,
        head: 0,
    })
}

fn broken(seq: i64) -> String {
    fill(text().diagnostics.log_broken, &[&count(seq.max(0) as u64)])
}
