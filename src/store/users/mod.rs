//! Users: adding, changing, loading.

mod load;
mod membership;
mod rows;
mod write;

pub(super) use load::load;

pub(in crate::store) use load::hand;
pub use write::NewUser;
