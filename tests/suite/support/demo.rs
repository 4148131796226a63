//! Demos for tests.

use std::sync::Mutex;

use rollcall::app::demo;
use rollcall::app::progress::Progress;

use super::outside::{NOW, TestClock, env};

/// Bytes of a demo, made once.
pub fn demo_bytes(users: u64) -> Vec<u8> {
    static MADE: Mutex<Vec<(u64, Vec<u8>)>> = Mutex::new(Vec::new());
    let mut made = MADE.lock().unwrap();
    if let Some((_, bytes)) = made.iter().find(|(count, _)| *count == users) {
        return bytes.clone();
    }
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("demo.rollcall");
    let outside = env(&TestClock::at(NOW));
    demo::create(&path, users, &outside, &Progress::default()).unwrap();
    let bytes = std::fs::read(&path).unwrap();
    made.push((users, bytes.clone()));
    bytes
}
