//! Plans and add-ons, with the workspaces that have them and the people whom they concern.

use std::collections::{BTreeMap, BTreeSet};

use super::workspaces::{is_seen, measure};
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Rights;
use crate::domain::ids::WorkspaceId;
use crate::domain::permission::Permission;
use crate::domain::plan::{AddOn, Plan};
use crate::domain::workspace::WorkspaceRow;

/// Every plan and add-on that the operator may see: all, or those of the workspaces whose plans they see.
#[derive(Clone, PartialEq, Debug)]
pub struct Plans;

/// The answer to [`Plans`].
#[derive(Clone, PartialEq, Debug)]
pub struct PlansAnswer {
    /// Plans by number, each with who has it.
    pub plans: Vec<(Plan, Holders)>,
    /// Add-ons by number, each with who has it.
    pub add_ons: Vec<(AddOn, Holders)>,
    /// Workspaces that use more than their plan allows.
    pub over: Found,
}

/// Who has a plan or an add-on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Holders {
    /// The workspaces.
    pub workspaces: Found,
    /// Distinct members of these workspaces.
    pub people: u64,
    /// The one workspace whose list of users is exactly these people, where there is one.
    pub people_of: Option<WorkspaceId>,
    /// Whether the list of its users is exactly these people.
    pub are_all: bool,
}

/// A number of workspaces.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Found {
    /// How many.
    pub count: u64,
    /// How many of them the list of workspaces shows the operator.
    pub listed: u64,
}

impl Found {
    fn of<'a>(rights: &Rights, ids: impl IntoIterator<Item = &'a WorkspaceId>) -> Self {
        ids.into_iter().fold(Self::default(), |found, id| Self {
            count: found.count + 1,
            listed: found.listed + u64::from(rights.may_in(Permission::WorkspacesView, *id)),
        })
    }

    /// Whether the list of workspaces shows exactly these.
    pub fn opens(self) -> bool {
        self.count > 0 && self.count == self.listed
    }
}

impl Query for Plans {
    const NAME: &'static str = "plans";
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = PlansAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::PlansView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<PlansAnswer, AppError> {
        let rights = context.rights()?;
        let who = context.view(&[Permission::PlansView]).who;
        let (plans, add_ons) = offers(context)?;
        let mut rows = seen(context)?;
        measure(&mut rows, &plans, &context.snapshot.usage(&who)?, rights);
        let with = |has: &dyn Fn(&WorkspaceRow) -> bool| -> BTreeSet<WorkspaceId> {
            let found = rows.iter().filter(|row| has(row));
            found.map(|row| row.workspace_id).collect()
        };
        let of_plans = plans
            .iter()
            .map(|plan| with(&|row| row.profile.plan_id == Some(plan.plan_id)));
        let of_add_ons = add_ons
            .iter()
            .map(|add_on| with(&|row| row.profile.add_ons.contains(&add_on.add_on_id)));
        let groups: Vec<_> = of_plans.chain(of_add_ons).collect();
        let people = context.snapshot.people_in(&who, &groups)?;
        let over = with(&|row| row.over.as_ref().is_some_and(|over| !over.is_empty()));
        let are_all = [Permission::PlansView, Permission::UsersView]
            .iter()
            .all(|permission| rights.may_everywhere(*permission));
        let mut holders = groups.iter().zip(people).map(|(ids, people)| Holders {
            workspaces: Found::of(rights, ids),
            people,
            people_of: people_of(rights, ids),
            are_all,
        });
        // Those of the plans come first, then those of the add-ons.
        let plans = plans.into_iter().zip(holders.by_ref()).collect();
        Ok(PlansAnswer {
            plans,
            add_ons: add_ons.into_iter().zip(holders).collect(),
            over: Found::of(rights, &over),
        })
    }
}

/// Where these are the members of one workspace in which the operator sees users, its list shows exactly them.
fn people_of(rights: &Rights, ids: &BTreeSet<WorkspaceId>) -> Option<WorkspaceId> {
    let only = ids.first().copied().filter(|_| ids.len() == 1);
    only.filter(|id| rights.may_in(Permission::UsersView, *id))
}

/// The workspaces whose plans may be seen; nobody in them is counted yet.
fn seen(context: &QueryContext<'_>) -> Result<Vec<WorkspaceRow>, AppError> {
    let rights = context.rights()?;
    let mut rows = context.snapshot.workspaces(&BTreeMap::new())?;
    rows.retain(|row| is_seen(rights, Permission::PlansView, row));
    Ok(rows)
}

/// The plans and add-ons that may be seen, with the features of installed modules only.
pub(super) fn offers(context: &QueryContext<'_>) -> Result<(Vec<Plan>, Vec<AddOn>), AppError> {
    let rights = context.rights()?;
    if !rights.may(Permission::PlansView) {
        return Ok((Vec::new(), Vec::new()));
    }
    let snapshot = context.snapshot;
    let (mut plans, mut add_ons) = (snapshot.plans()?, snapshot.add_ons()?);
    if !rights.may_everywhere(Permission::PlansView) {
        let rows = seen(context)?;
        let has = |test: &dyn Fn(&WorkspaceRow) -> bool| rows.iter().any(test);
        plans.retain(|plan| has(&|row| row.profile.plan_id == Some(plan.plan_id)));
        add_ons.retain(|add_on| has(&|row| row.profile.add_ons.contains(&add_on.add_on_id)));
    }
    let installed = snapshot.modules()?;
    let plans_terms = plans.iter_mut().map(|plan| &mut plan.terms);
    let add_ons_terms = add_ons.iter_mut().map(|add_on| &mut add_on.terms);
    for terms in plans_terms.chain(add_ons_terms) {
        terms.features = terms.features.intersection(installed);
    }
    Ok((plans, add_ons))
}
