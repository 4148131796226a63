//! A phone number: kept as E.164 where it can be read so, otherwise as digits with usual separators.

use std::str::FromStr;

use phonenumber::{Mode, country};

use crate::domain::text::text;

/// Most digits of a number in E.164.
const MAX_DIGITS: usize = 15;
const MIN_DIGITS: usize = 4;

/// The number in the form in which it is stored, or why it can't be one. `region` is a two-letter country code.
pub fn parse(raw: &str, region: &str) -> Result<Option<String>, String> {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    if !trimmed
        .chars()
        .all(|c| c.is_ascii_digit() || "+-–.()/ \u{a0}".contains(c))
    {
        return Err(text().problem.phone_characters.to_owned());
    }
    let digits = trimmed.chars().filter(char::is_ascii_digit).count();
    if digits < MIN_DIGITS {
        return Err(text().problem.phone_short.to_owned());
    }
    if digits > MAX_DIGITS + 2 {
        return Err(text().problem.phone_long.to_owned());
    }
    Ok(Some(canonical(trimmed, region)))
}

fn canonical(trimmed: &str, region: &str) -> String {
    if let Some(rest) = trimmed.strip_prefix('+')
        && rest.len() <= MAX_DIGITS
        && rest.bytes().all(|b| b.is_ascii_digit())
    {
        return trimmed.to_owned();
    }
    let country = country::Id::from_str(region).ok();
    match phonenumber::parse(country, trimmed) {
        Ok(number) if number.is_valid() => number.format().mode(Mode::E164).to_string(),
        _ => trimmed.to_owned(),
    }
}

/// An extension: digits only, at most eight.
pub fn parse_extension(raw: &str) -> Result<Option<String>, String> {
    let trimmed = raw.trim();
    if trimmed.is_empty() {
        return Ok(None);
    }
    if !trimmed.bytes().all(|b| b.is_ascii_digit()) {
        return Err(text().problem.extension_digits.to_owned());
    }
    if trimmed.len() > 8 {
        return Err(text().problem.extension_long.to_owned());
    }
    Ok(Some(trimmed.to_owned()))
}

/// The country of a stored number and the way people there write it, such as `FR` and `+33 6 12 34 56 78`.
pub fn describe(stored: &str, region: &str) -> Option<(String, String)> {
    let number = phonenumber::parse(country::Id::from_str(region).ok(), stored).ok()?;
    let country = number.country().id()?;
    Some((
        country.as_ref().to_owned(),
        number.format().mode(Mode::International).to_string(),
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_become_e164_where_they_can() {
        for (raw, region, stored) in [
            ("+33 6 12 34 56 78", "PT", "+33612345678"),
            ("912 345 678", "PT", "+351912345678"),
            ("(206) 555-5472", "US", "+12065555472"),
            ("+351912345678", "US", "+351912345678"),
            ("12345", "PT", "12345"),
        ] {
            assert_eq!(parse(raw, region), Ok(Some(stored.to_owned())), "{raw}");
        }
        assert_eq!(parse("  ", "PT"), Ok(None));
        assert!(parse("call me", "PT").is_err());
        assert!(parse("12", "PT").is_err());
        assert!(parse("123456789012345678", "PT").is_err());
    }

    #[test]
    fn extensions_are_digits() {
        assert_eq!(parse_extension(" 204 "), Ok(Some("204".into())));
        assert!(parse_extension("x204").is_err());
        assert!(parse_extension("123456789").is_err());
        assert_eq!(parse_extension(""), Ok(None));
    }
}
