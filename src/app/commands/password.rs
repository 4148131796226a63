//! The password with which a person signs in here.

use zeroize::Zeroizing;

use super::session::ENDED_BY_PASSWORD;
use super::{Command, Context, Done, Reply, user_allowed as allowed};
use crate::app::error::AppError;
use crate::app::password;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::{Field, FieldChange};
use crate::domain::ids::UserId;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::domain::user::Profile;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A new password for somebody.
#[derive(Clone, PartialEq)]
pub struct PasswordCommand {
    /// Who.
    pub user_id: UserId,
    /// The password.
    pub password: Zeroizing<String>,
}

impl std::fmt::Debug for PasswordCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("PasswordCommand")
            .field("user_id", &self.user_id)
            .finish_non_exhaustive()
    }
}

impl From<PasswordCommand> for Command {
    fn from(command: PasswordCommand) -> Self {
        Self::Password(command)
    }
}

impl PasswordCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = "user.set_password";

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Part(&[Permission::UsersSetPassword])
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        FreshProof::Needed
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        workspace.transact(context.act(), |w| {
            let (name, email) = check(w, self.user_id, actor)?;
            password::check(&self.password, &[&*name, &*email, &*w.office()?.name])?;
            let phc = password::hash(&self.password, context.env.random.as_ref())?;
            w.set_password_for(self.user_id, &phc)?;
            w.end_sessions(self.user_id, None, ENDED_BY_PASSWORD)?;
            // That there is a new one is told, and nothing of it.
            let change = FieldChange::new("password", "", text().part.password_new);
            w.record_user(self.user_id, &[change])?;
            let entry = NewEntry::done(Self::NAME, ObjectKind::User, Some(self.user_id.0));
            Ok::<_, AppError>(((), entry))
        })?;
        Ok(Done::new(Reply::Done, Topics::USERS.with(Topics::SESSIONS)))
    }
}

/// What the password must not be made of, where the operator may set it.
fn check(
    w: &Writer<'_>,
    user_id: UserId,
    actor: Option<&Actor>,
) -> Result<(String, String), AppError> {
    let words = &text().problem;
    let profile = check_not_wider(w, user_id, actor)?;
    let Some(email) = profile.email else {
        return Err(AppError::invalid(Field::Email, words.password_needs_email));
    };
    if actor.is_some_and(|actor| actor.user_id == Some(user_id)) {
        // The own one is changed where the present one is asked for.
        return Err(AppError::invalid(Field::Name, words.password_own));
    }
    Ok((profile.name, email))
}

/// Who sets a password or takes a second factor away can come in as that person, so it goes no further than the operator's
/// own rights.
pub(super) fn check_not_wider(
    w: &Writer<'_>,
    user_id: UserId,
    actor: Option<&Actor>,
) -> Result<Profile, AppError> {
    let profile = w.user(user_id)?.profile;
    let actor = actor.ok_or(AppError::NotSignedIn)?;
    allowed::about(&profile, Permission::UsersSetPassword, actor)?;
    let is_own = actor.user_id == Some(user_id);
    if !is_own && !actor.rights.covers(&w.rights_if_active(user_id)?) {
        let said = text().problem.password_too_wide;
        return Err(AppError::invalid(Field::Roles, said));
    }
    Ok(profile)
}
