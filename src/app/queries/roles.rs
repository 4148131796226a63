//! Roles: how many hold each, and who.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::{RoleId, UserId};
use crate::domain::permission::Permission;
use crate::domain::role::Holder;
use crate::domain::segment::{Scope, Segment, UserListQuery};

/// How many people hold each role.
#[derive(Clone, PartialEq, Debug)]
pub struct HolderCounts;

impl Query for HolderCounts {
    const NAME: &'static str = "holder_counts";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = BTreeMap<RoleId, u64>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        let view = context.view(&[Permission::RolesView]);
        Ok(context.snapshot.holder_counts(&view.who)?)
    }
}

/// Everyone who holds a role, by name, as far as a search finds them.
#[derive(Clone, PartialEq, Debug)]
pub struct RoleHolders {
    /// The role.
    pub role_id: RoleId,
    /// Words that must occur.
    pub search: String,
}

impl Query for RoleHolders {
    const NAME: &'static str = "role_holders";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Arc<Vec<UserId>>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        let query = UserListQuery {
            search: self.search.clone(),
            ..UserListQuery::of(Scope::default(), Segment::Role(self.role_id))
        };
        let view = context.view(&[Permission::RolesView]);
        let ids = context.snapshot.user_list(view, &query, context.now)?;
        Ok(Arc::new(ids))
    }
}

/// What is known of some people's hold on a role.
#[derive(Clone, PartialEq, Debug)]
pub struct HolderRows {
    /// The role.
    pub role_id: RoleId,
    /// Whose.
    pub ids: Vec<UserId>,
}

impl Query for HolderRows {
    const NAME: &'static str = "holder_rows";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Vec<Holder>;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError> {
        let mut holders = context.snapshot.holders(self.role_id, &self.ids)?;
        let colleagues = Colleagues::of(context)?;
        for holder in &mut holders {
            colleagues.hide(&mut holder.granted_by);
        }
        Ok(holders)
    }
}
