//! About the workspace file itself: what a check found, mending what is derived, taking a file as the right one.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome};
use crate::domain::file::{CheckKind, Checked, Recounted, Standing};
use crate::domain::permission::Permission;
use crate::store::workspace::{Act, Workspace};

use crate::app::checkpoints::Seen;

/// An act about the file.
#[derive(Clone, PartialEq, Debug)]
pub enum UpkeepCommand {
    /// A check has ended.
    NoteCheck(CheckKind, Checked),
    /// Everything derived was worked out anew; what differs is mended.
    Recount(Recounted),
    /// The log is right as it stands, although this computer has seen another.
    AcceptLog(Seen),
    /// A bundle for a bug report was made.
    NoteBundle,
}

impl From<UpkeepCommand> for Command {
    fn from(command: UpkeepCommand) -> Self {
        Self::Upkeep(command)
    }
}

impl UpkeepCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::NoteCheck(CheckKind::Log, _) | Self::AcceptLog(_) => {
                Access::Office(&[Permission::AuditView, Permission::SettingsManage])
            }
            Self::NoteCheck(..) | Self::Recount(_) | Self::NoteBundle => {
                Access::Office(&[Permission::SettingsManage])
            }
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::NoteCheck(..) | Self::Recount(_) | Self::AcceptLog(_) | Self::NoteBundle => {
                FreshProof::NotNeeded
            }
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::NoteCheck(..) => "file.check",
            Self::Recount(_) => "file.recount",
            Self::AcceptLog(_) => "file.accept_log",
            Self::NoteBundle => "file.bundle",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let entry = NewEntry::done(self.name(), ObjectKind::Workspace, None);
        if let Self::AcceptLog(seen) = &self {
            refuse_what_fits(workspace, seen)?;
        }
        let touched = match &self {
            Self::Recount(found) if !found.differences.is_empty() => Topics::ALL,
            _ => Topics::NONE,
        };
        workspace.transact(context.act(), |w| {
            let entry = match self {
                Self::NoteCheck(kind, checked) => {
                    w.note_check(kind, &checked)?;
                    checked_entry(entry, kind, &checked)
                }
                Self::Recount(found) => {
                    w.mend(&found)?;
                    recounted_entry(entry, &found)
                }
                Self::AcceptLog(seen) => accepted_entry(entry, &seen),
                Self::NoteBundle => entry,
            };
            Ok::<_, AppError>(((), entry))
        })?;
        Ok(Done::new(Reply::Done, touched))
    }
}

/// Notes what a check found that nobody had asked for.
pub(in crate::app) fn note_check(
    workspace: &mut Workspace,
    kind: CheckKind,
    checked: &Checked,
) -> Result<(), AppError> {
    let act = Act {
        actor: None,
        at: checked.at,
    };
    workspace.transact(act, |w| {
        w.note_check(kind, checked)?;
        let entry = NewEntry::done("file.check", ObjectKind::Workspace, None);
        Ok(((), checked_entry(entry, kind, checked)))
    })
}

/// There is nothing to accept of a log that goes on from what was seen.
fn refuse_what_fits(workspace: &Workspace, seen: &Seen) -> Result<(), AppError> {
    let standing = match &seen.checkpoint {
        Some(checkpoint) => workspace.standing(checkpoint, seen.ended)?,
        None => Standing::Fits,
    };
    if standing == Standing::Fits {
        return Err(AppError::NothingToUndo);
    }
    Ok(())
}

fn checked_entry(entry: NewEntry, kind: CheckKind, checked: &Checked) -> NewEntry {
    let details = serde_json::json!({ "check": kind.key(), "faults": checked.faults.len() });
    NewEntry {
        outcome: if checked.is_sound() {
            Outcome::Done
        } else {
            Outcome::Failed
        },
        ..entry.with_details(details.to_string())
    }
}

fn recounted_entry(entry: NewEntry, found: &Recounted) -> NewEntry {
    let differences: Vec<String> = found.differences.iter().map(|one| one.said()).collect();
    let details = serde_json::json!({ "differences": differences.join("; ") });
    NewEntry {
        count: found.differences.iter().map(|one| one.places).sum(),
        ..entry.with_details(details.to_string())
    }
}

fn accepted_entry(entry: NewEntry, seen: &Seen) -> NewEntry {
    let checkpoint = seen.checkpoint.as_ref();
    let details = serde_json::json!({
        "seen": checkpoint.map(|checkpoint| checkpoint.seq), "ended": seen.ended,
    });
    entry.with_details(details.to_string())
}
