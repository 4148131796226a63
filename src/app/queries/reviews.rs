//! Access reviews: whom to decide about, and what was decided before.

use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::review::{Candidate, Review, ReviewItem, Subject};
use crate::domain::segment::{Scope, Segment, UserListQuery};

/// Everyone whom a review of this is about, by name.
#[derive(Clone, PartialEq, Debug)]
pub struct ReviewList {
    /// What is reviewed.
    pub subject: Subject,
    /// Words that must occur.
    pub search: String,
}

impl Query for ReviewList {
    const NAME: &'static str = "review_list";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Arc<Vec<UserId>>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        let (scope, segment) = match self.subject {
            Subject::Role(role_id) => (Scope::default(), Segment::Role(role_id)),
            Subject::Workspace(workspace_id) => {
                let workspace = Some(workspace_id);
                (
                    Scope {
                        workspace,
                        ..Scope::default()
                    },
                    Segment::All,
                )
            }
        };
        let query = UserListQuery {
            search: self.search.clone(),
            ..UserListQuery::of(scope, segment)
        };
        let view = context.view(&[Permission::RolesView]);
        let ids = context.snapshot.user_list(view, &query, context.now)?;
        Ok(Arc::new(ids))
    }
}

/// What is known of some people for a decision.
#[derive(Clone, PartialEq, Debug)]
pub struct ReviewCandidates {
    /// Whose.
    pub ids: Vec<UserId>,
}

impl Query for ReviewCandidates {
    const NAME: &'static str = "review_candidates";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Vec<Candidate>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        Ok(context.snapshot.candidates(&self.ids)?)
    }
}

/// Every review that was applied, newest first.
#[derive(Clone, PartialEq, Debug)]
pub struct Reviews;

impl Query for Reviews {
    const NAME: &'static str = "reviews";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Vec<Review>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        Ok(context.snapshot.reviews()?)
    }
}

/// What a review decided.
#[derive(Clone, PartialEq, Debug)]
pub struct ReviewItems {
    /// Which.
    pub review_id: i64,
}

impl Query for ReviewItems {
    const NAME: &'static str = "review_items";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Vec<ReviewItem>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        Ok(context.snapshot.review_items(self.review_id)?)
    }
}
