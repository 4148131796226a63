//! The workspace file, from outside.

mod audit;
mod bad_files;
mod counters;
mod demo;
mod disk_errors;
mod encryption;
mod opening;
mod salvage;
mod statements;
mod zones;
