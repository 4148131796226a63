//! A person, with the history of changes.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::audit::HistoryItem;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::user::UserRecord;

/// Everything about a person.
#[derive(Clone, PartialEq, Debug)]
pub struct UserDetail {
    /// Who.
    pub user_id: UserId,
}

/// The answer to [`UserDetail`].
#[derive(Clone, PartialEq, Debug)]
pub struct UserDetailAnswer {
    /// The person.
    pub record: UserRecord,
    /// What was changed about them, newest first.
    pub history: Vec<HistoryItem>,
}

impl Query for UserDetail {
    const READS: Topics = Topics::USERS;
    type Output = UserDetailAnswer;

    fn access(&self) -> Access {
        Access::Needs(Permission::UsersView)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<UserDetailAnswer, AppError> {
        let record = context.snapshot.user(self.user_id)?;
        Ok(UserDetailAnswer {
            record,
            history: context.snapshot.history(self.user_id)?,
        })
    }
}
