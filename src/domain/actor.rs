//! Who does something: the signed-in operator or the program itself.

use super::ids::UserId;
use super::permission::PermissionSet;

/// The person on whose behalf a query or command runs, with the permissions found at sign-in.
#[derive(Clone, PartialEq, Debug)]
pub struct Actor {
    /// The operator; `None` is the program itself, as when a workspace is created.
    pub user_id: Option<UserId>,
    /// Display name for history.
    pub name: String,
    /// What the operator's roles allow.
    pub permissions: PermissionSet,
}
