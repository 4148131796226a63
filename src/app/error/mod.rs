//! The program's errors, and the one place that turns them into sentences.

mod sentences;

use std::path::PathBuf;

use super::holding::HeldBy;
use crate::domain::change::Field;
use crate::domain::permission::Permission;
use crate::domain::recovery::CodeProblem;
use crate::domain::text::{fill, text};
use crate::domain::validation::issues::Issues;
use crate::domain::validation::terms::TermsField;
use crate::domain::vault::VaultProblem;
use crate::domain::viewing::Ended;
use crate::store::error::{Failure, StoreError};

/// Why something could not be done.
#[derive(Debug, thiserror::Error)]
pub enum AppError {
    /// The operator's roles don't allow it.
    #[error("denied: {}", .0.key())]
    Denied(Permission),
    /// Nobody is signed in.
    #[error("nobody is signed in")]
    NotSignedIn,
    /// The account of whoever is signed in is no longer active, or their session was ended.
    #[error("the session is over")]
    SessionOver,
    /// The password of whoever locked the program is wrong.
    #[error("wrong password")]
    WrongPassword,
    /// Fields have problems.
    #[error("invalid: {0:?}")]
    Invalid(Issues),
    /// Fields of a plan or an add-on have problems.
    #[error("invalid: {0:?}")]
    InvalidTerms(Issues<TermsField>),
    /// Something is in use and can't be deleted: what uses it, what to do.
    #[error("{0} {1}")]
    InUse(String, String),
    /// The record changed since it was loaded.
    #[error("changed meanwhile")]
    Conflict,
    /// Those to whom something is to be done are no longer those who were shown.
    #[error("others meanwhile")]
    SetChanged,
    /// More rows than the clipboard is for.
    #[error("more than {0} rows")]
    TooMany(usize),
    /// Nobody is to be changed.
    #[error("nobody to change")]
    NobodyToChange,
    /// Nothing of the act is left to be set back, or it never can be.
    #[error("nothing to undo")]
    NothingToUndo,
    /// Somebody was not there on the day that is looked at, or may not be seen there.
    #[error("not there then")]
    NotThen,
    /// E-mail or password is wrong.
    #[error("wrong credentials")]
    WrongCredentials,
    /// The password is right, and was chosen by somebody else: a new one is needed.
    #[error("a new password is due")]
    PasswordDue,
    /// The password is right, and a code of the second factor is needed.
    #[error("a code is needed")]
    CodeNeeded,
    /// The code of the second factor is wrong, or was used already.
    #[error("wrong code")]
    WrongCode,
    /// What was asked for is dangerous, and the operator has not given their password lately.
    #[error("the password is needed again")]
    ProofNeeded,
    /// The password is right, and somebody has locked the person.
    #[error("locked")]
    LockedOut,
    /// Too many failures; wait this many seconds.
    #[error("wait {0} s")]
    Throttled(u64),
    /// A file could not be written.
    #[error("cannot write {0}: {1}")]
    FileWrite(PathBuf, String),
    /// A file could not be read.
    #[error("cannot read {0}: {1}")]
    FileRead(PathBuf, String),
    /// A file that is to be imported can't be understood: what happened, what to do.
    #[error("{0} {1}")]
    Import(String, String),
    /// The file is not encrypted, so it has no key.
    #[error("not encrypted")]
    NotEncrypted,
    /// A recovery code can't be read.
    #[error("recovery code: {0:?}")]
    RecoveryCode(CodeProblem),
    /// It can be read, and is not that of this file.
    #[error("wrong recovery code")]
    WrongRecoveryCode,
    /// The recovery code gives a new password to administrators only.
    #[error("not an administrator")]
    OnlyAdministrators,
    /// The system's keyring does not do what was asked.
    #[error("keyring: {0:?}")]
    Keyring(VaultProblem),
    /// No backup could be made, so nothing was begun.
    #[error("no backup: {0}")]
    NotBackedUp(Box<AppError>),
    /// Another program has the file open; who, where that is known.
    #[error("held: {0} by {1:?}")]
    Held(PathBuf, Option<Box<HeldBy>>),
    /// What the program that has the file open said: what happened, what to do.
    #[error("{0} {1}")]
    Elsewhere(String, String),
    /// Viewing as somebody has ended.
    #[error("viewing ended: {}", .0.key())]
    ViewingOver(Ended),
    /// Whoever views as somebody can only read.
    #[error("only viewing")]
    OnlyViewing,
    /// The work was cancelled.
    #[error("cancelled")]
    Cancelled,
    /// The workspace file.
    #[error(transparent)]
    Store(StoreError),
    /// A defect of the program.
    #[error("internal: {0}")]
    Internal(String),
}

