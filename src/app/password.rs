//! Hashing and checking of passwords: Argon2id, 64 MiB, 3 passes, 1 lane (RFC 9106), as PHC strings.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use super::error::AppError;
use crate::domain::random::Random;

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// The hash of a password with a fresh salt.
pub fn hash(password: &str, random: &dyn Random) -> Result<String, AppError> {
    let mut salt = [0; 16];
    random.fill(&mut salt);
    hasher()?
        .hash_password_with_salt(password.as_bytes(), &salt)
        .map(|phc| phc.to_string())
        .map_err(|e| AppError::Internal(e.to_string()))
}

/// Whether a password fits a stored hash. Without a hash the same work is done and the answer is no, so that an unknown
/// address takes as long as a wrong password.
pub fn fits(password: &str, stored: Option<&str>) -> Result<bool, AppError> {
    let Some(stored) = stored else {
        let salt = [0; 16];
        drop(hasher()?.hash_password_with_salt(password.as_bytes(), &salt));
        return Ok(false);
    };
    let phc = PasswordHash::new(stored).map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(hasher()?.verify_password(password.as_bytes(), &phc).is_ok())
}

fn hasher() -> Result<Argon2<'static>, AppError> {
    let params = Params::new(MEMORY_KIB, PASSES, LANES, None)
        .map_err(|e| AppError::Internal(e.to_string()))?;
    Ok(Argon2::new(Algorithm::Argon2id, Version::V0x13, params))
}
