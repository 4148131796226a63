//! Whether the work of a reader is still wanted; `SQLite` asks now and then, and stops the statement where it is not.

use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::{Mutex, PoisonError};

/// So many steps of `SQLite`'s machine lie between two looks: some ten microseconds.
pub(super) const LOOK_EVERY: i32 = 1_000;

type Ask = Box<dyn Fn() -> bool + Send>;

/// Whether somebody wants what is being done.
#[derive(Default)]
pub(super) struct Wanted {
    /// Asks whoever waits; `None` where nobody can stop the work.
    ask: Mutex<Option<Ask>>,
    /// Set while the work is for everybody.
    by_all: AtomicBool,
}

impl Wanted {
    /// Sets whom to ask.
    pub fn set(&self, ask: Option<Ask>) {
        *self.ask.lock().unwrap_or_else(PoisonError::into_inner) = ask;
    }

    /// Whether to go on.
    pub fn is_so(&self) -> bool {
        self.by_all.load(Ordering::Relaxed)
            || self
                .ask
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
                .as_ref()
                .is_none_or(|ask| ask())
    }

    /// Does work that everybody wants.
    pub fn by_all<T>(&self, work: impl FnOnce() -> T) -> T {
        let before = self.by_all.swap(true, Ordering::Relaxed);
        let done = work();
        self.by_all.store(before, Ordering::Relaxed);
        done
    }
}
