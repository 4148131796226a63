//! Everything that can be tested without a display, in one binary.

#[cfg(test)]
mod tidy;
