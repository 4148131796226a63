//! How far this computer has seen the logs of workspace files, and what happened in front of closed ones: small files of
//! its own, which only their owner can read.
//!
//! They hold the identity of each file, numbers, hashes and times, and nothing else. A file that can't be read counts as
//! empty: nothing is claimed then.

use std::collections::BTreeMap;
use std::io::{self, Write};
use std::path::Path;

use serde::Serialize;
use serde::de::DeserializeOwned;

use super::files;
use crate::domain::file::{Checkpoint, Missed};

/// Checkpoints by the identity of the file.
pub type Kept = BTreeMap<String, Checkpoint>;
/// What is still to be recorded, by the identity of the file.
pub type Unrecorded = BTreeMap<String, Vec<Missed>>;

/// Reads what is kept.
pub fn load<T: DeserializeOwned + Default>(path: &Path) -> T {
    let text = std::fs::read_to_string(path).unwrap_or_default();
    serde_json::from_str(&text).unwrap_or_default()
}

/// Writes what is to be kept.
pub fn save<T: Serialize>(path: &Path, kept: &T) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        files::create_folder(folder)?;
    }
    let text = serde_json::to_vec_pretty(kept)?;
    files::replace(path, |out| out.write_all(&text))
}
