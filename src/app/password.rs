//! Hashing and checking of passwords: Argon2id, 64 MiB, 3 passes, 1 lane (RFC 9106), as PHC strings.

use argon2::password_hash::phc::PasswordHash;
use argon2::{Algorithm, Argon2, Params, PasswordHasher, PasswordVerifier, Version};

use super::error::AppError;
use crate::domain::change::Field;
use crate::domain::random::Random;
use crate::domain::validation::password as rule;

const MEMORY_KIB: u32 = 64 * 1024;
const PASSES: u32 = 3;
const LANES: u32 = 1;

/// Refuses a password that is too short or easily guessed. `known` is what anybody could know of the person.
pub fn check(password: &str, known: &[&str]) -> Result<(), AppError> {
    rule::check_for(password, known).map_err(|said| AppError::invalid(Field::Name, said))
}

/// Whether a hash was made with other parameters than those of today, so that it is to be made anew.
pub fn is_outdated(stored: &str) -> bool {
    let Ok(phc) = PasswordHash::new(stored) else {
        return true;
    };
    let today = Params::new(MEMORY_KIB, PASSES, LANES, None);
    let params = Params::try_from(&phc);
    match (params, today) {
        (Ok(params), Ok(today)) => {
            phc.algorithm.as_str() != Algorithm::Argon2id.as_str()
                || params.m_cost() != today.m_cost()
                || params.t_cost() != today.t_cost()
                || params.p_cost() != today.p_cost()
        }
        _ => true,
    }
}

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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::platform::random::SystemRandom;

    #[test]
    fn only_hashes_made_as_today_stay() {
        let today = hash("four grey owls at noon", &SystemRandom).unwrap();
        assert!(!is_outdated(&today));
        for old in [
            today.replace("m=65536", "m=19456"),
            today.replace("t=3", "t=2"),
            today.replace("p=1", "p=4"),
            today.replace("argon2id", "argon2i"),
            String::new(),
        ] {
            assert!(is_outdated(&old), "{old}");
        }
    }
}
