//! Rollcall: the desktop program with which an office keeps its users.

pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod platform;
pub mod store;
pub mod ui;
