//! Commands through a backend that works step by step: done, denied, invalid, rolled back, audited.

mod care;
mod full_check;
mod locking;
mod office;
mod own;
mod passwords;
mod plans;
mod proof;
mod proving;
mod roles;
mod second_factor;
mod sessions;
mod undo;
mod upkeep;
mod users;
mod why;
mod workspaces;
