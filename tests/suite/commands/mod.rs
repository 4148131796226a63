//! Commands through a backend that works step by step: done, denied, invalid, rolled back, audited.

mod care;
mod locking;
mod office;
mod passwords;
mod plans;
mod roles;
mod sessions;
mod undo;
mod users;
mod why;
mod workspaces;
