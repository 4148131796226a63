//! What an administrator does about others' ways in: ending sessions, taking a lost second factor away, requiring a new
//! password, locking and unlocking.

use std::collections::BTreeMap;
use std::sync::Arc;

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
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::session_end::stored;
use crate::domain::text::{count, text};
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to another's ways in.
#[derive(Clone, PartialEq, Debug)]
pub enum WaysInCommand {
    /// End somebody's session in this program.
    EndSession(SessionId),
    /// Take somebody's second factor away.
    ResetFactor(UserId),
    /// End sessions in this program.
    EndSessions(Arc<Vec<SessionId>>),
    /// Let people choose a new password when they next sign in.
    RequirePassword(Arc<Vec<UserId>>),
    /// Let people not sign in until they are unlocked.
    Lock(Arc<Vec<UserId>>),
    /// Let people sign in again.
    Unlock(Arc<Vec<UserId>>),
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
            Self::EndSession(_)
            | Self::EndSessions(_)
            | Self::RequirePassword(_)
            | Self::Lock(_)
            | Self::Unlock(_) => FreshProof::NotNeeded,
            Self::ResetFactor(_) => FreshProof::Needed,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::EndSession(_) => "session.end",
            Self::ResetFactor(_) => "user.reset_factor",
            Self::EndSessions(_) => "session.end_many",
            Self::RequirePassword(_) => "user.require_password",
            Self::Lock(_) => "user.lock",
            Self::Unlock(_) => "user.unlock",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let name = self.name();
        let count = workspace.transact(context.act(), |w| {
            let entry = match self {
                Self::EndSession(session_id) => end(w, session_id, actor)?,
                Self::ResetFactor(user_id) => reset(w, user_id, actor)?,
                Self::EndSessions(sessions) => end_many(w, &sessions, (name, actor))?,
                Self::RequirePassword(users) => {
                    for_each(w, &users, (name, actor), require_password)?
                }
                Self::Lock(users) => for_each(w, &users, (name, actor), lock)?,
                Self::Unlock(users) => for_each(w, &users, (name, actor), unlock)?,
            };
            Ok::<_, AppError>((entry.count, entry))
        })?;
        Ok(Done::new(
            Reply::ChangedMany(count),
            Topics::SESSIONS.with(Topics::USERS),
        ))
    }
}

fn end(
    w: &mut Writer<'_>,
    session_id: SessionId,
    actor: Option<&Actor>,
) -> Result<NewEntry, AppError> {
    check_not_wider(w, w.session_owner(session_id)?, actor)?;
    w.end_session(session_id, stored::OPERATOR)?;
    Ok(about(session_id, "session.end"))
}

/// Ends those that are still open; where one may not be ended, none is.
fn end_many(
    w: &mut Writer<'_>,
    sessions: &[SessionId],
    (name, actor): (&'static str, Option<&Actor>),
) -> Result<NewEntry, AppError> {
    let mut ended: BTreeMap<UserId, u64> = BTreeMap::new();
    for session_id in sessions {
        let user_id = match w.session_owner(*session_id) {
            // It has ended meanwhile, which is what was wanted; or it is not this program's to end.
            Err(StoreError::NotFound) => continue,
            other => other?,
        };
        check_another(w, user_id, actor)?;
        w.end_session(*session_id, stored::OPERATOR)?;
        *ended.entry(user_id).or_default() += 1;
    }
    if ended.is_empty() {
        return Err(AppError::NobodyToChange);
    }
    let words = &text().part;
    for (user_id, sessions) in &ended {
        let change = FieldChange::new("sessions", count(*sessions), words.sessions_ended);
        w.record_user(*user_id, &[change])?;
    }
    Ok(NewEntry {
        count: ended.values().sum(),
        ..NewEntry::done(name, ObjectKind::Session, None)
    })
}

/// Does something to each of several people; where it may not be done to one, it is done to nobody.
fn for_each(
    w: &mut Writer<'_>,
    users: &[UserId],
    (name, actor): (&'static str, Option<&Actor>),
    act: impl Fn(&mut Writer<'_>, UserId) -> Result<FieldChange, AppError>,
) -> Result<NewEntry, AppError> {
    if users.is_empty() {
        return Err(AppError::NobodyToChange);
    }
    for user_id in users {
        check_another(w, *user_id, actor)?;
        if w.is_locked(*user_id)?.is_none() {
            return Err(AppError::invalid(Field::Name, text().sessions.no_password));
        }
        let change = act(w, *user_id)?;
        w.record_user(*user_id, &[change])?;
    }
    // One is told by number, so that the log can be asked for it.
    let object_id = match users {
        [only] => Some(only.0),
        _ => None,
    };
    Ok(NewEntry {
        count: users.len() as u64,
        ..NewEntry::done(name, ObjectKind::User, object_id)
    })
}

/// Refuses what is the operator's own, or goes further than their rights.
fn check_another(w: &Writer<'_>, user_id: UserId, actor: Option<&Actor>) -> Result<(), AppError> {
    check_not_wider(w, user_id, actor)?;
    if actor.is_some_and(|actor| actor.user_id == Some(user_id)) {
        return Err(AppError::invalid(Field::Name, text().sessions.own));
    }
    Ok(())
}

fn require_password(w: &mut Writer<'_>, user_id: UserId) -> Result<FieldChange, AppError> {
    w.require_password(user_id)?;
    w.end_sessions(user_id, None, stored::REQUIRED)?;
    let words = &text().part;
    Ok(FieldChange::new("password", "", words.password_required))
}

fn lock(w: &mut Writer<'_>, user_id: UserId) -> Result<FieldChange, AppError> {
    w.set_locked(user_id, Some(w.act().at))?;
    w.end_sessions(user_id, None, stored::LOCKED)?;
    // Nobody locks the last one out who can let the others in again.
    let administrators = w.active_holders(SYSTEM_ADMINISTRATOR)?;
    let is_shut = |id: &UserId| Ok::<_, AppError>(w.is_locked(*id)? != Some(false));
    let mut can_enter = false;
    for id in &administrators {
        can_enter |= !is_shut(id)?;
    }
    if administrators.contains(&user_id) && !can_enter {
        let said = text().sessions.last_administrator;
        return Err(AppError::invalid(Field::Roles, said));
    }
    let words = text();
    Ok(FieldChange::new("locked", words.app.no, words.app.yes))
}

fn unlock(w: &mut Writer<'_>, user_id: UserId) -> Result<FieldChange, AppError> {
    w.set_locked(user_id, None)?;
    let words = text();
    Ok(FieldChange::new("locked", words.app.yes, words.app.no))
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
