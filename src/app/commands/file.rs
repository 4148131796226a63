//! The care of the file: backups, the place for second ones, its passphrase, and putting a backup in its place.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use zeroize::Zeroizing;

use super::session_lock::check;
use super::{Command, Context, Done, Reply};
use crate::app::backups::{self, Made, Restoring};
use crate::app::error::AppError;
use crate::app::keys;
use crate::app::launch::Keep;
use crate::app::passphrase;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::backup::Reason;
use crate::domain::change::Field;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::validation::password as rule;
use crate::platform::files;
use crate::store::error::StoreError;
use crate::store::key::FileKey;
use crate::store::workspace::Workspace;

/// Something about the file itself.
#[derive(Clone, PartialEq)]
pub enum FileCommand {
    /// Make a backup now.
    BackUp,
    /// Keep backups in a second folder too, or no longer.
    SecondPlace(Option<PathBuf>),
    /// Keep the key in the keyring of this computer.
    Remember,
    /// Take it out of there.
    Forget,
    /// Encrypt the file with another passphrase.
    ChangePassphrase {
        /// The new passphrase.
        passphrase: Zeroizing<String>,
        /// The operator's password.
        password: Zeroizing<String>,
    },
    /// Get ready to put an encrypted copy in the place of a file that is not encrypted.
    Encrypt {
        /// The passphrase.
        passphrase: Zeroizing<String>,
        /// The operator's password; the demo has none.
        password: Zeroizing<String>,
        /// Whether this computer keeps the key.
        keep: Keep,
    },
    /// Get ready to put a backup in the place of the file.
    Restore {
        /// The backup.
        backup: PathBuf,
        /// The operator's password; the demo has none.
        password: Zeroizing<String>,
    },
}

impl std::fmt::Debug for FileCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl From<FileCommand> for Command {
    fn from(command: FileCommand) -> Self {
        Self::File(command)
    }
}

impl FileCommand {
    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Office(&[Permission::BackupManage])
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            // What changes the passphrase or the file asks for the password itself.
            Self::BackUp
            | Self::SecondPlace(_)
            | Self::Remember
            | Self::Forget
            | Self::ChangePassphrase { .. }
            | Self::Encrypt { .. }
            | Self::Restore { .. } => FreshProof::NotNeeded,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::BackUp => "backup.make",
            Self::SecondPlace(_) => "backup.second_place",
            Self::Remember => "file.remember_key",
            Self::Forget => "file.forget_key",
            Self::ChangePassphrase { .. } => "file.change_passphrase",
            Self::Encrypt { .. } => "file.encrypt",
            Self::Restore { .. } => "backup.restore",
        }
    }

    /// The password that it proves, under which the new key is sealed.
    pub(super) fn password(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::ChangePassphrase { password, .. } => Some(password),
            Self::BackUp
            | Self::SecondPlace(_)
            | Self::Remember
            | Self::Forget
            // The file is opened anew, with the key at hand.
            | Self::Encrypt { .. }
            | Self::Restore { .. } => None,
        }
    }

    /// The passphrase that the file opens with from now on.
    pub(super) fn passphrase(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::ChangePassphrase { passphrase, .. } => Some(passphrase),
            Self::BackUp
            | Self::SecondPlace(_)
            | Self::Remember
            | Self::Forget
            // The file is opened anew; the next who types it proves a backup.
            | Self::Encrypt { .. }
            | Self::Restore { .. } => None,
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        match self {
            Self::BackUp => {
                let (env, progress) = (context.env, context.progress);
                let made = backups::before(workspace, Reason::Asked, env, progress)?;
                record_backup(workspace, context, &made)?;
                Ok(Done::new(
                    Reply::MadeBackup(Box::new(made)),
                    Topics::SETTINGS,
                ))
            }
            Self::SecondPlace(place) => second_place(workspace, context, place.as_deref()),
            Self::Remember | Self::Forget => keep_key(workspace, context, self.name()),
            Self::ChangePassphrase {
                passphrase,
                password,
            } => change_passphrase(workspace, context, (&passphrase, &password)),
            Self::Encrypt {
                passphrase,
                password,
                keep,
            } => encrypting(workspace, context, (&passphrase, &password), keep),
            Self::Restore { backup, password } => {
                restoring(workspace, context, (backup, &password))
            }
        }
    }
}