impl From<StoreError> for AppError {
    fn from(error: StoreError) -> Self {
        match error {
            StoreError::Cancelled => Self::Cancelled,
            other => Self::Store(other),
        }
    }
}

impl Failure for AppError {
    fn of_store(&self) -> Option<&StoreError> {
        match self {
            Self::Store(error) => Some(error),
            _ => None,
        }
    }
}

/// An error for people: what happened, what to do, and details to copy.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct UserMessage {
    /// What happened.
    pub what: String,
    /// What to do.
    pub todo: String,
    /// For support.
    pub details: String,
}

impl UserMessage {
    /// What happened and what to do, in one line.
    pub fn line(&self) -> String {
        fill(text().error.both, &[&self.what, &self.todo])
    }
}

impl AppError {
    /// The problem of one field.
    pub fn invalid(field: Field, said: impl Into<String>) -> Self {
        Self::Invalid(Issues::one(field, said))
    }

    /// Whether there is nothing like what was meant, or not any more.
    pub fn is_not_found(&self) -> bool {
        matches!(self, Self::Store(StoreError::NotFound))
    }

    /// Whether the file waits for a passphrase or a recovery code, or for another one.
    pub fn wants_key(&self) -> bool {
        matches!(
            self,
            Self::RecoveryCode(_) | Self::Store(StoreError::Encrypted(_) | StoreError::WrongKey(_))
        )
    }

    /// Whether the file itself is damaged.
    pub fn is_damage(&self) -> bool {
        matches!(self, Self::Store(StoreError::Damaged(_)))
    }

    /// Whether nothing was given yet that could open the file.
    pub fn is_encrypted(&self) -> bool {
        matches!(self, Self::Store(StoreError::Encrypted(_)))
    }

    /// Whether the file could be read though not written: somebody else has it, or its place allows no more.
    pub fn allows_reading(&self) -> bool {
        matches!(self, Self::Held(..) | Self::Store(StoreError::ReadOnly(_)))
    }

    /// Whether somebody was turned away, which is recorded.
    pub fn is_refusal(&self) -> bool {
        matches!(
            self,
            Self::Denied(_) | Self::NotSignedIn | Self::SessionOver
        )
    }

    /// A short name for the program's own log: nothing of it comes from the file, its place or its people.
    pub fn code(&self) -> &'static str {
        match self {
            Self::Held(..) => "held",
            Self::Elsewhere(..) => "elsewhere",
            Self::Denied(permission) => permission.key(),
            Self::NotSignedIn => "not signed in",
            Self::SessionOver => "session over",
            Self::WrongPassword => "wrong password",
            Self::PasswordDue => "password due",
            Self::CodeNeeded => "code needed",
            Self::WrongCode => "wrong code",
            Self::ProofNeeded => "proof needed",
            Self::Invalid(_) | Self::InvalidTerms(_) => "invalid",
            Self::InUse(..) => "in use",
            Self::Conflict => "conflict",
            Self::SetChanged => "others meanwhile",
            Self::NobodyToChange => "nobody to change",
            Self::NothingToUndo => "nothing to undo",
            Self::TooMany(_) => "too many rows",
            Self::NotThen => "not there then",
            Self::WrongCredentials => "wrong credentials",
            Self::LockedOut => "locked out",
            Self::Throttled(_) => "throttled",
            Self::FileWrite(..) => "file not written",
            Self::FileRead(..) => "file not read",
            Self::Import(..) => "import refused",
            Self::NotEncrypted => "not encrypted",
            Self::NotBackedUp(_) => "not backed up",
            Self::RecoveryCode(_) => "recovery code",
            Self::WrongRecoveryCode => "wrong recovery code",
            Self::OnlyAdministrators => "not an administrator",
            Self::Keyring(_) => "keyring",
            Self::ViewingOver(_) => "viewing over",
            Self::OnlyViewing => "only viewing",
            Self::Cancelled => "cancelled",
            Self::Store(error) => error.code(),
            Self::Internal(_) => "internal",
        }
    }

    /// The database engine's number of the error; 0 where it is none of its errors.
    pub fn number(&self) -> i32 {
        match self {
            Self::Store(error) => error.number(),
            _ => 0,
        }
    }
}
