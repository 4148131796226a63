//! Locking the program, and unlocking it where it was locked: judged like signing in, and by nobody whose account is no
//! longer active or whose session somebody has ended. The second factor is for signing in only.

use super::judge::{Account, judge};
use super::session::{about, begin};
use super::{Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::seat::{Operator, Seat};
use crate::app::topics::Topics;
use crate::domain::ids::SessionId;
use crate::domain::office::Origin;
use crate::domain::session_end::stored;
use crate::store::credentials::Attempts;
use crate::store::workspace::{Act, Workspace};

/// Sets the operator aside.
pub(super) fn lock(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
) -> Result<Done, AppError> {
    let session_id = operator.session_id;
    workspace.transact(context.act(), |w| {
        w.see_session(session_id)?;
        Ok::<_, AppError>(((), about(session_id, "session.lock")))
    })?;
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
        check(workspace, context, operator, password)?;
    }
    if state.expires_at <= at {
        // The password is as good as that of a sign-in, so nothing that was begun is lost over a night.
        let who = (user_id, operator.name.clone(), "session.unlock");
        return begin(workspace, context, who, |_| Ok(Vec::new()));
    }
    proven(workspace, context, operator, "session.unlock")
}

/// Notes that the operator has given the password again.
pub(super) fn prove(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
    password: &str,
) -> Result<Done, AppError> {
    check(workspace, context, operator, password)?;
    let done = proven(workspace, context, operator, "session.prove")?;
    Ok(Done {
        touched: Topics::NONE,
        ..done
    })
}

/// Judges the operator's password as a sign-in does.
pub(super) fn check(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
    password: &str,
) -> Result<(), AppError> {
    let account = Account::of(workspace, operator.user_id)?;
    let found = judge(workspace, context, account, password)?;
    found.map(drop).ok_or(AppError::WrongPassword)
}

fn proven(
    workspace: &mut Workspace,
    context: &Context<'_>,
    operator: &Operator,
    command: &'static str,
) -> Result<Done, AppError> {
    let act = Act {
        actor: Some(operator.user_id),
        at: context.env.clock.now(),
    };
    workspace.transact(act, |w| {
        w.set_attempts(operator.user_id, Attempts::default())?;
        w.see_session(operator.session_id)?;
        Ok::<_, AppError>(((), about(operator.session_id, command)))
    })?;
    let operator = Operator {
        proven_at: act.at,
        ..operator.clone()
    };
    Ok(Done {
        reply: Reply::SignedIn(operator.clone()),
        // What was asked while the program was locked was refused, and is asked again.
        touched: Topics::ALL,
        seat: Some(Seat::Taken(operator)),
    })
}

/// Ends a session that can't go on.
fn end(
    workspace: &mut Workspace,
    context: &Context<'_>,
    session_id: SessionId,
) -> Result<Done, AppError> {
    workspace.transact(context.act(), |w| {
        w.end_session(session_id, stored::NOT_UNLOCKED)?;
        Ok::<_, AppError>(((), about(session_id, "session.end")))
    })?;
    Err(AppError::SessionOver)
}
