//! The key of the open file, sealed under the password of whoever signed in, for the time that the program is locked.
//!
//! While it is locked the key itself is nowhere in memory: only whoever knows the password gets it back.

use argon2::{Algorithm, Argon2, Params, Version};
use chacha20poly1305::aead::Aead;
use chacha20poly1305::{ChaCha20Poly1305, KeyInit};
use zeroize::Zeroizing;

use super::error::AppError;
use crate::domain::random::Random;
use crate::store::key::{FileKey, Salt, scrub_stack};

/// Memory in KiB, passes and lanes: as for the passwords in the file.
const COST: (u32, u32, u32) = (64 * 1024, 3, 1);

/// A sealed key.
#[derive(Clone)]
pub struct SealedKey {
    salt: [u8; 16],
    sealed: Vec<u8>,
    file_salt: Salt,
}

impl SealedKey {
    /// Seals a key under a password.
    pub fn seal(key: &FileKey, password: &str, random: &dyn Random) -> Result<Self, AppError> {
        let mut salt = [0; 16];
        random.fill(&mut salt);
        let sealed = cipher(password, &salt)?
            .encrypt(&NONCE.into(), key.bytes().as_slice())
            .map_err(|error| AppError::Internal(error.to_string()))?;
        Ok(Self {
            salt,
            sealed,
            file_salt: *key.salt(),
        })
    }

    /// The key, for the right password.
    pub fn open(&self, password: &str) -> Result<FileKey, AppError> {
        let opened = cipher(password, &self.salt)?.decrypt(&NONCE.into(), self.sealed.as_slice());
        let opened = Zeroizing::new(opened.map_err(|_| AppError::WrongPassword)?);
        let mut key = Zeroizing::new([0; 32]);
        for (to, from) in key.iter_mut().zip(opened.iter()) {
            *to = *from;
        }
        let opened = FileKey::new(&key, self.file_salt);
        drop(key);
        scrub_stack();
        Ok(opened)
    }
}

/// Each salt, and so each sealing key, is used once.
const NONCE: [u8; 12] = [0; 12];

fn cipher(password: &str, salt: &[u8]) -> Result<ChaCha20Poly1305, AppError> {
    let internal = |error: argon2::Error| AppError::Internal(error.to_string());
    let (memory, passes, lanes) = COST;
    let params = Params::new(memory, passes, lanes, Some(32)).map_err(internal)?;
    let mut key = Zeroizing::new([0_u8; 32]);
    Argon2::new(Algorithm::Argon2id, Version::V0x13, params)
        .hash_password_into(password.as_bytes(), salt, key.as_mut_slice())
        .map_err(internal)?;
    Ok(ChaCha20Poly1305::new(key.as_slice().try_into().map_err(
        |_| AppError::Internal("key length".to_owned()), // not text: details for support
    )?))
}

#[cfg(test)]
mod tests {
    use super::*;

    struct Zeros;
    impl Random for Zeros {
        fn fill(&self, bytes: &mut [u8]) {
            bytes.fill(0);
        }
    }

    #[test]
    fn only_the_password_gives_the_key_back() {
        let key = FileKey::new(&[9; 32], [1; 16]);
        let sealed = SealedKey::seal(&key, "a password of hers", &Zeros).unwrap();
        assert_eq!(sealed.open("a password of hers").unwrap(), key);
        assert!(matches!(
            sealed.open("another one"),
            Err(AppError::WrongPassword)
        ));
    }
}
