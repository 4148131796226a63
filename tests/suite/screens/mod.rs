//! The real program's screens: what they show, that everything on them opens, and that nothing typed is lost.

mod detail;
mod exporting;
mod form;
mod form_choices;
mod importing;
mod insight;
mod keyboard;
mod leaving;
mod locking;
mod pictures;
mod roles;
mod settings;
mod start;
mod states;
mod users;
mod why;
mod workspaces;
