//! Whether somebody else has an address.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::store::columns::in_view;

/// Who else has this address?
#[derive(Clone, PartialEq, Debug)]
pub struct EmailOwner {
    /// The address.
    pub email: String,
    /// The person whose form asks.
    pub except: Option<UserId>,
}

/// The answer to [`EmailOwner`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum AddressOwner {
    /// The address is free.
    Nobody,
    /// Somebody whom the operator may see.
    Known(UserId),
    /// Somebody else.
    Hidden,
}

impl Query for EmailOwner {
    const NAME: &'static str = "email_owner";
    const READS: Topics = Topics::USERS;
    type Output = AddressOwner;

    fn access(&self) -> Access {
        Access::Part(&[Permission::UsersViewContact])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<AddressOwner, AppError> {
        let snapshot = context.snapshot;
        let Some(owner) = snapshot.email_owner(&self.email, self.except)? else {
            return Ok(AddressOwner::Nobody);
        };
        let view = context.view(&[Permission::UsersView]);
        let columns = snapshot.columns()?;
        let is_seen = columns
            .user(owner)
            .is_some_and(|user| in_view(&view.who, user) && in_view(&view.contact, user));
        Ok(if is_seen {
            AddressOwner::Known(owner)
        } else {
            AddressOwner::Hidden
        })
    }
}
