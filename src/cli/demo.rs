//! `rollcall demo [--users N] FILE [--force]`: makes a file of invented people.

use std::io::{IsTerminal, Write};
use std::path::PathBuf;
use std::sync::Arc;
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::time::Duration;

use crate::app::demo::{self, Existing, USERS};
use crate::app::env::Env;
use crate::app::error::AppError;
use crate::app::interrupt::Interrupt;
use crate::app::lane::spawn;
use crate::app::progress::Progress;
use crate::domain::text::{count, fill, text};

/// How often progress is shown, and the wish to stop heard.
const BETWEEN_LOOKS: Duration = Duration::from_millis(200);

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

/// Makes the file.
pub fn run(args: &Args, env: &Env) -> Result<(), AppError> {
    let existing = if args.force {
        Existing::Replace
    } else {
        Existing::Refuse
    };
    attended(|progress| demo::write(&args.file, args.users, existing, env, progress))
}

/// Does work whose progress is shown where somebody can see it, and that Ctrl-C cancels.
pub fn attended<T>(work: impl FnOnce(&Progress) -> Result<T, AppError>) -> Result<T, AppError> {
    let progress = Arc::new(Progress::default());
    let (finished, watch) = mpsc::channel();
    let (interrupt, watched) = (Interrupt::watch(), Arc::clone(&progress));
    let watcher = spawn("progress", move || tend(&interrupt, &watched, &watch))?;
    let done = work(&progress);
    drop(finished);
    drop(watcher.join());
    done
}

/// Shows progress, and hands on the wish to stop, until the work is finished.
fn tend(interrupt: &Interrupt, progress: &Progress, finished: &Receiver<()>) {
    let is_seen = std::io::stderr().is_terminal();
    while finished.recv_timeout(BETWEEN_LOOKS) == Err(RecvTimeoutError::Timeout) {
        if interrupt.is_raised() {
            progress.cancel();
        }
        if is_seen {
            show(progress);
        }
    }
    if is_seen {
        clear();
    }
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
