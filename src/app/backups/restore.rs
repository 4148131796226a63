//! Restoring a backup: beside the file first, checked, then in its place; what was there is kept.

use std::collections::BTreeSet;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::{folder, free, stem};
use crate::app::commands::purge::named;
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::launch::Keep;
use crate::domain::audit::{Hash, NewEntry, ObjectKind};
use crate::domain::backup::{self, Reason};
use crate::domain::file::Checkpoint;
use crate::domain::ids::UserId;
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::platform::files;
use crate::platform::staged::Staged;
use crate::store::backup::{Further, Held, check_copy, copy_of, encrypt_to, is_old};
use crate::store::error::StoreError;
use crate::store::key::{Cover, FileKey, cover};
use crate::store::reader::Reader;
use crate::store::users::Orphans;
use crate::store::workspace::{Act, Workspace};
use crate::store::writer::Writer;

/// What is to be restored, and in whose place.
#[derive(Clone, PartialEq, Debug)]
pub struct Restoring {
    /// The backup.
    pub backup: PathBuf,
    /// What opens it.
    pub key: Option<FileKey>,
    /// The file that it becomes.
    pub target: PathBuf,
    /// What the file is to open with; as the backup where there is no other.
    pub current: Option<FileKey>,
    /// Who restores; nobody is signed in at the start screen.
    pub actor: Option<UserId>,
    /// Whether this computer keeps the key.
    pub keep: Keep,
}

impl Restoring {
    /// What the file opens with afterwards.
    pub fn opens_with(&self) -> Option<FileKey> {
        self.current.clone().or_else(|| self.key.clone())
    }

    /// Whether it is the file itself, to be encrypted.
    pub fn is_own(&self) -> bool {
        self.backup == self.target
    }
}

/// A backup that took the place of the file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Restored {
    /// Where what was there before is kept.
    pub kept: Option<PathBuf>,
}

/// What a backup holds.
#[derive(Clone, PartialEq, Debug)]
pub struct Look {
    /// The office.
    pub office: String,
    /// When something was done last in it.
    pub at: Timestamp,
    /// The same in the office's time.
    pub at_said: String,
    /// The number of its newest entry.
    pub seq: i64,
    /// People, deleted ones among them.
    pub users: u64,
}

/// Whether a key opens a backup.
pub fn opens(path: &Path, key: Option<&FileKey>) -> Result<(), StoreError> {
    is_old(path, key).map(drop)
}

/// Whether a backup is not encrypted, as far as can be told at first sight.
pub fn is_plain(path: &Path) -> bool {
    cover(path).is_ok_and(|cover| cover == Cover::Plain)
}

/// Checks a backup from end to end, and says what it holds.
pub fn look(path: &Path, key: Option<FileKey>) -> Result<Look, AppError> {
    let held = check_copy(path, key.clone())?;
    let mut reader = Reader::of_still(path, key)?;
    let (office, at) = reader.snapshot(|s| Ok::<_, AppError>((s.office()?, s.newest_act()?)))?;
    Ok(Look {
        at_said: office.time().stamp(at),
        office: office.name,
        at,
        seq: held.head.seq,
        users: held.users,
    })
}

/// Where a backup is to go when its file is not known: beside its folder under the name of its file, or under another one
/// where that is taken.
pub fn guess(backup: &Path) -> PathBuf {
    let name = stem(backup);
    let parts = name.rsplitn(3, ' ').collect::<Vec<_>>();
    let own = match parts.as_slice() {
        [_, _, own] => (*own).to_owned(),
        _ => name.clone(),
    };
    let is_ours = folder(Path::new(&own)).file_name() == backup.parent().and_then(Path::file_name);
    let place = backup.parent().unwrap_or(Path::new("."));
    let place = if is_ours {
        place.parent().unwrap_or(place)
    } else {
        place
    };
    let path = place.join(format!("{own}.{}", backup::EXTENSION));
    if files::exists(&path) {
        let other = fill(text().backup.restored_name, &[&own]);
        return free(place, &format!("{other}.{}", backup::EXTENSION));
    }
    path
}

/// A free name beside a file, made from its own by `template`.
pub fn beside_as(file: &Path, template: &str) -> PathBuf {
    let name = fill(template, &[&stem(file)]);
    let place = file.parent().unwrap_or(Path::new("."));
    free(place, &format!("{name}.{}", backup::EXTENSION))
}

/// Puts a backup in the place of the file, which nobody here has open. Whatever fails, the file is as it was.
pub fn restore(what: &Restoring, env: &Env) -> Result<Restored, AppError> {
    let target = &what.target;
    let failed = |error: std::io::Error| AppError::FileWrite(target.clone(), error.to_string());
    let staged = Staged::begin(target).map_err(failed)?;
    let purged = purged_since(what);
    let held = bring(what, staged.path(), env)?;
    let (file_id, end) = record(staged.path(), what, (held.head.seq, purged.as_ref()), env)?;
    staged.sync().map_err(failed)?;
    flush(what, env);
    let kept = if files::exists(target) {
        let reason = if what.is_own() {
            Reason::Clear
        } else {
            Reason::Replaced
        };
        Some(set_aside(target, reason, env).map_err(failed)?)
    } else {
        None
    };
    staged.keep().map_err(failed)?;
    // At the start screen nobody is known, and a file that was set back is to be noticed.
    if what.actor.is_some() {
        env.checkpoints.accept(&file_id, &end);
    }
    Ok(Restored { kept })
}

