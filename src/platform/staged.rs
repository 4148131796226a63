//! A file that is written and made durable first, and gets its name only when everything else went well.
//!
//! Until then it lies hidden beside its destination, with a mark beside it that its process keeps locked. The system gives
//! the lock back when the process ends, however it ends; so whoever comes next knows what nobody works on any more.

use std::collections::BTreeSet;
use std::fs::{self, File, OpenOptions};
use std::io;
use std::path::{Path, PathBuf};
use std::time::Duration;

use tempfile::{Builder, NamedTempFile};

use super::files::{remove, sync_folder};
use super::instance::is_at;

/// How the names of our hidden files begin.
const PREFIX: &str = ".rollcall-";
/// How the names of marks end.
const MARK: &str = ".held";
/// What has no mark, as older versions make none, is left over when nobody has written to it for so long.
const OLD: Duration = Duration::from_hours(24);
/// A mark that is swept away before it is locked is made again, at most so often.
const TRIES: usize = 100;

/// A file under a temporary name in the folder of its destination; dropping it removes it.
///
/// On systems with rights, only the owner can read it.
#[derive(Debug)]
pub struct Staged {
    temporary: NamedTempFile,
    destination: PathBuf,
    /// Goes last.
    _mark: NamedTempFile,
}

impl Staged {
    /// Begins a file that is to replace what is at `destination`. What others left there who were stopped goes.
    pub fn begin(destination: &Path) -> io::Result<Self> {
        if destination.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let folder = folder_of(destination);
        sweep(folder);
        let mark = mark(folder)?;
        let name = mark.path().file_name().unwrap_or_default();
        let name = name.to_string_lossy().replace(MARK, "");
        let temporary = Builder::new()
            .prefix(&name)
            .rand_bytes(0)
            .tempfile_in(folder)?;
        Ok(Self {
            temporary,
            destination: destination.to_owned(),
            _mark: mark,
        })
    }

    /// The name that the file is to get.
    pub fn destination(&self) -> &Path {
        &self.destination
    }

    /// The temporary name, for those who open it themselves.
    pub fn path(&self) -> &Path {
        self.temporary.path()
    }

    /// The file to write to.
    pub fn file(&mut self) -> &mut File {
        self.temporary.as_file_mut()
    }

    /// Makes what was written durable.
    pub fn sync(&self) -> io::Result<()> {
        self.temporary.as_file().sync_all()
    }

    /// Gives the file its name.
    pub fn keep(self) -> io::Result<PathBuf> {
        self.temporary
            .persist(&self.destination)
            .map_err(|e| e.error)?;
        sync_folder(folder_of(&self.destination));
        Ok(self.destination)
    }
}

/// The folder that a file is in.
pub fn folder_of(file: &Path) -> &Path {
    match file.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    }
}

/// Removes hidden files of ours that nobody works on any more. What can't be removed goes another time.
pub fn sweep(folder: &Path) {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let names: Vec<String> = entries
        .filter_map(|entry| entry.file_name().into_string().ok())
        .filter(|name| name.starts_with(PREFIX))
        .collect();
    let begins: BTreeSet<&str> = names.iter().map(|name| beginning(name)).collect();
    for begin in begins {
        let own = names.iter().filter(|name| beginning(name) == begin);
        sweep_one(&folder.join(format!("{begin}{MARK}")), || {
            own.map(|name| folder.join(name)).collect()
        });
    }
}

/// Removes these files, and their mark last, where nobody holds it.
fn sweep_one(mark: &Path, files: impl FnOnce() -> Vec<PathBuf>) {
    let lock = match OpenOptions::new().write(true).open(mark) {
        Ok(lock) if lock.try_lock().is_ok() => Some(lock),
        Err(error) if error.kind() == io::ErrorKind::NotFound => None,
        Ok(_) | Err(_) => return,
    };
    let mut files = files();
    files.retain(|path| path != mark);
    if lock.is_none() && !files.iter().all(|path| is_old(path)) {
        return;
    }
    for path in &files {
        drop(if path.is_dir() {
            fs::remove_dir_all(path)
        } else {
            remove(path)
        });
    }
    if lock.is_some() {
        drop(remove(mark));
    }
}

