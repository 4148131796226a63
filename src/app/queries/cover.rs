//! What may be known of a file before signing in, and is needed everywhere after.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::office::Office;

/// The office.
#[derive(Clone, PartialEq, Debug)]
pub struct Cover;

impl Query for Cover {
    const NAME: &'static str = "cover";
    const READS: Topics = Topics::SETTINGS;
    type Output = Office;

    fn access(&self) -> Access {
        Access::Public
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Office, AppError> {
        Ok(context.snapshot.office()?)
    }
}
