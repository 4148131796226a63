//! The workspace file: connections, migrations, SQL by noun, the audit chain and the column side-car.
//!
//! The only home of `rusqlite`. Every write goes through [`workspace::Workspace::transact`], which commits a change
//! together with its audit entry; every read goes through a [`reader::Reader`], which holds one state of the file.

pub mod access;
mod attach;
pub mod audit;
pub mod backup;
pub mod columns;
pub mod connect;
pub mod credentials;
pub mod demo;
pub mod directory;
pub mod error;
pub mod file;
pub mod imports;
pub mod insight;
pub mod key;
mod keys;
mod leavers;
mod live;
pub mod migrate;
mod past;
pub mod personal;
pub mod plans;
pub mod reader;
pub mod reviews;
pub mod roles;
pub mod salvage;
pub mod seal;
pub mod sessions;
pub mod settings;
mod states;
pub mod teams;
pub mod testing;
pub mod users;
pub mod views;
mod wanted;
pub mod workspace;
pub mod workspaces;
pub mod writer;
