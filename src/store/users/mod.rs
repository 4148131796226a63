//! Users: adding, changing, loading.

mod bin;
mod load;
mod many;
mod membership;
mod parts;
mod purge;
mod rows;
mod write;

pub(super) use load::load_any;

pub use bin::Binned;
pub(in crate::store) use load::hand;
pub use many::Kind;
pub(in crate::store) use parts::{end_date, tags};
pub use purge::Orphans;
pub(in crate::store) use purge::strays;
pub use write::NewUser;