/// A mark under a name of its own, locked.
fn mark(folder: &Path) -> io::Result<NamedTempFile> {
    for _ in 0..TRIES {
        let mark = Builder::new()
            .prefix(PREFIX)
            .suffix(MARK)
            .tempfile_in(folder)?;
        let is_locked = match mark.as_file().try_lock() {
            Ok(()) => true,
            Err(fs::TryLockError::WouldBlock) => false,
            // Where nobody can lock, nobody sweeps.
            Err(fs::TryLockError::Error(_)) => return Ok(mark),
        };
        // Whoever swept it away before it was locked takes it for left over.
        if is_locked && is_at(mark.as_file(), mark.path()) {
            return Ok(mark);
        }
    }
    Err(io::Error::from(io::ErrorKind::ResourceBusy))
}

/// What the names of files that belong together begin with: `.rollcall-` and some letters and digits.
fn beginning(name: &str) -> &str {
    let rest = name.strip_prefix(PREFIX).unwrap_or_default();
    let end = rest.find(|c: char| !c.is_ascii_alphanumeric());
    let end = PREFIX.len() + end.unwrap_or(rest.len());
    name.get(..end).unwrap_or(name)
}

fn is_old(path: &Path) -> bool {
    let changed = fs::symlink_metadata(path).and_then(|facts| facts.modified());
    changed.is_ok_and(|at| at.elapsed().is_ok_and(|age| age >= OLD))
}

#[cfg(test)]
mod tests {
    use std::io::Write;

    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        let entries = fs::read_dir(folder).unwrap();
        let mut names: Vec<_> = entries
            .map(|entry| entry.unwrap().file_name().into_string().unwrap())
            .collect();
        names.sort();
        names
    }

    fn age(path: &Path, hours: u64) {
        let file = File::options().write(true).open(path).unwrap();
        let now = file.metadata().unwrap().modified().unwrap();
        file.set_modified(now - Duration::from_hours(hours))
            .unwrap();
    }

    #[test]
    fn it_gets_its_name_at_the_end_and_leaves_nothing() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("report.csv");
        let mut staged = Staged::begin(&path).unwrap();
        staged.file().write_all(b"one").unwrap();
        staged.sync().unwrap();
        staged.keep().unwrap();
        drop(Staged::begin(&path).unwrap());
        assert_eq!(names(folder.path()), ["report.csv"]);
        assert_eq!(fs::read(path).unwrap(), b"one");
    }

    #[test]
    fn what_nobody_holds_is_swept_away_with_all_that_belongs_to_it() {
        let folder = tempfile::tempdir().unwrap();
        let living = Staged::begin(&folder.path().join("report.csv")).unwrap();
        for name in [
            "aaaaaa",
            "aaaaaa-wal",
            "aaaaaa-journal",
            "aaaaaa.held",
            "bbbbbb.held",
        ] {
            fs::write(folder.path().join(format!("{PREFIX}{name}")), "left").unwrap();
        }
        for name in [".rollcall", ".office.rollcall.lock", "rollcall-aaaaaa"] {
            fs::write(folder.path().join(name), "another's").unwrap();
        }
        sweep(folder.path());
        let left = names(folder.path());
        assert_eq!(left.len(), 3 + 2, "{left:?}");
        assert!(living.path().exists());
        drop(living);
        assert_eq!(
            names(folder.path()),
            [".office.rollcall.lock", ".rollcall", "rollcall-aaaaaa"]
        );
    }

    #[test]
    fn without_a_mark_only_what_is_old_goes() {
        let folder = tempfile::tempdir().unwrap();
        let path = |name| folder.path().join(format!("{PREFIX}{name}"));
        for (name, hours) in [
            ("old111", 25),
            ("new222", 1),
            ("mixed3", 25),
            ("mixed3-wal", 1),
        ] {
            fs::write(path(name), "").unwrap();
            age(&path(name), hours);
        }
        sweep(folder.path());
        let left = names(folder.path());
        assert_eq!(left.len(), 3, "{left:?}");
        assert!(!path("old111").exists());
    }
}
