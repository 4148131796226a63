//! What the program can do: one file a question, one a command; access; the backend with its threads.

pub mod access;
pub mod backend;
pub mod backups;
mod colleagues;
pub mod commands;
pub mod computer;
pub mod demo;
pub mod env;
pub mod error;
pub mod exports;
pub mod fixes;
pub mod imports;
pub mod interrupt;
pub mod keys;
pub mod lane;
pub mod launch;
pub mod passphrase;
pub mod password;
pub mod pick;
pub mod progress;
pub mod queries;
pub mod query;
mod sealed;
pub mod seat;
pub mod ticket;
pub mod topics;
