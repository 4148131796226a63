//! The one place that says who may ask a question or give a command.
//!
//! Questions and commands name what they need as an [`Access`]; it is checked against the operator's rights in the state
//! of the file that they run on. What concerns a part of the office only is limited further by the question or command
//! itself, with the reach of the same rights.

use std::collections::BTreeSet;
use std::sync::Arc;

use super::error::AppError;
use super::seat::Operator;
use crate::domain::access::{Reach, Rights, Side};
use crate::domain::actor::Actor;
use crate::domain::ids::WorkspaceId;
use crate::domain::past::Deleted;
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::domain::workspace::WorkspaceProfile;
use crate::store::columns::View;
use crate::store::error::StoreError;
use crate::store::reader::Snapshot;

/// Who may ask a question or give a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anyone who can open the file, before signing in too.
    Public,
    /// Whoever is signed in with an account that is still active.
    SignedIn,
    /// The same, about themselves: nobody who looks through another's eyes.
    Oneself,
    /// Whoever has all of these in the whole office.
    Office(&'static [Permission]),
    /// Whoever has one of these for somebody at least; what is given or done goes as far as the right.
    Part(&'static [Permission]),
    /// The same, as themselves: nobody who looks through another's eyes. Rights to look are enough for it.
    Hand(&'static [Permission]),
}

impl Access {
    /// Whether the operator may; `None` is nobody.
    pub fn check(self, actor: Option<&Actor>) -> Result<(), AppError> {
        let actor = match (self, actor) {
            (Self::Public, _) => return Ok(()),
            (_, None) => return Err(AppError::NotSignedIn),
            (_, Some(actor)) if !actor.rights.is_active() => return Err(AppError::SessionOver),
            (Self::Oneself | Self::Hand(_), Some(actor)) if actor.rights.is_looking() => {
                return Err(AppError::NotSignedIn);
            }
            (_, Some(actor)) => actor,
        };
        let missing = match self {
            Self::Public | Self::SignedIn | Self::Oneself => None,
            Self::Office(all) => all.iter().find(|p| !actor.may_everywhere(**p)),
            Self::Part(any) | Self::Hand(any) => {
                let has_one = any.iter().any(|p| actor.may(*p));
                any.first().filter(|_| !has_one)
            }
        };
        missing.map_or(Ok(()), |permission| Err(AppError::Denied(*permission)))
    }
}

/// The operator with the rights of this state; none where their session was ended.
pub(in crate::app) fn actor(
    snapshot: &Snapshot<'_>,
    operator: &Operator,
    now: Timestamp,
) -> Result<Actor, AppError> {
    // Where the file is only read, no session stands in it, and no command is carried out whoever gives it.
    let is_ended = !snapshot.only_reads && snapshot.session_state(operator.session_id)?.is_ended;
    let rights = if is_ended {
        Rights::default()
    } else {
        snapshot.rights_of(operator.user_id, now)?
    };
    Ok(Actor {
        user_id: Some(operator.user_id),
        name: operator.name.clone(),
        rights: Arc::new(rights),
    })
}

/// Whom the operator may see by any of some permissions, and whose contact data.
pub fn view(actor: Option<&Actor>, any: &[Permission]) -> View {
    let reach = |any: &[Permission]| actor.map_or(Reach::Nobody, |a| a.rights.reach_of_any(any));
    View {
        who: reach(any),
        contact: reach(&[Permission::UsersViewContact]),
    }
}

/// Whether a past day shows the operator people who were deleted since: they are in the bin now, so only where the bin of
/// everybody whom the operator may see is open to them.
pub(in crate::app) fn deleted(actor: Option<&Actor>) -> Deleted {
    let reach = |any: &[Permission]| actor.map_or(Reach::Nobody, |a| a.rights.reach_of_any(any));
    let seen = reach(&[Permission::UsersView, Permission::InsightView]);
    if reach(&[Permission::UsersDelete]).covers(&seen) {
        Deleted::Shown
    } else {
        Deleted::Hidden
    }
}

/// The workspaces that the operator may know of, among some: a right covers their people, and they are open to the
/// operator's side. `profile` tells what a workspace is.
pub(in crate::app) fn known_workspaces(
    actor: Option<&Actor>,
    covered: &Reach,
    all: impl IntoIterator<Item = WorkspaceId>,
    profile: impl Fn(WorkspaceId) -> Result<WorkspaceProfile, StoreError>,
) -> Result<BTreeSet<WorkspaceId>, AppError> {
    let Some(actor) = actor else {
        return Ok(BTreeSet::new());
    };
    let side = actor.rights.side();
    let mut known = BTreeSet::new();
    for id in all.into_iter().filter(|id| covered.has_workspace(*id)) {
        if side == Side::Office || side.sees_workspace(&profile(id)?) {
            known.insert(id);
        }
    }
    Ok(known)
}
