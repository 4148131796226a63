//! Why the operator doesn't see something: the first step of the decision that is not met.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::why::{Step, Stock, Target, why};
use crate::domain::permission::Permission;
use crate::store::error::StoreError;

/// Why don't I see this?
#[derive(Clone, PartialEq, Debug)]
pub struct WhyNot {
    /// What.
    pub permission: Permission,
}

impl Query for WhyNot {
    const NAME: &'static str = "why_not";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    /// The step that is not met; none where it may be seen.
    type Output = Option<Step>;

    fn access(&self) -> Access {
        Access::SignedIn
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Option<Step>, AppError> {
        let snapshot = context.snapshot;
        let actor = context.actor.ok_or(AppError::NotSignedIn)?;
        let user_id = actor.user_id.ok_or(AppError::NotSignedIn)?;
        let estate = snapshot.estate()?;
        let module = self.permission.module();
        let is_there = module.is_none_or(|module| estate.modules.has(module));
        // What is not installed is named only to those who could install it.
        if !is_there && !actor.may_everywhere(Permission::ModulesManage) {
            return Err(StoreError::NotFound.into());
        }
        let today = snapshot.office()?.time().date(context.now);
        let chain = why(
            &snapshot.holding(user_id)?,
            &estate,
            Stock::default(),
            today,
            (self.permission, Target::Anything),
        );
        let unmet = chain.answers.into_iter().find(|answer| !answer.is_met);
        Ok(unmet.map(|answer| answer.step))
    }
}
