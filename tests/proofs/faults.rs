//! A disk that fails: every call of the system that a change makes fails once, and for ever. The program says so in a sentence
//! or manages all the same; it never says that something is done that is not, and the file stays whole.
//!
//! Calls are told apart by name, by what they are done to and by the call before; the short run tries a sample of the kinds,
//! the long run each call of each deed.

use std::collections::BTreeSet;
use std::path::Path;
use std::process::{Command, Output};

use rollcall::app::backups;
use rollcall::domain::text::text;
use rollcall::store::backup::check_copy;

use crate::deeds::{MUTATING, NEXT, prepare};
use crate::dice::Dice;
use crate::examine::examine;
use crate::facts::{self, Facts};
use crate::ground::{FILE, folder, key};
use crate::run::{Counts, pick, this};
use crate::strace::{self, Call};

/// A call that goes wrong.
#[derive(Clone, Debug)]
struct Fault {
    deed: &'static str,
    call: Call,
    error: &'static str,
    is_for_ever: bool,
}

/// What a file says before and after each deed.
struct Deed {
    name: &'static str,
    before: Facts,
    after: Facts,
}

/// Copies a folder of one file and its backups.
pub fn copy_folder(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).unwrap();
    for entry in std::fs::read_dir(from).unwrap().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy_folder(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).unwrap();
        }
    }
}

/// What was said under a name, in the output of a child.
pub fn said(output: &Output, what: &str) -> Option<String> {
    let text = String::from_utf8_lossy(&output.stdout);
    let lines = text
        .lines()
        .filter_map(|line| serde_json::from_str::<serde_json::Value>(line).ok());
    let mut found = lines.filter_map(|line| line.get(what).cloned());
    found.next().map(|said| {
        said.as_str()
            .map_or_else(|| said.to_string(), str::to_owned)
    })
}

/// What a file says without the name of the office, which the next thing may have set over.
pub fn unnamed(facts: &Facts) -> Facts {
    let mut facts = facts.clone();
    facts.remove("office.name");
    facts
}

/// Every call fails, or a sample of them.
pub fn calls() -> Counts {
    if !strace::is_here() {
        return "skipped: needs strace".to_owned();
    }
    let template = folder();
    prepare(template.path());
    let mut seen = BTreeSet::new();
    let (mut deeds, mut faults, mut made) = (Vec::new(), Vec::new(), 0);
    for name in MUTATING {
        let (deed, calls) = undisturbed(name, template.path());
        made += calls.len();
        deeds.push(deed);
        let mut before = String::new();
        for call in calls {
            let kind = format!("{} {}", call.name, call.place());
            let is_new = seen.insert(format!("{before}, {kind}"));
            before = kind;
            if is_new || pick(false, true) {
                faults.extend(of(name, &call));
            }
        }
    }
    let kinds = seen.len();
    let chosen = sample(faults, pick(90, usize::MAX), 2_000);
    let tried = chosen.len();
    let mut told = 0;
    for fault in &chosen {
        let deed = deeds.iter().find(|deed| deed.name == fault.deed).unwrap();
        told += usize::from(try_one(fault, deed, template.path()));
    }
    assert!(told > tried / 10, "{told} of {tried} faults were noticed");
    format!(
        "{made} calls of {} deeds, {kinds} kinds; {tried} faults tried, {told} told in a sentence, the others mended; \
         0 lies, 0 files damaged",
        MUTATING.len()
    )
}

/// So many of a list, by the dice of this run.
pub fn sample<T>(mut all: Vec<T>, most: usize, purpose: u64) -> Vec<T> {
    let mut dice = Dice::of_run(purpose);
    while all.len() > most {
        let index = dice.below(all.len() as u64) as usize;
        all.swap_remove(index);
    }
    all
}

fn of(deed: &'static str, call: &Call) -> Vec<Fault> {
    let writes = !matches!(call.name.as_str(), "openat" | "pread64" | "read");
    let errors: &[&'static str] = if writes { &["EIO", "ENOSPC"] } else { &["EIO"] };
    let fault = |error: &&'static str, is_for_ever| Fault {
        deed,
        call: call.clone(),
        error,
        is_for_ever,
    };
    let each = errors
        .iter()
        .flat_map(|error| [fault(error, false), fault(error, true)]);
    if call.line.starts_with("write(1<") {
        return Vec::new();
    }
    each.collect()
}

/// Does the deed with nothing in its way, and lists its calls.
fn undisturbed(name: &'static str, template: &Path) -> (Deed, Vec<Call>) {
    let place = folder();
    copy_folder(template, place.path());
    let path = place.path().join(FILE);
    let before = examine(&path, Some(&key())).unwrap().facts;
    let file = path.display().to_string();
    let (calls, output) = strace::record(&["deed", name, &file], place.path());
    let error = String::from_utf8_lossy(&output.stderr).into_owned();
    assert_eq!(
        said(&output, "said").as_deref(),
        Some("done"),
        "{name}: {error}"
    );
    assert_eq!(
        said(&output, "next").as_deref(),
        Some("done"),
        "{name}: {error}"
    );
    let after = examine(&path, Some(&key())).unwrap().facts;
    assert!(calls.len() > 3, "{name}: {calls:?}");
    let deed = Deed {
        name,
        before,
        after,
    };
    (deed, calls)
}

/// What is found of a change: where it changes nothing, both hold.
struct Traces {
    is_there: bool,
    is_not: bool,
}

