//! The built program in a real window under a virtual display, without a graphics card: when the window and the figures
//! stand on the screen, what frames cost while somebody scrolls and types, what it takes to do nothing, and memory.
//!
//! `cargo bench --bench window -- --users 1000000`; `--smoke` with few users and no judgement. `--renderer glow` draws
//! with OpenGL.
#![expect(clippy::expect_used, reason = "a bench that can't work stops")]

#[path = "../desktop/driver/mod.rs"]
#[expect(
    dead_code,
    clippy::indexing_slicing,
    clippy::panic,
    clippy::print_stdout,
    reason = "the desktop tests use the rest of it, and may do all of this"
)]
mod driver;
#[expect(dead_code, reason = "the other benches use the rest of it")]
mod measure;

use std::path::{Path, PathBuf};
use std::time::{Duration, Instant};

use driver::desktop::{Desktop, Program, Screen};
use driver::process::Process;
use measure::{Options, Times, print, say, summary};

/// How often the program is started.
const STARTS: usize = 5;
/// Steps of a scene: notches of the wheel, letters.
const STEPS: usize = 40;
/// Time for a picture to follow a step.
const STEP: Duration = Duration::from_millis(60);
/// How long the program is watched doing nothing.
const WATCH: Duration = Duration::from_secs(10);
const PATIENCE: Duration = Duration::from_mins(2);
const NEEDLES: [&str; 4] = ["garcia", "anna", "corp42.org", "zzqx"];
/// What the design asks for.
const TARGETS: &str =
    "targets: window 300 ms, figures 1000 ms, frames 16 ms, idle 0 frames, 250 MiB";

fn main() {
    let options = Options::read();
    let Some(mut desktop) = Desktop::without_screen_reader("bench", Screen::Laptop) else {
        return;
    };
    let renderer = renderer();
    say(&format!(
        "{} users, drawn by {renderer}; {TARGETS}",
        options.users
    ));
    say(&format!("{:<52} {:>10} {:>10}", "", "median", "worst"));
    place_demo(&desktop, options.users);
    let (mut windows, mut figures) = (Vec::new(), Vec::new());
    let mut last = None;
    for _ in 0..STARTS.min(options.runs) {
        if let Some(program) = last.take() {
            desktop.process(program).kill();
        }
        let (program, times) = start(&mut desktop, &renderer);
        windows.push(times.0);
        figures.push(times.1);
        last = Some(program);
    }
    print("start to window, ms", summary(windows));
    print("start to figures, ms", summary(figures));
    let program = last.expect("the program was started");
    scenes(&mut desktop, program);
}

fn renderer() -> String {
    let arguments: Vec<String> = std::env::args().collect();
    let at = arguments.iter().position(|a| a == "--renderer");
    at.and_then(|at| arguments.get(at + 1))
        .map_or_else(|| "auto".to_owned(), Clone::clone)
}

/// Puts a demo of this size where `--demo` looks for it.
fn place_demo(desktop: &Desktop, users: u64) {
    let kept = kept_demo(desktop, users);
    let output = desktop
        .command("sh")
        .args(["-c", "mkdir -p \"$XDG_DATA_HOME/rollcall\" && cp \"$0\" \"$XDG_DATA_HOME/rollcall/northwind.rollcall\""])
        .arg(&kept)
        .output()
        .expect("the file can be copied");
    assert!(output.status.success(), "{output:?}");
}

/// A demo made today by the program itself, kept for the next run.
fn kept_demo(desktop: &Desktop, users: u64) -> PathBuf {
    // The program makes its demo anew each day.
    let today = desktop.command("date").arg("+%F").output();
    let today = String::from_utf8(today.expect("the day is known").stdout);
    let today = today.expect("a day is text");
    let today = today.trim();
    let name = format!("window-{users}-{today}.rollcall");
    let kept = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    // A file of an older program may be of an older schema, and `--demo` would put its own in its place.
    if changed(&kept) <= changed(Path::new(env!("CARGO_BIN_EXE_rollcall"))) {
        drop(std::fs::remove_file(&kept));
        let made = desktop
            .program(&["demo", "--users", &users.to_string()])
            .arg(&kept)
            .output()
            .expect("the program runs");
        assert!(made.status.success(), "{made:?}");
    }
    kept
}

fn changed(path: &Path) -> Option<std::time::SystemTime> {
    std::fs::metadata(path)
        .and_then(|file| file.modified())
        .ok()
}

