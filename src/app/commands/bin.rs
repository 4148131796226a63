//! Putting somebody into the bin, and taking them out again.

use super::user::check_lasting_administrator;
use super::user_allowed as allowed;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// Restores somebody from the bin.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RestoreCommand {
    /// Who.
    pub user_id: UserId,
    /// What becomes of their address.
    pub address: Address,
}

/// What becomes of the address of whoever is restored.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Address {
    /// They have it again; nobody else may have it.
    Kept,
    /// They have none.
    Dropped,
}

impl From<RestoreCommand> for Command {
    fn from(command: RestoreCommand) -> Self {
        Self::Restore(command)
    }
}

impl RestoreCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = "user.restore";

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Part(&[Permission::UsersDelete])
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        FreshProof::NotNeeded
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let user_id = self.user_id;
        workspace.transact(context.act(), |w| {
            let before = w.before(ObjectKind::User, user_id.0)?;
            take_out(w, user_id, self.address, actor)?;
            w.record_since(&before)?;
            let entry = NewEntry::done(Self::NAME, ObjectKind::User, Some(user_id.0));
            Ok::<_, AppError>(((), entry))
        })?;
        Ok(Done::new(Reply::Done, Topics::USERS))
    }
}

/// Puts somebody into the bin, who neither is the operator nor is needed where they are.
pub(super) fn put_in(
    w: &mut Writer<'_>,
    user_id: UserId,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let operator = actor.ok_or(AppError::NotSignedIn)?;
    let old = w.user(user_id)?;
    allowed::about(&old.profile, Permission::UsersDelete, operator)?;
    if operator.user_id == Some(user_id) {
        return Err(AppError::invalid(Field::Name, text().bulk.oneself));
    }
    if w.owns_workspace(user_id)? {
        return Err(AppError::invalid(
            Field::Name,
            text().problem.owns_workspace,
        ));
    }
    check_lasting_administrator(w, &old)?;
    Ok(w.put_in_bin(user_id)?)
}

/// Takes somebody out of the bin as they were put there.
pub(super) fn take_out(
    w: &mut Writer<'_>,
    user_id: UserId,
    address: Address,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let operator = actor.ok_or(AppError::NotSignedIn)?;
    let old = w.binned(user_id)?;
    allowed::about(&old.profile, Permission::UsersDelete, operator)?;
    let email = old.profile.email.as_deref();
    let owner = email.map(|email| w.email_owner(email, Some(user_id)));
    match (owner.transpose()?.flatten(), address) {
        (_, Address::Dropped) => w.set_binned_email(user_id, None)?,
        (None, Address::Kept) => {}
        (Some(owner), Address::Kept) => {
            let words = &text().problem;
            // Whose record may not be seen is not named.
            let problem = if allowed::sees(&w.user(owner)?.profile, actor) {
                fill(
                    words.email_taken_since,
                    &[&old.profile.name, &owner.contact_id()],
                )
            } else {
                fill(words.email_taken_since_hidden, &[&old.profile.name])
            };
            return Err(AppError::invalid(Field::Email, problem));
        }
    }
    w.take_from_bin(user_id)?;
    // Sign-ins may wait again since an import that added them was set back.
    match w.user(user_id)?.profile.email {
        Some(email) => Ok(w.join_waiting(user_id, &email)?),
        None => Ok(()),
    }
}
