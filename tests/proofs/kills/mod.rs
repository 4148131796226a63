//! `kill -9` at random points of a mixed load, again and again on the same file: what was acknowledged is there, what was not
//! is there as a whole or not at all, and everything that must hold of a file does.

mod load;
mod synced;

pub use load::load;
pub use synced::synced_first;

use std::collections::BTreeSet;
use std::io::{BufRead, BufReader};
use std::path::{Path, PathBuf};
use std::process::{Child, Stdio};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, channel};
use std::time::{Duration, Instant};

use rollcall::app::backups;
use rollcall::store::backup::check_copy;
use serde_json::Value;

use crate::dice::Dice;
use crate::examine::{copy_with_log, examine};
use crate::facts::{self, Facts};
use crate::ground::{FILE, env, folder, key, make};
use crate::run::{Counts, child, pick};

/// Kills on one file before the next begins.
const A_FILE: u64 = 25;
/// A child that says nothing for so long hangs.
const PATIENCE: Duration = Duration::from_mins(1);

#[derive(Default)]
struct Tally {
    kills: AtomicU64,
    acknowledged: AtomicU64,
    in_flight: AtomicU64,
    done_in_flight: AtomicU64,
    backups: AtomicU64,
}

/// What is known of a file that is worked on.
struct Office {
    folder: tempfile::TempDir,
    model: Facts,
    /// The newest entry of the log that was seen.
    seq: i64,
    known_backups: BTreeSet<PathBuf>,
}

/// Kills a child at random points.
pub fn never_lost() -> Counts {
    let wanted: u64 = pick(500, 20_000);
    let files = wanted.div_ceil(A_FILE);
    let (tally, next) = (Tally::default(), AtomicU64::new(0));
    std::thread::scope(|scope| {
        for _ in 0..2 {
            scope.spawn(|| {
                loop {
                    let file = next.fetch_add(1, Ordering::SeqCst);
                    if file >= files {
                        break;
                    }
                    work_on_one(file, &tally);
                }
            });
        }
    });
    let [kills, acknowledged, in_flight, done, backups] = [
        &tally.kills,
        &tally.acknowledged,
        &tally.in_flight,
        &tally.done_in_flight,
        &tally.backups,
    ]
    .map(|count| count.load(Ordering::SeqCst));
    assert!(
        kills >= wanted && acknowledged > kills,
        "{kills} kills, {acknowledged} acknowledged"
    );
    format!(
        "{kills} kills, {acknowledged} changes acknowledged, 0 lost; {in_flight} killed in flight, {done} of them \
         whole in the file, 0 half; {backups} backups whole; 0 integrity, audit or domain failures"
    )
}

fn work_on_one(number: u64, tally: &Tally) {
    let mut dice = Dice::of_run(1_000 + number);
    let folder = folder();
    let path = folder.path().join(FILE);
    make(&path, Some(key()), &env(0));
    let mut office = Office {
        model: facts::read(&path, Some(&key())),
        seq: 0,
        known_backups: BTreeSet::new(),
        folder,
    };
    for round in 0..A_FILE {
        office.kill_one(&mut dice, round, tally);
    }
    // The file itself, and not only copies of it.
    let found = examine(&path, Some(&key())).unwrap();
    assert!(
        found.facts == office.model,
        "{:?}",
        facts::difference(&found.facts, &office.model)
    );
}

impl Office {
    fn path(&self) -> PathBuf {
        self.folder.path().join(FILE)
    }

    fn kill_one(&mut self, dice: &mut Dice, round: u64, tally: &Tally) {
        let path = self.path();
        let seed = dice.number().to_string();
        let hours = (round + 1).to_string();
        let mut child = child("load")
            .arg(&path)
            .args([&seed, &hours, "1000000"])
            .stdout(Stdio::piped())
            .spawn()
            .unwrap();
        let lines = listen(&mut child);
        // Some while the file is being opened, most while it is worked on.
        let mut told = Vec::new();
        if dice.below(6) > 0 {
            told.push(lines.recv_timeout(PATIENCE).expect("the child works"));
        }
        let until = Instant::now() + Duration::from_micros(dice.below(60_000));
        while let Some(left) = until.checked_duration_since(Instant::now()) {
            match lines.recv_timeout(left) {
                Ok(line) => told.push(line),
                Err(std::sync::mpsc::RecvTimeoutError::Timeout) => break,
                Err(gone) => panic!("the child ended by itself: {gone}"),
            }
        }
        child.kill().unwrap();
        child.wait().unwrap();
        told.extend(lines.iter());
        tally.kills.fetch_add(1, Ordering::SeqCst);
        self.judge(&told, tally);
        self.check_backups(&path, tally);
    }

    fn judge(&mut self, told: &[Value], tally: &Tally) {
        let mut pending: Option<Facts> = None;
        let mut acknowledged = 0;
        for line in told {
            if let Some(intent) = line.get("intend") {
                pending = Some(serde_json::from_value(intent.clone()).unwrap());
            } else if line.get("ack").is_some() {
                self.model.extend(pending.take().expect("announced"));
                acknowledged += 1;
            }
        }
        tally
            .acknowledged
            .fetch_add(acknowledged as u64, Ordering::SeqCst);
        let copy = self.folder.path().join("examined");
        copy_with_log(&self.path(), &copy);
        let found = examine(&copy, Some(&key())).unwrap();
        let entries = found.seq - std::mem::replace(&mut self.seq, found.seq);
        assert!(
            entries >= acknowledged,
            "{entries} entries of {acknowledged} changes"
        );
        if let Some(pending) = pending {
            tally.in_flight.fetch_add(1, Ordering::SeqCst);
            let mut with = self.model.clone();
            with.extend(pending);
            if found.facts == with && with != self.model {
                tally.done_in_flight.fetch_add(1, Ordering::SeqCst);
                self.model = with;
            }
        }
        let lost = facts::difference(&self.model, &found.facts);
        assert!(
            lost.is_empty(),
            "what was acknowledged is not there, or something is half there: {lost:?}"
        );
    }

    /// Whatever has the name of a backup is one.
    fn check_backups(&mut self, path: &Path, tally: &Tally) {
        for backup in backups::find(path, &backups::folder(path)) {
            if self.known_backups.insert(backup.path.clone()) {
                check_copy(&backup.path, Some(key())).unwrap();
                tally.backups.fetch_add(1, Ordering::SeqCst);
            }
        }
    }
}

/// The lines of a child as they come.
fn listen(child: &mut Child) -> Receiver<Value> {
    let out = BufReader::new(child.stdout.take().unwrap());
    let (send, lines) = channel();
    let listener = std::thread::Builder::new().spawn(move || {
        for line in out.lines().map_while(Result::ok) {
            // The last line may be cut off by the kill; it is then no acknowledgement.
            if let Ok(line) = serde_json::from_str(&line)
                && send.send(line).is_err()
            {
                break;
            }
        }
    });
    drop(listener.unwrap());
    lines
}
