//! `rollcall demo [--users N] FILE [--force]`: makes a file of invented people.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, RecvTimeoutError};
use std::time::Duration;

use crate::app::demo::{self, Existing, USERS};
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::lane::spawn;
use crate::app::progress::Progress;
use crate::domain::text::{count, fill, text};

/// Makes a file of invented people.
#[derive(clap::Args, Clone, Debug)]
pub struct Args {
    /// The file to make.
    pub file: PathBuf,
    /// How many users.
    #[arg(long, value_name = "N", default_value_t = USERS, value_parser = clap::value_parser!(u64).range(1..=2_000_000))]
    pub users: u64,
    /// Replace the file if it exists.
    #[arg(long)]
    pub force: bool,
}

/// Makes the file; shows progress where somebody can see it.
pub fn run(args: &Args, env: &Env) -> Result<(), AppError> {
    let existing = if args.force {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    let progress = Arc::new(Progress::default());
    let (finished, watch) = mpsc::channel::<()>();
    let watched = Arc::clone(&progress);
    let watcher = std::io::stderr()
        .is_terminal()
        .then(|| {
            spawn("progress", move || {
                while watch.recv_timeout(Duration::from_millis(200))
                    == Err(RecvTimeoutError::Timeout)
                {
                    show(&watched);
                }
            })
        })
        .transpose()?;
    let made = demo::write(&args.file, args.users, existing, env, &progress);
    drop(finished);
    if let Some(watcher) = watcher {
        drop(watcher.join());
        clear();
    }
    made
}

fn show(progress: &Progress) {
    let (done, total) = progress.get();
    let line = fill(text().demo.working, &[&count(done), &count(total)]);
    // A terminal that can't be written to is nobody's loss.
    drop(write!(std::io::stderr(), "\r{line}"));
}

fn clear() {
    drop(write!(std::io::stderr(), "\r\x1b[K"));
}
