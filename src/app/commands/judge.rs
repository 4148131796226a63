//! Judging passwords and codes, and slowing down whoever guesses.
//!
//! A failure is stored before the attempt is judged; from the fifth on, the next attempt has to wait: 1 s, doubling up to 15
//! minutes, never longer. An address without an account is slowed down and answered like one with an account, after the
//! same work.

use super::Context;
use super::session::leave;
use crate::app::error::AppError;
use crate::app::password;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome};
use crate::domain::file::{Missed, MissedAct};
use crate::domain::ids::UserId;
use crate::domain::second_factor::Typed;
use crate::domain::time::Timestamp;
use crate::store::credentials::{Attempts, Credential};
use crate::store::error::StoreError;
use crate::store::sessions::listing::HELD;
use crate::store::workspace::{Act, Workspace};
use crate::store::writer::Writer;

const FREE_FAILURES: u32 = 4;
const FIRST_WAIT_MS: i64 = 1_000;
const LONGEST_WAIT_MS: i64 = 15 * 60 * 1_000;

/// Whose password is judged.
pub(super) enum Account {
    /// Somebody who can sign in.
    Known(Box<Credential>),
    /// Nobody: an address without an account, or an account without a password.
    Stranger(String, Attempts),
}

impl Account {
    /// The account of an address.
    pub(super) fn by_email(workspace: &Workspace, email: &str) -> Result<Self, AppError> {
        Ok(workspace.reader()?.snapshot(|s| {
            Ok::<_, StoreError>(match s.credential(email)? {
                Some(found) => Self::Known(Box::new(found)),
                None => Self::Stranger(email.to_owned(), s.stranger(email)?),
            })
        })?)
    }

    /// The account of a person.
    pub(super) fn of(workspace: &Workspace, user_id: UserId) -> Result<Self, AppError> {
        Ok(workspace.reader()?.snapshot(|s| {
            Ok::<_, StoreError>(match s.credential_of(user_id)? {
                Some(found) => Self::Known(Box::new(found)),
                None => Self::Stranger(String::new(), s.stranger("")?),
            })
        })?)
    }

    /// The failures since the last success.
    fn attempts(&self) -> Attempts {
        match self {
            Self::Known(found) => found.attempts,
            Self::Stranger(_, attempts) => *attempts,
        }
    }

    fn user_id(&self) -> Option<UserId> {
        match self {
            Self::Known(found) => Some(found.user_id),
            Self::Stranger(..) => None,
        }
    }

    fn store(&self, w: &mut Writer<'_>, attempts: Attempts) -> Result<(), StoreError> {
        match self {
            Self::Known(found) => w.set_attempts(found.user_id, attempts),
            Self::Stranger(email, _) => w.set_stranger(email, attempts),
        }
    }
}

/// Judges a password; who it belongs to, where it is right. The failure that was stored for it stays until it is forgiven.
pub(super) fn judge(
    workspace: &mut Workspace,
    context: &Context<'_>,
    account: Account,
    password: &str,
) -> Result<Option<Credential>, AppError> {
    hold_back(workspace, context, (&account, "session.attempt"))?;
    let phc = match &account {
        Account::Known(found) => Some(found.phc.as_str()),
        Account::Stranger(..) => None,
    };
    let fits = password::fits(password, phc)?;
    Ok(match account {
        Account::Known(found) if fits => Some(*found),
        Account::Known(_) | Account::Stranger(..) => None,
    })
}

