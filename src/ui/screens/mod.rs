//! The pages of the main window.

pub mod access;
pub mod account;
pub mod audit;
pub mod care;
pub mod diagnostics;
pub mod import;
pub mod insight;
pub mod insight_view;
pub mod lock;
pub mod modules;
pub mod office;
pub mod plans;
pub mod roles;
pub mod sessions;
pub mod settings;
pub mod sign_in;
pub mod start;
pub mod teams;
pub mod users;
pub mod workspaces;
