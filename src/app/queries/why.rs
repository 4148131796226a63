//! Why somebody may or may not: the chain of the decision, with who set each step and when, and changes that would turn it.

use crate::app::colleagues::Colleagues;
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::why::{Chain, Step, Target, why};
use crate::domain::actor::Hand;
use crate::domain::audit::HistoryItem;
use crate::domain::change::Field;
use crate::domain::ids::{RoleId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::role::Holder;
use crate::domain::time::Timestamp;
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
    pub set: Vec<(Step, Timestamp, String)>,
    /// How the person holds the roles that have the permission.
    pub held: Vec<(RoleId, Holder)>,
}

impl Query for Why {
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
        let today = snapshot.office()?.time().date(context.now);
        let chain = why(
            &snapshot.holding(self.user_id)?,
            &snapshot.estate()?,
            &roles,
            today,
            (self.permission, target),
        );
        let colleagues = Colleagues::of(context)?;
        let mut held = Vec::new();
        for role_id in chain.answers.iter().flat_map(|answer| &answer.roles) {
            for mut holder in snapshot.holders(*role_id, &[self.user_id])? {
                colleagues.hide(&mut holder.granted_by);
                held.push((*role_id, holder));
            }
        }
        let mut history = snapshot.history(self.user_id)?;
        for item in &mut history {
            colleagues.hide(&mut item.actor);
        }
        let set = set(&history, &held);
        Ok(WhyAnswer { chain, set, held })
    }
}

/// The newest act that set what a step looks at.
fn set(history: &[HistoryItem], held: &[(RoleId, Holder)]) -> Vec<(Step, Timestamp, String)> {
    let of = |step, field: Field| {
        let item = history.iter().find(|item| {
            let mut changes = item.changes.iter();
            changes.any(|change| change.field == field.key())
        })?;
        Some((step, item.at, name(item.actor.as_ref())))
    };
    let role = held.first().and_then(|(_, holder)| {
        let by = name(holder.granted_by.as_ref());
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

fn name(hand: Option<&Hand>) -> String {
    hand.map(Hand::name).unwrap_or_default().to_owned()
}
