//! What opens an encrypted file, and whether this computer keeps it.

use zeroize::Zeroizing;

/// What opens an encrypted file.
#[derive(Clone, Default)]
pub enum Means {
    /// What this computer remembers.
    #[default]
    Remembered,
    /// What somebody typed: the passphrase or the recovery code.
    Typed(Zeroizing<String>, Keep),
}

impl Means {
    /// Whether this computer keeps the key.
    pub fn keep(&self) -> Keep {
        match self {
            Self::Remembered => Keep::AsItWas,
            Self::Typed(_, keep) => *keep,
        }
    }
}

/// Whether this computer keeps the key from now on.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Keep {
    /// As it was.
    #[default]
    AsItWas,
    /// In the system's keyring.
    Remember,
}
