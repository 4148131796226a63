//! A list of users: first the numbers of all its rows in order, then the rows that are on screen.

use std::sync::Arc;

use chrono::NaiveDate;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::segment::{Segment, UserListQuery, UserRow};
use crate::domain::time::Timestamp;
use crate::store::columns::in_view;

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
    const NAME: &'static str = "user_list";
    const READS: Topics = Topics::ALL;
    type Output = UserListAnswer;

    fn access(&self) -> Access {
        match self.0.segment {
            // Who has which plan is for those who see all plans.
            Segment::Offer(_) => Access::Office(&[Permission::PlansView, Permission::UsersView]),
            segment => Access::Part(list_permissions(segment)),
        }
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<UserListAnswer, AppError> {
        let past = context.on(self.0.scope.day)?;
        let context = &past.context();
        let view = context.view(list_permissions(self.0.segment));
        let asks_contact = self.0.sort.column.is_contact() || self.0.filter.asks_contact();
        if asks_contact && view.contact.is_nobody() {
            return Err(AppError::Denied(Permission::UsersViewContact));
        }
        let total = context.snapshot.user_count(&view.who, self.0.scope)?;
        let ids = context.snapshot.user_list(view, &self.0, context.now)?;
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
    /// As they were at the end of this day; none is the present.
    pub day: Option<NaiveDate>,
}

impl Query for UserRows {
    const NAME: &'static str = "user_rows";
    const READS: Topics = Topics::ALL;
    type Output = Vec<UserRow>;

    fn access(&self) -> Access {
        Access::Part(ROWS)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Vec<UserRow>, AppError> {
        let past = context.on(self.day)?;
        let context = &past.context();
        let (columns, view) = (context.snapshot.columns()?, context.view(ROWS));
        let mut ids = self.ids.clone();
        ids.retain(|id| {
            columns
                .user(*id)
                .is_some_and(|user| in_view(&view.who, user))
        });
        let mut rows = context.snapshot.user_rows(&ids, self.as_of)?;
        for row in &mut rows {
            row.workspaces.retain(|id| view.who.has_workspace(*id));
            let user = columns.user(row.user_id);
            if !user.is_some_and(|user| in_view(&view.contact, user)) {
                (row.email, row.phone, row.extension) = (None, None, None);
            }
        }
        Ok(rows)
    }
}

/// Who sees a figure or a list sees its rows.
const ROWS: &[Permission] = &[Permission::UsersView, Permission::InsightView];

/// A segment of User Insight needs the right to see it; the plain list only the right to see users.
pub fn list_permissions(segment: Segment) -> &'static [Permission] {
    match segment {
        Segment::All | Segment::Offer(_) => &[Permission::UsersView],
        Segment::Status(_)
        | Segment::Onboarding(_)
        | Segment::Role(_)
        | Segment::NoRole
        | Segment::New
        | Segment::CreatedUnknown
        | Segment::SignedIn
        | Segment::Pending
        | Segment::OpenSession => &[Permission::InsightView],
    }
}
