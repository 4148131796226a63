//! What can go wrong with the file, told apart as far as a person can act on it.

use std::path::PathBuf;

/// An error of the store.
#[derive(Debug, thiserror::Error)]
pub enum StoreError {
    /// The file is not a workspace.
    #[error("not a workspace: {0}")]
    NotAWorkspace(PathBuf),
    /// The file is encrypted, and nothing was given that opens it.
    #[error("encrypted: {0}")]
    Encrypted(PathBuf),
    /// The key does not open the file: it is another's, or the first page is damaged.
    #[error("wrong key or damaged: {0}")]
    WrongKey(PathBuf),
    /// Something in the file can't be what was written.
    #[error("damaged: {0}")]
    Damaged(PathBuf),
    /// The file was written by a newer program.
    #[error("schema {found} is newer than {known}: {path}")]
    Newer {
        /// The file.
        path: PathBuf,
        /// Its schema.
        found: i64,
        /// The newest that this program knows.
        known: i64,
    },
    /// There is no such file.
    #[error("missing file: {0}")]
    MissingFile(PathBuf),
    /// There is no such folder.
    #[error("missing folder: {0}")]
    MissingFolder(PathBuf),
    /// A workspace is to be created where a file is.
    #[error("exists already: {0}")]
    Exists(PathBuf),
    /// The file or its folder can't be written.
    #[error("read only: {0}")]
    ReadOnly(PathBuf),
    /// The file is open for reading only.
    #[error("open for reading only")]
    OnlyReading,
    /// The file is of an older schema, which only whoever may write it can bring to the newest.
    #[error("older schema: {0}")]
    Older(PathBuf),
    /// The disk is full, and nothing was changed.
    #[error("disk full")]
    DiskFull,
    /// The disk failed when a change was to be kept; what was found of the change since.
    #[error("not confirmed, {0:?}: {1}")]
    Failed(Fate, Box<rusqlite::Error>),
    /// Another program holds the write lock.
    #[error("locked by another program")]
    Locked,
    /// The engine is older than the one that fixed a corruption.
    #[error("SQLite {0} is too old")]
    OldEngine(String),
    /// A setting of the engine did not take.
    #[error("the setting {0} did not take")]
    Setting(&'static str),
    /// A record is not there.
    #[error("not found")]
    NotFound,
    /// The work was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// A stored value has no meaning to this program.
    #[error("unreadable value in {0}")]
    Unreadable(&'static str),
    /// Anything else that `SQLite` reports.
    #[error(transparent)]
    Sqlite(rusqlite::Error),
}

/// What was found of a change whose commit failed.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Fate {
    /// It is not in the file, and can't come back.
    Gone,
    /// It was not in the file, which could not be written again to make sure.
    Unseen,
    /// It was in the file, which could not be synced to make sure.
    Seen,
    /// The file could not be read.
    Unknown,
}

impl StoreError {
    /// A short name for the program's own log: nothing of it comes from the file, its place or its people.
    pub fn code(&self) -> &'static str {
        match self {
            Self::OnlyReading => "only reading",
            Self::Older(_) => "older",
            Self::Setting(_) => "setting",
            Self::NotAWorkspace(_) => "not a workspace",
            Self::Encrypted(_) => "encrypted",
            Self::WrongKey(_) => "wrong key",
            Self::Damaged(_) => "damaged",
            Self::Newer { .. } => "newer schema",
            Self::MissingFile(_) => "missing file",
            Self::MissingFolder(_) => "missing folder",
            Self::Exists(_) => "exists",
            Self::ReadOnly(_) => "read only",
            Self::DiskFull => "disk full",
            Self::Failed(Fate::Gone, _) => "not kept",
            Self::Failed(Fate::Unseen | Fate::Seen | Fate::Unknown, _) => "not confirmed",
            Self::Locked => "locked",
            Self::OldEngine(_) => "old engine",
            Self::NotFound => "not found",
            Self::Cancelled => "cancelled",
            Self::Unreadable(what) => what,
            Self::Sqlite(_) => "database",
        }
    }
}

impl StoreError {
    /// The same about a file that was opened before: it was a workspace, and the key fitted.
    pub(super) fn of_an_open_file(self) -> Self {
        match self {
            Self::NotAWorkspace(path) | Self::WrongKey(path) => Self::Damaged(path),
            other => other,
        }
    }

    /// Whether the disk may have failed, or what it gave makes no sense.
    pub fn is_of_the_disk(&self) -> bool {
        use rusqlite::ErrorCode::{ApiMisuse, ConstraintViolation};
        match self {
            Self::Sqlite(error) => error
                .sqlite_error_code()
                .is_some_and(|code| ![ApiMisuse, ConstraintViolation].contains(&code)),
            Self::Damaged(_) | Self::NotAWorkspace(_) | Self::WrongKey(_) | Self::ReadOnly(_) => {
                true
            }
            _ => false,
        }
    }

    /// The engine's own number of the error; 0 where it is none of its errors.
    pub fn number(&self) -> i32 {
        let error = match self {
            Self::Sqlite(error) => error,
            Self::Failed(_, error) => error.as_ref(),
            _ => return 0,
        };
        error.sqlite_error().map_or(0, |error| error.extended_code)
    }
}

/// An error of work inside a transaction or on a snapshot.
pub trait Failure: From<StoreError> {
    /// What the store reported, where it was that.
    fn of_store(&self) -> Option<&StoreError>;

    /// Whether the connection may no longer read what is in the file.
    fn is_of_the_disk(&self) -> bool {
        self.of_store().is_some_and(StoreError::is_of_the_disk)
    }
}

impl Failure for StoreError {
    fn of_store(&self) -> Option<&StoreError> {
        Some(self)
    }
}

/// The result of work in the store.
pub type Result<T> = std::result::Result<T, StoreError>;

impl From<rusqlite::Error> for StoreError {
    fn from(error: rusqlite::Error) -> Self {
        use rusqlite::ErrorCode;
        match error.sqlite_error_code() {
            Some(ErrorCode::DiskFull) => Self::DiskFull,
            Some(ErrorCode::DatabaseBusy | ErrorCode::DatabaseLocked) => Self::Locked,
            Some(ErrorCode::OperationInterrupted) => Self::Cancelled,
            _ => match error {
                rusqlite::Error::QueryReturnedNoRows => Self::NotFound,
                other => Self::Sqlite(other),
            },
        }
    }
}
