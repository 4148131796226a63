//! Errors as sentences: what happened, and what to do.

use std::path::{Path, PathBuf};

use super::{AppError, UserMessage};
use crate::app::holding::HeldBy;
use crate::domain::recovery::CodeProblem;
use crate::domain::text::{count, fill, text};
use crate::domain::vault::VaultProblem;
use crate::store::error::{Fate, StoreError};

impl AppError {
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
            Self::LockedOut => plain(text().sessions.locked_out, text().sessions.locked_out_do),
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
            Self::ViewingOver(_) | Self::OnlyViewing => viewing(self),
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

/// Why there is nothing to see or to do where somebody views as another.
fn viewing(error: &AppError) -> (String, String) {
    let words = &text().viewing;
    match error {
        AppError::ViewingOver(why) => (
            fill(words.error_over, &[&why.label()]),
            words.error_over_do.to_owned(),
        ),
        _ => plain(words.error_reading, words.error_reading_do),
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
