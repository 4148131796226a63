//! Writing files so that a crash or a full disk leaves either the old file or the new one.

use std::fs::{self, File};
use std::io;
use std::path::Path;

/// Writes a file under a temporary name in the same folder, syncs it, and renames it into place.
///
/// On systems with rights, only the owner can read it.
pub fn replace<T, E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let folder = match path.parent() {
        Some(parent) if !parent.as_os_str().is_empty() => parent,
        _ => Path::new("."),
    };
    let mut temporary = tempfile::Builder::new()
        .prefix(".rollcall-")
        .tempfile_in(folder)?;
    let value = write(temporary.as_file_mut())?;
    temporary.as_file().sync_all()?;
    temporary.persist(path).map_err(|e| e.error)?;
    if let Ok(folder) = File::open(folder) {
        // Some systems can't sync a folder; the file itself is safe by now.
        drop(folder.sync_all());
    }
    Ok(value)
}

/// Whether something is at this path.
pub fn exists(path: &Path) -> bool {
    path.exists()
}

/// Removes a file; one that isn't there is fine.
pub fn remove(path: &Path) -> io::Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(error),
        _ => Ok(()),
    }
}

/// Creates a folder and those above it.
pub fn create_folder(path: &Path) -> io::Result<()> {
    fs::create_dir_all(path)
}
