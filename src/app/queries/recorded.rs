//! How much of a day that has been was recorded at the time.

use chrono::NaiveDate;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::past::Recorded;
use crate::domain::permission::Permission;

/// What the lists and figures of a day don't know, of those whom the operator sees.
#[derive(Clone, PartialEq, Debug)]
pub struct RecordedOn(pub NaiveDate);

impl Query for RecordedOn {
    const NAME: &'static str = "recorded_on";
    const READS: Topics = Topics::USERS;
    type Output = Recorded;

    fn access(&self) -> Access {
        Access::Part(ROWS)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Recorded, AppError> {
        let past = context.on(Some(self.0))?;
        let context = &past.context();
        Ok(context.snapshot.recorded(&context.view(ROWS).who)?)
    }
}

/// Who sees a figure or a list.
const ROWS: &[Permission] = &[Permission::UsersView, Permission::InsightView];
