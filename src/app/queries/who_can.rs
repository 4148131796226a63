//! Who can do something, and through which roles.

use std::collections::BTreeMap;
use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::why::{Stock, Target, why};
use crate::domain::access::{GrantPlace, HeldRole, Holding, Rights};
use crate::domain::ids::{RoleId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment, UserListQuery};
use crate::domain::user::AccountStatus;

/// Everyone who can do this, by name.
#[derive(Clone, PartialEq, Debug)]
pub struct WhoCan {
    /// What.
    pub permission: Permission,
    /// To the people of this workspace; else to anything at all.
    pub workspace_id: Option<WorkspaceId>,
    /// Words that must occur in the name.
    pub search: String,
}

/// The answer to [`WhoCan`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct WhoCanAnswer {
    /// Who, by name.
    pub ids: Arc<Vec<UserId>>,
    /// Through which roles, and where they are held.
    pub through: BTreeMap<UserId, Vec<(RoleId, GrantPlace)>>,
}

impl Query for WhoCan {
    const NAME: &'static str = "who_can";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = WhoCanAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<WhoCanAnswer, AppError> {
        let snapshot = context.snapshot;
        let (columns, estate) = (snapshot.columns()?, snapshot.estate()?);
        let today = snapshot.office()?.time().date(context.now);
        let target = match self.workspace_id {
            Some(workspace_id) => Target::Workspace(workspace_id),
            None => Target::Anything,
        };
        let mut through = BTreeMap::new();
        for (user_id, roles) in snapshot.granted(self.permission)? {
            let Some(user) = columns.user(user_id) else {
                continue;
            };
            let record = user.record();
            let holding = Holding {
                is_active: user.status() == AccountStatus::Active,
                kind: record.kind,
                client_id: record.client_id,
                workspaces: record.workspaces.iter().copied().map(WorkspaceId).collect(),
                roles,
            };
            let rights = Rights::decide(&holding, &estate, today);
            let may = match self.workspace_id {
                Some(workspace_id) => rights.may_in(self.permission, workspace_id),
                None => rights.may(self.permission),
            };
            if may {
                let chain = why(
                    &holding,
                    &estate,
                    Stock::default(),
                    today,
                    (self.permission, target),
                );
                let decide: Vec<RoleId> = chain.answers.into_iter().flat_map(|a| a.roles).collect();
                let decides = |role: &HeldRole| decide.contains(&role.role_id);
                let roles = holding.roles.into_iter().filter(decides);
                through.insert(
                    user_id,
                    roles.map(|role| (role.role_id, role.place)).collect(),
                );
            }
        }
        let everyone = UserListQuery {
            search: self.search.clone(),
            ..UserListQuery::of(Scope::default(), Segment::All)
        };
        let view = context.view(&[Permission::RolesView]);
        let mut ids = snapshot.user_list(view, &everyone, context.now)?;
        ids.retain(|id| through.contains_key(id));
        Ok(WhoCanAnswer {
            ids: Arc::new(ids),
            through,
        })
    }
}
