//! What another plan, other add-ons or other terms would bring and take, and for whom.

use std::collections::BTreeSet;

use super::workspaces::is_seen;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Reach;
use crate::domain::ids::{AddOnId, PlanId, WorkspaceId};
use crate::domain::module::{Module, ModuleSet};
use crate::domain::permission::Permission;
use crate::domain::plan::{AddOn, Excess, Limits, OfferId, Plan, Terms, included};
use crate::domain::workspace::{WorkspaceProfile, WorkspaceRow, WorkspaceStatus};

/// What another plan or other add-ons would change for the people of a workspace.
#[derive(Clone, PartialEq, Debug)]
pub struct PlanChange {
    /// The workspace.
    pub workspace_id: WorkspaceId,
    /// The wanted plan; none includes everything.
    pub plan_id: Option<PlanId>,
    /// The wanted add-ons.
    pub add_ons: BTreeSet<AddOnId>,
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
    /// Where the workspace uses more than the wanted plan allows.
    pub over: Vec<Excess>,
}

impl Query for PlanChange {
    const NAME: &'static str = "plan_change";
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = PlanChangeAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::PlansUpdate])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<PlanChangeAnswer, AppError> {
        let snapshot = context.snapshot;
        let book = Book::read(context)?;
        let profile = snapshot.workspace(self.workspace_id)?;
        let before = book.features(&profile);
        let wanted = WorkspaceProfile {
            plan_id: self.plan_id,
            add_ons: self.add_ons.clone(),
            ..profile
        };
        let after = book.features(&wanted);
        let used = snapshot.usage_of(&Reach::Everyone, self.workspace_id)?;
        let plan = book.plan(self.plan_id);
        Ok(PlanChangeAnswer {
            gained: book.only(after, before),
            lost: book.only(before, after),
            members: used.users,
            over: plan.map_or_else(Vec::new, |plan| plan.limits.exceeded(used)),
        })
    }
}

/// What other terms of a plan or an add-on would change in the workspaces that have it.
#[derive(Clone, PartialEq, Debug)]
pub struct TermsChange {
    /// The plan or add-on.
    pub offer: OfferId,
    /// The wanted features.
    pub features: ModuleSet,
    /// The wanted limits; an add-on has none.
    pub limits: Limits,
}

/// The answer to [`TermsChange`].
#[derive(Clone, PartialEq, Debug)]
pub struct TermsChangeAnswer {
    /// Features that appear.
    pub gained: Vec<Effect>,
    /// Features that disappear.
    pub lost: Vec<Effect>,
    /// How many workspaces use more than is allowed from then on, and did not before.
    pub over: u64,
    /// Names of those of them that the operator may see.
    pub over_names: Vec<String>,
}

/// Where a feature appears or disappears. In a workspace that is closed nobody has anything.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Effect {
    /// The feature.
    pub feature: Module,
    /// In how many workspaces.
    pub workspaces: u64,
    /// For how many distinct people.
    pub people: u64,
}

impl Query for TermsChange {
    const NAME: &'static str = "terms_change";
    const READS: Topics = Topics::DIRECTORY.with(Topics::USERS);
    type Output = TermsChangeAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::PlansUpdate])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<TermsChangeAnswer, AppError> {
        let (rights, everyone) = (context.rights()?, Reach::Everyone);
        let before = Book::read(context)?;
        let after = before.with(self);
        let usage = context.snapshot.usage(&everyone)?;
        let rows = context.snapshot.workspaces(&usage)?;
        let mut over = 0;
        let mut over_names = Vec::new();
        for row in &rows {
            let used = usage.get(&row.workspace_id).copied().unwrap_or_default();
            let excess = |book: &Book| {
                let plan = book.plan(row.profile.plan_id);
                let over = plan.map_or_else(Vec::new, |plan| plan.limits.exceeded(used));
                over.iter()
                    .map(|excess| excess.quota)
                    .collect::<BTreeSet<_>>()
            };
            if excess(&after).is_subset(&excess(&before)) {
                continue;
            }
            over += 1;
            let shown = [Permission::WorkspacesView, Permission::PlansView];
            if shown
                .iter()
                .any(|permission| is_seen(rights, *permission, row))
            {
                over_names.push(row.profile.name.clone());
            }
        }
        Ok(TermsChangeAnswer {
            gained: effects(context, &rows, (&before, &after))?,
            lost: effects(context, &rows, (&after, &before))?,
            over,
            over_names,
        })
    }
}

/// Each feature that open workspaces have by the second book and not by the first.
fn effects(
    context: &QueryContext<'_>,
    rows: &[WorkspaceRow],
    (without, with): (&Book, &Book),
) -> Result<Vec<Effect>, AppError> {
    let open = rows
        .iter()
        .filter(|row| row.profile.status == WorkspaceStatus::Open);
    let mut found: Vec<(Module, BTreeSet<WorkspaceId>)> = Vec::new();
    for row in open {
        for feature in with.only(with.features(&row.profile), without.features(&row.profile)) {
            match found.iter_mut().find(|(other, _)| *other == feature) {
                Some((_, ids)) => drop(ids.insert(row.workspace_id)),
                None => found.push((feature, [row.workspace_id].into())),
            }
        }
    }
    found.sort_by_key(|(feature, _)| *feature);
    let groups: Vec<_> = found.iter().map(|(_, ids)| ids.clone()).collect();
    let people = context.snapshot.people_in(&Reach::Everyone, &groups)?;
    let effect = |((feature, ids), people): ((Module, BTreeSet<WorkspaceId>), u64)| Effect {
        feature,
        workspaces: ids.len() as u64,
        people,
    };
    Ok(found.into_iter().zip(people).map(effect).collect())
}

/// Every plan and add-on, as they are or as they would be.
#[derive(Clone)]
struct Book {
    plans: Vec<Plan>,
    add_ons: Vec<AddOn>,
    installed: ModuleSet,
}

impl Book {
    fn read(context: &QueryContext<'_>) -> Result<Self, AppError> {
        Ok(Self {
            plans: context.snapshot.plans()?,
            add_ons: context.snapshot.add_ons()?,
            installed: context.snapshot.modules()?,
        })
    }

    /// The same with other terms of one of them.
    fn with(&self, change: &TermsChange) -> Self {
        let mut book = self.clone();
        let terms = match change.offer {
            OfferId::Plan(id) => {
                let plan = book.plans.iter_mut().find(|plan| plan.plan_id == id);
                plan.map(|plan| &mut plan.terms)
            }
            OfferId::AddOn(id) => {
                let add_on = book.add_ons.iter_mut().find(|a| a.add_on_id == id);
                add_on.map(|add_on| &mut add_on.terms)
            }
        };
        if let Some(terms) = terms {
            (terms.features, terms.limits) = (change.features, change.limits);
        }
        book
    }

    fn plan(&self, plan_id: Option<PlanId>) -> Option<&Terms> {
        let plan = self.plans.iter().find(|plan| Some(plan.plan_id) == plan_id);
        plan.map(|plan| &plan.terms)
    }

    /// What a workspace has.
    fn features(&self, profile: &WorkspaceProfile) -> ModuleSet {
        let own = self
            .add_ons
            .iter()
            .filter(|add_on| profile.add_ons.contains(&add_on.add_on_id));
        included(self.plan(profile.plan_id), own.map(|add_on| &add_on.terms))
    }

    /// The features of installed modules that are here and not there.
    fn only(&self, here: ModuleSet, there: ModuleSet) -> Vec<Module> {
        let features = Module::features().filter(|module| self.installed.has(*module));
        features
            .filter(|module| here.has(*module) && !there.has(*module))
            .collect()
    }
}
