//! Why somebody may or may not: the chain of the decision, with who set each step and when, and changes that would turn it.

use super::workspaces::hide_terms;
use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::why::{Chain, Fix, Step, Stock, Target, why};
use crate::domain::access::{GrantPlace, Holding};
use crate::domain::actor::Hand;
use crate::domain::audit::{HistoryItem, ObjectKind};
use crate::domain::change::Field;
use crate::domain::ids::{AddOnId, RoleId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::plan::{AddOn, Excess};
use crate::domain::role::Holder;
use crate::domain::time::Timestamp;
use crate::domain::workspace::WorkspaceProfile;
use crate::store::columns::in_view;
use crate::store::error::StoreError;

/// What the question is about.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum About {
    /// Anything at all.
    Anything,
    /// The office as a whole.
    Office,
    /// A workspace.
    Workspace(WorkspaceId),
    /// A person.
    Person(UserId),
}

/// May this person do this, and why?
#[derive(Clone, PartialEq, Debug)]
pub struct Why {
    /// Who.
    pub user_id: UserId,
    /// What.
    pub permission: Permission,
    /// To whom or what.
    pub about: About,
}

/// The answer to [`Why`].
#[derive(Clone, PartialEq, Debug)]
pub struct WhyAnswer {
    /// The decision, step by step.
    pub chain: Chain,
    /// Who brought a step to where it is, and when; as far as the log knows.
    pub set: Vec<SetBy>,
    /// How the person holds the roles that have the permission.
    pub held: Vec<(RoleId, Holder)>,
    /// Where the person held the roles that fixes would prolong.
    pub ended: Vec<(RoleId, GrantPlace)>,
    /// The workspaces that fixes would change, as the operator sees them; those that they don't see are left out.
    pub workspaces: Vec<(WorkspaceId, WorkspaceProfile)>,
    /// Workspaces of the chain that use more than their plan allows, as far as the operator may see it.
    pub over: Vec<(WorkspaceId, Vec<Excess>)>,
    /// Names of the add-ons that fixes would give.
    pub add_ons: Vec<(AddOnId, String)>,
}

impl Query for Why {
    const NAME: &'static str = "why";
    const READS: Topics = Topics::ALL;
    type Output = WhyAnswer;

