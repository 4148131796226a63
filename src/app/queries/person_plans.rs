//! The plans of a person: those of their workspaces.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::store::columns::in_view;
use crate::store::error::StoreError;

/// Which plans and add-ons a person has, and through which workspaces.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonPlans {
    /// Who.
    pub user_id: UserId,
}

/// A plan with add-ons, and the workspaces through which a person has it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct PersonPlan {
    /// The plan's name; `None` is everything.
    pub plan: Option<String>,
    /// Names of add-ons.
    pub add_ons: Vec<String>,
    /// Names of the workspaces.
    pub workspaces: Vec<String>,
}

impl Query for PersonPlans {
    const NAME: &'static str = "person_plans";
    const READS: Topics = Topics::USERS.with(Topics::DIRECTORY);
    type Output = Vec<PersonPlan>;

    fn access(&self) -> Access {
        Access::Part(&[Permission::PlansView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Vec<PersonPlan>, AppError> {
        let (rights, snapshot) = (context.rights()?, context.snapshot);
        let who = context.view(&[Permission::UsersView]).who;
        let columns = snapshot.columns()?;
        let user = columns.user(self.user_id);
        let user = user.filter(|user| in_view(&who, *user));
        let user = user.ok_or(StoreError::NotFound)?;
        let (plans, add_ons) = (snapshot.plans()?, snapshot.add_ons()?);
        let mut found: Vec<PersonPlan> = Vec::new();
        for named in snapshot.directory()?.workspaces {
            let is_own = user.workspaces().contains(&named.id.0);
            if !is_own
                || !who.has_workspace(named.id)
                || !rights.may_in(Permission::PlansView, named.id)
            {
                continue;
            }
            let profile = snapshot.workspace(named.id)?;
            if !rights.side().sees_workspace(&profile) {
                continue;
            }
            let plan = plans
                .iter()
                .find(|plan| Some(plan.plan_id) == profile.plan_id);
            let own = add_ons
                .iter()
                .filter(|add_on| profile.add_ons.contains(&add_on.add_on_id));
            let plan = plan.map(|plan| plan.terms.name.clone());
            let add_ons: Vec<_> = own.map(|add_on| add_on.terms.name.clone()).collect();
            let same = found
                .iter_mut()
                .find(|other| other.plan == plan && other.add_ons == add_ons);
            match same {
                Some(other) => other.workspaces.push(named.name),
                None => found.push(PersonPlan {
                    plan,
                    add_ons,
                    workspaces: vec![named.name],
                }),
            }
        }
        Ok(found)
    }
}
