//! The system's keyring: Keychain, Credential Manager, Secret Service.
//!
//! Asking may wait for a person to unlock it, so it is done on worker threads only.

use keyring::{Entry, Error};
use zeroize::Zeroizing;

use crate::domain::vault::{Vault, VaultProblem};

const SERVICE: &str = "Rollcall";

/// The keyring of whoever is signed in to this computer.
#[derive(Clone, Copy, Debug, Default)]
pub struct SystemVault;

impl Vault for SystemVault {
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem> {
        match entry(name)?.get_secret() {
            Ok(secret) => Ok(Some(Zeroizing::new(secret))),
            Err(Error::NoEntry) => Ok(None),
            Err(error) => Err(problem(&error)),
        }
    }

    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultProblem> {
        entry(name)?.set_secret(secret).map_err(|e| problem(&e))?;
        // A locked keyring can say yes and keep nothing.
        match self.get(name)? {
            Some(kept) if kept.as_slice() == secret => Ok(()),
            _ => Err(VaultProblem::Locked),
        }
    }

    fn remove(&self, name: &str) -> Result<(), VaultProblem> {
        match entry(name)?.delete_credential() {
            Ok(()) | Err(Error::NoEntry) => Ok(()),
            Err(error) => Err(problem(&error)),
        }
    }
}

fn entry(name: &str) -> Result<Entry, VaultProblem> {
    Entry::new(SERVICE, name).map_err(|error| problem(&error))
}

fn problem(error: &Error) -> VaultProblem {
    match error {
        Error::NoDefaultStore => VaultProblem::Missing,
        Error::NoStorageAccess(_) => VaultProblem::Locked,
        other => VaultProblem::Other(other.to_string()),
    }
}
