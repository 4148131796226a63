//! The program's errors, and the one place that turns them into sentences.

use std::path::{Path, PathBuf};

use super::holding::HeldBy;
use crate::domain::change::Field;
use crate::domain::permission::Permission;
use crate::domain::recovery::CodeProblem;
use crate::domain::text::{count, fill, text};
use crate::domain::validation::issues::Issues;
use crate::domain::validation::terms::TermsField;
use crate::domain::vault::VaultProblem;
use crate::store::error::{Failure, Fate, StoreError};

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

    /// The error as sentences.
    pub fn message(&self) -> UserMessage {
        let words = &text().error;
        let (what, todo) = match self {
            Self::Denied(permission) => (
                words.denied.to_owned(),
                fill(words.denied_do, &[&permission.key()]),
            ),
            Self::NotSignedIn => plain(words.not_signed_in, words.not_signed_in_do),
            Self::Invalid(issues) => {
                invalid(issues.first().map(|(field, said)| (field.label(), said)))
            }
            Self::InvalidTerms(issues) => {
                invalid(issues.first().map(|(field, said)| (field.label(), said)))
            }
            Self::InUse(what, todo) | Self::Elsewhere(what, todo) => plain(what, todo),
            Self::Conflict => plain(words.conflict, words.conflict_do),
            Self::SetChanged => plain(text().bulk.set_changed, text().bulk.set_changed_do),
            Self::NobodyToChange => plain(text().bulk.nobody, text().bulk.nobody_do),
            Self::NothingToUndo => plain(words.nothing_to_undo, words.nothing_to_undo_do),
            Self::TooMany(most) => too_many(*most),
            Self::NotThen => plain(words.not_then, words.not_then_do),
            Self::WrongCredentials => plain(words.wrong_credentials, words.wrong_credentials_do),
            Self::SessionOver => plain(words.session_over, words.session_over_do),
            Self::WrongPassword => plain(words.wrong_password, words.wrong_password_do),
            Self::PasswordDue => plain(words.password_due, words.password_due_do),
            Self::CodeNeeded => plain(words.code_needed, words.code_needed_do),
            Self::WrongCode => plain(words.wrong_code, words.wrong_code_do),
            Self::ProofNeeded => plain(words.proof_needed, words.proof_needed_do),
            Self::Throttled(seconds) => (
                words.throttled.to_owned(),
                fill(words.throttled_do, &[seconds]),
            ),
            Self::FileWrite(path, _) => (
                fill(words.file_write, &[&path.display()]),
                words.file_write_do.to_owned(),
            ),
            Self::FileRead(path, _) => (
                fill(words.file_read, &[&path.display()]),
                words.file_read_do.to_owned(),
            ),
            Self::Import(what, todo) => (what.clone(), todo.clone()),
            Self::NotBackedUp(why) => not_backed_up(why),
            Self::NotEncrypted => plain(words.not_encrypted, words.not_encrypted_do),
            Self::RecoveryCode(problem) => code_message(*problem),
            Self::WrongRecoveryCode => plain(words.code_wrong, words.code_wrong_do),
            Self::OnlyAdministrators => plain(words.only_admins, words.only_admins_do),
            Self::Keyring(problem) => keyring_message(problem),
            Self::Held(path, who) => held_message(path, who.as_deref()),
            Self::Cancelled => plain(words.cancelled, words.cancelled_do),
            Self::Store(error) => store_message(error),
            Self::Internal(_) => plain(words.internal, words.internal_do),
        };
        UserMessage {
            what,
            todo,
            details: self.to_string(),
        }
    }
}

/// The first field that is wrong, and how.
fn invalid(first: Option<(&str, &str)>) -> (String, String) {
    let words = &text().error;
    match first {
        Some((field, problem)) => (format!("{field}: {problem}."), words.invalid_do.to_owned()),
        None => plain(words.invalid, words.invalid_do),
    }
}

fn not_backed_up(why: &AppError) -> (String, String) {
    let why = why.message();
    (fill(text().error.not_backed_up, &[&why.what]), why.todo)
}

fn too_many(most: usize) -> (String, String) {
    let words = &text().error;
    let what = fill(words.too_many, &[&count(most as u64)]);
    (what, words.too_many_do.to_owned())
}

fn plain(what: &str, todo: &str) -> (String, String) {
    (what.to_owned(), todo.to_owned())
}

/// What the system's keyring did not do.
fn keyring_message(problem: &VaultProblem) -> (String, String) {
    let words = &text().error;
    match problem {
        VaultProblem::Missing => plain(words.no_keyring, words.no_keyring_do),
        _ => plain(words.keyring, words.keyring_do),
    }
}

/// Who has a file open.
fn held_message(path: &Path, who: Option<&HeldBy>) -> (String, String) {
    let words = &text().opening;
    let name = path.file_name().unwrap_or_default().to_string_lossy();
    let who = who.map_or_else(|| words.who_unknown.to_owned(), HeldBy::words);
    (fill(words.held, &[&name, &who]), words.held_do.to_owned())
}

/// What is wrong with a recovery code.
fn code_message(problem: CodeProblem) -> (String, String) {
    let words = &text().error;
    let what = match problem {
        CodeProblem::Length(letters) => fill(words.code_length, &[&letters]),
        CodeProblem::Letter(group) => fill(words.code_letter, &[&group]),
        CodeProblem::Checksum => words.code_checksum.to_owned(),
    };
    (what, words.code_do.to_owned())
}

fn store_message(error: &StoreError) -> (String, String) {
    let words = &text().error;
    let about =
        |what: &str, path: &PathBuf, todo: &str| (fill(what, &[&path.display()]), todo.to_owned());
    match error {
        StoreError::NotAWorkspace(path) => {
            about(words.not_a_workspace, path, words.not_a_workspace_do)
        }
        StoreError::Encrypted(path) => about(words.encrypted, path, words.encrypted_do),
        StoreError::Damaged(path) => about(words.damaged, path, words.damaged_do),
        StoreError::WrongKey(path) => about(words.wrong_key, path, words.wrong_key_do),
        StoreError::Newer { path, .. } => about(words.newer, path, words.newer_do),
        StoreError::MissingFile(path) => about(words.missing_file, path, words.missing_file_do),
        StoreError::MissingFolder(path) => {
            about(words.missing_folder, path, words.missing_folder_do)
        }
        StoreError::Exists(path) => about(words.exists, path, words.exists_do),
        StoreError::ReadOnly(path) => about(words.read_only, path, words.read_only_do),
        StoreError::OnlyReading => {
            plain(text().opening.only_reading, text().opening.only_reading_do)
        }
        StoreError::Older(path) => about(text().opening.older, path, text().opening.older_do),
        StoreError::DiskFull => plain(words.disk_full, words.disk_full_do),
        StoreError::Failed(fate, _) => plain(
            words.not_kept,
            match fate {
                Fate::Gone => words.not_kept_do,
                Fate::Unseen => words.not_kept_unseen,
                Fate::Seen => words.not_kept_seen,
                Fate::Unknown => words.not_kept_unknown,
            },
        ),
        StoreError::Locked => plain(words.locked, words.locked_do),
        StoreError::OldEngine(version) => (
            fill(words.old_engine, &[version]),
            words.old_engine_do.to_owned(),
        ),
        StoreError::NotFound => plain(words.not_found, words.not_found_do),
        StoreError::Cancelled => plain(words.cancelled, words.cancelled_do),
        StoreError::Setting(_) | StoreError::Unreadable(_) | StoreError::Sqlite(_) => {
            plain(words.storage, words.storage_do)
        }
    }
}
