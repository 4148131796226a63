//! An e-mail address as the web uses it: RFC 5321 lengths, dot-atom local part, a domain with at least one dot.
//!
//! Letters beyond ASCII are accepted on both sides (RFC 6531); quoted local parts and address literals are not.

use crate::domain::text::{fill, text};

/// The trimmed address, or why it can't be one.
pub fn parse(raw: &str) -> Result<String, String> {
    let words = &text().problem;
    let email = raw.trim();
    if email.is_empty() {
        return Err(words.email_missing.to_owned());
    }
    if let Some(bad) = email
        .chars()
        .find(|c| c.is_whitespace() || c.is_control() || "<>()[]\\,;:\"".contains(*c))
    {
        return Err(if bad.is_whitespace() {
            words.email_space.to_owned()
        } else {
            fill(words.email_character, &[&bad])
        });
    }
    let Some((local, domain)) = email.split_once('@') else {
        return Err(words.email_at.to_owned());
    };
    if local.is_empty() {
        return Err(words.email_local.to_owned());
    }
    if domain.contains('@') {
        return Err(words.email_two_at.to_owned());
    }
    if !is_dotted(local) {
        return Err(words.email_dots.to_owned());
    }
    if local.len() > 64 || email.len() > 254 {
        return Err(words.email_long.to_owned());
    }
    check_domain(domain).map(|()| email.to_owned())
}

fn check_domain(domain: &str) -> Result<(), String> {
    let words = &text().problem;
    if domain.is_empty() || !domain.contains('.') || domain.ends_with('.') {
        return Err(words.email_domain.to_owned());
    }
    let fine = domain.split('.').all(|label| {
        (1..=63).contains(&label.len())
            && !label.starts_with('-')
            && !label.ends_with('-')
            && label.chars().all(|c| c.is_alphanumeric() || c == '-')
    });
    if fine {
        Ok(())
    } else {
        Err(fill(words.email_domain_bad, &[&domain]))
    }
}

fn is_dotted(local: &str) -> bool {
    local.split('.').all(|atom| !atom.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn good_addresses_pass_and_are_trimmed() {
        for good in [
            "a@b.co",
            " x.y+z@sub.example.com ",
            "o'neill@example.ie",
            "josé@exämple.de",
            "#EXT#@t.example",
            "a_b%c@x-y.example",
        ] {
            assert_eq!(parse(good).as_deref(), Ok(good.trim()), "{good}");
        }
    }

    #[test]
    fn bad_addresses_are_told_apart() {
        let words = &text().problem;
        for (bad, why) in [
            ("", words.email_missing),
            ("abc", words.email_at),
            ("@b.co", words.email_local),
            ("a@b", words.email_domain),
            ("a@", words.email_domain),
            ("a@b.", words.email_domain),
            ("a b@c.de", words.email_space),
            ("a@b@c.de", words.email_two_at),
            ("a..b@c.de", words.email_dots),
        ] {
            assert_eq!(parse(bad).unwrap_err(), why, "{bad}");
        }
        assert!(parse("a@-b.de").is_err());
        assert!(parse(&format!("{}@b.de", "x".repeat(65))).is_err());
    }
}
