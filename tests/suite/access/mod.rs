//! Who may what: every command and question against a reviewed table, the decision against its reasons, hidden fields
//! against every way out.

mod decisions;
mod entries;
mod estates;
mod ground;
mod matrix;
mod reaches;
mod registry;
mod rules;
mod samples;
mod situations;
mod table;
