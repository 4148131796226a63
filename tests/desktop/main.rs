//! The built program in a real window, driven from outside: by mouse and keyboard, and through the bus that screen readers use.
//! Without the tools for a desktop each test says `skipped:` and passes; with `ROLLCALL_REQUIRE_DESKTOP=1` it fails.
//! Pictures of each step are left in `tmp/desktop` below the build's folder.

#[cfg(test)]
mod by_ear;
#[cfg(test)]
mod by_hand;
#[cfg(test)]
#[expect(
    dead_code,
    reason = "the scenarios do not use every verb of the driver yet"
)]
mod driver;
#[cfg(test)]
mod driver_check;
#[cfg(test)]
mod idle;
#[cfg(test)]
mod lesser;
#[cfg(test)]
mod locking;
#[cfg(test)]
mod no_display;
#[cfg(test)]
mod office;
#[cfg(test)]
mod tour;
#[cfg(test)]
mod trust;
#[cfg(test)]
mod users;
#[cfg(test)]
mod viewing;
