//! Who may what: every command and question against a reviewed table, the decision against its reasons, hidden fields
//! against every way out.

mod acts;
mod answers;
mod canaries;
mod decisions;
mod deeds;
mod entries;
mod escalation;
mod estates;
mod eyes;
mod figures;
mod ground;
mod hands;
mod many;
mod matrix;
mod offers;
mod office;
mod own;
mod places;
mod reaches;
mod registry;
mod rules;
mod samples;
mod situations;
mod table;
mod twins;
mod undoable;
mod upkeep;
mod views;
