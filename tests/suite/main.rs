//! Everything that can be tested without a display, in one binary.

mod support;
mod ui_kit;
