//! A file that is open for reading only: nobody's changes but those of others, and signing in that leaves no trace.
//!
//! A password is judged as everywhere, with the same delays after failures; they are kept in memory, since nothing can be
//! written.

use std::path::Path;
use std::sync::{Arc, Mutex, PoisonError};

use super::backend::{Backend, Drive, Wake};
use super::commands::judge::wait_ms;
use super::commands::session::{Proof, SessionCommand};
use super::commands::{Command, Context, Done, Reply};
use super::env::Env;
use super::error::AppError;
use super::launch::{Came, Means, with_key};
use super::password;
use super::seat::{Operator, Seat};
use super::topics::Topics;
use crate::domain::ids::SessionId;
use crate::domain::office::Origin;
use crate::domain::role::SYSTEM_ADMINISTRATOR;
use crate::domain::second_factor::Typed;
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::store::credentials::{ChosenBy, Credential};
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;

/// No session stands in the file.
const NO_SESSION: SessionId = SessionId(0);

/// Opens a file for reading only and starts its threads; `why` is told on every page.
pub fn open(
    path: &Path,
    means: &Means,
    why: &str,
    env: &Env,
    wake: Wake,
) -> Result<Came, AppError> {
    let workspace = with_key(path, means, env, |key| {
        Ok(Workspace::look(path, key, Arc::clone(&env.random))?)
    })?;
    let backend = Backend::new(workspace, env.clone(), wake, Drive::Threads)?;
    backend.tell(fill(text().opening.banner, &[&why]));
    Ok(Came {
        backend,
        code: None,
        notice: None,
    })
}

/// When wrong passwords were tried.
#[derive(Default)]
pub(super) struct Failures(Mutex<Vec<Timestamp>>);

impl Failures {
    /// Judges an attempt; one that fails makes the next one wait.
    fn judge(
        &self,
        now: Timestamp,
        fits: impl FnOnce() -> Result<bool, AppError>,
    ) -> Result<bool, AppError> {
        let mut failed = self.0.lock().unwrap_or_else(PoisonError::into_inner);
        let newest = failed.last().map_or(i64::MIN, |at| at.0);
        let passed = now.0.saturating_sub(newest).max(0);
        let left = wait_ms(failed.len() as u32) - passed;
        if left > 0 {
            return Err(AppError::Throttled((left / 1_000 + 1) as u64));
        }
        // Before it is judged, as everywhere.
        failed.push(now);
        let is_right = fits()?;
        if is_right {
            // Earlier failures stay until everything that was asked for was right: codes must not be guessed at leisure.
            failed.pop();
        }
        Ok(is_right)
    }

    fn forget(&self) {
        self.0
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clear();
    }
}

/// Signing in and out; everything else would change the file.
pub(super) fn execute(
    workspace: &Workspace,
    command: Command,
    context: &Context<'_>,
    failures: &Failures,
) -> Result<Done, AppError> {
    let Command::Session(command) = command else {
        return Err(StoreError::OnlyReading.into());
    };
    let now = context.env.clock.now();
    match (command, context.seat) {
        (SessionCommand::SignIn { email, password }, Seat::Empty | Seat::Taken(_)) => {
            let proof = Proof {
                email,
                password,
                ..Proof::default()
            };
            sign_in(workspace, &proof, context, failures)
        }
        (SessionCommand::SignInFully(proof), Seat::Empty | Seat::Taken(_)) => {
            sign_in(workspace, &proof, context, failures)
        }
        (SessionCommand::EnterDemo, Seat::Empty | Seat::Taken(_)) => enter_demo(workspace, now),
        (SessionCommand::SignOut, Seat::Taken(_) | Seat::Locked(_)) => Ok(moved(Seat::Empty)),
        (SessionCommand::Lock, Seat::Taken(operator)) => Ok(moved(Seat::Locked(operator.clone()))),
        (
            SessionCommand::Unlock { password } | SessionCommand::Prove { password },
            Seat::Locked(operator) | Seat::Taken(operator),
        ) => {
            let (found, origin) = workspace.reader()?.snapshot(|s| {
                let found = s.credential_of(operator.user_id)?;
                Ok::<_, AppError>((found, s.office()?.origin))
            })?;
            if origin != Origin::Demo {
                proven(found, &password, context, failures)?.ok_or(AppError::WrongPassword)?;
            }
            failures.forget();
            Ok(seated(Operator {
                proven_at: now,
                ..operator.clone()
            }))
        }
        (SessionCommand::Recover(_), _) => Err(StoreError::OnlyReading.into()),
        _ => Err(AppError::NotSignedIn),
    }
}

