//! The outside: the system's clock and random numbers, folders, this computer's settings, file pickers, signals, the keyring.

pub mod checkpoints;
pub mod clock;
pub mod computer;
pub mod files;
pub mod interrupt;
pub mod keyring;
pub mod log;
pub mod paths;
pub mod pickers;
pub mod random;
pub mod staged;
