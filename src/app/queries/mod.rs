//! Every question that screens and the command line ask.

pub mod access_changes;
pub mod audit_log;
pub mod backups;
pub mod cover;
pub mod directory;
pub mod email_owner;
pub mod field_values;
pub mod insight;
pub mod me;
pub mod own_account;
pub mod person_plans;
pub mod plan_changes;
pub mod plans;
pub mod reviews;
pub mod roles;
pub mod sessions;
pub mod totals;
pub mod undo;
pub mod upkeep;
pub mod user_detail;
pub mod user_list;
pub mod views;
pub mod who_can;
pub mod why;
pub mod why_not;
pub mod workspaces;
