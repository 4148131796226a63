//! Commands through a backend that works step by step: done, denied, invalid, rolled back, audited.

mod bin;
mod bulk;
mod care;
mod clear;
mod full_check;
mod locking;
mod missed;
mod office;
mod own;
mod passwords;
mod plans;
mod proof;
mod proving;
mod purge;
mod purge_restored;
mod recovering;
mod roles;
mod second_factor;
mod sessions;
mod undo;
mod upkeep;
mod users;
mod views;
mod why;
mod workspaces;
