//! What this computer remembers of a file's log, so that an older or a rewritten file shows; and what happened in front of
//! a closed file, until it is opened again and can be told.
//!
//! Kept outside the file, by the file's own identity; written by the thread that writes the file, after signing in and out
//! and every so many acts. What does not fit is not overwritten until somebody says that it is right.

use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};

use super::commands::judge::record_missed;
use super::error::AppError;
use crate::domain::file::{Checkpoint, Missed, Standing};
use crate::domain::time::Timestamp;
use crate::platform::checkpoints::{Kept, Unrecorded};
use crate::platform::{checkpoints, paths};
use crate::store::workspace::Workspace;

/// So many acts pass between two checkpoints.
const EVERY: i64 = 50;

/// Where this computer keeps checkpoints.
#[derive(Clone, Default)]
pub struct Checkpoints {
    /// None keeps nothing. One at a time reads and writes.
    place: Option<Arc<Mutex<PathBuf>>>,
}

impl Checkpoints {
    /// Those of this user on this computer.
    pub fn system() -> Self {
        Self::at(paths::config_folder().join("checkpoints.json"))
    }

    /// Those in a file.
    pub fn at(path: PathBuf) -> Self {
        Self {
            place: Some(Arc::new(Mutex::new(path))),
        }
    }

    /// What was seen of a file.
    fn seen(&self, file_id: &str) -> Option<Checkpoint> {
        let place = self.place.as_ref()?;
        let path = place.lock().unwrap_or_else(PoisonError::into_inner);
        checkpoints::load::<Kept>(&path).remove(file_id)
    }

    /// Takes a log as it stands for the right one, because whoever is signed in has put it there.
    pub(super) fn accept(&self, file_id: &str, seen: &Checkpoint) {
        if let Err(error) = self.keep(file_id, seen) {
            tracing::warn!(error = error.code(), "checkpoint not kept");
        }
    }

    fn keep(&self, file_id: &str, seen: &Checkpoint) -> Result<(), AppError> {
        let Some(place) = &self.place else {
            return Ok(());
        };
        let path = place.lock().unwrap_or_else(PoisonError::into_inner);
        let mut kept: Kept = checkpoints::load(&path);
        kept.insert(file_id.to_owned(), seen.clone());
        checkpoints::save(&path, &kept)
            .map_err(|error| AppError::FileWrite(path.clone(), error.to_string()))
    }

    /// What happened in front of a file and is not recorded in it yet, oldest first.
    fn missed(&self, file_id: &str) -> Vec<Missed> {
        let Some(place) = &self.place else {
            return Vec::new();
        };
        let path = beside(&place.lock().unwrap_or_else(PoisonError::into_inner));
        let mut all: Unrecorded = checkpoints::load(&path);
        all.remove(file_id).unwrap_or_default()
    }

    /// Changes what is to be recorded of a file.
    fn change_missed(
        &self,
        file_id: &str,
        change: impl FnOnce(&mut Vec<Missed>),
    ) -> Result<(), AppError> {
        let Some(place) = &self.place else {
            return Ok(());
        };
        let place = place.lock().unwrap_or_else(PoisonError::into_inner);
        let path = beside(&place);
        let mut all: Unrecorded = checkpoints::load(&path);
        change(all.entry(file_id.to_owned()).or_default());
        all.retain(|_, missed| !missed.is_empty());
        checkpoints::save(&path, &all)
            .map_err(|error| AppError::FileWrite(path.clone(), error.to_string()))
    }

    /// Records in a file that was just opened what happened while it was closed, as of then. What can't be recorded now
    /// stays for the next opening, and stops nobody.
    pub(in crate::app) fn catch_up(&self, workspace: &mut Workspace) {
        if let Err(error) = self.try_catch_up(workspace) {
            tracing::warn!(error = error.code(), "missed acts not recorded");
        }
    }

    fn try_catch_up(&self, workspace: &mut Workspace) -> Result<(), AppError> {
        let file_id = workspace.file_id()?;
        for missed in self.missed(&file_id) {
            record_missed(workspace, &missed)?;
            self.change_missed(&file_id, |all| all.retain(|other| *other != missed))?;
        }
        Ok(())
    }
}

/// The file of what is to be recorded.
fn beside(checkpoints: &Path) -> PathBuf {
    checkpoints.with_file_name("missed.json")
}

/// What is remembered of an open file.
pub(super) struct Memory {
    checkpoints: Checkpoints,
    file_id: String,
    seen: Mutex<Seen>,
}

/// What was seen of a log.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Seen {
    /// How far it went when this computer saw it last; none where it never did.
    pub checkpoint: Option<Checkpoint>,
    /// Where it ended when the file was opened, or when it was last remembered.
    pub ended: i64,
}

/// What gives reason to remember.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Occasion {
    /// Somebody has signed in or out.
    Moved,
    /// Anything else was done.
    Act,
    /// Somebody said that the log is right as it stands.
    Accepted,
}

impl Memory {
    /// What is remembered of a file that was just opened.
    pub(super) fn of(workspace: &Workspace, checkpoints: &Checkpoints) -> Result<Self, AppError> {
        let file_id = workspace.file_id()?;
        let seen = Seen {
            checkpoint: checkpoints.seen(&file_id),
            ended: workspace.log_head()?.seq,
        };
        Ok(Self {
            checkpoints: checkpoints.clone(),
            file_id,
            seen: Mutex::new(seen),
        })
    }

    /// Keeps what happened while the file is closed, until it is opened again.
    pub(super) fn miss(&self, missed: Vec<Missed>) {
        let kept = self
            .checkpoints
            .change_missed(&self.file_id, |all| all.extend(missed));
        if let Err(error) = kept {
            tracing::warn!(error = error.code(), "missed acts not kept");
        }
    }

    /// What was seen of the log before now.
    pub(super) fn seen(&self) -> Seen {
        let seen = self.seen.lock().unwrap_or_else(PoisonError::into_inner);
        seen.clone()
    }

    /// Remembers where the log ends now, where it is time to and nothing speaks against it. What can't be remembered does
    /// not stop the work.
    pub(super) fn note(&self, workspace: &Workspace, occasion: Occasion, now: Timestamp) {
        if let Err(error) = self.try_note(workspace, occasion, now) {
            tracing::warn!(error = error.code(), "checkpoint not kept");
        }
    }

    fn try_note(
        &self,
        workspace: &Workspace,
        occasion: Occasion,
        now: Timestamp,
    ) -> Result<(), AppError> {
        let head = workspace.log_head()?;
        let is_time = match occasion {
            Occasion::Moved | Occasion::Accepted => true,
            Occasion::Act => head.seq >= self.seen().ended + EVERY,
        };
        if !is_time {
            return Ok(());
        }
        if occasion != Occasion::Accepted
            && let Some(seen) = self.checkpoints.seen(&self.file_id)
            && workspace.standing(&seen, head.seq)? != Standing::Fits
        {
            return Ok(());
        }
        let reached = Checkpoint::new(head.seq, &head.hash, now);
        self.checkpoints.keep(&self.file_id, &reached)?;
        *self.seen.lock().unwrap_or_else(PoisonError::into_inner) = Seen {
            checkpoint: Some(reached),
            ended: head.seq,
        };
        Ok(())
    }
}
