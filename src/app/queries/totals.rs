//! How many users and sign-ins the file holds, for sidebar and status bar.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::permission::Permission;
use crate::domain::segment::Scope;

/// The totals.
#[derive(Clone, PartialEq, Debug)]
pub struct Totals;

/// The answer to [`Totals`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct TotalsAnswer {
    /// Users not deleted, as far as the operator sees them.
    pub users: u64,
    /// Sign-ins of known people; of those who are seen where not everyone is.
    pub sign_ins: u64,
}

impl Query for Totals {
    const NAME: &'static str = "totals";
    const READS: Topics = Topics::USERS.with(Topics::SESSIONS);
    type Output = TotalsAnswer;

    fn access(&self) -> Access {
        Access::SignedIn
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<TotalsAnswer, AppError> {
        let who = context
            .view(&[Permission::UsersView, Permission::InsightView])
            .who;
        let users = context.snapshot.user_count(&who, Scope::default())?;
        let sign_ins = if who.is_everyone() {
            context.snapshot.sign_in_count()?
        } else {
            context.snapshot.sign_in_count_of(&who)?
        };
        Ok(TotalsAnswer { users, sign_ins })
    }
}