    fn access(&self) -> Access {
        Access::Office(&[Permission::RolesView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<WhyAnswer, AppError> {
        let snapshot = context.snapshot;
        let who = context.view(&[Permission::UsersView]).who;
        let columns = snapshot.columns()?;
        let seen = |user_id| {
            let user = columns.user(user_id).filter(|user| in_view(&who, *user));
            user.ok_or(AppError::Store(StoreError::NotFound))
        };
        seen(self.user_id)?;
        let target = match self.about {
            About::Anything => Target::Anything,
            About::Office => Target::Office,
            About::Workspace(workspace_id) => Target::Workspace(workspace_id),
            About::Person(user_id) => Target::Person(seen(user_id)?.record()),
        };
        let roles: Vec<_> = snapshot
            .directory()?
            .roles
            .iter()
            .map(|role| (role.role_id, role.permissions))
            .collect();
        let offered = add_ons(context)?;
        let add_ons: Vec<_> = offered
            .iter()
            .map(|add_on| (add_on.add_on_id, add_on.terms.features))
            .collect();
        let stock = Stock {
            roles: &roles,
            add_ons: &add_ons,
        };
        let today = snapshot.office()?.time().date(context.now);
        let holding = snapshot.holding(self.user_id)?;
        let question = (self.permission, target);
        let chain = why(&holding, &snapshot.estate()?, stock, today, question);
        let colleagues = Colleagues::of(context)?;
        let held = held(context, self.user_id, (&chain, &colleagues))?;
        let mut history = snapshot.history(self.user_id)?;
        let hands = history.iter_mut().map(|item| &mut item.actor);
        hands.for_each(|hand| colleagues.hide(hand));
        let mut set = set(&history, &held);
        set.extend(self.module_set(context, &colleagues)?);
        set.extend(plan_set(context, (&chain, &colleagues))?);
        let fixes = || chain.fixes.iter().flat_map(|(_, fixes)| fixes);
        let ended = fixes().filter_map(|fix| place(&holding, fix)).collect();
        let names = fixes().filter_map(|fix| name(&offered, fix)).collect();
        let mut workspaces = Vec::new();
        for fix in fixes() {
            workspaces.extend(workspace(context, fix)?);
        }
        Ok(WhyAnswer {
            set,
            held,
            ended,
            workspaces,
            over: over(context, &chain)?,
            add_ons: names,
            chain,
        })
    }
}

impl Why {
    /// Who installed or removed the module, and when.
    fn module_set(
        &self,
        context: &QueryContext<'_>,
        colleagues: &Colleagues,
    ) -> Result<Option<SetBy>, AppError> {
        let Some(module) = self.permission.module() else {
            return Ok(None);
        };
        let object = (ObjectKind::Module, module as i64);
        let found = context.snapshot.newest_change(object, &["installed"])?;
        Ok(found.map(|(at, mut hand)| {
            colleagues.hide(&mut hand);
            (Step::Module, at, hand_name(hand.as_ref()))
        }))
    }
}

/// Who brought a step to where it is, and when.
type SetBy = (Step, Timestamp, String);

/// Who last changed the plan or the add-ons of the workspaces that decide, and when.
fn plan_set(
    context: &QueryContext<'_>,
    (chain, colleagues): (&Chain, &Colleagues),
) -> Result<Option<SetBy>, AppError> {
    let rights = context.rights()?;
    let mut newest = None;
    for id in workspaces_of(chain, Step::Membership) {
        if !rights.may_in(Permission::PlansView, id) {
            continue;
        }
        let object = (ObjectKind::OfficeWorkspace, id.0);
        let found = context
            .snapshot
            .newest_change(object, &["plan", "add_ons"])?;
        newest = newest.max(found.map(|(at, mut hand)| {
            colleagues.hide(&mut hand);
            (Step::Plan, at, hand_name(hand.as_ref()))
        }));
    }
    Ok(newest)
}

/// The workspaces that decide a step.
fn workspaces_of(chain: &Chain, step: Step) -> Vec<WorkspaceId> {
    let answers = chain.answers.iter().filter(|answer| answer.step == step);
    answers
        .flat_map(|answer| answer.workspaces.iter().copied())
        .collect()
}

/// Where the workspaces that decide use more than their plan allows.
fn over(
    context: &QueryContext<'_>,
    chain: &Chain,
) -> Result<Vec<(WorkspaceId, Vec<Excess>)>, AppError> {
    let rights = context.rights()?;
    let mut seen = workspaces_of(chain, Step::Limit);
    seen.retain(|id| rights.may_in(Permission::PlansView, *id));
    if seen.is_empty() {
        return Ok(Vec::new());
    }
    let who = context.view(&[Permission::PlansView]).who;
    let (plans, usage) = (context.snapshot.plans()?, context.snapshot.usage(&who)?);
    let mut over = Vec::new();
    for id in seen {
        let plan_id = context.snapshot.workspace(id)?.plan_id;
        let plan = plans.iter().find(|plan| Some(plan.plan_id) == plan_id);
        let used = usage.get(&id).copied().unwrap_or_default();
        let excess = plan.map_or_else(Vec::new, |plan| plan.terms.limits.exceeded(used));
        if !excess.is_empty() {
            over.push((id, excess));
        }
    }
    Ok(over)
}

/// The add-ons that can be offered: those who see all plans know them.
fn add_ons(context: &QueryContext<'_>) -> Result<Vec<AddOn>, AppError> {
    let may = context.rights()?.may_everywhere(Permission::PlansView);
    Ok(if may {
        context.snapshot.add_ons()?
    } else {
        Vec::new()
    })
}

/// Where a role is held that a fix prolongs.
fn place(holding: &Holding, fix: &Fix) -> Option<(RoleId, GrantPlace)> {
    let Fix::Prolong(role_id) = fix else {
        return None;
    };
    let held = holding.roles.iter().find(|role| role.role_id == *role_id);
    held.map(|role| (*role_id, role.place.clone()))
}

/// The name of the add-on that a fix gives.
fn name(add_ons: &[AddOn], fix: &Fix) -> Option<(AddOnId, String)> {
    let Fix::AddOn(_, id) = fix else { return None };
    let add_on = add_ons.iter().find(|add_on| add_on.add_on_id == *id);
    add_on.map(|add_on| (*id, add_on.terms.name.clone()))
}

/// The workspace that a fix changes, as the operator sees it.
fn workspace(
    context: &QueryContext<'_>,
    fix: &Fix,
) -> Result<Option<(WorkspaceId, WorkspaceProfile)>, AppError> {
    let (Fix::AddOn(id, _) | Fix::Reopen(id)) = fix else {
        return Ok(None);
    };
    let rights = context.rights()?;
    let mut profile = context.snapshot.workspace(*id)?;
    let sees = rights.may_in(Permission::WorkspacesView, *id);
    hide_terms(rights, *id, &mut profile);
    Ok((sees && rights.side().sees_workspace(&profile)).then_some((*id, profile)))
}

/// How the person holds the roles that decide.
fn held(
    context: &QueryContext<'_>,
    user_id: UserId,
    (chain, colleagues): (&Chain, &Colleagues),
) -> Result<Vec<(RoleId, Holder)>, AppError> {
    let mut held = Vec::new();
    for role_id in chain.answers.iter().flat_map(|answer| &answer.roles) {
        for mut holder in context.snapshot.holders(*role_id, &[user_id])? {
            colleagues.hide(&mut holder.granted_by);
            held.push((*role_id, holder));
        }
    }
    Ok(held)
}

/// The newest act that set what a step looks at.
fn set(history: &[HistoryItem], held: &[(RoleId, Holder)]) -> Vec<SetBy> {
    let of = |step, field: Field| {
        let item = history.iter().find(|item| {
            let mut changes = item.changes.iter();
            changes.any(|change| change.field == field.key())
        })?;
        Some((step, item.at, hand_name(item.actor.as_ref())))
    };
    let role = held.first().and_then(|(_, holder)| {
        let by = hand_name(holder.granted_by.as_ref());
        Some((Step::Role, holder.granted_at?, by))
    });
    [
        of(Step::Account, Field::Status),
        role,
        of(Step::Membership, Field::Workspaces),
    ]
    .into_iter()
    .flatten()
    .collect()
}

fn hand_name(hand: Option<&Hand>) -> String {
    hand.map(Hand::name).unwrap_or_default().to_owned()
}
