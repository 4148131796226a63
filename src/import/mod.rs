//! From a file to people and sign-ins: reading, recognising, mapping. What the office makes of them is decided in `app`.
//!
//! A file goes through four steps, none of which holds it in memory: [`reader`] turns bytes into rows, [`survey`] looks
//! at every row once, [`detect`] proposes a [`mapping`], and [`interpret`] turns rows into people or sign-ins.

pub mod limits;
pub mod problem;
pub mod reader;
