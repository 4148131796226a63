//! The program's own log: what was done, how long it took and what failed, without anything of the office's people.
//!
//! Events name commands, questions and kinds of errors by fixed words; never a value from the file, a path or a message of
//! another library. A panic is logged by its place in our sources, not by what it says.

use std::io::Write;
use std::panic;
use std::sync::Mutex;

use tracing::Subscriber;
use tracing_subscriber::filter::filter_fn;
use tracing_subscriber::layer::{Layer, SubscriberExt};
use tracing_subscriber::{Registry, fmt};

use crate::platform::{log, paths};

/// Begins to log, where the folder can be written. Called once, before anything else is done.
pub fn begin() {
    let Ok(file) = log::Rotating::open(&folder()) else {
        return;
    };
    if tracing::subscriber::set_global_default(subscriber(file)).is_err() {
        return;
    }
    let before = panic::take_hook();
    panic::set_hook(Box::new(move |panic| {
        let (file, line) = panic
            .location()
            .map_or(("", 0), |at| (at.file(), at.line()));
        tracing::error!(file, line, "panic");
        before(panic);
    }));
    tracing::info!(
        version = env!("CARGO_PKG_VERSION"),
        system = std::env::consts::OS,
        "started"
    );
}

/// Writes our own events to `out`; those of other libraries may hold anything and are left out.
pub fn subscriber(out: impl Write + Send + 'static) -> impl Subscriber + Send + Sync {
    let ours = filter_fn(|event| {
        event.target().starts_with("rollcall") && *event.level() <= tracing::Level::INFO
    });
    let lines = fmt::layer().with_ansi(false).with_writer(Mutex::new(out));
    Registry::default().with(lines.with_filter(ours))
}

/// The files of the log with what they say, newest first.
pub(super) fn files() -> Vec<(String, String)> {
    log::read(&folder())
}

fn folder() -> std::path::PathBuf {
    paths::data_folder().join("logs")
}
