//! Locking the program, and unlocking it where it was locked: judged like signing in, and by nobody whose account is no
//! longer active or whose session somebody has ended.

use super::session::{about, note_failure, start, throttled};
use super::{Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::password;
use crate::app::seat::{Operator, Seat};
use crate::app::topics::Topics;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::office::Origin;
use crate::domain::time::Timestamp;
use crate::store::workspace::{Act, Workspace};

/// Sets the operator aside.
pub(super) fn lock(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
) -> Result<Done, AppError> {
    let entry = about(operator.session_id, "session.lock");
    workspace.transact(context.act(), |_| Ok::<_, AppError>(((), entry)))?;
    Ok(Done {
        reply: Reply::Done,
        touched: Topics::NONE,
        seat: Some(Seat::Locked(operator.clone())),
    })
}

/// Lets whoever locked the program go on.
pub(super) fn unlock(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
    password: &str,
) -> Result<Done, AppError> {
    let at = context.env.clock.now();
    let (user_id, session_id) = (operator.user_id, operator.session_id);
    let (rights, state, origin) = workspace.reader()?.snapshot(|s| {
        let (rights, state) = (s.rights_of(user_id, at)?, s.session_state(session_id)?);
        Ok::<_, AppError>((rights, state, s.office()?.origin))
    })?;
    if !rights.is_active() || state.is_ended {
        return end(workspace, context, session_id);
    }
    if origin != Origin::Demo {
        prove(workspace, context, user_id, password)?;
    }
    if state.expires_at <= at {
        // The password is as good as that of a sign-in, so nothing that was begun is lost over a night.
        let name = operator.name.clone();
        return start(workspace, context, user_id, name, "session.unlock");
    }
    let act = Act {
        actor: Some(user_id),
        at,
    };
    workspace.transact(act, |w| {
        w.set_failures(user_id, 0, Timestamp(0))?;
        Ok::<_, AppError>(((), about(session_id, "session.unlock")))
    })?;
    Ok(Done {
        reply: Reply::SignedIn(operator.clone()),
        // What was asked while the program was locked was refused, and is asked again.
        touched: Topics::ALL,
        seat: Some(Seat::Taken(operator.clone())),
    })
}

/// Judges a password of a known person as a sign-in does.
pub(super) fn prove(
    workspace: &mut Workspace,
    context: &Context<'_>,
    user_id: UserId,
    password: &str,
) -> Result<(), AppError> {
    let found = workspace.reader()?.snapshot(|s| s.credential_of(user_id))?;
    let found = found.as_ref();
    if let Some(found) = found
        && found.blocked_until > context.env.clock.now()
    {
        return Err(throttled(workspace, context, found));
    }
    note_failure(workspace, context, found)?;
    if password::fits(password, found.map(|found| found.phc.as_str()))? {
        Ok(())
    } else {
        Err(AppError::WrongPassword)
    }
}

/// Ends a session that can't go on.
fn end(
    workspace: &mut Workspace,
    context: &Context<'_>,
    session_id: SessionId,
) -> Result<Done, AppError> {
    workspace.transact(context.act(), |w| {
        w.end_session(session_id, "not unlocked")?;
        Ok::<_, AppError>(((), about(session_id, "session.end")))
    })?;
    Err(AppError::SessionOver)
}
