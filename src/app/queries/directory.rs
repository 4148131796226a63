//! Roles, teams, workspaces and clients.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::directory::Directory;

/// Everything that people are sorted into.
#[derive(Clone, PartialEq, Debug)]
pub struct WholeDirectory;

impl Query for WholeDirectory {
    const READS: Topics = Topics::DIRECTORY;
    type Output = Directory;

    fn access(&self) -> Access {
        Access::SignedIn
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Directory, AppError> {
        Ok(context.snapshot.directory()?)
    }
}
