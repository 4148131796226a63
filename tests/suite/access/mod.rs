//! Who may what: every command and question against a reviewed table, the decision against its reasons, hidden fields
//! against every way out.

mod entries;

mod ground;
mod matrix;

mod registry;
mod rules;
mod samples;
mod situations;
mod table;
