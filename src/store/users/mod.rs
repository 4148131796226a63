//! Users: adding, changing, loading.

mod load;
mod membership;
mod parts;
mod rows;
mod write;

pub(super) use load::load;

pub(in crate::store) use load::hand;
pub(in crate::store) use parts::{end_date, tags};
pub use write::NewUser;
