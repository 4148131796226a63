//! A kill alone proves no sync, since the system keeps what was written. So the calls are looked at: every acknowledgement
//! comes after the log was synced, and after the last that was written to it.

use crate::ground::{FILE, env, folder, key, make};
use crate::run::{Counts, pick};
use crate::strace;

/// Acknowledges so many changes, watched.
pub fn synced_first() -> Counts {
    if !strace::is_here() {
        return "skipped: needs strace".to_owned();
    }
    let folder = folder();
    let path = folder.path().join(FILE);
    make(&path, Some(key()), &env(0));
    let limit = pick("120", "5000");
    let file = path.display().to_string();
    let (calls, output) = strace::record(&["load", &file, "5", "1", limit], folder.path());
    assert!(
        output.status.success(),
        "{}",
        String::from_utf8_lossy(&output.stderr)
    );
    let (mut acknowledged, mut syncs) = (0, 0);
    // Whether anything was written to the log since the last acknowledgement, and whether all of it is synced.
    let (mut is_written, mut is_synced) = (false, false);
    for call in &calls {
        let is_log = call.line.contains("-wal>");
        match call.name.as_str() {
            "pwrite64" | "write" if is_log => (is_written, is_synced) = (true, false),
            "fdatasync" | "fsync" if is_log => {
                is_synced = true;
                syncs += 1;
            }
            "write" if call.line.contains("\\\"ack\\\"") => {
                assert!(
                    is_written && is_synced,
                    "acknowledged before it was safe: {}",
                    call.line
                );
                acknowledged += 1;
                (is_written, is_synced) = (false, false);
            }
            _ => {}
        }
    }
    assert!(acknowledged > 60, "{acknowledged} acknowledged");
    format!("{acknowledged} acknowledgements, each after a sync of the log; {syncs} syncs")
}
