//! The wish from outside that the program ends, for work without a window.

pub use crate::platform::interrupt::{Interrupt, STATUS};
