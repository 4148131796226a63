//! Users: adding, changing, loading.

mod load;
mod membership;
mod write;

pub use write::NewUser;
