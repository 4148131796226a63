//! Everything that can be tested without a display, in one binary.

mod support;

#[cfg(test)]
mod cli;
#[cfg(test)]
mod export;
mod store;
#[cfg(test)]
mod tidy;
mod ui_kit;
