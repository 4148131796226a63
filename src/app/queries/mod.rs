//! Every question that screens and the command line ask.

pub mod cover;
pub mod directory;
pub mod email_owner;
pub mod insight;
pub mod me;
pub mod person_plans;
pub mod plan_changes;
pub mod plans;
pub mod roles;
pub mod sessions;
pub mod totals;
pub mod user_detail;
pub mod user_list;
pub mod why;
pub mod workspaces;
