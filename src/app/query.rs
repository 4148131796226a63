//! A question to the file: what it reads, who may ask, and how it is answered from one state.

use super::error::AppError;
use super::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::store::reader::Snapshot;

/// A question. Equal values have equal answers until one of the topics changes.
pub trait Query: Clone + PartialEq + Send + 'static {
    /// What it reads.
    const READS: Topics;
    /// The answer.
    type Output: Send + Sync + 'static;

    /// What the operator's roles must allow.
    fn access(&self) -> Access;

    /// Answers from one state of the file.
    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError>;
}

/// Who may ask a question or give a command.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Access {
    /// Anyone who can open the file, before signing in too.
    Public,
    /// Whoever is signed in.
    SignedIn,
    /// Whoever has the permission.
    Needs(Permission),
}

impl Access {
    /// Whether the operator may; `None` is nobody.
    pub fn check(self, actor: Option<&Actor>) -> Result<(), AppError> {
        match (self, actor) {
            (Self::Public, _) | (Self::SignedIn, Some(_)) => Ok(()),
            (Self::SignedIn | Self::Needs(_), None) => Err(AppError::NotSignedIn),
            (Self::Needs(permission), Some(actor)) if actor.permissions.has(permission) => Ok(()),
            (Self::Needs(permission), Some(_)) => Err(AppError::Denied(permission)),
        }
    }
}

/// What a question is answered from.
pub struct QueryContext<'a> {
    /// One state of the file.
    pub snapshot: &'a Snapshot<'a>,
    /// The operator, with permissions as of this state.
    pub actor: Option<&'a Actor>,
    /// The present.
    pub now: Timestamp,
}
