//! Timing, options and files that the benches share.

#![expect(clippy::unwrap_used, reason = "a bench that can't work stops")]

use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::{Duration, Instant};

use rollcall::app::checkpoints::Checkpoints;
use rollcall::app::demo::{self, Existing};
use rollcall::app::env::Env;
use rollcall::app::progress::Progress;
use rollcall::domain::time::{Clock, Timestamp};
use rollcall::platform::random::SystemRandom;
use rollcall::store::workspace::Workspace;

/// 2026-11-20T11:00:00Z, a Friday at work.
const NOW: Timestamp = Timestamp(1_795_172_400_000);
const DEFAULT_USERS: u64 = 100_000;
const SMOKE_USERS: u64 = 500;

/// How large, and how often.
#[derive(Clone, Copy, Debug)]
pub struct Options {
    /// Users of the demonstration.
    pub users: u64,
    /// Repetitions of quick work.
    pub runs: usize,
}

impl Options {
    /// From the command line: `--users N`, `--smoke`. `cargo test` runs benches too, and gets the small size.
    pub fn read() -> Self {
        let arguments: Vec<String> = std::env::args().collect();
        let has = |name: &str| arguments.iter().any(|a| a == name);
        let users = arguments
            .iter()
            .position(|a| a == "--users")
            .and_then(|at| arguments.get(at + 1))
            .map(|number| number.parse().unwrap());
        if users.is_none() && (has("--smoke") || !has("--bench")) {
            return Self {
                users: SMOKE_USERS,
                runs: 2,
            };
        }
        Self {
            users: users.unwrap_or(DEFAULT_USERS),
            runs: 15,
        }
    }
}

/// A clock that stands at the instant of the demonstration.
struct Still;

impl Clock for Still {
    fn now(&self) -> Timestamp {
        NOW
    }
}

/// The outside of the benches.
pub fn env() -> Env {
    Env {
        clock: Arc::new(Still),
        random: Arc::new(SystemRandom),
        device: "bench".to_owned(),
        checkpoints: Checkpoints::default(),
        ..Env::system()
    }
}

/// When the figures hold.
pub fn now() -> Timestamp {
    NOW
}

/// A file beside the build's other output.
pub fn file(name: &str) -> PathBuf {
    Path::new(env!("CARGO_TARGET_TMPDIR")).join(name)
}

/// Makes a demonstration and says how long it took.
pub fn make(path: &Path, users: u64) -> Duration {
    let start = Instant::now();
    demo::write(path, users, Existing::Replace, &env(), &Progress::default()).unwrap();
    start.elapsed()
}

/// The demonstration of this size, made where there is none.
pub fn reused(users: u64) -> PathBuf {
    let path = file(&format!("demo-{users}.rollcall"));
    let made_at = Workspace::open(&path, env().random)
        .and_then(|w| w.reader()?.snapshot(|s| s.demo_made_at()))
        .ok()
        .flatten();
    if made_at != Some(NOW) {
        make(&path, users);
    }
    path
}

/// Median and worst of some runs, in milliseconds.
#[derive(Clone, Copy, Debug)]
pub struct Times {
    /// Median.
    pub median: f64,
    /// Worst.
    pub worst: f64,
}

/// Times work.
pub fn time(runs: usize, mut work: impl FnMut()) -> Times {
    let taken = (0..runs).map(|_| {
        let start = Instant::now();
        work();
        start.elapsed().as_secs_f64() * 1_000.0
    });
    summary(taken.collect())
}

/// Median and worst of times in milliseconds.
pub fn summary(mut taken: Vec<f64>) -> Times {
    taken.sort_by(f64::total_cmp);
    Times {
        median: taken.get(taken.len() / 2).copied().unwrap_or(f64::NAN),
        worst: taken.last().copied().unwrap_or(f64::NAN),
    }
}

/// One line of the table.
#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
pub fn print(what: &str, times: Times) {
    println!("{what:<52} {:>10.3} {:>10.3}", times.median, times.worst);
}

/// A title, or a remark.
#[expect(clippy::print_stdout, reason = "a bench prints its figures")]
pub fn say(line: &str) {
    println!("{line}");
}

/// Resident memory of this process in MiB, where the system tells.
pub fn resident_mib() -> Option<f64> {
    let status = std::fs::read_to_string("/proc/self/status").ok()?;
    let line = status.lines().find(|line| line.starts_with("VmRSS:"))?;
    let kib: f64 = line.split_whitespace().nth(1)?.parse().ok()?;
    Some(kib / 1_024.0)
}
