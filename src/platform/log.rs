//! The program's own log: a few files of limited size in one folder, which only their owner can read.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::files;

/// Files that are kept, the one being written among them.
pub const FILES: usize = 5;
/// Bytes of a file.
pub const BYTES: u64 = 1024 * 1024;

/// Writes to the newest file; a full one makes way for another, and the oldest goes.
pub struct Rotating {
    folder: PathBuf,
    file: File,
    written: u64,
}

impl Rotating {
    /// Goes on with the newest file in a folder.
    pub fn open(folder: &Path) -> io::Result<Self> {
        files::create_folder(folder)?;
        let file = append(&place(folder, 0))?;
        let written = file.metadata()?.len();
        Ok(Self {
            folder: folder.to_owned(),
            file,
            written,
        })
    }

    fn rotate(&mut self) -> io::Result<()> {
        for number in (1..FILES).rev() {
            let from = place(&self.folder, number - 1);
            if from.exists() {
                fs::rename(from, place(&self.folder, number))?;
            }
        }
        self.file = append(&place(&self.folder, 0))?;
        self.written = 0;
        Ok(())
    }
}

impl Write for Rotating {
    fn write(&mut self, line: &[u8]) -> io::Result<usize> {
        if self.written > 0 && self.written + line.len() as u64 > BYTES {
            self.rotate()?;
        }
        self.file.write_all(line)?;
        self.written += line.len() as u64;
        Ok(line.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.file.flush()
    }
}

/// The files that are there with what they say, newest first.
pub fn read(folder: &Path) -> Vec<(String, String)> {
    let files = (0..FILES).filter_map(|number| {
        let path = place(folder, number);
        let bytes = fs::read(&path).ok()?;
        let name = path.file_name()?.to_string_lossy().into_owned();
        Some((name, String::from_utf8_lossy(&bytes).into_owned()))
    });
    files.collect()
}

fn place(folder: &Path, number: usize) -> PathBuf {
    folder.join(match number {
        0 => "rollcall.log".to_owned(),
        number => format!("rollcall.{number}.log"),
    })
}

fn append(path: &Path) -> io::Result<File> {
    let mut options = OpenOptions::new();
    options.create(true).append(true);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        options.mode(0o600);
    }
    options.open(path)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn full_files_make_way_and_the_oldest_goes() {
        let folder = tempfile::tempdir().unwrap();
        let mut log = Rotating::open(folder.path()).unwrap();
        let line = vec![b'x'; 300_000];
        for _ in 0..40 {
            log.write_all(&line).unwrap();
        }
        let all = read(folder.path());
        assert_eq!(all.len(), FILES);
        assert!(all.iter().all(|(_, text)| text.len() as u64 <= BYTES));
        assert_eq!(all[0].0, "rollcall.log");
        drop(log);
        // It goes on where it stopped.
        let before = all[0].1.len();
        let mut log = Rotating::open(folder.path()).unwrap();
        log.write_all(b"more").unwrap();
        assert_eq!(read(folder.path())[0].1.len(), before + 4);
        #[cfg(unix)]
        {
            use std::os::unix::fs::PermissionsExt;
            let mode = fs::metadata(place(folder.path(), 0)).unwrap().permissions();
            assert_eq!(mode.mode() & 0o777, 0o600);
        }
    }
}
