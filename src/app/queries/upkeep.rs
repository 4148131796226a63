//! The workspace file as a thing: what is known of it, and how its log stands to what this computer has seen.

use std::path::PathBuf;

use crate::app::checkpoints::Seen;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::file::{FileFacts, Standing};
use crate::domain::permission::Permission;

/// What is known of the open file.
#[derive(Clone, PartialEq, Debug)]
pub struct AboutFile {
    /// Its place.
    pub path: PathBuf,
}

impl Query for AboutFile {
    const NAME: &'static str = "about_file";
    const READS: Topics = Topics::ALL.with(Topics::LOG);
    type Output = FileFacts;

    fn access(&self) -> Access {
        Access::Office(&[Permission::SettingsManage])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<FileFacts, AppError> {
        Ok(context.snapshot.file_facts(&self.path)?)
    }
}

/// How does the log stand to what this computer has seen of it?
#[derive(Clone, PartialEq, Debug)]
pub struct LogStanding {
    /// What was seen.
    pub seen: Seen,
}

impl Query for LogStanding {
    const NAME: &'static str = "log_standing";
    const READS: Topics = Topics::NONE;
    type Output = Standing;

    fn access(&self) -> Access {
        Access::Office(&[Permission::AuditView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Standing, AppError> {
        match &self.seen.checkpoint {
            Some(seen) => Ok(context.snapshot.standing(seen, self.seen.ended)?),
            None => Ok(Standing::Fits),
        }
    }
}
