//! Everything that can be tested without a display, in one binary.

#[cfg(test)]
mod import;
#[cfg(test)]
mod samples;
mod store;
mod support;
#[cfg(test)]
mod tidy;
mod ui_kit;
