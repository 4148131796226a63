//! Access: what somebody holds, what the office has, and what follows from both.
//!
//! There is one decision: [`Rights::decide`]. Everything that asks whether somebody may asks its result, and
//! [`why`] tells the same decision as a chain of reasons.

mod grant;
mod reach;
mod rights;
pub mod why;

pub use grant::{Estate, Grant, GrantPlace, HeldRole, Holding, WorkspaceFacts};
pub use reach::{Reach, Record, Side};
pub use rights::Rights;
