//! What a deed would do to many people.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::bulk::judge;
use crate::app::commands::bulk::BulkCommand;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::bulk::{Chosen, Deed, Refusal};
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;

/// What would become of whom?
#[derive(Clone, PartialEq, Debug)]
pub struct BulkPreview {
    /// What would be done.
    pub deed: Deed,
    /// To whom.
    pub chosen: Chosen,
}

/// The answer to [`BulkPreview`], everyone by number.
#[derive(Clone, PartialEq, Debug)]
pub struct BulkPreviewAnswer {
    /// When it holds.
    pub as_of: Timestamp,
    /// Who would be changed.
    pub changes: Arc<Vec<UserId>>,
    /// Who is so already.
    pub already: Arc<Vec<UserId>>,
    /// Who would not be changed, by reason.
    pub refused: BTreeMap<Refusal, Arc<Vec<UserId>>>,
    /// How many of the chosen are no longer there, or not to be seen.
    pub gone: u64,
}

impl Query for BulkPreview {
    const NAME: &'static str = "bulk_preview";
    const READS: Topics = Topics::ALL;
    type Output = BulkPreviewAnswer;

    fn access(&self) -> Access {
        BulkCommand::access_of(&self.deed)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<BulkPreviewAnswer, AppError> {
        let judged = judge(context, &self.deed, &self.chosen)?;
        Ok(BulkPreviewAnswer {
            as_of: context.now,
            changes: judged.changes,
            already: judged.already,
            refused: judged.refused,
            gone: judged.gone,
        })
    }
}
