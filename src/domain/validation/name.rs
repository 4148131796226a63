//! A display name: 2 to 50 grapheme clusters after trimming, no control characters.

use unicode_segmentation::UnicodeSegmentation;

use crate::domain::text::text;

/// Fewest grapheme clusters.
pub const MIN: usize = 2;
/// Most grapheme clusters.
pub const MAX: usize = 50;

/// The trimmed name, or why it can't be one.
pub fn parse(raw: &str) -> Result<String, String> {
    let words = &text().problem;
    let name = raw.trim();
    if name.is_empty() {
        return Err(words.name_missing.to_owned());
    }
    if name.chars().any(char::is_control) {
        return Err(words.name_control.to_owned());
    }
    let length = if name.is_ascii() {
        name.len()
    } else {
        name.graphemes(true).count()
    };
    match length {
        ..MIN => Err(words.name_short.to_owned()),
        MIN..=MAX => Ok(name.to_owned()),
        _ => Err(words.name_long.to_owned()),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_counts_what_people_see() {
        assert_eq!(parse("  Zoë "), Ok("Zoë".into()));
        assert!(parse("K").is_err());
        assert_eq!(parse("王明").as_deref(), Ok("王明"));
        let family = "👨‍👩‍👧";
        assert!(
            parse(family).is_err(),
            "one cluster of several characters is one"
        );
        assert!(parse(&family.repeat(50)).is_ok());
        assert!(parse(&family.repeat(51)).is_err());
        assert!(parse("a\u{7}b").is_err());
    }
}
