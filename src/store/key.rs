//! The key of an encrypted file, and the salt with which its passphrase makes it.
//!
//! The salt is the file's own first 16 bytes. It is drawn before the file is made, and never changes; a change of
//! passphrase changes the key only.

use std::fs::File;
use std::io::Read;
use std::path::Path;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use zeroize::{Zeroize, Zeroizing};

use super::error::{Result, StoreError};

/// The first bytes of a file.
pub type Salt = [u8; 16];

/// With these a file begins that is not encrypted.
const PLAIN: &Salt = b"SQLite format 3\0";
/// An encrypted file is a whole number of pages.
const PAGE: u64 = 4_096;

/// The key and the salt of a file.
#[derive(Clone, PartialEq, Eq)]
pub struct FileKey {
    /// In one place, however often it is handed on: what is moved leaves its bytes behind on the stack.
    key: Arc<Zeroizing<[u8; 32]>>,
    salt: Salt,
}

/// What a file is at first sight.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Cover {
    /// Not encrypted.
    Plain,
    /// Encrypted, as far as can be told without the key, with this salt.
    Encrypted(Salt),
    /// Nothing of ours: empty, cut off, or of another kind.
    Foreign,
}

impl FileKey {
    /// A key for a file of this salt.
    pub fn new(bytes: &[u8; 32], salt: Salt) -> Self {
        let mut key = Arc::new(Zeroizing::new([0; 32]));
        if let Some(place) = Arc::get_mut(&mut key) {
            place.copy_from_slice(bytes);
        }
        Self { key, salt }
    }

    /// The key itself.
    pub fn bytes(&self) -> &[u8; 32] {
        &self.key
    }

    /// The salt.
    pub fn salt(&self) -> &Salt {
        &self.salt
    }

    /// As `SQLCipher` takes a raw key with its salt: `x'…'`.
    pub(super) fn literal(&self) -> Zeroizing<String> {
        // Never longer than said, so that nothing of it is left behind by growing.
        let mut literal = Zeroizing::new(String::with_capacity(2 * (32 + 16) + 3));
        literal.push_str("x'");
        for byte in self.key.iter().chain(&self.salt) {
            for half in [byte >> 4, byte & 15] {
                literal.extend(char::from_digit(u32::from(half), 16));
            }
        }
        literal.push('\'');
        literal
    }
}

/// Overwrites what finished calls have left on this thread's stack, as far as it reaches: called after a key was made or
/// handed over, so that a thread that rests afterwards holds nothing of it.
#[inline(never)]
#[expect(
    clippy::large_stack_arrays,
    reason = "it is the stack that is overwritten"
)]
pub fn scrub_stack() {
    let mut used = [0_u8; 64 * 1024];
    std::hint::black_box(&mut used).zeroize();
    std::hint::black_box(&used);
}

/// Nothing of a key is ever shown.
impl std::fmt::Debug for FileKey {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("FileKey")
    }
}

/// The key that the connections to one file share. Whoever reads holds it; a change of the key waits until nobody does.
#[derive(Debug, Default)]
pub struct KeyCell {
    state: RwLock<Turn>,
}

/// A key, and how often it was changed since the file was opened.
#[derive(Clone, Debug, Default)]
pub(super) struct Turn {
    pub(super) key: Option<FileKey>,
    pub(super) round: u64,
}

impl KeyCell {
    /// A cell with the key of a file; none where it is not encrypted.
    pub fn new(key: Option<FileKey>) -> Arc<Self> {
        let state = RwLock::new(Turn { key, round: 0 });
        Arc::new(Self { state })
    }

    /// The key.
    pub fn key(&self) -> Option<FileKey> {
        self.hold().key.clone()
    }

    /// The key, which stays as it is while this is held.
    pub(super) fn hold(&self) -> RwLockReadGuard<'_, Turn> {
        self.state.read().unwrap_or_else(PoisonError::into_inner)
    }

    /// Alone with the key.
    pub(super) fn hold_alone(&self) -> RwLockWriteGuard<'_, Turn> {
        self.state.write().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Looks at a file. Only before this process has a connection to it: closing the file here would drop `SQLite`'s locks.
pub fn cover(path: &Path) -> Result<Cover> {
    let failed = |error: std::io::Error| match error.kind() {
        std::io::ErrorKind::NotFound => match path.parent() {
            Some(folder) if !folder.as_os_str().is_empty() && !folder.is_dir() => {
                StoreError::MissingFolder(folder.to_owned())
            }
            _ => StoreError::MissingFile(path.to_owned()),
        },
        std::io::ErrorKind::PermissionDenied => StoreError::ReadOnly(path.to_owned()),
        _ => StoreError::NotAWorkspace(path.to_owned()),
    };
    let mut file = File::open(path).map_err(failed)?;
    let length = file.metadata().map_err(failed)?.len();
    let mut first = Salt::default();
    if file.read_exact(&mut first).is_err() {
        return Ok(Cover::Foreign);
    }
    Ok(match &first {
        PLAIN => Cover::Plain,
        _ if length.is_multiple_of(PAGE) && !is_known(&first) => Cover::Encrypted(first),
        _ => Cover::Foreign,
    })
}

/// Whether a file begins as those of other programs do: text, archives, documents, pictures.
fn is_known(first: &Salt) -> bool {
    const KINDS: [&[u8]; 8] = [
        b"PK\x03\x04",
        b"%PDF",
        b"\x89PNG",
        b"\xff\xd8\xff",
        b"\x1f\x8b",
        b"\xd0\xcf\x11\xe0",
        b"MZ",
        b"\x7fELF",
    ];
    let is_text = first.iter().all(|b| matches!(b, 9 | 10 | 13 | 32..=126));
    let is_blank = first.iter().all(|b| *b == 0);
    is_text || is_blank || KINDS.iter().any(|kind| first.starts_with(kind))
}
