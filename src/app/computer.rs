//! This computer's settings, saved behind the window, one write after the other.

pub use crate::platform::computer::{
    Computer, MotionChoice, ShownColumn, ThemeChoice, WindowChoice,
};

use super::backend::Wake;
use super::env::Env;
use super::error::AppError;
use super::launch;
use super::ticket::Ticket;
use crate::platform::paths;

/// Saves the settings whenever they differ from what was saved last.
pub struct Keeper {
    /// What was saved last; `None` never saves.
    saved: Option<Computer>,
    saving: Option<Ticket<()>>,
}

impl Keeper {
    /// A keeper of settings that were just loaded.
    pub fn new(loaded: Computer) -> Self {
        Self {
            saved: Some(loaded),
            saving: None,
        }
    }

    /// A keeper that leaves the settings' file alone.
    pub fn idle() -> Self {
        Self {
            saved: None,
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
        match &mut self.saved {
            Some(saved) if saved != current => *saved = current.clone(),
            _ => return,
        }
        let copy = current.clone();
        self.saving = Some(launch::run(env, wake, move |_| {
            copy.save()
                .map_err(|e| AppError::FileWrite(paths::config_folder(), e.to_string()))
        }));
    }
}