/// Copies the backup to an empty file; one that is older than the key, or than any, gets the key that the file has now.
fn bring(what: &Restoring, to: &Path, env: &Env) -> Result<Held, AppError> {
    if let (None, Some(key)) = (&what.key, &what.current) {
        return Ok(encrypt_to(&what.backup, to, key)?);
    }
    let key = what.key.clone();
    let held = copy_of(&what.backup, key.clone(), to, &mut |_, _| Further::Yes)?;
    if let Some(now) = what.opens_with().filter(|now| key.as_ref() != Some(now)) {
        let mut workspace = Workspace::unlock(to, key, Arc::clone(&env.random))?;
        workspace.change_key(now)?;
        workspace.checkpoint()?;
    }
    Ok(held)
}

/// The new file itself says what it is; whose it is, and where its log ends then.
fn record(
    path: &Path,
    what: &Restoring,
    (seq, purged): (i64, Option<&BTreeSet<Hash>>),
    env: &Env,
) -> Result<(String, Checkpoint), AppError> {
    let mut workspace = Workspace::unlock(path, what.opens_with(), Arc::clone(&env.random))?;
    let act = Act {
        actor: what.actor,
        at: env.clock.now(),
    };
    workspace.transact(act, |w| {
        let again = purge_again(w, purged)?;
        let name = what
            .backup
            .file_name()
            .unwrap_or_default()
            .to_string_lossy();
        let again = if purged.is_some() {
            named(&again)
        } else {
            text().bin.purged_unknown.to_owned()
        };
        let details = serde_json::json!({ "backup": name, "seq": seq, "purged": again });
        let act = if what.is_own() {
            "file.encrypted"
        } else {
            "backup.restored"
        };
        let entry = NewEntry::done(act, ObjectKind::Workspace, None);
        Ok::<_, AppError>(((), entry.with_details(details.to_string())))
    })?;
    let (file_id, head) = (workspace.file_id()?, workspace.log_head()?);
    workspace.close()?;
    let end = Checkpoint::new(head.seq, &head.hash, env.clock.now());
    Ok((file_id, end))
}

/// Who was removed for good from the file whose place the backup takes; none where it can't be read.
fn purged_since(what: &Restoring) -> Option<BTreeSet<Hash>> {
    if what.is_own() || !files::exists(&what.target) {
        return Some(BTreeSet::new());
    }
    let read = |key: &Option<FileKey>| {
        let mut reader = Reader::of_still(&what.target, key.clone()).ok()?;
        reader.snapshot(|s| s.purged_keys()).ok()
    };
    // Of a damaged file nobody has said what opens it; what opens the backup mostly does.
    read(&what.current).or_else(|| read(&what.key))
}

/// Removes those again who are still in the backup. Nobody else could let anybody in without the only administrator: they
/// stay.
fn purge_again(
    w: &mut Writer<'_>,
    purged: Option<&BTreeSet<Hash>>,
) -> Result<Vec<UserId>, StoreError> {
    let (mut again, mut orphans) = (Vec::new(), Orphans::default());
    let here = purged.map(|purged| w.still_here(purged)).transpose()?;
    for user_id in here.unwrap_or_default() {
        let is_only = w.active_holders(SYSTEM_ADMINISTRATOR)? == [user_id];
        if !is_only {
            w.purge_again(user_id, &mut orphans)?;
            again.push(user_id);
        }
    }
    w.forget_texts(orphans)?;
    Ok(again)
}

/// Brings what waits beside the file into it, where it can be opened.
fn flush(what: &Restoring, env: &Env) {
    let random = Arc::clone(&env.random);
    let key = what.current.clone().filter(|_| !what.is_own());
    if let Ok(workspace) = Workspace::unlock(&what.target, key, random) {
        // Where it fails, what waits moves along.
        drop(workspace.close());
    }
}

/// Keeps a file with what waits beside it among the backups. The file keeps its own name too, until another takes it: at no
/// moment is there none.
fn set_aside(file: &Path, reason: Reason, env: &Env) -> std::io::Result<PathBuf> {
    let folder = folder(file);
    files::create_private_folder(&folder)?;
    let name = backup::file_name(&stem(file), env.clock.now(), reason);
    let kept = free(&folder, &name);
    files::link(file, &kept)?;
    // Left there, what waits would be taken for changes of the other file.
    for suffix in ["-wal", "-shm"] {
        let (from, to) = (with(file, suffix), with(&kept, suffix));
        if files::exists(&from) {
            files::rename(&from, &to)?;
        }
    }
    files::sync_folder(&folder);
    Ok(kept)
}

fn with(path: &Path, suffix: &str) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(suffix);
    PathBuf::from(name)
}
