//! Everything that can be tested without a display, in one binary.

mod support;
#[cfg(test)]
mod import;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tidy;
mod ui_kit;
mod store;
