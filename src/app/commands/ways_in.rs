//! What an administrator does about another's ways in: ending a session, taking a lost second factor away.

use super::own::check_factor;
use super::password::check_not_wider;
use super::session::about;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::{Field, FieldChange};
use crate::domain::ids::{SessionId, UserId};
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to another's ways in.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum WaysInCommand {
    /// End somebody's session in this program.
    EndSession(SessionId),
    /// Take somebody's second factor away.
    ResetFactor(UserId),
}

impl From<WaysInCommand> for Command {
    fn from(command: WaysInCommand) -> Self {
        Self::WaysIn(command)
    }
}

impl WaysInCommand {
    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Part(&[Permission::UsersSetPassword])
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::EndSession(_) => FreshProof::NotNeeded,
            Self::ResetFactor(_) => FreshProof::Needed,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::EndSession(_) => "session.end",
            Self::ResetFactor(_) => "user.reset_factor",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        workspace.transact(context.act(), |w| {
            let entry = match self {
                Self::EndSession(session_id) => end(w, session_id, actor)?,
                Self::ResetFactor(user_id) => reset(w, user_id, actor)?,
            };
            Ok::<_, AppError>(((), entry))
        })?;
        Ok(Done::new(Reply::Done, Topics::SESSIONS.with(Topics::USERS)))
    }
}

fn end(
    w: &mut Writer<'_>,
    session_id: SessionId,
    actor: Option<&Actor>,
) -> Result<NewEntry, AppError> {
    check_not_wider(w, w.session_owner(session_id)?, actor)?;
    w.end_session(session_id, "ended by an administrator")?;
    Ok(about(session_id, "session.end"))
}

fn reset(w: &mut Writer<'_>, user_id: UserId, actor: Option<&Actor>) -> Result<NewEntry, AppError> {
    check_not_wider(w, user_id, actor)?;
    if actor.is_some_and(|actor| actor.user_id == Some(user_id)) {
        // The own one is turned off with a code, where the account asks for it.
        let said = text().problem.factor_own;
        return Err(AppError::invalid(Field::Name, said));
    }
    check_factor(w, user_id)?;
    w.remove_second_factor(user_id)?;
    let change = FieldChange::new("second_factor", text().app.yes, text().app.no);
    w.record_user(user_id, &[change])?;
    let object_id = Some(user_id.0);
    Ok(NewEntry::done(
        "user.reset_factor",
        ObjectKind::User,
        object_id,
    ))
}
