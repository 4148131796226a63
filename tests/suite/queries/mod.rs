//! Questions, held to an oracle that knows nothing of columns.

mod access_changes;
mod audit_log;
mod estate;
pub mod figures;
mod filters;
mod lists;
pub mod oracle;
mod past;
mod past_sight;
mod patching;
mod plans;
mod refused;
mod session_list;
mod superseded;
