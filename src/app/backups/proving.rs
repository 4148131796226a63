//! Opening the newest backup with the passphrase itself, whenever somebody has typed it.
//!
//! Otherwise a backup is only ever opened with the key at hand. Where there is none that this passphrase opens, as after
//! a change of it, one is made.

use std::path::Path;

use super::restore::opens;
use super::{Made, beside, find, folder};
use crate::app::commands::Context;
use crate::app::commands::file::record_backup;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::passphrase;
use crate::app::progress::Progress;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome};
use crate::domain::backup::{Proven, Reason};
use crate::store::error::StoreError;
use crate::store::key::{Cover, FileKey, Salt, cover};
use crate::store::reader::Reader;
use crate::store::workspace::{Act, Workspace};

/// What came of opening a backup with the passphrase.
pub(in crate::app) struct Proof {
    /// The backup, where it had to be made.
    made: Option<Made>,
    proven: Proven,
}

/// Opens the newest backup of a file with its passphrase; nothing where that was done before, or where this is another
/// passphrase than that of the file.
pub(in crate::app) fn prove(
    reader: &mut Reader,
    file: &Path,
    passphrase: &str,
    env: &Env,
) -> Result<Option<Proof>, AppError> {
    let Some(own) = reader.key() else {
        return Ok(None);
    };
    if !keys(passphrase, *own.salt())?.contains(&own) {
        return Ok(None);
    }
    let known = reader.snapshot(|s| s.proven_backup())?;
    let mut found = find(file, &folder(file)).into_iter();
    let newest = found.find(|backup| !backup.reason.is_aside());
    if let Some(backup) = newest {
        let name = name_of(&backup.path);
        if known.is_some_and(|known| known.is_open && known.backup == name) {
            return Ok(None);
        }
        if is_opened(&backup.path, passphrase) {
            let proven = Proven {
                at: env.clock.now(),
                backup: name,
                is_open: true,
            };
            return Ok(Some(Proof { made: None, proven }));
        }
    }
    let made = beside(reader, file, Reason::Daily, env, &Progress::default())?;
    let proven = Proven {
        at: env.clock.now(),
        backup: name_of(&made.path),
        is_open: is_opened(&made.path, passphrase),
    };
    let made = Some(made);
    Ok(Some(Proof { made, proven }))
}

/// Records it, as the program's own act.
pub(in crate::app) fn record_proof(
    workspace: &mut Workspace,
    context: &Context<'_>,
    proof: &Proof,
) -> Result<(), AppError> {
    if let Some(made) = &proof.made {
        record_backup(workspace, context, made)?;
    }
    let proven = &proof.proven;
    let act = Act {
        actor: None,
        at: proven.at,
    };
    let details = serde_json::json!({ "backup": proven.backup, "is_open": proven.is_open });
    let entry = NewEntry::done("backup.prove", ObjectKind::Workspace, None);
    let entry = NewEntry {
        outcome: if proven.is_open {
            Outcome::Done
        } else {
            Outcome::Failed
        },
        ..entry.with_details(details.to_string())
    };
    workspace.transact(act, |w| {
        w.note_proven(proven)?;
        Ok::<_, AppError>(((), entry))
    })
}

/// Whether the passphrase, with what stands at the beginning of the copy itself, opens it.
fn is_opened(backup: &Path, passphrase: &str) -> bool {
    let opened = || -> Result<bool, AppError> {
        let Cover::Encrypted(salt) = cover(backup)? else {
            return Ok(false);
        };
        for key in keys(passphrase, salt)? {
            match opens(backup, Some(&key)) {
                Ok(()) => return Ok(true),
                Err(StoreError::WrongKey(_)) => {}
                Err(other) => return Err(other.into()),
            }
        }
        Ok(false)
    };
    // One that can't be read is not opened.
    opened().unwrap_or(false)
}

fn keys(passphrase: &str, salt: Salt) -> Result<Vec<FileKey>, AppError> {
    passphrase::keys(passphrase, salt).collect()
}

fn name_of(backup: &Path) -> String {
    let name = backup.file_name().unwrap_or_default();
    name.to_string_lossy().into_owned()
}
