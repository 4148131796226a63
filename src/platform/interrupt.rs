//! The wish from outside that the program ends: Ctrl-C at a terminal, or a service manager.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

use signal_hook::consts::{SIGINT, SIGTERM};
use signal_hook::flag;

/// What a shell calls a program that a signal ended: 128 and the signal's number.
const SHELL_BASE: i32 = 128;
/// Exit status of work that Ctrl-C ended.
pub const STATUS: u8 = 130;

/// Whether somebody wants the program to end.
#[derive(Clone, Default, Debug)]
pub struct Interrupt {
    raised: Arc<AtomicBool>,
}

impl Interrupt {
    /// From now on the first signal is only noted, and the second ends the program at once.
    ///
    /// Where signals can't be watched, the first ends it, as without this.
    pub fn watch() -> Self {
        let interrupt = Self::default();
        for signal in [SIGINT, SIGTERM] {
            let raised = || Arc::clone(&interrupt.raised);
            let watched =
                flag::register_conditional_shutdown(signal, SHELL_BASE + signal, raised())
                    .and_then(|_| flag::register(signal, raised()));
            drop(watched);
        }
        interrupt
    }

    /// Wishes it, as a signal does.
    pub fn raise(&self) {
        self.raised.store(true, Ordering::Relaxed);
    }

    /// Whether both are the same wish.
    pub fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.raised, &other.raised)
    }

    /// Whether the signal has come.
    pub fn is_raised(&self) -> bool {
        self.raised.load(Ordering::Relaxed)
    }
}
