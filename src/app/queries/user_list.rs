//! A list of users: first the numbers of all its rows in order, then the rows that are on screen.

use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Segment, UserListQuery, UserRow};
use crate::domain::time::Timestamp;

/// The numbers of a list's users, in its order.
#[derive(Clone, PartialEq, Debug)]
pub struct UserList(pub UserListQuery);

/// The answer to [`UserList`].
#[derive(Clone, PartialEq, Debug)]
pub struct UserListAnswer {
    /// When it holds.
    pub as_of: Timestamp,
    /// Everyone in the list, in order.
    pub ids: Arc<Vec<UserId>>,
    /// How many the scope holds without segment and search.
    pub total: u64,
}

impl Query for UserList {
    const READS: Topics = Topics::ALL;
    type Output = UserListAnswer;

    fn access(&self) -> Access {
        list_access(self.0.segment)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<UserListAnswer, AppError> {
        let ids = context.snapshot.user_list(&self.0, context.now)?;
        let total = context.snapshot.user_count(self.0.scope)?;
        Ok(UserListAnswer {
            as_of: context.now,
            ids: Arc::new(ids),
            total,
        })
    }
}

/// Rows of a list by number, as of an instant.
#[derive(Clone, PartialEq, Debug)]
pub struct UserRows {
    /// Whose rows, in order.
    pub ids: Vec<UserId>,
    /// When the list was made.
    pub as_of: Timestamp,
}

impl Query for UserRows {
    const READS: Topics = Topics::ALL;
    type Output = Vec<UserRow>;

    fn access(&self) -> Access {
        Access::Needs(Permission::UsersView)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Vec<UserRow>, AppError> {
        Ok(context.snapshot.user_rows(&self.ids, self.as_of)?)
    }
}

/// A segment of User Insight needs the right to see it; the plain list only the right to see users.
fn list_access(segment: Segment) -> Access {
    match segment {
        Segment::All => Access::Needs(Permission::UsersView),
        Segment::Status(_)
        | Segment::Onboarding(_)
        | Segment::Role(_)
        | Segment::NoRole
        | Segment::New
        | Segment::CreatedUnknown
        | Segment::SignedIn
        | Segment::Pending
        | Segment::OpenSession => Access::Needs(Permission::InsightView),
    }
}
