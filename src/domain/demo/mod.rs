//! The demonstration: an invented office of any size, the same for the same size and instant.
//!
//! Pure: it makes people one after another and knows nothing of files. Shares are in `fate`, names in `names`.

pub mod activity;
mod calendar;
mod dice;
mod fate;
mod names;
pub mod office;
mod people;
mod person;
pub mod terms;

pub use people::{Demo, DemoUser};
