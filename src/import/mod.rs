//! From a file to people and sign-ins: reading, recognising, mapping. What the office makes of them is decided in `app`.
//!
//! A file goes through four steps, none of which holds it in memory: [`reader`] turns bytes into rows, [`survey`] looks
//! at every row once, [`detect`] proposes a [`mapping`], and [`people`] or [`entries`] turn rows into people or sign-ins.

mod check;
mod date_parts;
mod weigh;

pub mod cells;
pub mod dates;
pub mod detect;
pub mod entries;
pub mod headers;
pub mod limits;
pub mod mapping;
pub mod people;
pub mod problem;
pub mod profiles;
pub mod reader;
pub mod reject;
pub mod survey;
pub mod synonyms;
pub mod target;
pub mod values;
pub mod watch;
