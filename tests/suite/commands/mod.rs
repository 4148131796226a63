//! Commands through a backend that works step by step: done, denied, invalid, rolled back, audited.

mod office;
mod plans;
mod roles;
mod sessions;
mod users;
mod workspaces;
