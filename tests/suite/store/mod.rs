//! The workspace file, from outside.

mod audit;
mod bad_files;
mod counters;
mod demo;
mod statements;
mod zones;
