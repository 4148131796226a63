//! The real program's screens: what they show, that everything on them opens, and that nothing typed is lost.

mod access;
mod account;
mod account_pictures;
mod detail;
mod exporting;
mod fixes;
mod form;
mod form_choices;
mod importing;
mod insight;
mod keyboard;
mod leaving;
mod locking;
mod modules;
mod pictures;
mod plans;
mod reading_only;
mod rescue;
mod roles;
mod settings;
mod start;
mod states;
mod unlocking;
mod users;
mod why;
mod workspaces;
