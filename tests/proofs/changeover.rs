//! Killed half-way: a change of passphrase opens with one of the two, a backup is whole or not there, a restore leaves the old
//! file or the new one. Killed at chosen calls of the system, and at any time.

use std::path::{Path, PathBuf};
use std::process::Stdio;
use std::sync::LazyLock;
use std::time::{Duration, Instant};

use rollcall::app::{backups, passphrase};
use rollcall::platform::staged::sweep as sweep_away;
use rollcall::store::backup::check_copy;
use rollcall::store::key::FileKey;

use crate::deeds::{NEW_PASSPHRASE, NEXT, prepare};
use crate::dice::Dice;
use crate::examine::{copy_with_log, examine};
use crate::facts::{self, Facts};
use crate::faults::{copy_folder, sample, unnamed};
use crate::ground::{FILE, folder, key};
use crate::run::{Counts, child, pick};
use crate::strace::{self, Call};

/// How often a deed was killed, and how its file was found.
#[derive(Default)]
struct Tally {
    calls: usize,
    at_calls: usize,
    at_times: usize,
    old: usize,
    new: usize,
}

impl Tally {
    fn told(&self, of: &str) -> Counts {
        format!(
            "{} kills at calls of {}, {} at any time: {} times {of} the old, {} times the new, 0 times neither",
            self.at_calls, self.calls, self.at_times, self.old, self.new
        )
    }
}

/// What the new passphrase makes.
static NEW_KEY: LazyLock<FileKey> =
    LazyLock::new(|| passphrase::key(NEW_PASSPHRASE, *key().salt()).unwrap());

/// Whether a file that is found is the old one or the new one.
enum Side {
    Old,
    New,
}

type Judge<'a> = &'a dyn Fn(&Path) -> Side;

/// Kills a change of the passphrase.
pub fn passphrase() -> Counts {
    let template = folder();
    let path = prepare(template.path());
    let before = examine(&path, Some(&key())).unwrap().facts;
    let tally = sweep(
        "passphrase",
        template.path(),
        (pick(26, usize::MAX), pick(14, 600)),
        &|path| {
            let (side, key) = opened_with(path, &NEW_KEY);
            let found = examine(path, Some(&key)).unwrap();
            assert!(unnamed(&found.facts) == unnamed(&before), "{path:?}");
            side
        },
    );
    tally.told("opened with")
}

/// Which of the two keys opens a copy of the file.
fn opened_with(path: &Path, new: &FileKey) -> (Side, FileKey) {
    let copy = path.with_file_name("tried");
    copy_with_log(path, &copy);
    let opens = |key: &FileKey| backups::opens(&copy, Some(key));
    match (opens(&key()), opens(new)) {
        (Ok(()), Err(_)) => (Side::Old, key()),
        (Err(_), Ok(())) => (Side::New, new.clone()),
        other => panic!("{path:?} opens with neither or both: {other:?}"),
    }
}

/// Kills a backup while it is made.
pub fn backup() -> Counts {
    let template = folder();
    prepare(template.path());
    let tally = sweep(
        "backup",
        template.path(),
        (pick(24, usize::MAX), pick(14, 600)),
        &|path| {
            let found = backups::find(path, &backups::folder(path));
            if found.len() > 1 {
                Side::New
            } else {
                Side::Old
            }
        },
    );
    tally.told("there was")
}

/// Kills a restore.
pub fn restore() -> Counts {
    let template = folder();
    let path = prepare(template.path());
    let before = examine(&path, Some(&key())).unwrap().facts;
    // The oldest, as the deed takes it.
    let made = backups::find(&path, &backups::folder(&path));
    let backup = made.last().unwrap().path.clone();
    let mut restored = examine(&backup, Some(&key())).unwrap().facts;
    let name = |facts: &Facts| facts.get("office.name").cloned();
    assert_ne!(name(&before), name(&restored));
    // Who was removed for good since the backup is removed from it again.
    let gone = before.keys().filter_map(|key| key.strip_prefix("purged "));
    for number in gone {
        for what in ["user", "bin", "purged"] {
            let fact = format!("{what} {number}");
            restored.insert(fact.clone(), before[&fact].clone());
        }
    }
    assert!(restored.keys().any(|fact| fact.starts_with("purged ")));
    let tally = sweep(
        "restore",
        template.path(),
        (pick(40, usize::MAX), pick(14, 600)),
        &|path| {
            assert!(
                path.exists(),
                "there is neither the old file nor the new one"
            );
            let found = examine(path, Some(&key())).unwrap().facts;
            if found == before {
                return Side::Old;
            }
            // The thing after it may have set another name.
            let is_named =
                [name(&restored).as_deref(), Some(NEXT)].contains(&name(&found).as_deref());
            assert!(
                is_named && unnamed(&found) == unnamed(&restored),
                "{:?}",
                facts::difference(&found, &restored)
            );
            // What was replaced is kept, and opens.
            let kept = backups::find(path, &backups::folder(path));
            let replaced = kept
                .iter()
                .find(|backup| backup.reason.key() == "replaced")
                .expect("it is kept");
            assert!(examine(&replaced.path, Some(&key())).unwrap().facts == before);
            Side::New
        },
    );
    tally.told("there was")
}

