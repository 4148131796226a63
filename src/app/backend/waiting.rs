//! Commands that wait for the operator's password, and are then given again as they were.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, MutexGuard, PoisonError};

use super::{Backend, Shared, give};
use crate::app::commands::{Command, Receipt};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::ticket::Promise;

/// What waits, and whether anything may.
#[derive(Default)]
pub(super) struct WaitingRoom {
    /// Whether there is somebody who can be asked for their password.
    can_ask: AtomicBool,
    commands: Mutex<Vec<(Command, Promise<Receipt>)>>,
}

impl WaitingRoom {
    fn commands(&self) -> MutexGuard<'_, Vec<(Command, Promise<Receipt>)>> {
        self.commands.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn take(&self) -> Vec<(Command, Promise<Receipt>)> {
        std::mem::take(&mut *self.commands())
    }

    /// Nobody carries out what somebody else began.
    pub(super) fn clear(&self) {
        self.can_ask.store(false, Ordering::Release);
        drop(self.take());
    }
}

impl Backend {
    /// Says that there is somebody who can be asked for their password: commands that need it wait for it from now on.
    pub fn let_commands_wait(&self) {
        self.shared.waiting.can_ask.store(true, Ordering::Release);
    }

    /// Whether commands wait for the operator's password.
    pub fn has_waiting(&self) -> bool {
        !self.shared.waiting.commands().is_empty()
    }

    /// Gives the commands again that waited for the operator's password.
    pub fn go_on(&self) {
        for (command, promise) in self.shared.waiting.take() {
            give(&self.shared, &self.lanes, promise, command);
        }
    }

    /// Refuses the commands that waited for the operator's password.
    pub fn refuse_waiting(&self) {
        for (_, promise) in self.shared.waiting.take() {
            self.shared.finish(promise, Err(AppError::ProofNeeded));
        }
    }
}

impl Shared {
    /// The command, to be given once more if it turns out to need the operator's password.
    pub(super) fn again(&self, command: &Command) -> Option<Command> {
        let may_need = command.needs_fresh_proof() != FreshProof::NotNeeded;
        let can_ask = self.waiting.can_ask.load(Ordering::Acquire);
        (may_need && can_ask).then(|| command.clone())
    }

    pub(super) fn wait_for_proof(&self, command: Command, promise: Promise<Receipt>) {
        self.waiting.commands().push((command, promise));
        (self.wake)();
    }
}
