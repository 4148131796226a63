//! The outside: the system's clock and random numbers, folders, this computer's settings, file pickers, signals, the keyring,
//! who has a file open, and the way to them.

pub mod checkpoints;
pub mod clock;
pub mod computer;
pub mod files;
pub mod instance;
pub mod interrupt;
pub mod keyring;
pub mod local;
pub mod log;
pub mod paths;
pub mod pickers;
pub mod place;
pub mod random;
pub mod staged;
