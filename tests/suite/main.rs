//! Everything that can be tested without a display, in one binary.

#[cfg(test)]
mod access;
#[cfg(test)]
mod cli;
#[cfg(test)]
mod commands;
#[cfg(test)]
mod export;
#[cfg(test)]
mod import;
#[cfg(test)]
mod queries;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod screens;
#[cfg(test)]
mod store;
#[cfg(test)]
mod support;
#[cfg(test)]
mod tidy;
#[cfg(test)]
mod ui_kit;
