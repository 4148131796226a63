//! Backups: checked copies beside the file, thinned out with time, and a second place for them.
//!
//! What is dangerous makes one first; where that fails, it does not start. A backup is copied under a temporary name, made
//! durable, opened and checked, and only then gets its name.

mod care;
mod proving;
mod restore;

pub use care::{start, tend};
pub(super) use proving::{prove, record_proof};
pub use restore::{Look, Restored, Restoring, beside_as, guess, is_plain, look, opens, restore};

use std::path::{Path, PathBuf};

use super::env::Env;
use super::error::AppError;
use super::progress::Progress;
use crate::domain::backup::{self, Reason};
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::platform::files;
use crate::platform::staged::{self, Staged, folder_of};
use crate::store::backup::{Further, Held, back_up_old};
use crate::store::key::FileKey;
use crate::store::reader::Reader;
use crate::store::workspace::Workspace;

/// A backup that was made.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Made {
    /// Where it is.
    pub path: PathBuf,
    /// Where it is a second time; or why it is not.
    pub second: Option<Result<PathBuf, String>>,
    /// When it was made.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// Its size in bytes.
    pub size: u64,
    /// How many older ones went.
    pub gone: u64,
}

/// A backup that is there.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Found {
    /// Where it is.
    pub path: PathBuf,
    /// When it was made.
    pub at: Timestamp,
    /// Why.
    pub reason: Reason,
    /// Its size in bytes.
    pub size: u64,
}

/// The folder of the backups of a file: beside it.
pub fn folder(file: &Path) -> PathBuf {
    let name = fill(text().backup.folder, &[&stem(file)]);
    let file = std::path::absolute(file).unwrap_or_else(|_| file.to_owned());
    file.with_file_name(name)
}

/// Removes what backups, restores and exports that were stopped have left hidden beside a file and among its backups.
pub(super) fn tidy(file: &Path) {
    staged::sweep(folder_of(file));
    staged::sweep(&folder(file));
}

/// The backups of a file in a folder, the newest first.
pub fn find(file: &Path, folder: &Path) -> Vec<Found> {
    let stem = stem(file);
    let mut found: Vec<Found> = files::list(folder)
        .into_iter()
        .filter_map(|(name, size)| {
            let (at, reason) = backup::parse(&stem, &name)?;
            let path = folder.join(name);
            Some(Found {
                path,
                at,
                reason,
                size,
            })
        })
        .collect();
    found.sort_by_key(|backup| std::cmp::Reverse(backup.at));
    found
}

/// Makes a backup before something that needs one; where it fails, that must not start.
pub fn before(
    workspace: &Workspace,
    reason: Reason,
    env: &Env,
    progress: &Progress,
) -> Result<Made, AppError> {
    let second = workspace.reader()?.snapshot(|s| s.second_place())?;
    let place = (workspace.path(), second.as_deref());
    make(place, reason, env, |to| {
        workspace.back_up(to, &mut telling(progress))
    })
    .map_err(not_backed_up)
}

/// Makes a backup while others go on working.
pub fn beside(
    reader: &mut Reader,
    file: &Path,
    reason: Reason,
    env: &Env,
    progress: &Progress,
) -> Result<Made, AppError> {
    let second = reader.snapshot(|s| s.second_place())?;
    make((file, second.as_deref()), reason, env, |to| {
        reader.back_up(to, &mut telling(progress))
    })
}

/// Makes a backup of a file that is about to be brought to a newer schema.
pub(super) fn before_update(file: &Path, key: Option<&FileKey>, env: &Env) -> Result<(), AppError> {
    make((file, None), Reason::Update, env, |to| {
        back_up_old(file, key, to, &mut |_, _| Further::Yes)
    })
    .map(drop)
    .map_err(not_backed_up)
}

fn make(
    (file, second): (&Path, Option<&Path>),
    reason: Reason,
    env: &Env,
    copy: impl FnOnce(&Path) -> Result<Held, crate::store::error::StoreError>,
) -> Result<Made, AppError> {
    let (folder, at) = (folder(file), env.clock.now());
    let path = free(&folder, &backup::file_name(&stem(file), at, reason));
    let failed = |error: std::io::Error| AppError::FileWrite(path.clone(), error.to_string());
    files::create_private_folder(&folder).map_err(failed)?;
    let staged = Staged::begin(&path).map_err(failed)?;
    copy(staged.path())?;
    staged.sync().map_err(failed)?;
    let path = staged.keep().map_err(failed)?;
    let second = second.map(|second| keep_second(&path, second));
    let gone = thin(file, &folder, at) + second_thinned(file, second.as_ref(), at);
    Ok(Made {
        size: files::size(&path),
        path,
        second,
        at,
        reason,
        gone,
    })
}

/// Copies a finished backup to the second place, byte by byte: it is nobody's open file.
fn keep_second(path: &Path, folder: &Path) -> Result<PathBuf, String> {
    let name = path.file_name().unwrap_or_default();
    let to = folder.join(name);
    let copied = files::copy(path, &to);
    copied.map(|()| to).map_err(|error| error.to_string())
}

fn second_thinned(file: &Path, second: Option<&Result<PathBuf, String>>, now: Timestamp) -> u64 {
    let kept = second.and_then(|second| second.as_ref().ok());
    let folder = kept.and_then(|path| path.parent());
    folder.map_or(0, |folder| thin(file, folder, now))
}

/// Removes what the rotation does not keep; what a restored backup replaced stays until somebody removes it.
fn thin(file: &Path, folder: &Path, now: Timestamp) -> u64 {
    let mut found = find(file, folder);
    found.retain(|backup| !backup.reason.is_aside());
    let made: Vec<_> = found.iter().map(|backup| backup.at).collect();
    let surplus = backup::surplus(&made, now);
    let going = surplus.into_iter().filter_map(|index| found.get(index));
    // One that can't be removed now goes next time.
    going
        .filter(|backup| files::remove(&backup.path).is_ok())
        .count() as u64
}

/// So many backups can be made within a second.
const MOST: u32 = 1_000;

/// The path, with a number where it is taken already.
fn free(folder: &Path, name: &str) -> PathBuf {
    let path = folder.join(name);
    if !files::exists(&path) {
        return path;
    }
    let stem = path.file_stem().unwrap_or_default().to_string_lossy();
    let numbered =
        |number: u32| path.with_file_name(format!("{stem} {number}.{}", backup::EXTENSION));
    (2..=MOST)
        .map(numbered)
        .find(|path| !files::exists(path))
        .unwrap_or_else(|| numbered(MOST))
}

fn telling(progress: &Progress) -> impl FnMut(u64, u64) -> Further {
    |done, total| {
        progress.set_total(total);
        progress.set_done(done);
        if progress.is_cancelled() {
            Further::No
        } else {
            Further::Yes
        }
    }
}

fn not_backed_up(error: AppError) -> AppError {
    match error {
        AppError::Cancelled => AppError::Cancelled,
        other => AppError::NotBackedUp(Box::new(other)),
    }
}

pub(super) fn stem(file: &Path) -> String {
    file.file_stem()
        .unwrap_or_default()
        .to_string_lossy()
        .into_owned()
}
