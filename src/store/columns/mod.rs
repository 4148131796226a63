//! The column side-car: what lists and figures need of every user, in memory, for one state of the file.
//!
//! It is read from the plain tables behind the first frame, shared read-only, and patched with what each act touched. Its
//! generation is the audit number of the state that it belongs to, so a figure and its rows always come from one state.
//! It is never the source of truth: the tests hold it to plain SQL.

mod activity;
mod cache;
mod data;
mod lists;
mod mask;
mod order;
mod outer;
mod past;
mod patch;
mod rank;
mod read;
mod select;
mod sift;
mod texts;
mod values;
mod words;

pub use cache::ColumnCache;
pub use data::{Columns, User};
pub use order::NameOrder;
pub use select::{Selection, View, in_scope, in_view, sees_scope};
