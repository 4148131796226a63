//! Noticing that the computer slept. No system is asked: the wall clock goes on while it sleeps and the monotonic one stands
//! still. On Windows both go on, and only the time without input counts there.

use std::sync::{Arc, Condvar, Mutex, PoisonError};
use std::time::{Duration, Instant};

use super::backend::Wake;
use super::env::Env;
use super::error::AppError;
use super::lane::spawn;
use crate::domain::time::Timestamp;

/// A wall clock that is set right moves less than this.
const JUMP: Duration = Duration::from_mins(1);
/// How soon after waking it is noticed.
const STEP: Duration = Duration::from_secs(1);

/// Whether the computer slept, going by how long each clock says that something took.
pub fn slept(awake: Duration, on_wall: Duration) -> bool {
    on_wall > awake + JUMP
}

/// A thread that wakes the window when the computer wakes. Dropping it ends the thread.
pub struct SleepWatch {
    stop: Arc<Stop>,
}

#[derive(Default)]
struct Stop {
    wanted: Mutex<Wanted>,
    signal: Condvar,
}

#[derive(Clone, Copy, PartialEq, Eq, Default)]
enum Wanted {
    #[default]
    Watching,
    Ending,
}

impl SleepWatch {
    /// Begins to watch.
    pub fn start(env: &Env, wake: &Wake) -> Result<Self, AppError> {
        let stop: Arc<Stop> = Arc::default();
        let (clock, wake) = (Arc::clone(&env.clock), Arc::clone(wake));
        let ending = Arc::clone(&stop);
        drop(spawn("sleep-watch", move || {
            let (mut monotonic, mut wall) = (Instant::now(), clock.now());
            while ending.wait() == Wanted::Watching {
                let (now, on_wall) = (Instant::now(), clock.now());
                if slept(now - monotonic, between(wall, on_wall)) {
                    wake();
                }
                (monotonic, wall) = (now, on_wall);
            }
        })?);
        Ok(Self { stop })
    }
}

impl Drop for SleepWatch {
    fn drop(&mut self) {
        let mut wanted = self
            .stop
            .wanted
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        *wanted = Wanted::Ending;
        self.stop.signal.notify_all();
    }
}

impl Stop {
    fn wait(&self) -> Wanted {
        let wanted = self.wanted.lock().unwrap_or_else(PoisonError::into_inner);
        if *wanted == Wanted::Ending {
            return Wanted::Ending;
        }
        let waited = self.signal.wait_timeout(wanted, STEP);
        *waited.unwrap_or_else(PoisonError::into_inner).0
    }
}

/// None where the clock was set back.
fn between(since: Timestamp, until: Timestamp) -> Duration {
    Duration::from_millis(u64::try_from(until.0 - since.0).unwrap_or_default())
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicI64, Ordering};
    use std::sync::mpsc::channel;

    use super::*;
    use crate::domain::time::Clock;

    struct Wall(AtomicI64);

    impl Clock for Wall {
        fn now(&self) -> Timestamp {
            Timestamp(self.0.load(Ordering::SeqCst))
        }
    }

    #[test]
    fn a_jump_of_the_wall_clock_is_sleep_and_a_small_one_is_not() {
        let seconds = Duration::from_secs;
        for (awake, on_wall, is_sleep) in [
            (1, 1, false),
            (1, 61, false),
            (1, 62, true),
            (90, 90, false),
        ] {
            assert_eq!(slept(seconds(awake), seconds(on_wall)), is_sleep);
        }
        assert_eq!(between(Timestamp(9), Timestamp(3)), Duration::ZERO);
    }

    #[test]
    fn the_window_is_woken_after_sleep() {
        let wall = Arc::new(Wall(AtomicI64::new(0)));
        let env = Env {
            clock: Arc::clone(&wall) as Arc<dyn Clock>,
            ..Env::system()
        };
        let (woken, waits) = channel();
        let woken = Mutex::new(woken);
        let wake: Wake = Arc::new(move || {
            let woken = woken.lock().unwrap_or_else(PoisonError::into_inner);
            woken.send(()).ok();
        });
        let watch = SleepWatch::start(&env, &wake).unwrap();
        assert!(waits.recv_timeout(STEP * 2).is_err(), "nobody slept");
        wall.0.fetch_add(3_600_000, Ordering::SeqCst);
        waits.recv_timeout(Duration::from_secs(20)).unwrap();
        drop(watch);
    }
}
