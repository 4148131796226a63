//! A password for signing in here: at least 12 characters, not a common one, no rules of composition.

use crate::domain::text::text;

/// Fewest characters.
pub const MIN: usize = 12;
/// Most bytes, so that hashing can't be abused.
pub const MAX_BYTES: usize = 1024;

/// Passwords of 12 or more characters that head every list of leaked ones.
const COMMON: &[&str] = &[
    "123456789012",
    "1234567890123",
    "12345678901234",
    "password1234",
    "passwordpassword",
    "qwertyuiop12",
    "qwertyuiop123",
    "1q2w3e4r5t6y",
    "administrator",
    "administrator1",
    "letmeinletmein",
    "iloveyou1234",
    "welcome12345",
    "changeme1234",
    "qwertyqwerty",
    "abcdefghijkl",
    "111111111111",
    "000000000000",
    "correcthorsebatterystaple",
    "p@ssw0rd1234",
];

/// Whether the password will do, or why not.
pub fn check(password: &str) -> Result<(), String> {
    let words = &text().problem;
    if password.chars().count() < MIN {
        return Err(words.password_short.to_owned());
    }
    if password.len() > MAX_BYTES {
        return Err(words.password_long.to_owned());
    }
    let mut characters = password.chars();
    let first = characters.next();
    if characters.all(|c| Some(c) == first) || COMMON.contains(&password.to_lowercase().as_str()) {
        return Err(words.password_common.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn length_matters_and_common_ones_are_refused() {
        assert!(check("short").is_err());
        assert!(check("Administrator").is_err());
        assert!(check("zzzzzzzzzzzzzz").is_err());
        assert!(check(&"é".repeat(600)).is_err());
        assert!(check("four grey owls at noon").is_ok());
    }
}
