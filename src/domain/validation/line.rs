//! A line of free text: of limited length, without control characters.

use crate::domain::text::{fill, text};

/// Most characters.
pub const MAX: usize = 200;

/// The trimmed line, or why it can't be one.
pub fn parse(raw: &str) -> Result<String, String> {
    let line = raw.trim();
    if line.chars().nth(MAX).is_some() {
        return Err(fill(text().problem.line_long, &[&MAX]));
    }
    if line.chars().any(char::is_control) {
        return Err(text().problem.name_control.to_owned());
    }
    Ok(line.to_owned())
}