/// Kills a deed at a sample of its calls, and at so many random times.
fn sweep(
    deed: &'static str,
    template: &Path,
    (at_calls, at_times): (usize, usize),
    judge: Judge<'_>,
) -> Tally {
    let mut tally = Tally::default();
    let longest = time_of(deed, template);
    if strace::is_here() {
        let place = folder();
        copy_folder(template, place.path());
        let file = place.path().join(FILE).display().to_string();
        let (calls, _) = strace::record(&["deed", deed, &file], place.path());
        tally.calls = calls.len();
        let changing: Vec<Call> = calls.into_iter().filter(changes).collect();
        for call in thinned(changing, at_calls) {
            let place = folder();
            let path = copied(template, place.path());
            let file = path.display().to_string();
            strace::inject(
                &["deed", deed, &file],
                &call.name,
                "signal=KILL",
                &call.nth.to_string(),
            );
            tally.at_calls += 1;
            tally.judge(&path, judge);
        }
    }
    let mut dice = Dice::of_run(3_000);
    for _ in 0..at_times {
        let place = folder();
        let path = copied(template, place.path());
        kill_after(
            deed,
            &path,
            Duration::from_micros(dice.below(longest.as_micros() as u64)),
        );
        tally.at_times += 1;
        tally.judge(&path, judge);
    }
    tally
}

fn changes(call: &Call) -> bool {
    !matches!(call.name.as_str(), "openat" | "pread64" | "read")
        && !call.line.starts_with("write(1<")
}

/// A sample in which every kind of call is, as far as there is room; renames and removals all.
fn thinned(calls: Vec<Call>, most: usize) -> Vec<Call> {
    let (rare, many): (Vec<Call>, Vec<Call>) = calls.into_iter().partition(|call| {
        !matches!(
            call.name.as_str(),
            "pwrite64" | "write" | "fdatasync" | "fsync" | "fchmod"
        )
    });
    let room = most.saturating_sub(rare.len().min(most / 2));
    let mut chosen = sample(rare, most / 2, 3_001);
    chosen.extend(sample(many, room, 3_002));
    chosen
}

fn copied(template: &Path, to: &Path) -> PathBuf {
    copy_folder(template, to);
    to.join(FILE)
}

impl Tally {
    /// Whatever was killed: every backup that has its name is whole, and opens with the key of before; or with the new one,
    /// where one was made to be opened with the new passphrase.
    fn judge(&mut self, path: &Path, judge: Judge<'_>) {
        for backup in backups::find(path, &backups::folder(path)) {
            if backup.reason.key() != "replaced" {
                let old = check_copy(&backup.path, Some(key()));
                old.or_else(|_| check_copy(&backup.path, Some(NEW_KEY.clone())))
                    .unwrap();
            }
        }
        match judge(path) {
            Side::Old => self.old += 1,
            Side::New => self.new += 1,
        }
        for folder in [path.parent().unwrap(), &backups::folder(path)] {
            sweep_away(folder);
            assert_eq!(hidden(folder), Vec::<String>::new(), "{folder:?}");
        }
    }
}

/// Hidden files that a killed deed has left.
fn hidden(folder: &Path) -> Vec<String> {
    let entries = std::fs::read_dir(folder).unwrap();
    let names = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap());
    names
        .filter(|name| name.starts_with(".rollcall-"))
        .collect()
}

/// How long the deed takes, the start of the child included.
fn time_of(deed: &str, template: &Path) -> Duration {
    let place = folder();
    let path = copied(template, place.path());
    let begun = Instant::now();
    let output = child("deed").arg(deed).arg(&path).output().unwrap();
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    begun.elapsed()
}

/// Starts the deed and kills it when so long has passed, if it has not ended by then.
fn kill_after(deed: &str, path: &Path, after: Duration) {
    let until = Instant::now() + after;
    let mut child = child("deed")
        .arg(deed)
        .arg(path)
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .unwrap();
    while Instant::now() < until && child.try_wait().unwrap().is_none() {
        std::thread::yield_now();
    }
    child.kill().unwrap();
    child.wait().unwrap();
}
