//! Forms with inline validation.

pub mod new_workspace;
pub mod protection;
pub mod user;
