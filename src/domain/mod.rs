//! Pure types and rules: what the program is about, without a database, a file, a clock or a window.
//!
//! Nothing here reads the time, draws, or stores. The two traits that stand for the outside,
//! [`time::Clock`] and [`random::Random`], are declared here and implemented in `platform`.

pub mod access;
pub mod actor;
pub mod audit;
pub mod backup;
pub mod bulk;
pub mod change;
pub mod collate;
pub mod demo;
pub mod directory;
pub mod file;
pub mod filter;
pub mod fold;
pub mod holdings;
pub mod ids;
pub mod incoming;
pub mod insight;
mod keyed;
pub mod log;
pub mod module;
pub mod office;
pub mod past;
pub mod permission;
pub mod personal;
pub mod plan;
pub mod random;
pub mod recovery;
pub mod review;
pub mod role;
pub mod second_factor;
pub mod segment;
pub mod session;
pub mod session_end;
pub mod session_row;
pub mod table;
pub mod team;
pub mod text;
pub mod time;
pub mod undo;
pub mod user;
pub mod user_table;
pub mod validation;
pub mod vault;
pub mod view;
pub mod viewing;
pub mod workspace;
