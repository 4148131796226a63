//! What work in the program gets from outside: clock, random numbers, the name of this computer.

use std::sync::Arc;

use super::checkpoints::Checkpoints;
use crate::domain::random::Random;
use crate::domain::time::Clock;
use crate::domain::vault::Vault;
use crate::platform::clock::SystemClock;
use crate::platform::keyring::SystemVault;
use crate::platform::paths;
use crate::platform::random::SystemRandom;

/// The outside, as the program sees it; tests bring their own.
#[derive(Clone)]
pub struct Env {
    /// The wall clock.
    pub clock: Arc<dyn Clock>,
    /// Random numbers for keys and salts.
    pub random: Arc<dyn Random>,
    /// The keyring.
    pub vault: Arc<dyn Vault>,
    /// Name of this computer, for the list of sessions.
    pub device: String,
    /// What this computer remembers of files' logs.
    pub checkpoints: Checkpoints,
}

impl Env {
    /// The real outside.
    pub fn system() -> Self {
        Self {
            clock: Arc::new(SystemClock),
            random: Arc::new(SystemRandom),
            vault: Arc::new(SystemVault),
            device: paths::computer_name(),
            checkpoints: Checkpoints::system(),
        }
    }
}
