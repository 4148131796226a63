//! Where this computer keeps secrets for whoever is signed in to it; the system's keyring is in `platform`.

use zeroize::Zeroizing;

/// Why the keyring can't be used.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum VaultProblem {
    /// This computer has none, or none that can be reached.
    Missing,
    /// It is locked, or whoever was asked said no.
    Locked,
    /// Anything else, for support.
    Other(String),
}

/// A keyring: small secrets by name.
pub trait Vault: Send + Sync {
    /// The secret of this name; none where there is none.
    fn get(&self, name: &str) -> Result<Option<Zeroizing<Vec<u8>>>, VaultProblem>;

    /// Keeps a secret, and makes sure that it is kept.
    fn set(&self, name: &str, secret: &[u8]) -> Result<(), VaultProblem>;

    /// Forgets a secret; one that isn't there is fine.
    fn remove(&self, name: &str) -> Result<(), VaultProblem>;
}
