//! Import from files: reading, proposing, planning, writing.

mod bad_files;
mod dates;
mod json;
mod ldif;
mod people;
mod profiles;
mod reading;
mod sign_ins;
mod strangers;
pub mod support;
mod tables;
mod values;
mod workbook;
