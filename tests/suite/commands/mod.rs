//! Commands through a backend that works step by step: done, denied, invalid, rolled back, audited.

mod locking;
mod office;
mod roles;
mod sessions;
mod users;
