//! A desktop of its own for each test: a virtual screen, a window manager, a message bus, and a screen reader's view of the programs.
//!
//! ```ignore
//! let Some(mut desktop) = Desktop::start("insight", Screen::Laptop) else { return };
//! let program = desktop.run(&["demo"]);
//! let window = desktop.wait_for_window("Rollcall");
//! let slice = desktop.accessible().find("push button", "^Inactive");
//! desktop.click_on(&slice);
//! desktop.wait_for_window("Inactive users");
//! ```
//! Everything a test starts ends with it. Waiting is polling with a limit: the program is another process and tells nobody when it is done.

pub mod accessible;
pub mod desktop;
pub mod picture;
pub mod process;
pub mod session;
pub mod tools;
pub mod windows;

use std::time::{Duration, Instant};

/// How long anything may take before a test gives up; software drawing on a busy machine is slow.
pub const PATIENCE: Duration = Duration::from_mins(1);

/// Time between two looks.
const PAUSE: Duration = Duration::from_millis(50);

/// Asks `look` until it has an answer; none once the time is up.
pub fn wait_until<T>(limit: Duration, mut look: impl FnMut() -> Option<T>) -> Option<T> {
    let end = Instant::now() + limit;
    loop {
        if let Some(found) = look() {
            return Some(found);
        }
        if Instant::now() > end {
            return None;
        }
        std::thread::sleep(PAUSE);
    }
}
