//! Everything that can be tested without a display, in one binary.

#[cfg(test)]
mod commands;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod store;
mod support;
#[cfg(test)]
mod tidy;
mod ui_kit;
