//! Keys of encrypted files that this computer remembers, in the keyring of whoever is signed in to it.
//!
//! A file is known by its salt, which a copy shares: what opens the file opens its backups.

use super::env::Env;
use super::error::AppError;
use crate::store::key::{FileKey, Salt};

/// The key for files of this salt, where the keyring has one and gives it.
pub(super) fn remembered(env: &Env, salt: Salt) -> Option<FileKey> {
    let secret = env.vault.get(&name(&salt)).ok()??;
    let key: &[u8; 32] = secret.as_slice().try_into().ok()?;
    Some(FileKey::new(key, salt))
}

/// Puts a key into the keyring.
pub fn remember(env: &Env, key: &FileKey) -> Result<(), AppError> {
    let kept = env.vault.set(&name(key.salt()), key.bytes());
    kept.map_err(AppError::Keyring)
}

/// Takes the key of a file out of the keyring.
pub fn forget(env: &Env, salt: &Salt) -> Result<(), AppError> {
    env.vault.remove(&name(salt)).map_err(AppError::Keyring)
}

/// Whether the keyring has this key.
pub fn is_remembered(env: &Env, key: &FileKey) -> bool {
    remembered(env, *key.salt()).is_some_and(|kept| kept == *key)
}

/// The salt in hexadecimal digits.
fn name(salt: &Salt) -> String {
    salt.map(|byte| format!("{byte:02x}")).concat()
}
