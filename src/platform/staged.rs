//! A file that is written and made durable first, and gets its name only when everything else went well.

use std::fs::File;
use std::io;
use std::path::{Path, PathBuf};

use tempfile::NamedTempFile;

use super::files::sync_folder;

/// A file under a temporary name in the folder of its destination; dropping it removes it.
///
/// On systems with rights, only the owner can read it.
#[derive(Debug)]
pub struct Staged {
    temporary: NamedTempFile,
    destination: PathBuf,
}

impl Staged {
    /// Begins a file that is to replace what is at `destination`.
    pub fn begin(destination: &Path) -> io::Result<Self> {
        if destination.is_dir() {
            return Err(io::Error::from(io::ErrorKind::IsADirectory));
        }
        let temporary = tempfile::Builder::new()
            .prefix(".rollcall-")
            .tempfile_in(folder_of(destination))?;
        Ok(Self {
            temporary,
            destination: destination.to_owned(),
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
