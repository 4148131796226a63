//! Signing in and out; locking the program and unlocking it.
//!
//! A wrong password and an unknown address get the same answer after the same work. A failure is stored before the attempt
//! is judged; from the fifth on, the next attempt has to wait: 1 s, doubling up to 15 minutes. Unlocking is judged like signing in; while the program is
//! locked nothing else is possible than unlocking it and signing out.

use super::session_lock::{lock, unlock};
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::password;
use crate::app::query::Access;
use crate::app::seat::{Operator, Seat};
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome};
use crate::domain::ids::{SessionId, UserId};
use crate::domain::office::Origin;
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::time::Timestamp;
use crate::store::credentials::Credential;
use crate::store::workspace::{Act, Workspace};
use zeroize::Zeroizing;

/// A session here ends by itself after so many minutes.
const SESSION_MINUTES: i64 = 12 * 60;
const FREE_FAILURES: u32 = 4;
const FIRST_WAIT_MS: i64 = 1_000;
const LONGEST_WAIT_MS: i64 = 15 * 60 * 1_000;

/// Signing in or out.
#[derive(Clone, PartialEq)]
pub enum SessionCommand {
    /// Sign in with e-mail and password.
    SignIn {
        /// E-mail.
        email: String,
        /// Password.
        password: Zeroizing<String>,
    },
    /// Sign in to the demo as its administrator, without a password.
    EnterDemo,
    /// End the operator's session.
    SignOut,
    /// Set the operator aside until they have proven who they are.
    Lock,
    /// Go on where the program was locked.
    Unlock {
        /// Password of whoever locked it; the demo asks for none.
        password: Zeroizing<String>,
    },
}

impl std::fmt::Debug for SessionCommand {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

impl From<SessionCommand> for Command {
    fn from(command: SessionCommand) -> Self {
        Self::Session(command)
    }
}

impl SessionCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            // Whoever is signed in can always leave, with an account that is no longer active too. Whoever has locked the
            // program counts as nobody; the commands ask for them themselves.
            Self::SignIn { .. } | Self::EnterDemo | Self::SignOut | Self::Unlock { .. } => {
                Access::Public
            }
            Self::Lock => Access::SignedIn,
        }
    }

    /// The password that it proves.
    pub(super) fn password(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::SignIn { password, .. } => Some(password),
            Self::EnterDemo | Self::SignOut | Self::Lock | Self::Unlock { .. } => None,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::SignIn { .. } => "session.sign_in",
            Self::EnterDemo => "session.enter_demo",
            Self::SignOut => "session.sign_out",
            Self::Lock => "session.lock",
            Self::Unlock { .. } => "session.unlock",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        match (self, context.seat) {
            (Self::SignIn { .. } | Self::EnterDemo, Seat::Locked(_)) => Err(AppError::NotSignedIn),
            (Self::SignIn { email, password }, _) => sign_in(workspace, context, &email, &password),
            (Self::EnterDemo, _) => enter_demo(workspace, context),
            (Self::SignOut, Seat::Taken(operator) | Seat::Locked(operator)) => {
                sign_out(workspace, context, operator)
            }
            (Self::Lock, Seat::Taken(operator)) => lock(workspace, context, operator),
            (Self::Unlock { password }, Seat::Locked(operator)) => {
                unlock(workspace, context, operator, &password)
            }
            (Self::SignOut | Self::Lock | Self::Unlock { .. }, _) => Err(AppError::NotSignedIn),
        }
    }
}

fn sign_in(
    workspace: &mut Workspace,
    context: &Context<'_>,
    email: &str,
    password: &str,
) -> Result<Done, AppError> {
    let at = context.env.clock.now();
    let found = workspace.reader()?.snapshot(|s| s.credential(email))?;
    let Some(found) = found else {
        password::fits(password, None)?;
        note_failure(workspace, context, None)?;
        return Err(AppError::WrongCredentials);
    };
    if found.blocked_until > at {
        return Err(throttled(workspace, context, &found));
    }
    note_failure(workspace, context, Some(&found))?;
    if !password::fits(password, Some(&found.phc))? {
        return Err(AppError::WrongCredentials);
    }
    start(
        workspace,
        context,
        found.user_id,
        found.name,
        "session.sign_in",
    )
}

/// How long to wait. A wait longer than any can be comes from a clock that was set back, and begins anew.
pub(super) fn throttled(
    workspace: &mut Workspace,
    context: &Context<'_>,
    found: &Credential,
) -> AppError {
    let act = context.act();
    let (left, longest) = (found.blocked_until.0 - act.at.0, wait_ms(found.failures));
    if left > longest {
        let restarted = workspace.transact(act, |w| {
            let until = Timestamp(act.at.0 + longest);
            w.set_failures(found.user_id, found.failures, until)?;
            let entry = NewEntry::done(
                "session.attempt",
                ObjectKind::Session,
                Some(found.user_id.0),
            );
            let outcome = Outcome::Failed;
            Ok::<_, AppError>(((), NewEntry { outcome, ..entry }))
        });
        if let Err(error) = restarted {
            return error;
        }
    }
    AppError::Throttled((left.min(longest) / 1_000 + 1) as u64)
}

