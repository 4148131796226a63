//! Access reviews: going through who holds a role or belongs to a workspace, and deciding for each.

use super::audit::ObjectKind;
use super::ids::{RoleId, UserId, WorkspaceId};
use super::time::Timestamp;
use super::user::AccountStatus;

/// What is reviewed.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Subject {
    /// Who holds a role.
    Role(RoleId),
    /// Who belongs to a workspace.
    Workspace(WorkspaceId),
}

impl Subject {
    /// The kind and number in the log.
    pub fn object(self) -> (ObjectKind, i64) {
        match self {
            Self::Role(id) => (ObjectKind::Role, id.0),
            Self::Workspace(id) => (ObjectKind::OfficeWorkspace, id.0),
        }
    }

    /// The subject of a kind and number of the log.
    pub fn from_object(kind: i64, id: i64) -> Option<Self> {
        match ObjectKind::from_code(kind)? {
            ObjectKind::Role => Some(Self::Role(RoleId(id))),
            ObjectKind::OfficeWorkspace => Some(Self::Workspace(WorkspaceId(id))),
            ObjectKind::Workspace
            | ObjectKind::User
            | ObjectKind::Team
            | ObjectKind::Setting
            | ObjectKind::Session
            | ObjectKind::Import
            | ObjectKind::Export
            | ObjectKind::Module
            | ObjectKind::Plan
            | ObjectKind::AddOn
            | ObjectKind::View => None,
        }
    }
}

/// What is decided about one person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub enum Decision {
    /// They keep it.
    Keep,
    /// They lose it, for a reason.
    Remove(String),
}

/// Somebody to be decided about.
#[derive(Clone, PartialEq, Debug)]
pub struct Candidate {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Account status.
    pub status: AccountStatus,
    /// Newest sign-in.
    pub last_sign_in_at: Option<Timestamp>,
    /// The newest act in this program that the log has of them.
    pub last_used_at: Option<Timestamp>,
}

/// A review that was applied.
#[derive(Clone, PartialEq, Debug)]
pub struct Review {
    /// Its number.
    pub review_id: i64,
    /// The act that applied it.
    pub seq: i64,
    /// What was reviewed.
    pub subject: Subject,
    /// What that was called then.
    pub name: String,
    /// When.
    pub reviewed_at: Timestamp,
    /// Name of who did it.
    pub reviewed_by: String,
    /// How many kept it.
    pub kept: u64,
    /// How many lost it.
    pub removed: u64,
}

/// What was decided about one person, and what was known then.
#[derive(Clone, PartialEq, Debug)]
pub struct ReviewItem {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// The decision.
    pub decision: Decision,
    /// Newest sign-in then.
    pub last_sign_in_at: Option<Timestamp>,
    /// Newest act in this program then.
    pub last_used_at: Option<Timestamp>,
}
