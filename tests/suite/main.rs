//! Everything that can be tested without a display, in one binary.

mod store;
mod support;
#[cfg(test)]
mod tidy;
mod ui_kit;