/// Starts the program; when its window and its figures stood on the screen, in ms from the start of the process.
fn start(desktop: &mut Desktop, renderer: &str) -> (Program, (f64, f64)) {
    let begun = Instant::now();
    let program = desktop.run(&["--demo", "--timings", "--renderer", renderer]);
    let mut window = None;
    loop {
        let log = desktop.process(program).log();
        let now = begun.elapsed().as_secs_f64() * 1_000.0;
        if log.contains("window ") {
            window.get_or_insert(now);
        }
        if let (Some(window), true) = (window, log.contains("figures ")) {
            return (program, (window, now));
        }
        assert!(begun.elapsed() < PATIENCE, "no figures: {log}");
        std::thread::sleep(Duration::from_millis(2));
    }
}

fn scenes(desktop: &mut Desktop, program: Program) {
    desktop.settle("the figures");
    scene(desktop, program, "pointer over the charts", |desktop| {
        for step in 0..STEPS {
            let along = i64::try_from(step).unwrap_or(0);
            desktop.point_at((400 + along * 8, 420 + along * 4));
            std::thread::sleep(STEP);
        }
    });
    desktop.key("ctrl+2");
    desktop.settle("the users");
    scene(desktop, program, "users: the wheel", |desktop| {
        desktop.point_at((700, 500));
        for _ in 0..STEPS {
            desktop.wheel(5);
            std::thread::sleep(STEP);
        }
    });
    scene(desktop, program, "users: page down and end", |desktop| {
        desktop.click((700, 500));
        desktop.key("Escape");
        for step in 0..STEPS {
            desktop.key(if step % 10 == 9 { "End" } else { "Next" });
            std::thread::sleep(STEP);
        }
    });
    scene(desktop, program, "users: typing a search", |desktop| {
        for needle in NEEDLES {
            desktop.key("ctrl+f");
            desktop.key("ctrl+a");
            desktop.type_text(needle);
            std::thread::sleep(STEP * 5);
        }
    });
    desktop.settle("the search");
    idle(desktop.process(program));
}

/// What each frame cost while `work` was done.
fn scene(desktop: &mut Desktop, program: Program, what: &str, work: impl FnOnce(&Desktop)) {
    let before = frames(desktop.process(program)).len();
    work(desktop);
    desktop.settle(what);
    let mut costs = frames(desktop.process(program));
    let costs = costs.split_off(before.min(costs.len()));
    let count = costs.len();
    print(
        &format!("frame, ms: {what} ({count} frames)"),
        summary(costs),
    );
}

fn idle(process: &mut Process) {
    // Messages fade and the pointer's hint appears before all is still.
    std::thread::sleep(WATCH);
    let (before, used) = (frames(process).len(), processor_ms(process.id()));
    std::thread::sleep(WATCH);
    let drawn = frames(process).len() - before;
    let used = processor_ms(process.id()) - used;
    let one = |value: f64| Times {
        median: value,
        worst: value,
    };
    print(
        "idle for 10 s: frames",
        one(f64::from(u32::try_from(drawn).unwrap_or(u32::MAX))),
    );
    print("idle for 10 s: processor, ms", one(used));
    for (name, what) in [
        ("VmRSS:", "resident, MiB"),
        ("RssAnon:", "of it the program's own, MiB"),
        ("VmHWM:", "the most ever resident, MiB"),
    ] {
        print(what, one(status_mib(process.id(), name)));
    }
}

/// What the program said its frames cost, in ms.
fn frames(process: &Process) -> Vec<f64> {
    let log = process.log();
    log.lines()
        .filter_map(|line| {
            line.strip_prefix("frame ")?
                .strip_suffix(" ms")?
                .parse()
                .ok()
        })
        .collect()
}

/// Processor time of all threads so far; ticks are 10 ms.
fn processor_ms(id: u32) -> f64 {
    let stat = std::fs::read_to_string(format!("/proc/{id}/stat")).unwrap_or_default();
    let fields = stat.rsplit(')').next().unwrap_or_default();
    let ticks: f64 = fields
        .split_whitespace()
        .skip(11)
        .take(2)
        .filter_map(|field| field.parse::<f64>().ok())
        .sum();
    ticks * 10.0
}

fn status_mib(id: u32, name: &str) -> f64 {
    let status = std::fs::read_to_string(format!("/proc/{id}/status")).unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(name));
    let kib: Option<f64> = line.and_then(|line| line.split_whitespace().nth(1)?.parse().ok());
    kib.unwrap_or(f64::NAN) / 1_024.0
}
