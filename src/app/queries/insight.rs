//! All that the User Insight screen shows.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::insight::Insight;
use crate::domain::permission::Permission;
use crate::domain::segment::Scope;

/// The figures of a scope, as of now. `refreshed` makes a question that is asked again by hand a new one.
#[derive(Clone, PartialEq, Debug)]
pub struct InsightOf {
    /// Part of the directory.
    pub scope: Scope,
    /// How often a person asked for fresh figures.
    pub refreshed: u32,
}

impl Query for InsightOf {
    const NAME: &'static str = "insight_of";
    const READS: Topics = Topics::ALL;
    type Output = Insight;

    fn access(&self) -> Access {
        Access::Part(&[Permission::InsightView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Insight, AppError> {
        let past = context.on(self.scope.day)?;
        let context = &past.context();
        Ok(context.snapshot.insight(
            context.view(&[Permission::InsightView]),
            self.scope,
            context.now,
        )?)
    }
}
