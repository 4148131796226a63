//! Long work on the file itself behind the window: checks of its log and its pages, and recounting; what comes of it is
//! recorded.

use super::access;
use super::backend::{Backend, Found, ReadContext};
use super::commands::upkeep::UpkeepCommand;
use super::commands::{Command, Context, record_refusal};
use super::error::AppError;
use super::query::Access;
use super::ticket::Ticket;
use crate::domain::file::{CheckKind, Checked, Health, Recounted};
use crate::domain::office::Origin;
use crate::domain::permission::Permission;
use crate::domain::text::{count, fill, text};
use crate::domain::time::Timestamp;
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
    let heard = backend.found();
    backend.read_then_write(
        move |reader, context| {
            let may_note = with_access(reader, context, MANAGE, |_| Ok(())).is_ok();
            let (health, checked) = with_access(reader, context, access, |snapshot| {
                found(snapshot, context, kind)
            })?;
            heard(match kind {
                CheckKind::Log | CheckKind::Quick => Found::Part(health),
                CheckKind::Full => Found::Everything(health),
            });
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
    let heard = backend.found();
    backend.read_then_write(
        |reader, context| {
            with_access(reader, context, MANAGE, |snapshot| {
                Ok(snapshot.recount(|done, total| tell(context, done, total))?)
            })
        },
        move |workspace, context, found| {
            let name = "file.recount";
            let found = record(workspace, context, found, name, UpkeepCommand::Recount)?;
            heard(Found::Counted);
            Ok(found)
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

/// What a check of this kind finds.
fn found(
    snapshot: &Snapshot<'_>,
    context: &ReadContext<'_>,
    kind: CheckKind,
) -> Result<(Health, Checked), AppError> {
    let at = context.env.clock.now();
    let mut telling = |done, total| tell(context, done, total);
    let (health, faults, head) = match kind {
        CheckKind::Log => look_at_log(snapshot, &mut telling)?,
        CheckKind::Quick => look_at_pages(snapshot, Depth::References, &mut telling)?,
        CheckKind::Full => look_at_everything(snapshot, &mut telling)?,
    };
    Ok((health, Checked { at, faults, head }))
}

/// What is to be thought of it, what is wrong, and the newest entry of the log that was verified.
type Findings = (Health, Vec<String>, i64);
type Tell<'a> = &'a mut dyn FnMut(u64, u64);

/// Looks through the file behind everything else, where that is due; who asked for nothing hears of what is wrong.
pub(super) fn look(
    reader: &mut Reader,
    due: Due,
    now: Timestamp,
) -> Result<Option<(Health, CheckKind, Checked)>, AppError> {
    reader.snapshot(|snapshot| {
        let kind = match due {
            Due::Pages => CheckKind::Quick,
            Due::Full => CheckKind::Full,
            Due::Weekly if is_due(snapshot, now)? => CheckKind::Full,
            Due::Weekly => return Ok(None),
        };
        let (health, faults, head) = match kind {
            CheckKind::Full => look_at_everything(snapshot, &mut |_, _| {})?,
            CheckKind::Log | CheckKind::Quick => {
                look_at_pages(snapshot, Depth::Pages, &mut |_, _| {})?
            }
        };
        let checked = Checked {
            at: now,
            faults,
            head,
        };
        Ok(Some((health, kind, checked)))
    })
}

/// What is to be looked through behind everything else.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) enum Due {
    /// Everything, where a week has passed since that was done.
    Weekly,
    /// The pages of every table, after each opening.
    Pages,
    /// Everything, after an end that was none.
    Full,
}

const WEEK_MS: i64 = 7 * 24 * 3_600_000;

/// Whether a week has passed since the last full check, or since the file was made. The demo is left alone.
fn is_due(snapshot: &Snapshot<'_>, now: Timestamp) -> Result<bool, AppError> {
    if snapshot.office()?.origin == Origin::Demo {
        return Ok(false);
    }
    let last = snapshot.last_check(CheckKind::Full)?;
    let since = match last {
        Some(checked) => Some(checked.at),
        None => snapshot.first_act()?,
    };
    // One of the future comes from a clock that was set back.
    Ok(since.is_none_or(|at| (now.0 - at.0).abs() >= WEEK_MS))
}

fn look_at_pages(
    snapshot: &Snapshot<'_>,
    depth: Depth,
    tell: Tell<'_>,
) -> Result<Findings, AppError> {
    let faults = snapshot.check(depth, tell)?;
    let health = if faults.is_empty() {
        Health::Sound
    } else {
        Health::Damaged
    };
    Ok((health, faults, 0))
}

fn look_at_log(snapshot: &Snapshot<'_>, tell: Tell<'_>) -> Result<Findings, AppError> {
    Ok(match verify_telling(snapshot, tell)? {
        Verdict::Intact(head) => (Health::Sound, Vec::new(), head.seq),
        Verdict::Broken(seq) => (Health::LogChanged, vec![broken(seq)], seq - 1),
    })
}

/// Every page, every reference, the whole log, and every number that is kept.
fn look_at_everything(snapshot: &Snapshot<'_>, tell: Tell<'_>) -> Result<Findings, AppError> {
    let (damage, mut faults, _) = look_at_pages(snapshot, Depth::Full, tell)?;
    if damage == Health::Damaged {
        // What is built on such pages says nothing.
        return Ok((damage, faults, 0));
    }
    let (log, broken, head) = look_at_log(snapshot, tell)?;
    faults.extend(broken);
    let counted = snapshot.recount(tell)?;
    faults.extend(counted.differences.iter().map(|one| one.said()));
    let numbers = if counted.differences.is_empty() {
        Health::Sound
    } else {
        Health::Miscounted
    };
    Ok((log.max(numbers), faults, head))
}

fn broken(seq: i64) -> String {
    fill(text().diagnostics.log_broken, &[&count(seq.max(0) as u64)])
}
