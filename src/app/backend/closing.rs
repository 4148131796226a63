//! The open file while the program is locked: an encrypted one is closed and its key dropped, and the password of whoever
//! locked the program brings both back.

use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread::JoinHandle;

use zeroize::Zeroizing;

use super::{Backend, Shared, give};
use crate::app::commands::judge::{failed_attempt, wait_ms};
use crate::app::commands::session::SessionCommand;
use crate::app::commands::{Receipt, Reply};
use crate::app::error::AppError;
use crate::app::holding;
use crate::app::keys;
use crate::app::lane::{Lanes, spawn};
use crate::app::sealed::SealedKey;
use crate::app::seat::Seat;
use crate::app::ticket::{Promise, Ticket};
use crate::domain::file::{Missed, MissedAct};
use crate::domain::time::Timestamp;
use crate::store::workspace::Workspace;

/// What is kept while the program is locked.
#[derive(Default)]
pub(super) struct Safe {
    state: Mutex<State>,
}

#[derive(Default)]
struct State {
    sealed: Option<SealedKey>,
    is_closed: bool,
    closing: Option<JoinHandle<()>>,
    /// Writes down, outside the file, what happened in front of it.
    noting: Option<JoinHandle<()>>,
    /// When wrong passwords were tried while nothing could be written.
    failures: Vec<Timestamp>,
}

impl Safe {
    fn state(&self) -> MutexGuard<'_, State> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Whether the file is closed.
    pub(super) fn is_closed(&self) -> bool {
        self.state().is_closed
    }

    /// Waits until it is written down what happened in front of the file.
    fn settle(&self) {
        let noting = self.state().noting.take();
        drop(noting.map(JoinHandle::join));
    }

    /// Nobody can come back any more.
    pub(super) fn forget(&self) {
        self.state().sealed = None;
    }
}

impl Backend {
    /// Sets the operator aside at once, whatever the threads are busy with; what was given before is still carried out.
    /// Then an encrypted file is closed and its key dropped.
    pub fn lock(&self) -> Ticket<Receipt> {
        let ticket = self.submit(SessionCommand::Lock.into());
        if let Seat::Taken(operator) = self.shared.seat() {
            self.shared.take_seat(Seat::Locked(operator));
            self.close();
        }
        ticket
    }

    /// Whether the file is closed until somebody comes back.
    pub fn is_closed(&self) -> bool {
        self.shared.safe.is_closed()
    }

    /// Whether the keyring of this computer has the key; none where the file is not encrypted. For whoever is signed in.
    pub fn is_remembered(&self) -> Ticket<Option<bool>> {
        self.read_long(|reader, context| {
            context.operator.ok_or(AppError::NotSignedIn)?;
            let key = reader.key();
            Ok(key.map(|key| keys::is_remembered(context.env, &key)))
        })
    }

    fn close(&self) {
        let mut state = self.shared.safe.state();
        if state.sealed.is_none() || state.is_closed {
            return;
        }
        let lanes = Arc::clone(&self.lanes);
        if lanes.are_stepped() {
            lanes.close();
            state.is_closed = true;
            return;
        }
        // Where the system has no thread left, the file stays open behind the lock.
        if let Ok(closing) = spawn("closing", move || lanes.close()) {
            state.closing = Some(closing);
            state.is_closed = true;
        }
    }

