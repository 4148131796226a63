//! Import of people and sign-ins: what a file would do, and doing it.
//!
//! A rehearsal and the real thing are one piece of work on two grounds ([`ground`]): one reads a snapshot and writes
//! nothing, the other is a transaction. So a dry run can't promise anything else than what happens.

pub mod ground;
mod lists;
mod merge;
mod pipe;
pub mod prepare;
pub mod rejected;
mod report;
pub mod run;
mod sign_ins;
pub mod start;
mod users;

pub use crate::import::mapping::{ColumnMap, Mapping};
pub use crate::import::reader::Form;
pub use crate::import::target::Target;
pub use prepare::{ColumnPreview, Prepared, Request};
pub use report::{Basis, Counts, NewValue, Report};

use super::error::AppError;
use super::progress::Progress;
use crate::import::problem::FileProblem;
use crate::import::watch::Watch;

impl From<FileProblem> for AppError {
    fn from(problem: FileProblem) -> Self {
        match problem {
            FileProblem::Cancelled => Self::Cancelled,
            other => Self::Import(other.what(), other.advice()),
        }
    }
}

impl Watch for Progress {
    fn progress(&self, done: u64) {
        self.set_done(done);
    }

    fn is_cancelled(&self) -> bool {
        Self::is_cancelled(self)
    }
}
