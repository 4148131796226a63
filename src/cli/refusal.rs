//! Why a subcommand did not do its work, in two lines on standard error, and the exit status.

use std::process::ExitCode;

use super::caller;
use crate::app::error::AppError;
use crate::app::interrupt::STATUS;
use crate::domain::text::{fill, text};

const FAILED: u8 = 1;
/// Exit status of arguments that mean nothing.
pub(super) const NOT_UNDERSTOOD: u8 = 2;

/// Why there is no result.
#[derive(Debug)]
pub enum Refusal {
    /// The program refused or failed.
    App(AppError),
    /// Something is wrong with a file that was checked.
    Unsound,
    /// An argument means nothing: what, and what to do.
    Usage(String, String),
    /// Another program did the work, and ended it with this status; it has said all there is to say.
    Elsewhere(u8),
}

impl From<AppError> for Refusal {
    fn from(error: AppError) -> Self {
        Self::App(error)
    }
}

impl Refusal {
    /// An argument that means nothing.
    pub fn usage(what: &str, value: &str, todo: &str) -> Self {
        Self::Usage(fill(what, &[&value]), todo.to_owned())
    }
}

/// The exit status of a subcommand, after saying why it failed.
pub fn exit(result: Result<(), Refusal>) -> ExitCode {
    ExitCode::from(status(result))
}

/// The same as a number.
pub fn status(result: Result<(), Refusal>) -> u8 {
    match result {
        Ok(()) => 0,
        Err(Refusal::Elsewhere(status)) => status,
        Err(Refusal::App(error)) => {
            let message = error.message();
            say(&message.what, &message.todo);
            // Headless work is cancelled by nothing else.
            let is_interrupted = matches!(error, AppError::Cancelled);
            if is_interrupted { STATUS } else { FAILED }
        }
        Err(Refusal::Unsound) => {
            let words = &text().diagnostics;
            say(words.cli_bad, words.cli_bad_do);
            FAILED
        }
        Err(Refusal::Usage(what, todo)) => {
            say(&what, &todo);
            NOT_UNDERSTOOD
        }
    }
}

/// What happened and what to do, on standard error. Where that is closed nobody is there to be told.
pub fn say(what: &str, todo: &str) {
    caller::err(format!("{}\n", fill(text().cli.error, &[&what, &todo])));
}
