//! A password for signing in here: at least 12 characters, not easily guessed, no rules of composition.
//!
//! Easily guessed is what stands in the lists of common ones, a pattern of keys or letters, and what is made of the
//! person's own name, address or office. Nothing is looked up anywhere.

mod common;
mod pattern;

use crate::domain::text::text;

/// Fewest characters.
pub const MIN: usize = 12;
/// Most bytes, so that hashing can't be abused.
pub const MAX_BYTES: usize = 1024;

/// Whether a password or a passphrase will do, or why not.
pub fn check(password: &str) -> Result<(), String> {
    let words = &text().problem;
    if password.chars().count() < MIN {
        return Err(words.password_short.to_owned());
    }
    if password.len() > MAX_BYTES {
        return Err(words.password_long.to_owned());
    }
    if pattern::is_pattern(password) || common::is_common(password) {
        return Err(words.password_common.to_owned());
    }
    Ok(())
}

/// Whether the password of a person will do, or why not. `known` is what anybody could know of them: name, address, office.
pub fn check_for(password: &str, known: &[&str]) -> Result<(), String> {
    check(password)?;
    if common::is_made_of(password, known) {
        return Err(text().problem.password_personal.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    const KNOWN: &[&str] = &["Maya Adeyemi", "maya@northwind.example", "Northwind Office"];

    #[test]
    fn length_matters_and_nothing_is_asked_of_its_composition() {
        assert!(check("short").is_err());
        assert!(check(&"é".repeat(600)).is_err());
        for good in [
            "four grey owls at noon",
            "three words together",
            "correct horse pickle staple",
            "tr0ub4dor lives upstairs",
            "ihaveadogcalledwalter",
            "zwölf graue Eulen",
            "Xk7#pQ2!vLm9",
        ] {
            assert_eq!(check_for(good, KNOWN), Ok(()), "{good}");
        }
    }

    #[test]
    fn common_ones_are_refused_however_they_are_dressed_up() {
        for bad in [
            "Administrator",
            "correcthorsebatterystaple",
            "P@ssw0rd1234",
            "Password123!",
            "passwordpassword",
            "letmein-letmein",
            "Welcome12345!",
            "Summer2026!!!",
            "iloveyou1234",
            "changeme1234",
            "123password123",
            "FootballDragon7",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn patterns_are_refused() {
        for bad in [
            "zzzzzzzzzzzzzz",
            "121212121212",
            "abcabcabcabc",
            "abcdefghijkl",
            "lkjihgfedcba",
            "123456789012",
            "098765432109",
            "qwertyuiop12",
            "1q2w3e4r5t6y",
            "asdfghjklasdf",
            "q1w2e3r4t5y6",
        ] {
            assert!(check(bad).is_err(), "{bad}");
        }
    }

    #[test]
    fn what_is_made_of_the_own_name_address_or_office_is_refused() {
        for bad in [
            "maya.adeyemi1",
            "MayaNorthwind26",
            "northwind-office",
            "adeyemi adeyemi 7",
        ] {
            assert!(check_for(bad, KNOWN).is_err(), "{bad}");
        }
        assert!(check_for("maya likes grey owls", KNOWN).is_ok());
    }
}
