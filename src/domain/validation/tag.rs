//! A tag: a line of its own without commas, which part tags where several are typed.

use super::line;
use crate::domain::text::text;

/// The trimmed tag, or why it can't be one.
pub fn parse(raw: &str) -> Result<String, String> {
    let tag = line::parse(raw)?;
    if tag.is_empty() {
        return Err(text().problem.tag_missing.to_owned());
    }
    if tag.contains(',') {
        return Err(text().problem.tag_comma.to_owned());
    }
    Ok(tag)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_tag_is_one_line_without_commas() {
        assert_eq!(parse(" on site "), Ok("on site".into()));
        for bad in ["", "  ", "a, b", "a\tb"] {
            assert!(parse(bad).is_err(), "{bad:?}");
        }
    }
}
