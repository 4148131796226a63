//! Making the demonstration: a file of invented people, always as of today.

use std::io;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use super::env::Env;
use super::error::AppError;
use super::holding;
use super::launch::discard;
use super::progress::Progress;
use crate::domain::demo::Demo;
use crate::domain::time::Timestamp;
use crate::platform::{files, paths};
use crate::store;
use crate::store::error::StoreError;
use crate::store::reader::{Reader, Snapshot};
use crate::store::workspace::Workspace;

/// How many people the demonstration has.
pub const USERS: u64 = 12_480;
const FILE: &str = "northwind.rollcall";

/// What to do with a file that is there.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Existing {
    /// Leave it and say so.
    Refuse,
    /// Replace it once the new one is complete.
    Replace,
}

/// Makes a demonstration of so many users; refuses to write over a file. Cancelling leaves nothing.
pub fn create(path: &Path, users: u64, env: &Env, progress: &Progress) -> Result<(), AppError> {
    write(path, users, Existing::Refuse, env, progress)
}

/// The same with a say in what happens to a file that is there.
pub fn write(
    path: &Path,
    users: u64,
    existing: Existing,
    env: &Env,
    progress: &Progress,
) -> Result<(), AppError> {
    let folder = folder_of(path);
    if !folder.is_dir() {
        return Err(StoreError::MissingFolder(folder.to_owned()).into());
    }
    check_free(path, existing)?;
    let _hold = holding::take(path, env)?;
    // SQLite keeps files beside a file that is being written, so it gets a folder of its own, and only a finished one moves.
    let workshop = tempfile::Builder::new()
        .prefix(".rollcall-")
        .tempdir_in(folder)
        .map_err(|e| cannot_write(path, &e))?;
    let unfinished = workshop.path().join(FILE);
    fill(&unfinished, users, env, progress)?;
    if progress.is_cancelled() {
        return Err(AppError::Cancelled);
    }
    check_free(path, existing)?;
    if existing == Existing::Replace {
        discard(path);
    }
    tempfile::TempPath::try_from_path(&unfinished)
        .map_err(|e| cannot_write(path, &e))?
        .persist_noclobber(path)
        .map_err(|e| cannot_write(path, &e.error))
}

/// Where the demonstration's own file lies.
pub fn place() -> PathBuf {
    paths::data_folder().join(FILE)
}

/// The demonstration in the program's own folder: as it is where it was made today, otherwise made anew.
pub fn ensure(env: &Env, progress: &Progress) -> Result<PathBuf, AppError> {
    let folder = paths::data_folder();
    files::create_folder(&folder).map_err(|e| cannot_write(&folder, &e))?;
    let path = folder.join(FILE);
    let usable = made_at(&path).is_some_and(|at| is_today(at, env));
    if !usable {
        match write(&path, USERS, Existing::Replace, env, progress) {
            // A file that another program works with is left alone; whoever opens it hears of that.
            Ok(()) | Err(AppError::Held(..)) => {}
            Err(error) => return Err(error),
        }
    }
    Ok(path)
}

fn fill(path: &Path, users: u64, env: &Env, progress: &Progress) -> Result<(), AppError> {
    let demo = Demo::new(users, env.clock.now());
    progress.set_total(demo.users());
    let mut workspace = Workspace::create(path, Arc::clone(&env.random))?;
    store::demo::load(&mut workspace, &demo, demo.people(), |done| {
        progress.set_done(done);
        !progress.is_cancelled()
    })?;
    Ok(workspace.checkpoint()?)
}

/// When the demonstration in a file was made; `None` where it can't be told or the file is of another schema.
fn made_at(path: &Path) -> Option<Timestamp> {
    if !path.exists() || !store::demo::is_current(path) {
        return None;
    }
    let mut reader = Reader::open(path, Arc::default()).ok()?;
    let made = |snapshot: &Snapshot<'_>| snapshot.demo_made_at();
    reader.snapshot(made).ok().flatten()
}

fn is_today(at: Timestamp, env: &Env) -> bool {
    let time = Demo::office().time();
    time.date(at) == time.date(env.clock.now())
}

fn check_free(path: &Path, existing: Existing) -> Result<(), AppError> {
    if path.is_dir() || (existing == Existing::Refuse && path.exists()) {
        return Err(StoreError::Exists(path.to_owned()).into());
    }
    Ok(())
}

fn folder_of(path: &Path) -> &Path {
    match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

fn cannot_write(path: &Path, error: &io::Error) -> AppError {
    match error.kind() {
        io::ErrorKind::AlreadyExists => StoreError::Exists(path.to_owned()).into(),
        io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem => {
            StoreError::ReadOnly(path.to_owned()).into()
        }
        io::ErrorKind::StorageFull => StoreError::DiskFull.into(),
        _ => AppError::FileWrite(path.to_owned(), error.to_string()),
    }
}
