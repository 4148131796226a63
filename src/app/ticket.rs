//! A place where an answer will be: the asker keeps it, the worker fills it.

use std::sync::{Arc, Mutex, PoisonError};

use super::error::AppError;
use super::progress::Progress;

/// The result of work in the program.
pub type Answer<T> = Result<T, AppError>;

/// An answer that is awaited. Dropping it tells the worker that nobody waits any more.
#[derive(Debug)]
pub struct Ticket<T> {
    slot: Arc<Slot<T>>,
}

#[derive(Debug)]
struct Slot<T> {
    answer: Mutex<Option<Answer<T>>>,
    progress: Arc<Progress>,
}

/// The worker's end of a ticket. Where it is dropped unkept, because the work could not be begun, the asker hears that it
/// was cancelled.
#[derive(Debug)]
pub struct Promise<T> {
    slot: Arc<Slot<T>>,
    is_kept: bool,
}

/// A ticket and the promise that fills it.
pub fn pair<T>() -> (Ticket<T>, Promise<T>) {
    let slot = Arc::new(Slot {
        answer: Mutex::new(None),
        progress: Arc::default(),
    });
    (
        Ticket {
            slot: Arc::clone(&slot),
        },
        Promise {
            slot,
            is_kept: false,
        },
    )
}

impl<T> Ticket<T> {
    /// The answer, once; `None` while it is awaited.
    pub fn take(&self) -> Option<Answer<T>> {
        self.slot
            .answer
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .take()
    }

    /// How far the work has come; cancelling it is possible through it.
    pub fn progress(&self) -> &Arc<Progress> {
        &self.slot.progress
    }
}

impl<T> Drop for Ticket<T> {
    fn drop(&mut self) {
        self.slot.progress.cancel();
    }
}

impl<T> Promise<T> {
    /// Whether somebody still waits.
    pub fn is_wanted(&self) -> bool {
        !self.slot.progress.is_cancelled()
    }

    /// Progress and the wish to stop.
    pub fn progress(&self) -> Arc<Progress> {
        Arc::clone(&self.slot.progress)
    }

    /// Fills the ticket.
    pub fn keep(mut self, answer: Answer<T>) {
        self.fill(answer);
    }

    fn fill(&mut self, answer: Answer<T>) {
        let slot = &self.slot.answer;
        *slot.lock().unwrap_or_else(PoisonError::into_inner) = Some(answer);
        self.is_kept = true;
    }
}

impl<T> Drop for Promise<T> {
    fn drop(&mut self) {
        if !self.is_kept {
            self.fill(Err(AppError::Cancelled));
        }
    }
}
