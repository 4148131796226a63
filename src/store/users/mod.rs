//! Users: adding, changing, loading.

mod export_rows;
mod load;
mod membership;
mod write;

pub(super) use load::load;

pub use export_rows::ExportRow;
pub(in crate::store) use load::hand;
pub use write::NewUser;