/// Judges a password and a code. A code from paper can't be used up here, and is not taken.
fn sign_in(
    workspace: &Workspace,
    proof: &Proof,
    context: &Context<'_>,
    failures: &Failures,
) -> Result<Done, AppError> {
    let now = context.env.clock.now();
    let found = workspace
        .reader()?
        .snapshot(|s| s.credential(&proof.email))?;
    let found = proven(found, &proof.password, context, failures)?;
    let found = found.ok_or(AppError::WrongCredentials)?;
    if found.chosen_by == ChosenBy::SomebodyElse {
        // It must be changed first, which can't be done here.
        return Err(StoreError::OnlyReading.into());
    }
    let user_id = found.user_id;
    let factor = workspace.reader()?.snapshot(|s| s.second_factor(user_id))?;
    if let Some(factor) = factor {
        let code = proof.code.as_ref().ok_or(AppError::CodeNeeded)?;
        let is_right = failures.judge(now, || match Typed::read(user_id, code) {
            Typed::Device(digits) => Ok(factor
                .secret
                .step_of(digits, now, factor.used_step)
                .is_some()),
            Typed::Paper(_) => Ok(false),
        })?;
        if !is_right {
            return Err(AppError::WrongCode);
        }
    }
    failures.forget();
    Ok(seated(Operator {
        user_id,
        name: found.name,
        session_id: NO_SESSION,
        proven_at: now,
    }))
}

/// The credential, where the password is its own.
fn proven(
    found: Option<Credential>,
    password: &str,
    context: &Context<'_>,
    failures: &Failures,
) -> Result<Option<Credential>, AppError> {
    let now = context.env.clock.now();
    // Whoever has to wait where the file can be written waits here too.
    let left = found.as_ref().map_or(0, |found| {
        let attempts = found.attempts;
        (attempts.blocked_until.0 - now.0).min(wait_ms(attempts.failures))
    });
    if left > 0 {
        return Err(AppError::Throttled((left / 1_000 + 1) as u64));
    }
    let phc = found.as_ref().map(|found| found.phc.as_str());
    let is_right = failures.judge(now, || password::fits(password, phc))?;
    Ok(found.filter(|_| is_right))
}

fn enter_demo(workspace: &Workspace, now: Timestamp) -> Result<Done, AppError> {
    let operator = workspace.reader()?.snapshot(|s| {
        if s.office()?.origin != Origin::Demo {
            return Err(AppError::WrongCredentials);
        }
        let first = s.active_holders(SYSTEM_ADMINISTRATOR)?.into_iter().min();
        let user_id = first.ok_or(AppError::WrongCredentials)?;
        Ok(Operator {
            user_id,
            name: s.user(user_id)?.profile.name,
            session_id: NO_SESSION,
            proven_at: now,
        })
    })?;
    Ok(seated(operator))
}

fn seated(operator: Operator) -> Done {
    Done {
        reply: Reply::SignedIn(operator.clone()),
        touched: Topics::ALL,
        seat: Some(Seat::Taken(operator)),
    }
}

fn moved(seat: Seat) -> Done {
    Done {
        reply: Reply::Done,
        touched: Topics::NONE,
        seat: Some(seat),
    }
}
