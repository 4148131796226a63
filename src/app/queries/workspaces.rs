//! Workspaces that the operator may see, with their plans and add-ons.

use std::collections::BTreeMap;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Rights;
use crate::domain::ids::{UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::plan::{AddOn, Plan, Usage};
use crate::domain::text::text;
use crate::domain::workspace::{WorkspaceProfile, WorkspaceRow};
use crate::store::columns::in_view;

use super::plans::offers;

/// Workspaces and plans.
#[derive(Clone, PartialEq, Debug)]
pub struct Workspaces;

/// The answer to [`Workspaces`].
#[derive(Clone, PartialEq, Debug)]
pub struct WorkspacesAnswer {
    /// Those that may be seen, by name.
    pub workspaces: Vec<WorkspaceRow>,
    /// The plans that may be seen.
    pub plans: Vec<Plan>,
    /// The add-ons that may be seen.
    pub add_ons: Vec<AddOn>,
}

impl Query for Workspaces {
    const NAME: &'static str = "workspaces";
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = WorkspacesAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::WorkspacesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<WorkspacesAnswer, AppError> {
        let rights = context.rights()?;
        // As many members as the list opens that they lead to.
        let counted = context.view(&[Permission::UsersView]).who;
        let (columns, seen) = (context.snapshot.columns()?, counted.clone());
        let members = context.snapshot.usage(&counted)?;
        let mut workspaces = context.snapshot.workspaces(&members)?;
        workspaces.retain(|row| is_seen(rights, Permission::WorkspacesView, row));
        let (plans, add_ons) = offers(context)?;
        if rights.may(Permission::PlansView) {
            let measured = context.view(&[Permission::PlansView]).who;
            let usage = if measured == counted {
                members
            } else {
                context.snapshot.usage(&measured)?
            };
            measure(&mut workspaces, &plans, &usage, rights);
        }
        // Of somebody who may not be seen it is told that there is somebody.
        let hide = |name: &mut Option<String>, id: Option<UserId>| {
            let user = id.and_then(|id| columns.user(id));
            let is_seen = user.is_some_and(|user| in_view(&seen, user));
            if let Some(name) = name.as_mut().filter(|_| !is_seen) {
                text().history.someone_else.clone_into(name);
            }
        };
        for row in &mut workspaces {
            hide_terms(rights, row.workspace_id, &mut row.profile);
            hide(&mut row.owner, row.profile.owner_id);
            hide(&mut row.billing, row.profile.billing_id);
        }
        Ok(WorkspacesAnswer {
            workspaces,
            plans,
            add_ons,
        })
    }
}

/// Whether a workspace may be seen by a permission.
pub(super) fn is_seen(rights: &Rights, permission: Permission, row: &WorkspaceRow) -> bool {
    rights.may_in(permission, row.workspace_id) && rights.side().sees_workspace(&row.profile)
}

/// Says of each workspace whose plan may be seen where it uses more than that allows.
pub(super) fn measure(
    workspaces: &mut [WorkspaceRow],
    plans: &[Plan],
    usage: &BTreeMap<WorkspaceId, Usage>,
    rights: &Rights,
) {
    let of = |row: &WorkspaceRow| rights.may_in(Permission::PlansView, row.workspace_id);
    for row in workspaces.iter_mut().filter(|row| of(row)) {
        let plan = plans
            .iter()
            .find(|plan| Some(plan.plan_id) == row.profile.plan_id);
        let used = usage.get(&row.workspace_id).copied().unwrap_or_default();
        let over = plan.map(|plan| plan.terms.limits.exceeded(used));
        row.over = Some(over.unwrap_or_default());
    }
}

/// Leaves no plan and no add-on of a workspace whose plan may not be seen.
pub(in crate::app) fn hide_terms(
    rights: &Rights,
    workspace_id: WorkspaceId,
    profile: &mut WorkspaceProfile,
) {
    if !rights.may_in(Permission::PlansView, workspace_id) {
        profile.plan_id = None;
        profile.add_ons.clear();
    }
}
