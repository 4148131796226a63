//! Rollcall: the desktop program with which an office keeps its users.
//!
//! # The map
//!
//! ```text
//! main ─► ui ──► app ──► store ──► domain
//!          │      ├────► export ─► domain
//!     cli ─┘      ├────► import ─► domain
//!                 └────► platform ► domain
//! ```
//!
//! | layer | holds | sole home of |
//! |---|---|---|
//! | [`domain`] | pure types and rules; every word in `text` | the traits of clock and random numbers |
//! | [`store`] | connections, migrations, SQL, the column side-car | `rusqlite` |
//! | [`import`] | readers, profiles, mapping | `csv` |
//! | [`export`] | Excel, CSV, JSON from documents and rows | `rust_xlsxwriter`, `zip` |
//! | [`platform`] | clock, folders, file dialogs, this computer's settings and checkpoints, the program's own log, who has a file, local sockets | `rfd`, `interprocess` |
//! | [`app`] | queries, commands, access, threads, jobs | threads |
//! | [`ui`] | the window | `egui`; `egui_plot` in `ui::chart` |
//! | [`cli`] | headless commands | `clap` |
//!
//! A test reads the sources and fails on an edge that the table does not have.
//!
//! # A question's way
//!
//! A screen holds a [`ui::remote::Remote`] and hands it the wanted [`app::query::Query`] every frame. Unchanged means that
//! nothing happens; changed, or touched by somebody's change, means that a reader thread answers it from one state of the
//! file ([`store::reader::Snapshot`]) and wakes the window. The old answer stays until the new one is there.
//!
//! # A change's way
//!
//! A form owns a draft; [`domain::validation`] turns it into a profile or into problems by field. An
//! [`app::commands::Command`] says who may give it, and runs in [`store::workspace::Workspace::transact`], which commits
//! the change together with its chained audit entry or nothing at all. What was touched is asked for again in every window.
//!
//! # One program has a file
//!
//! Before anything of a file is read, [`app::holding`] takes the lock beside it. Whoever starts the program again on the same
//! file reaches the first one through [`app::reception`]: it shows its window, or does a headless command's work from a
//! seat of its own ([`app::backend::Beside`]). Everybody else may look ([`app::looking`]): the same readers, a writer that
//! refuses, and a sign-in that writes nothing.
//!
//! # Figures and rows
//!
//! [`store::columns`] keeps what lists and figures need of every user in memory, for exactly one state of the file.
//! A figure and the list behind it are one pass over the same columns with the same [`store::columns::Selection`], so they
//! can't disagree; the tests hold both to plain SQL.
//!
//! # What is deliberately not here
//!
//! No database, file, keyring or clock in drawing code; no text outside the catalogue; no colour or pixel outside the theme.

pub mod app;
pub mod cli;
pub mod domain;
pub mod export;
pub mod import;
pub mod platform;
pub mod store;
pub mod ui;