/// Records a backup that was made.
pub(in crate::app) fn record_backup(
    workspace: &mut Workspace,
    context: &Context<'_>,
    made: &Made,
) -> Result<(), AppError> {
    let mut act = context.act();
    if made.reason == Reason::Daily {
        act.actor = None;
    }
    let name = made.path.file_name().unwrap_or_default().to_string_lossy();
    let details = serde_json::json!({
        "backup": name, "reason": made.reason.key(), "size": made.size, "removed": made.gone,
        "second": made.second.as_ref().map(Result::is_ok),
    });
    let entry = NewEntry::done("backup.make", ObjectKind::Workspace, None);
    workspace.transact(act, |_| {
        Ok::<_, AppError>(((), entry.with_details(details.to_string())))
    })
}

fn second_place(
    workspace: &mut Workspace,
    context: &Context<'_>,
    place: Option<&Path>,
) -> Result<Done, AppError> {
    if let Some(folder) = place {
        let failed = |error: std::io::Error| AppError::FileWrite(folder.into(), error.to_string());
        files::create_private_folder(folder).map_err(failed)?;
        files::try_to_write(folder).map_err(failed)?;
    }
    workspace.transact(context.act(), |w| {
        w.set_second_place(place)?;
        let entry = NewEntry::done("backup.second_place", ObjectKind::Setting, None);
        let details = serde_json::json!({ "is_set": place.is_some() });
        Ok::<_, AppError>(((), entry.with_details(details.to_string())))
    })?;
    Ok(Done::new(Reply::Done, Topics::SETTINGS))
}

/// Puts the key into the keyring of this computer, or takes it out.
fn keep_key(
    workspace: &mut Workspace,
    context: &Context<'_>,
    name: &'static str,
) -> Result<Done, AppError> {
    let key = workspace.key().ok_or(AppError::NotEncrypted)?;
    if name == FileCommand::Remember.name() {
        keys::remember(context.env, &key)?;
    } else {
        keys::forget(context.env, key.salt())?;
    }
    let entry = NewEntry::done(name, ObjectKind::Workspace, None);
    let details = serde_json::json!({ "computer": context.env.device });
    workspace.transact(context.act(), |_| {
        Ok::<_, AppError>(((), entry.with_details(details.to_string())))
    })?;
    Ok(Done::new(Reply::Done, Topics::SETTINGS))
}

/// Judges the operator's password; the demo has none.
fn check_operator(
    workspace: &mut Workspace,
    context: &Context<'_>,
    password: &str,
) -> Result<(), AppError> {
    let operator = context.seat.operator().ok_or(AppError::NotSignedIn)?;
    let origin = workspace
        .reader()?
        .snapshot(|s| Ok::<_, AppError>(s.office()?.origin))?;
    if origin == crate::domain::office::Origin::Demo {
        return Ok(());
    }
    check(workspace, context, operator, password)
}

