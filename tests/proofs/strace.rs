//! What a process asks of the system, and failures put in its way, by `strace`, which needs no rights for its own children.

use std::path::Path;
use std::process::{Command, Output, Stdio};
use std::sync::OnceLock;

use crate::run::this;

/// Everything by which a file is changed or read.
const CALLS: &str = "openat,pread64,pwrite64,write,fsync,fdatasync,ftruncate,rename,renameat,renameat2,unlink,unlinkat,\
                     mkdir,link,linkat,fchmod,fallocate";
/// A child opens this where its work begins.
pub const BEGIN: &str = "/rollcall-proof-begins";

/// One call of the system.
#[derive(Clone, Debug)]
pub struct Call {
    /// Its name.
    pub name: String,
    /// The whole line, with paths in the place of descriptors.
    pub line: String,
    /// Which of its name it is since the process began, from 1.
    pub nth: usize,
}

impl Call {
    /// What it is done to: the end of the name of a file of ours.
    pub fn place(&self) -> &'static str {
        const ENDS: [(&str, &str); 6] = [
            ("-wal", "log"),
            ("-shm", "shared memory"),
            ("-journal", "journal"),
            (".rollcall-", "copy"),
            ("backups", "backup"),
            (".csv", "list"),
        ];
        let found = ENDS.iter().find(|(end, _)| self.line.contains(end));
        found.map_or("file", |(_, place)| place)
    }
}

/// Whether `strace` is here and may trace.
pub fn is_here() -> bool {
    static HERE: OnceLock<bool> = OnceLock::new();
    *HERE.get_or_init(|| {
        let tried = Command::new("strace")
            .args(["-o", "/dev/null", "true"])
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .status();
        tried.is_ok_and(|status| status.success())
    })
}

/// The calls of a child about files in `folder` or on its standard output, since its work began.
pub fn record(work: &[&str], folder: &Path) -> (Vec<Call>, Output) {
    let log = tempfile::NamedTempFile::new().unwrap();
    let output = Command::new("strace")
        .args(["-f", "-y", "-s", "64", "-e"])
        .arg(format!("trace={CALLS}"))
        .arg("-o")
        .arg(log.path())
        .arg(this())
        .arg("child")
        .args(work)
        .output()
        .unwrap();
    let text = std::fs::read_to_string(log.path()).unwrap();
    (parse(&text, folder), output)
}

fn parse(text: &str, folder: &Path) -> Vec<Call> {
    let mut counts = std::collections::BTreeMap::<String, usize>::new();
    let mut calls = Vec::new();
    let mut is_begun = !text.contains(BEGIN);
    let folder = folder.display().to_string();
    for line in text.lines() {
        // A line begins with the number of the thread.
        let rest = line
            .trim_start_matches(|c: char| c.is_ascii_digit())
            .trim_start();
        let Some((name, _)) = rest.split_once('(') else {
            continue;
        };
        if !name.chars().all(|c| c.is_ascii_alphanumeric()) {
            continue;
        }
        let count = counts.entry(name.to_owned()).or_default();
        *count += 1;
        is_begun |= rest.contains(BEGIN);
        let is_ours = rest.contains(&folder) || rest.starts_with("write(1<");
        if is_begun && is_ours {
            calls.push(Call {
                name: name.to_owned(),
                line: rest.to_owned(),
                nth: *count,
            });
        }
    }
    calls
}

/// Runs a child of which one call, or it and all later ones of its name, go as `fault` says: `error=EIO`, `signal=KILL`.
pub fn inject(work: &[&str], call: &str, fault: &str, when: &str) -> Output {
    Command::new("strace")
        .args(["-f", "-o", "/dev/null", "-e"])
        .arg(format!("trace={call}"))
        .arg("-e")
        .arg(format!("inject={call}:{fault}:when={when}"))
        .arg(this())
        .arg("child")
        .args(work)
        .output()
        .unwrap()
}