/// Refuses an attempt that comes too early; any other counts as a failure of this kind until it has turned out right.
pub(super) fn hold_back(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (account, command): (&Account, &'static str),
) -> Result<(), AppError> {
    if account.attempts().blocked_until > context.env.clock.now() {
        return Err(throttled(workspace, context, account));
    }
    note_failure(workspace, context, (account, command))
}

/// Takes the failure back that was stored for an attempt whose password was right, where something else is still missing.
/// Earlier failures stay: whoever has the password must not guess codes without being slowed down.
pub(super) fn forgive(
    workspace: &mut Workspace,
    context: &Context<'_>,
    found: &Credential,
) -> Result<(), AppError> {
    workspace.transact(context.act(), |w| {
        w.set_attempts(found.user_id, found.attempts)?;
        let user_id = Some(found.user_id.0);
        let entry = NewEntry::done("session.password_right", ObjectKind::Session, user_id);
        Ok::<_, AppError>(((), entry))
    })
}

/// Records that whoever gave the right password is locked, and says so to them alone. The attempt stays a failure.
pub(super) fn held(
    workspace: &mut Workspace,
    context: &Context<'_>,
    found: &Credential,
) -> Result<AppError, AppError> {
    workspace.transact(context.act(), |_| {
        let entry = NewEntry::done(HELD, ObjectKind::Session, Some(found.user_id.0));
        let outcome = Outcome::Denied;
        Ok::<_, AppError>(((), NewEntry { outcome, ..entry }))
    })?;
    Ok(AppError::LockedOut)
}

/// Takes a code of a person's second factor, which is then used up.
pub(super) fn take_code(w: &mut Writer<'_>, user_id: UserId, code: &str) -> Result<(), AppError> {
    let Some(factor) = w.second_factor(user_id)? else {
        return Ok(());
    };
    match Typed::read(user_id, code) {
        Typed::Device(digits) => {
            let now = w.act().at;
            let step = factor.secret.step_of(digits, now, factor.used_step);
            w.use_step(user_id, step.ok_or(AppError::WrongCode)?)?;
        }
        Typed::Paper(hash) => {
            if !w.use_recovery_code(user_id, &hash)? {
                return Err(AppError::WrongCode);
            }
        }
    }
    Ok(())
}

/// How long to wait. A wait longer than any can be comes from a clock that was set back, and begins anew.
fn throttled(workspace: &mut Workspace, context: &Context<'_>, account: &Account) -> AppError {
    let (act, attempts) = (context.act(), account.attempts());
    let (left, longest) = (
        attempts.blocked_until.0 - act.at.0,
        wait_ms(attempts.failures),
    );
    if left > longest {
        let restarted = workspace.transact(act, |w| {
            let blocked_until = Timestamp(act.at.0 + longest);
            account.store(
                w,
                Attempts {
                    blocked_until,
                    ..attempts
                },
            )?;
            Ok::<_, AppError>(((), attempt(account.user_id())))
        });
        if let Err(error) = restarted {
            return error;
        }
    }
    AppError::Throttled((left.min(longest) / 1_000 + 1) as u64)
}

/// Stores one more failure, before the attempt is judged; a success clears it.
fn note_failure(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (account, command): (&Account, &'static str),
) -> Result<(), AppError> {
    workspace.transact(context.act(), |w| {
        let failures = account.attempts().failures.saturating_add(1);
        let blocked_until = Timestamp(w.act().at.0 + wait_ms(failures));
        account.store(
            w,
            Attempts {
                failures,
                blocked_until,
            },
        )?;
        Ok::<_, AppError>(((), failed(command, account.user_id())))
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

fn attempt(user_id: Option<UserId>) -> NewEntry {
    failed("session.attempt", user_id)
}

fn failed(command: &'static str, user_id: Option<UserId>) -> NewEntry {
    let object_id = user_id.map(|id| id.0);
    let entry = NewEntry::done(command, ObjectKind::Session, object_id);
    let outcome = Outcome::Failed;
    NewEntry { outcome, ..entry }
}

/// Records what happened while the file was closed, as of then. A session that has ended or is not there stays so.
pub(in crate::app) fn record_missed(
    workspace: &mut Workspace,
    missed: &Missed,
) -> Result<(), AppError> {
    let session_id = match missed.what {
        MissedAct::Attempt => return failed_attempt(workspace, Some(missed.user_id), missed.at),
        MissedAct::SignOut(session_id) => session_id,
    };
    let act = Act {
        actor: None,
        at: missed.at,
    };
    let ended = workspace.transact(act, |w| {
        if w.session_owner(session_id)? != missed.user_id {
            return Err(StoreError::NotFound.into());
        }
        Ok::<_, AppError>(((), leave(w, session_id)?))
    });
    match ended {
        Err(error) if error.is_not_found() => Ok(()),
        other => other,
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
