//! Writing files so that a crash or a full disk leaves either the old file or the new one.

use std::fs::{self, File};
use std::io;
use std::path::Path;

use super::staged::Staged;

/// Writes a file under a temporary name in the same folder, syncs it, and renames it into place.
///
/// On systems with rights, only the owner can read it.
pub fn replace<T, E: From<io::Error>>(
    path: &Path,
    write: impl FnOnce(&mut File) -> Result<T, E>,
) -> Result<T, E> {
    let mut staged = Staged::begin(path)?;
    let value = write(staged.file())?;
    staged.sync()?;
    staged.keep()?;
    Ok(value)
}

/// Makes the names in a folder durable, where the system can.
pub fn sync_folder(folder: &Path) {
    if let Ok(folder) = File::open(folder) {
        // Some systems can't sync a folder; the files themselves are safe by then.
        drop(folder.sync_all());
    }
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

/// Creates a folder and those above it; on systems with rights, only the owner can look into it.
pub fn create_private_folder(path: &Path) -> io::Result<()> {
    let mut builder = fs::DirBuilder::new();
    builder.recursive(true);
    #[cfg(unix)]
    std::os::unix::fs::DirBuilderExt::mode(&mut builder, 0o700);
    builder.create(path)
}

/// Writes a file to a folder and removes it again.
pub fn try_to_write(folder: &Path) -> io::Result<()> {
    Staged::begin(&folder.join("any")).map(drop)
}

/// The files of a folder with their sizes in bytes; none where it can't be read.
pub fn list(folder: &Path) -> Vec<(String, u64)> {
    let entries = fs::read_dir(folder).into_iter().flatten().flatten();
    let of = |entry: fs::DirEntry| {
        let facts = entry.metadata().ok().filter(fs::Metadata::is_file)?;
        Some((entry.file_name().into_string().ok()?, facts.len()))
    };
    entries.filter_map(of).collect()
}

/// The size of a file in bytes; 0 where there is none.
pub fn size(path: &Path) -> u64 {
    fs::metadata(path).map_or(0, |facts| facts.len())
}

/// Copies a file under a temporary name, makes it durable and gives it its name.
pub fn copy(from: &Path, to: &Path) -> io::Result<()> {
    let mut source = File::open(from)?;
    replace(to, |target| io::copy(&mut source, target).map(drop))
}

/// Gives a file a second name on the same disk; where the disk can't, makes a copy.
pub fn link(from: &Path, to: &Path) -> io::Result<()> {
    fs::hard_link(from, to).or_else(|_| copy(from, to))
}

/// Gives a file another name, on the same disk.
pub fn rename(from: &Path, to: &Path) -> io::Result<()> {
    fs::rename(from, to)
}
