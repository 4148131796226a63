//! Applying an access review: everyone who is to lose a role or a membership loses it in one act, and the decisions are kept.

use super::user::save;
use super::{Command, Context, Done, Reply, user_allowed as allowed};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::review::{Decision, Subject};
use crate::domain::text::text;
use crate::domain::user::Profile;
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// The decisions of a review.
#[derive(Clone, PartialEq, Debug)]
pub struct ReviewCommand {
    /// What was reviewed.
    pub subject: Subject,
    /// What was decided about whom; who is not named stays as they are.
    pub decisions: Vec<(UserId, Decision)>,
}

impl From<ReviewCommand> for Command {
    fn from(command: ReviewCommand) -> Self {
        Self::Review(command)
    }
}

impl ReviewCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = "access.review";

    pub(super) fn access(&self) -> Access {
        match self.subject {
            Subject::Role(_) => Access::Office(&[Permission::RolesView, Permission::RolesAssign]),
            Subject::Workspace(_) => {
                Access::Office(&[Permission::RolesView, Permission::UsersUpdate])
            }
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self.subject {
            Subject::Role(_) => FreshProof::WhereRolesChange,
            Subject::Workspace(_) => FreshProof::NotNeeded,
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let (object, object_id) = self.subject.object();
        workspace.transact(context.act(), |w| {
            let name = name(w, self.subject)?;
            let takes = |decision: &Decision| matches!(decision, Decision::Remove(_));
            if self.needs_fresh_proof() == FreshProof::WhereRolesChange
                && self.decisions.iter().any(|(_, decision)| takes(decision))
            {
                context.require_proof(w.office()?.origin)?;
            }
            let mut decided = Vec::with_capacity(self.decisions.len());
            for (user_id, decision) in &self.decisions {
                if apply(w, (self.subject, *user_id), decision, actor)? {
                    decided.push((*user_id, decision.clone()));
                }
            }
            if decided.is_empty() {
                return Err(AppError::invalid(Field::Roles, text().problem.review_empty));
            }
            let review_id = w.insert_review(self.subject, &name, &decided)?;
            let entry = NewEntry {
                count: decided.len() as u64,
                ..NewEntry::done(Self::NAME, object, Some(object_id))
            };
            let details = serde_json::json!({ "review": review_id });
            Ok::<_, AppError>(((), entry.with_details(details.to_string())))
        })?;
        Ok(Done::new(Reply::Done, Topics::ALL))
    }
}

fn name(w: &Writer<'_>, subject: Subject) -> Result<String, AppError> {
    let directory = w.directory()?;
    let name = match subject {
        Subject::Role(role_id) => directory.role(role_id),
        Subject::Workspace(workspace_id) => directory.workspace(workspace_id),
    };
    if name.is_empty() {
        return Err(StoreError::NotFound.into());
    }
    Ok(name.to_owned())
}

/// Carries out one decision; `false` where the person no longer has what was reviewed.
fn apply(
    w: &mut Writer<'_>,
    (subject, user_id): (Subject, UserId),
    decision: &Decision,
    actor: Option<&Actor>,
) -> Result<bool, AppError> {
    let old = match w.user(user_id) {
        Err(StoreError::NotFound) => return Ok(false),
        found => found?,
    };
    let Some(without) = without(&old.profile, subject) else {
        return Ok(false);
    };
    let Decision::Remove(reason) = decision else {
        return Ok(true);
    };
    if reason.trim().is_empty() {
        return Err(AppError::invalid(
            Field::Notes,
            text().problem.reason_missing,
        ));
    }
    // As when the person is edited: whom the operator may not see is not found, whom they may not change is refused.
    let operator = actor.ok_or(AppError::NotSignedIn)?;
    allowed::about(&old.profile, Permission::UsersUpdate, operator)?;
    let before = w.before(ObjectKind::User, user_id.0)?;
    save(w, &old, &without, actor)?;
    w.record_since(&before)?;
    Ok(true)
}

/// The profile without what is reviewed; none where it does not have it.
fn without(profile: &Profile, subject: Subject) -> Option<Profile> {
    let mut profile = profile.clone();
    let had = match subject {
        Subject::Role(role_id) => profile.roles.remove(&role_id),
        Subject::Workspace(workspace_id) => profile.workspaces.remove(&workspace_id),
    };
    had.then_some(profile)
}
