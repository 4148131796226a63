//! This computer's settings, saved behind the window, one write after the other.

pub use crate::platform::computer::{Computer, MotionChoice, ThemeChoice, WindowChoice};

use super::backend::Wake;
use super::env::Env;
use super::error::AppError;
use super::launch;
use super::ticket::Ticket;
use crate::platform::paths;

/// Saves the settings whenever they differ from what was saved last.
pub struct Keeper {
    saved: Computer,
    saving: Option<Ticket<()>>,
}

impl Keeper {
    /// A keeper of settings that were just loaded.
    pub fn new(loaded: Computer) -> Self {
        Self {
            saved: loaded,
            saving: None,
        }
    }

    /// Saves what has changed; waits for the write before. A failure is not worth a message: the settings stay in use.
    pub fn keep(&mut self, current: &Computer, env: &Env, wake: &Wake) {
        if self
            .saving
            .as_ref()
            .is_some_and(|ticket| ticket.take().is_none())
        {
            return;
        }
        self.saving = None;
        if self.saved == *current {
            return;
        }
        self.saved = current.clone();
        let copy = current.clone();
        self.saving = Some(launch::run(env, wake, move |_| {
            copy.save()
                .map_err(|e| AppError::FileWrite(paths::config_folder(), e.to_string()))
        }));
    }
}
