//! The system's random numbers.

use crate::domain::random::Random;

/// The operating system's generator.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemRandom;

impl Random for SystemRandom {
    fn fill(&self, bytes: &mut [u8]) {
        if getrandom::fill(bytes).is_err() {
            // Without the system's generator no key may be made: stopping is the only safe answer.
            std::process::abort();
        }
    }
}
