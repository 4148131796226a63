//! Whether somebody else has an address.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;

/// Who else has this address?
#[derive(Clone, PartialEq, Debug)]
pub struct EmailOwner {
    /// The address.
    pub email: String,
    /// The person whose form asks.
    pub except: Option<UserId>,
}

impl Query for EmailOwner {
    const READS: Topics = Topics::USERS;
    type Output = Option<UserId>;

    fn access(&self) -> Access {
        Access::Needs(Permission::UsersView)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Option<UserId>, AppError> {
        Ok(context.snapshot.email_owner(&self.email, self.except)?)
    }
}
