//! Import from files: reading, proposing, planning, writing.

mod bad_files;
mod dates;
mod people;
mod profiles;
mod reading;
mod sign_ins;
pub mod support;
mod values;
