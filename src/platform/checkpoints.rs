//! How far this computer has seen the logs of workspace files: a small file of its own, which only its owner can read.
//!
//! It holds the identity of each file, a number, a hash and a time, and nothing else. A file that can't be read counts as
//! empty: nothing is claimed then.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use super::files;
use crate::domain::file::Checkpoint;

/// Checkpoints by the identity of the file.
pub type Kept = BTreeMap<String, Checkpoint>;

/// Reads what is kept.
pub fn load(path: &Path) -> Kept {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Writes what is to be kept.
pub fn save(path: &Path, kept: &Kept) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        files::create_folder(folder)?;
    }
    let text = serde_json::to_vec_pretty(kept)?;
    files::replace(path, |out| out.write_all(&text))
}