/// Whether what is found is what was said. Only a sentence that leaves it open fits both.
fn fits(said: &str, found: &Traces) -> bool {
    let words = &text().error;
    let open = [
        words.not_kept_unseen,
        words.not_kept_seen,
        words.not_kept_unknown,
    ];
    match said {
        "done" => found.is_there,
        said if open.iter().any(|open| said.contains(open)) => found.is_there || found.is_not,
        _ => found.is_not,
    }
}

/// Does the deed with a fault in its way; whether it was told.
fn try_one(fault: &Fault, deed: &Deed, template: &Path) -> bool {
    let place = folder();
    copy_folder(template, place.path());
    let path = place.path().join(FILE);
    let file = path.display().to_string();
    let ever = if fault.is_for_ever { "+" } else { "" };
    let when = format!("{}{ever}", fault.call.nth);
    let error = format!("error={}", fault.error);
    let output = strace::inject(&["deed", deed.name, &file], &fault.call.name, &error, &when);
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    let about = format!(
        "{} {} {when} {error}: {}\n{stderr}",
        deed.name, fault.call.name, fault.call.line
    );
    assert!(
        output.status.success() && !stderr.contains("panicked"),
        "{about}"
    );
    let sentence = said(&output, "said").unwrap_or_else(|| panic!("nothing said: {about}"));
    let is_done = sentence == "done";
    assert!(is_done || sentence.len() > 10, "{sentence}: {about}");
    let next = said(&output, "next").unwrap_or_else(|| panic!("nothing said of the next: {about}"));
    // What fails once and was told has passed; what was not told may be told by the next thing.
    assert!(
        fault.is_for_ever || is_done || next == "done",
        "next: {next}, said: {sentence}, {about}"
    );
    let found = examine(&path, Some(&key())).unwrap_or_else(|wrong| panic!("{wrong}: {about}"));
    let is_named = found
        .facts
        .get("office.name")
        .is_some_and(|name| name == NEXT);
    let name = Traces {
        is_there: is_named,
        is_not: !is_named,
    };
    assert!(fits(&next, &name), "next: {next}: {about}");
    let seen = unnamed(&found.facts);
    let change = Traces {
        is_there: seen == unnamed(&deed.after),
        is_not: seen == unnamed(&deed.before),
    };
    assert!(
        fits(&sentence, &change),
        "said {sentence}, {:?}: {about}",
        facts::difference(&seen, &unnamed(&deed.before))
    );
    for backup in backups::find(&path, &backups::folder(&path)) {
        check_copy(&backup.path, Some(key())).unwrap_or_else(|wrong| panic!("{wrong:?}: {about}"));
    }
    !is_done || next != "done"
}

/// A disk of a few hundred kilobytes runs full.
pub fn full() -> Counts {
    let allowed = Command::new("unshare").args(["-rm", "true"]).status();
    if !allowed.is_ok_and(|status| status.success()) {
        return "left out: this system lets nobody mount a disk of their own".to_owned();
    }
    let template = folder();
    let path = prepare(template.path());
    let size = std::fs::metadata(&path).unwrap().len() / 1024;
    let (mut acknowledged, mut disks) = (0, 0);
    let step = pick(97, 7);
    for more in (0..pick(300, 900)).step_by(step) {
        acknowledged += fill_one(template.path(), size * 2 + 900 + more);
        disks += 1;
    }
    format!(
        "{disks} disks filled, {acknowledged} changes acknowledged, 0 lost; each told in a sentence; 0 files damaged"
    )
}

fn fill_one(template: &Path, kilobytes: u64) -> u64 {
    let place = folder();
    let disk = place.path().join("disk");
    let out = place.path().join("out");
    for folder in [&disk, &out] {
        std::fs::create_dir(folder).unwrap();
    }
    // The disk is seen by the child alone, and gone with it.
    let script = "mount -t tmpfs -o size=\"$3\"k none \"$1\" && cp -r \"$2\"/. \"$1\" && \
        head -c 400000 /dev/zero > \"$1/ballast\" && \"$5\" child deed fill \"$1/office.rollcall\" && cp -r \"$1\"/. \"$4\"";
    let output = Command::new("unshare")
        .args(["-rm", "sh", "-c", script, "sh"])
        .arg(&disk)
        .arg(template)
        .arg(kilobytes.to_string())
        .arg(&out)
        .arg(this())
        .output()
        .unwrap();
    let stderr = String::from_utf8_lossy(&output.stderr).into_owned();
    assert!(output.status.success(), "{kilobytes} KiB: {stderr}");
    for what in ["said", "backup", "import"] {
        let sentence = said(&output, what).unwrap();
        assert!(what != "said" || sentence != "done", "{what}");
        assert!(
            sentence == "done" || sentence.len() > 10,
            "{what}: {sentence}"
        );
    }
    assert_eq!(
        said(&output, "next").as_deref(),
        Some("done"),
        "{kilobytes} KiB"
    );
    let path = out.join(FILE);
    let found = examine(&path, Some(&key())).unwrap();
    let acknowledged: u64 = said(&output, "acknowledged").unwrap().parse().unwrap();
    let fillers = found
        .facts
        .values()
        .filter(|fact| fact.starts_with("Filler "))
        .count();
    assert_eq!(fillers as u64, acknowledged, "{kilobytes} KiB");
    let rows = found
        .facts
        .values()
        .filter(|fact| fact.starts_with("Row "))
        .count();
    let imported = said(&output, "import").unwrap() == "done";
    assert_eq!(
        rows,
        if imported { 400 } else { 0 },
        "an import is whole or not there"
    );
    for backup in backups::find(&path, &backups::folder(&path)) {
        check_copy(&backup.path, Some(key())).unwrap();
    }
    acknowledged
}
