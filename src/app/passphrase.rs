//! The key that a passphrase makes: Argon2id (RFC 9106) with the file's own first bytes as salt.

use argon2::{Algorithm, Argon2, Params, Version};
use unicode_normalization::UnicodeNormalization;
use zeroize::Zeroizing;

use super::env::Env;
use super::error::AppError;
use crate::store::key::{FileKey, Salt, scrub_stack};

/// Memory in KiB, passes and lanes, newest first: files keep those with which they were made.
const COSTS: &[(u32, u32, u32)] = &[(64 * 1024, 3, 4)];

/// The key for a new file, or a new passphrase.
pub fn key(passphrase: &str, salt: Salt) -> Result<FileKey, AppError> {
    let newest = COSTS.first().copied().unwrap_or((64 * 1024, 3, 4));
    derive(passphrase, salt, newest)
}

/// The key for a file that is about to be encrypted, with a salt of its own.
pub(super) fn new_key(passphrase: &str, env: &Env) -> Result<FileKey, AppError> {
    let mut salt = Salt::default();
    env.random.fill(&mut salt);
    key(passphrase, salt)
}

/// Every key that the passphrase can have made for a file of this salt, the likeliest first.
pub fn keys(
    passphrase: &str,
    salt: Salt,
) -> impl Iterator<Item = Result<FileKey, AppError>> + use<'_> {
    COSTS
        .iter()
        .map(move |cost| derive(passphrase, salt, *cost))
}

fn derive(
    passphrase: &str,
    salt: Salt,
    (memory, passes, lanes): (u32, u32, u32),
) -> Result<FileKey, AppError> {
    let internal = |error: argon2::Error| AppError::Internal(error.to_string());
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(internal)?;
    // However a keyboard makes an accented letter, it is the same letter.
    let mut typed = Zeroizing::new(String::with_capacity(passphrase.len() * 3));
    typed.extend(passphrase.nfc());
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(typed.as_bytes(), &salt, key.as_mut_slice())
        .map_err(internal)?;
    let made = FileKey::new(&key, salt);
    drop(key);
    scrub_stack();
    Ok(made)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_passphrase_makes_one_key_a_salt() {
        let one = key("correct horse battery", [1; 16]).unwrap();
        assert_eq!(one, key("correct horse battery", [1; 16]).unwrap());
        assert_ne!(one, key("correct horse battery", [2; 16]).unwrap());
        assert_ne!(one, key("correct horse batterz", [1; 16]).unwrap());
        let composed = key("caf\u{e9} caf\u{e9} caf\u{e9}", [1; 16]).unwrap();
        assert_eq!(
            composed,
            key("cafe\u{301} cafe\u{301} cafe\u{301}", [1; 16]).unwrap()
        );
    }
}
