//! Workspaces that the operator may see, with their plans; and what another plan would bring and take.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Reach;
use crate::domain::ids::{PlanId, WorkspaceId};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::permission::Permission;
use crate::domain::workspace::{Plan, WorkspaceRow};

/// Workspaces and plans.
#[derive(Clone, PartialEq, Debug)]
pub struct Workspaces;

/// The answer to [`Workspaces`].
#[derive(Clone, PartialEq, Debug)]
pub struct WorkspacesAnswer {
    /// Those that may be seen, by name.
    pub workspaces: Vec<WorkspaceRow>,
    /// Every plan; none for those who may not see plans.
    pub plans: Vec<Plan>,
}

impl Query for Workspaces {
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = WorkspacesAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::WorkspacesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<WorkspacesAnswer, AppError> {
        // As many members as the list opens that they lead to.
        let counted = context.view(&[Permission::UsersView]).who;
        let mut workspaces = context.snapshot.workspaces(&counted)?;
        let seen = context.view(&[Permission::WorkspacesView]).who;
        let known = context.known_workspaces(&seen, workspaces.iter().map(|w| w.workspace_id))?;
        workspaces.retain(|workspace| known.contains(&workspace.workspace_id));
        let may_see_plans = context
            .actor
            .is_some_and(|actor| actor.may(Permission::PlansView));
        let mut plans = Vec::new();
        if may_see_plans {
            plans = context.snapshot.plans()?;
        } else {
            for workspace in &mut workspaces {
                workspace.profile.plan_id = None;
            }
        }
        Ok(WorkspacesAnswer { workspaces, plans })
    }
}

/// What another plan would change for the people of a workspace.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanChange {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The wanted plan; none includes everything.
    pub plan_id: Option<PlanId>,
}

/// The answer to [`PlanChange`].
#[derive(Clone, PartialEq, Debug)]
pub struct PlanChangeAnswer {
    /// Features that appear.
    pub gained: Vec<Module>,
    /// Features that disappear.
    pub lost: Vec<Module>,
    /// Members whom it concerns.
    pub members: u64,
    /// The new plan's limit, where there are more members than it allows.
    pub over_limit: Option<u64>,
}

impl Query for PlanChange {
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = PlanChangeAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::PlansUpdate])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<PlanChangeAnswer, AppError> {
        let snapshot = context.snapshot;
        let estate = snapshot.estate()?;
        let facts = estate.workspaces.get(&self.workspace_id);
        let before = facts.map_or(ModuleSet::default(), |facts| facts.features);
        let plans = snapshot.plans()?;
        let plan = plans.iter().find(|plan| Some(plan.plan_id) == self.plan_id);
        let after = plan.map_or_else(ModuleSet::all, |plan| plan.features);
        let only = |here: ModuleSet, there: ModuleSet| {
            let features = Module::features().filter(|m| estate.modules.has(*m));
            features
                .filter(|m| here.has(*m) && !there.has(*m))
                .collect()
        };
        let rows = snapshot.workspaces(&Reach::Everyone)?;
        let row = rows
            .iter()
            .find(|row| row.workspace_id == self.workspace_id);
        let members = row.map_or(0, |row| row.members);
        Ok(PlanChangeAnswer {
            gained: only(after, before),
            lost: only(before, after),
            members,
            over_limit: plan
                .and_then(|plan| plan.user_limit)
                .filter(|limit| members > *limit),
        })
    }
}
