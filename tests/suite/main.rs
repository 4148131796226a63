//! Everything that can be tested without a display, in one binary.

mod store;
mod support;
