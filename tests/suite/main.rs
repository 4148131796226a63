//! Everything that can be tested without a display, in one binary.

#[cfg(test)]
mod import;
#[cfg(test)]
mod samples;
#[cfg(test)]
mod tidy;