    /// Ends the session of whoever locked the program. The file can't be written, so this computer keeps that and the
    /// wrong passwords until the file is next opened.
    pub(super) fn sign_out_closed(&self, promise: Promise<Receipt>) {
        let shared = &self.shared;
        let Some(operator) = shared.seat().set_aside().cloned() else {
            return shared.finish(promise, Err(AppError::NotSignedIn));
        };
        let of = |at, what| Missed {
            user_id: operator.user_id,
            at,
            what,
        };
        let failures = std::mem::take(&mut shared.safe.state().failures).into_iter();
        let mut missed: Vec<_> = failures.map(|at| of(at, MissedAct::Attempt)).collect();
        let left = MissedAct::SignOut(operator.session_id);
        missed.push(of(shared.env.clock.now(), left));
        shared.take_seat(Seat::Empty);
        // Nothing of what is only read is changed.
        if shared.look.is_none() {
            let memory = Arc::clone(&shared.memory);
            let note = move || memory.miss(missed);
            if self.lanes.are_stepped() {
                note();
            } else {
                shared.safe.state().noting = spawn("noting", note).ok();
            }
        }
        let receipt = Receipt {
            reply: Reply::Done,
            undoable: None,
        };
        shared.finish(promise, Ok(receipt));
    }

    /// Opens the file again for whoever knows the password, and lets the command judge whether they may go on.
    pub(super) fn reopen(&self, promise: Promise<Receipt>, password: Zeroizing<String>) {
        let (shared, lanes) = (Arc::clone(&self.shared), Arc::clone(&self.lanes));
        let is_stepped = lanes.are_stepped();
        let work = move || match open(&shared, &lanes, &password) {
            Ok(()) => {
                let command = SessionCommand::Unlock { password };
                give(&shared, &lanes, promise, command.into());
            }
            Err(error) => shared.finish(promise, Err(error)),
        };
        if is_stepped {
            work();
        } else {
            // Without a thread the promise is dropped, which its asker hears.
            drop(spawn("reopening", work));
        }
    }
}

/// What happened in front of the file is written down before somebody opens it again.
impl Drop for Backend {
    fn drop(&mut self) {
        self.leave_viewing();
        self.shared.safe.settle();
    }
}

impl Shared {
    /// Seals the key of the file under the password that was just proven right.
    pub(super) fn seal(&self, workspace: &Workspace, password: &str) -> Result<(), AppError> {
        let random = self.env.random.as_ref();
        let sealed = match workspace.key() {
            Some(key) => Some(SealedKey::seal(&key, password, random)?),
            None => None,
        };
        self.safe.state().sealed = sealed;
        Ok(())
    }
}

fn open(shared: &Shared, lanes: &Lanes, password: &str) -> Result<(), AppError> {
    let mut state = shared.safe.state();
    if let Some(closing) = state.closing.take() {
        drop(closing.join());
    }
    if !state.is_closed {
        return Ok(());
    }
    let now = shared.env.clock.now();
    let left = wait_left(&state.failures, now);
    if left > 0 {
        return Err(AppError::Throttled((left / 1_000 + 1) as u64));
    }
    let sealed = state.sealed.as_ref().ok_or(AppError::NotSignedIn)?;
    let key = match sealed.open(password) {
        Ok(key) => key,
        Err(error) => {
            state.failures.push(now);
            return Err(error);
        }
    };
    let random = Arc::clone(&shared.env.random);
    if shared.look.is_some() {
        lanes.open(Workspace::look(&shared.path, Some(key), random)?)?;
        state.is_closed = false;
        return Ok(());
    }
    let mut workspace = Workspace::unlock_with(
        &shared.path,
        Some(key),
        random,
        holding::journal(&shared.path),
    )?;
    let who = shared.seat().set_aside().map(|operator| operator.user_id);
    while let Some(at) = state.failures.first().copied() {
        failed_attempt(&mut workspace, who, at)?;
        state.failures.remove(0);
    }
    lanes.open(workspace)?;
    state.is_closed = false;
    Ok(())
}

/// How many milliseconds to wait after the newest of these failures; a clock that was set back makes nobody wait longer.
fn wait_left(failures: &[Timestamp], now: Timestamp) -> i64 {
    let wait = wait_ms(failures.len() as u32);
    let newest = failures.last().map_or(i64::MIN, |at| at.0);
    let passed = now.0.saturating_sub(newest).max(0);
    (wait - passed).max(0)
}