/// Stores one more failure, before the attempt is judged; a success clears it.
pub(super) fn note_failure(
    workspace: &mut Workspace,
    context: &Context<'_>,
    found: Option<&Credential>,
) -> Result<(), AppError> {
    workspace.transact(context.act(), |w| {
        if let Some(found) = found {
            let failures = found.failures.saturating_add(1);
            w.set_failures(
                found.user_id,
                failures,
                Timestamp(w.act().at.0 + wait_ms(failures)),
            )?;
        }
        Ok::<_, AppError>(((), attempt(found.map(|f| f.user_id))))
    })
}

/// Records an attempt that failed while the file was closed.
pub(in crate::app) fn failed_attempt(
    workspace: &mut Workspace,
    who: Option<UserId>,
    at: Timestamp,
) -> Result<(), AppError> {
    let act = Act { actor: None, at };
    workspace.transact(act, |_| Ok(((), attempt(who))))
}

fn attempt(who: Option<UserId>) -> NewEntry {
    let object_id = who.map(|user_id| user_id.0);
    NewEntry {
        outcome: Outcome::Failed,
        ..NewEntry::done("session.attempt", ObjectKind::Session, object_id)
    }
}

/// How long to wait after so many failures.
pub(in crate::app) fn wait_ms(failures: u32) -> i64 {
    match failures.checked_sub(FREE_FAILURES + 1) {
        None => 0,
        Some(doublings) => FIRST_WAIT_MS
            .saturating_mul(1 << doublings.min(20))
            .min(LONGEST_WAIT_MS),
    }
}

fn enter_demo(workspace: &mut Workspace, context: &Context<'_>) -> Result<Done, AppError> {
    let found = workspace.transact(context.act(), |w| {
        let is_demo = w.office()?.origin == Origin::Demo;
        let administrator = w.active_holders(SYSTEM_ADMINISTRATOR)?.into_iter().min();
        let Some(user_id) = administrator.filter(|_| is_demo) else {
            return Err(AppError::WrongCredentials);
        };
        let name = w.user(user_id)?.profile.name;
        Ok((
            (user_id, name),
            NewEntry::done("session.enter_demo", ObjectKind::Session, Some(user_id.0)),
        ))
    })?;
    start(workspace, context, found.0, found.1, "session.sign_in")
}

/// Starts a session of somebody who has proven who they are.
pub(super) fn start(
    workspace: &mut Workspace,
    context: &Context<'_>,
    user_id: UserId,
    name: String,
    command: &'static str,
) -> Result<Done, AppError> {
    let mut act = context.act();
    act.actor = Some(user_id);
    let device = &context.env.device;
    let session_id = workspace.transact(act, |w| {
        w.set_failures(user_id, 0, Timestamp(0))?;
        let before = w.user(user_id)?.profile;
        let session_id = w.start_session(user_id, device, act.at.plus_minutes(SESSION_MINUTES))?;
        // Signing in completes onboarding, which is a change of the person like any other.
        let changes = w.directory()?.changes(&before, &w.user(user_id)?.profile);
        if !changes.is_empty() {
            w.record_user(user_id, &changes)?;
        }
        Ok::<_, AppError>((session_id, about(session_id, command)))
    })?;
    let operator = Operator {
        user_id,
        name,
        session_id,
    };
    Ok(Done {
        reply: Reply::SignedIn(operator.clone()),
        touched: Topics::ALL,
        seat: Some(Seat::Taken(operator)),
    })
}

fn sign_out(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
) -> Result<Done, AppError> {
    let session_id = operator.session_id;
    workspace.transact(context.act(), |w| {
        w.end_session(session_id, "signed out")?;
        Ok::<_, AppError>(((), about(session_id, "session.sign_out")))
    })?;
    Ok(Done {
        reply: Reply::Done,
        touched: Topics::SESSIONS,
        seat: Some(Seat::Empty),
    })
}

/// The entry of an act about a session.
pub(super) fn about(session_id: SessionId, command: &'static str) -> NewEntry {
    NewEntry::done(command, ObjectKind::Session, Some(session_id.0))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn waiting_doubles_from_the_fifth_failure_up_to_a_quarter_of_an_hour() {
        let waits: Vec<_> = [1, 4, 5, 6, 7, 14, 15, 40].map(wait_ms).into();
        assert_eq!(
            waits,
            [0, 0, 1_000, 2_000, 4_000, 512_000, 900_000, 900_000]
        );
    }
}
