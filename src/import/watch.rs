//! Progress of long work, and the wish to stop it.

use super::problem::FileProblem;

/// Somebody who watches a reading.
pub trait Watch: Sync {
    /// Told every few hundred rows how far the work is; the unit is the work's own.
    fn progress(&self, done: u64);

    /// Whether the work should stop.
    fn is_cancelled(&self) -> bool;

    /// Tells the progress and stops where that is wanted.
    fn step(&self, done: u64) -> Result<(), FileProblem> {
        if self.is_cancelled() {
            return Err(FileProblem::Cancelled);
        }
        self.progress(done);
        Ok(())
    }
}

/// Nobody watches.
pub struct Unwatched;

impl Watch for Unwatched {
    fn progress(&self, _: u64) {}

    fn is_cancelled(&self) -> bool {
        false
    }
}
