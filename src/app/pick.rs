//! The system's file dialogs, on a thread of their own.

pub use crate::platform::pickers::{Intent, Pick};

use std::path::PathBuf;

use super::backend::Wake;
use super::env::Env;
use super::launch;
use super::ticket::Ticket;
use crate::platform::{paths, pickers};

/// Asks for a file; the answer is `None` where the person cancelled.
pub fn pick(env: &Env, wake: &Wake, what: Pick) -> Ticket<Option<PathBuf>> {
    launch::run(env, wake, move |_| Ok(pickers::pick(&what)))
}

/// The path that a person typed, with an extension added where it has none.
pub fn typed(text: &str, extension: &str) -> PathBuf {
    paths::with_extension(&paths::typed(text), extension)
}

/// The folder that a person typed.
pub fn typed_folder(text: &str) -> PathBuf {
    paths::typed(text)
}

/// The folder that suggested names are put in.
pub fn documents() -> PathBuf {
    paths::documents()
}
