//! Who has a workspace file open: a lock that the system holds beside it, and a note that says who holds the lock.
//!
//! The system releases the lock when the process ends, however it ends. The note goes only at an orderly end: one that is
//! found without a holder says that the last end was none. The workspace file itself is never opened here.

use std::fs::{self, File, OpenOptions, TryLockError};
use std::io;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};

use super::files;
use super::staged::folder_of;

/// Who holds a workspace file. Nothing of what is in it.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Holder {
    /// Name of the computer.
    pub computer: String,
    /// Name of the account on it.
    pub user: String,
    /// Number of the process.
    pub process: u32,
    /// Since when, in milliseconds of UTC.
    pub since: i64,
    /// Version of the program.
    pub version: String,
}

/// Why a file can't be held.
#[derive(Debug)]
pub enum Refused {
    /// Somebody holds it; who, where that is known.
    Held(Option<Holder>),
    /// Nothing can be written beside the file, or the system can't lock there.
    Unwritable(io::Error),
}

/// How whoever held the file before ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum LastEnd {
    /// In order, or nobody ever held it.
    Orderly,
    /// By a crash, a loss of power or a signal.
    Sudden,
}

/// A held file. Dropping it lets others have it.
#[derive(Debug)]
pub struct Hold {
    lock: File,
    lock_path: PathBuf,
    note_path: PathBuf,
    last_end: LastEnd,
}

impl Hold {
    /// Holds a file, or says who does. The file itself need not exist.
    pub fn take(workspace: &Path, holder: &Holder) -> Result<Self, Refused> {
        let workspace = settled(workspace);
        let (lock_path, note_path) = (beside(&workspace, "lock"), beside(&workspace, "holder"));
        let lock = loop {
            let file = open_lock(&lock_path).map_err(Refused::Unwritable)?;
            match file.try_lock() {
                // Whoever held it before may have removed the name meanwhile: then the lock is worth nothing.
                Ok(()) if is_at(&file, &lock_path) => break file,
                Ok(()) => {}
                Err(TryLockError::WouldBlock) => return Err(Refused::Held(read(&note_path))),
                Err(TryLockError::Error(error)) => return Err(Refused::Unwritable(error)),
            }
        };
        let last_end = if note_path.exists() {
            LastEnd::Sudden
        } else {
            LastEnd::Orderly
        };
        let hold = Self {
            lock,
            lock_path,
            note_path,
            last_end,
        };
        hold.write(holder).map_err(Refused::Unwritable)?;
        Ok(hold)
    }

    /// How whoever held it before ended.
    pub fn last_end(&self) -> LastEnd {
        self.last_end
    }

    fn write(&self, holder: &Holder) -> io::Result<()> {
        let text = serde_json::to_vec(holder)?;
        // Never half there for those who read it.
        let new = self.note_path.with_extension("new");
        fs::write(&new, text)?;
        fs::rename(&new, &self.note_path)
    }
}

impl Drop for Hold {
    fn drop(&mut self) {
        // A note that stays costs a full check at the next opening, nothing else.
        drop(files::remove(&self.note_path));
        // Where names of open files can go. Elsewhere an empty hidden file stays, as harmless as it is small.
        if cfg!(unix) {
            drop(files::remove(&self.lock_path));
        }
        drop(self.lock.unlock());
    }
}

/// Who holds a file, as far as the note beside it says, whether they still live or not.
pub fn holder(workspace: &Path) -> Option<Holder> {
    read(&beside(&settled(workspace), "holder"))
}

/// The same name for a file however it is reached, for one that is to be made too.
pub fn settled(workspace: &Path) -> PathBuf {
    if let Ok(path) = fs::canonicalize(workspace) {
        return path;
    }
    let folder = fs::canonicalize(folder_of(workspace));
    match (folder, workspace.file_name()) {
        (Ok(folder), Some(name)) => folder.join(name),
        _ => workspace.to_owned(),
    }
}

/// A hidden file of ours beside a workspace: `.office.rollcall.lock`.
fn beside(workspace: &Path, kind: &str) -> PathBuf {
    let name = workspace.file_name().unwrap_or_default().to_string_lossy();
    workspace.with_file_name(format!(".{name}.{kind}"))
}

fn open_lock(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).truncate(false).write(true);
    options.open(path)
}

/// Whether the name still leads to this file.
#[cfg(unix)]
pub(super) fn is_at(file: &File, path: &Path) -> bool {
    use std::os::unix::fs::MetadataExt;
    match (file.metadata(), fs::metadata(path)) {
        (Ok(held), Ok(named)) => (held.dev(), held.ino()) == (named.dev(), named.ino()),
        _ => false,
    }
}

/// Where names of open files can't go, they are not removed.
#[cfg(not(unix))]
pub(super) fn is_at(_file: &File, _path: &Path) -> bool {
    true
}

fn read(note: &Path) -> Option<Holder> {
    serde_json::from_slice(&fs::read(note).ok()?).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn holder() -> Holder {
        Holder {
            computer: "HARBOR-PC".to_owned(),
            user: "ana".to_owned(),
            process: 7,
            since: 1,
            version: "0.1.0".to_owned(),
        }
    }

    #[test]
    fn one_holds_and_the_others_hear_who() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.rollcall");
        let hold = Hold::take(&file, &holder()).unwrap();
        assert_eq!(hold.last_end(), LastEnd::Orderly);
        let other = Hold::take(&folder.path().join("./office.rollcall"), &holder());
        match other {
            Err(Refused::Held(Some(who))) => assert_eq!(who, holder()),
            other => panic!("{other:?}"),
        }
        drop(hold);
        assert_eq!(
            Hold::take(&file, &holder()).unwrap().last_end(),
            LastEnd::Orderly
        );
        #[cfg(unix)]
        assert_eq!(
            fs::read_dir(folder.path()).unwrap().count(),
            0,
            "left behind"
        );
    }

    #[test]
    fn a_sudden_end_is_seen() {
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("office.rollcall");
        let hold = Hold::take(&file, &holder()).unwrap();
        let note = fs::read(&hold.note_path).unwrap();
        let path = hold.note_path.clone();
        drop(hold);
        fs::write(path, note).unwrap();
        assert_eq!(
            Hold::take(&file, &holder()).unwrap().last_end(),
            LastEnd::Sudden
        );
    }
}