/// A backup, the old key kept inside the file, the file encrypted anew, and both recorded.
fn change_passphrase(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (new, password): (&str, &str),
) -> Result<Done, AppError> {
    let Some(old) = workspace.key() else {
        return Err(AppError::NotEncrypted);
    };
    rule::check(new).map_err(|said| AppError::invalid(Field::Name, said))?;
    check_operator(workspace, context, password)?;
    let key = passphrase::key(new, *old.salt())?;
    if key == old {
        return Err(AppError::invalid(
            Field::Name,
            text().key.passphrase_unchanged,
        ));
    }
    let was_remembered = keys::is_remembered(context.env, &old);
    let made = backups::before(workspace, Reason::Passphrase, context.env, context.progress)?;
    let begun = NewEntry::done("file.retire_key", ObjectKind::Workspace, None);
    let details =
        serde_json::json!({ "backup": made.path.file_name().map(|n| n.to_string_lossy()) });
    workspace.transact(context.act(), |w| {
        w.retire_key(&old)?;
        Ok::<_, AppError>(((), begun.with_details(details.to_string())))
    })?;
    workspace.change_key(key.clone())?;
    let changed = NewEntry::done("file.change_passphrase", ObjectKind::Workspace, None);
    workspace.transact(context.act(), |_| Ok::<_, AppError>(((), changed)))?;
    Ok(Done::new(
        Reply::PassphraseChanged {
            code: workspace.recovery_code().unwrap_or_default(),
            is_remembered: was_remembered.then(|| keys::remember(context.env, &key).is_ok()),
        },
        Topics::SETTINGS,
    ))
}

/// Makes the key, and records that the file is to be encrypted.
fn encrypting(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (passphrase, password): (&str, &str),
    keep: Keep,
) -> Result<Done, AppError> {
    if workspace.key().is_some() {
        return Err(AppError::invalid(Field::Name, text().key.encrypted_already));
    }
    rule::check(passphrase).map_err(|said| AppError::invalid(Field::Name, said))?;
    check_operator(workspace, context, password)?;
    let key = passphrase::new_key(passphrase, context.env)?;
    let entry = NewEntry::done("file.encrypt", ObjectKind::Workspace, None);
    workspace.transact(context.act(), |_| Ok::<_, AppError>(((), entry)))?;
    let own = workspace.path().to_owned();
    Ok(replacing(
        workspace,
        context,
        (own, None),
        (Some(key), keep),
    ))
}

/// The answer that lets the window close the file, so that another takes its place.
fn replacing(
    workspace: &Workspace,
    context: &Context<'_>,
    (backup, key): (PathBuf, Option<FileKey>),
    (current, keep): (Option<FileKey>, Keep),
) -> Done {
    let operator = context.seat.operator();
    let restoring = Restoring {
        backup,
        key,
        target: workspace.path().to_owned(),
        current,
        actor: operator.map(|operator| operator.user_id),
        keep,
    };
    Done::new(Reply::Restoring(Arc::new(restoring)), Topics::NONE)
}

/// Checks the backup, and records that it is to take the file's place.
fn restoring(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (backup, password): (PathBuf, &str),
) -> Result<Done, AppError> {
    check_operator(workspace, context, password)?;
    let key = fitting(workspace, &backup)?;
    let look = backups::look(&backup, key.clone())?;
    let details = serde_json::json!({
        "backup": backup.file_name().map(|name| name.to_string_lossy()), "seq": look.seq,
    });
    let entry = NewEntry::done("backup.restore", ObjectKind::Workspace, None);
    workspace.transact(context.act(), |_| {
        Ok::<_, AppError>(((), entry.with_details(details.to_string())))
    })?;
    let current = (workspace.key(), Keep::AsItWas);
    Ok(replacing(workspace, context, (backup, key), current))
}

/// The key of a backup: that of the file, one that it had before, or none where it was made before the file was encrypted.
fn fitting(workspace: &Workspace, backup: &Path) -> Result<Option<FileKey>, AppError> {
    let Some(now) = workspace.key().filter(|_| !backups::is_plain(backup)) else {
        return Ok(None);
    };
    let retired = workspace.reader()?.snapshot(|s| s.retired_keys(&now))?;
    for key in std::iter::once(now).chain(retired) {
        match backups::opens(backup, Some(&key)) {
            Ok(()) => return Ok(Some(key)),
            Err(StoreError::WrongKey(_)) => {}
            Err(other) => return Err(other.into()),
        }
    }
    Err(StoreError::WrongKey(backup.to_owned()).into())
}
