//! Forms with inline validation.

pub mod contact;
pub mod new_password;
pub mod new_workspace;
pub mod protection;
pub mod recover;
pub mod recovery_sheet;
pub mod user;
