//! The first connections of a process, opened by several threads at the same moment.

use std::path::Path;
use std::sync::{Arc, Barrier};

use rollcall::platform::random::SystemRandom;
use rollcall::store::workspace::Workspace;

use crate::ground::{folder, key};
use crate::run::{Counts, child, pick};

/// Threads that open a file each.
const THREADS: usize = 8;

/// Starts processes whose first encrypted files are opened by all of their threads at once.
pub fn all_open() -> Counts {
    let processes = pick(60, 1_000);
    for _ in 0..processes {
        let folder = folder();
        let done = child("together").arg(folder.path()).status().unwrap();
        assert!(done.success(), "a thread could not open its file");
    }
    format!("{processes} processes, {THREADS} threads each: every file opened")
}

/// One such process.
pub fn together(arguments: &[&str]) {
    let [folder] = arguments else {
        panic!("together FOLDER");
    };
    let begin = Barrier::new(THREADS);
    std::thread::scope(|scope| {
        for number in 0..THREADS {
            let (path, begin) = (Path::new(folder).join(format!("{number}.rollcall")), &begin);
            scope.spawn(move || {
                begin.wait();
                drop(Workspace::create_locked(&path, key(), Arc::new(SystemRandom)).unwrap());
            });
        }
    });
}
