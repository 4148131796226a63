//! The workspace file, from outside.

mod audit;
mod bad_files;
mod counters;
mod demo;
mod encryption;
mod salvage;
mod opening;
mod statements;
mod zones;
