//! Undo: what an act changed, part by part; what it takes to set it back; and where later changes stand in the way.
//!
//! Every object is a [`State`]: a flat map from the name of a part to its value. An act is recorded with a [`Mark`] for
//! each part that it changed. Setting back compares each mark with the present: a [`Plan`].

mod names;
mod plan;
mod state;
mod user;
mod words;

pub use names::{RETENTION, act, part};
pub use plan::{Plan, Standing, Step};
pub use state::{Mark, State};
pub use user::{BIN, END_DATE, INVITATION, UserState, onboarding_mark, role_part};
pub use words::{Names, changes};
