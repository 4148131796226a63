//! One target guided by coverage, under libFuzzer: built and run by `tests/fuzz/guided.sh`.

#![no_main]
#![expect(
    clippy::unwrap_used,
    clippy::expect_used,
    clippy::indexing_slicing,
    reason = "an example that can't work stops"
)]

#[path = "../proofs/ground.rs"]
#[expect(dead_code, reason = "the proofs use the rest of it")]
mod ground;
#[expect(dead_code, reason = "how often is told by the clock here")]
mod table;
mod targets;

use std::path::Path;
use std::sync::OnceLock;

use table::{TARGETS, Target};

/// The target that the environment names.
static CHOSEN: OnceLock<&Target> = OnceLock::new();

/// Chooses the target, and lays its seeds where the runtime looks for inputs.
fn begin() {
    let name = std::env::var("ROLLCALL_FUZZ").unwrap_or_default();
    let target = TARGETS.iter().find(|target| target.name == name);
    let target = target.unwrap_or_else(|| panic!("ROLLCALL_FUZZ names no target: {name}"));
    if let Ok(folder) = std::env::var("ROLLCALL_FUZZ_SEEDS") {
        for (number, seed) in target.seeds.iter().enumerate() {
            let path = Path::new(&folder).join(format!("seed-{number}"));
            std::fs::write(path, seed).expect("the seeds can be written");
        }
    }
    CHOSEN.get_or_init(|| target);
}

libfuzzer_sys::fuzz_target!(init: begin(), |data: &[u8]| {
    if let Some(target) = CHOSEN.get() {
        (target.run)(data);
    }
});
