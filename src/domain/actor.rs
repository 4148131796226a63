//! Who does something: the signed-in operator or the program itself; and who did.

use std::sync::Arc;

use super::access::{Record, Rights};
use super::ids::UserId;
use super::permission::Permission;
use super::text::text;

/// The person on whose behalf a query or command runs, with their rights in the state that it runs on.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// The operator; `None` is the program itself, as when a workspace is created.
    pub user_id: Option<UserId>,
    /// Display name for history.
    pub name: String,
    /// What the operator may do, and where.
    pub rights: Arc<Rights>,
}

impl Actor {
    /// Whether the operator may do something to anybody or anything at all.
    pub fn may(&self, permission: Permission) -> bool {
        self.rights.may(permission)
    }

    /// Whether the operator may do it in the whole office.
    pub fn may_everywhere(&self, permission: Permission) -> bool {
        self.rights.may_everywhere(permission)
    }

    /// Whether the operator may do it to a person.
    pub fn may_about(&self, permission: Permission, record: Record<'_>) -> bool {
        self.rights.may_about(permission, record)
    }
}

/// By whose hand something was done, as far as it may be told.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Hand {
    /// This person's, with the name that they have now.
    Known(UserId, String),
    /// That of a colleague whom the operator may not see.
    Hidden,
}

impl Hand {
    /// The name to show.
    pub fn name(&self) -> &str {
        match self {
            Self::Known(_, name) => name,
            Self::Hidden => text().history.someone_else,
        }
    }
}
