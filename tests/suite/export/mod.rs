//! Every export read back by another reader than the program: the csv crate, `serde_json`, calamine, openpyxl where it is.

mod any_directory;
mod cells;
mod clipboard;
mod figures;
pub mod readers;
mod refused;
mod round_trip;
mod sheets_full;
