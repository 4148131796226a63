//! How far a right goes: over everyone, over the members of some workspaces, over nobody.

use std::collections::BTreeSet;
use std::sync::Arc;

use crate::domain::ids::{ClientId, WorkspaceId};
use crate::domain::user::UserKind;
use crate::domain::workspace::{Visibility, WorkspaceProfile};

/// The part of the office's people that a right covers.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub enum Reach {
    /// Nobody.
    #[default]
    Nobody,
    /// Everyone.
    Everyone,
    /// Some.
    Part(Arc<Part>),
}

/// On whose side somebody stands.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Side {
    /// On the office's: sees internal and client records.
    #[default]
    Office,
    /// On a client's: sees this client's people only; without a client, nobody.
    Client(Option<ClientId>),
}

impl Side {
    /// Whether a workspace may be known of.
    pub fn sees_workspace(self, workspace: &WorkspaceProfile) -> bool {
        match self {
            Self::Office => true,
            Self::Client(client_id) => {
                workspace.visibility == Visibility::WithClient
                    && client_id.is_some()
                    && workspace.client_id == client_id
            }
        }
    }

    /// Whether a record of this kind and client may be seen.
    pub fn sees(self, record: Record<'_>) -> bool {
        match self {
            Self::Office => true,
            Self::Client(client_id) => {
                record.kind == UserKind::Client
                    && client_id.is_some()
                    && record.client_id == client_id
            }
        }
    }
}

/// Who is in a part: both conditions must hold.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Part {
    /// Members of one of these workspaces, by number; `None` asks for no membership.
    workspaces: Option<Vec<i64>>,
    side: Side,
}

/// What must be known of a person to say whether a right covers them.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Record<'a> {
    /// Their workspaces, by number.
    pub workspaces: &'a [i64],
    /// Internal or client user.
    pub kind: UserKind,
    /// The client of a client user.
    pub client_id: Option<ClientId>,
}

impl Reach {
    /// The members of some workspaces, or everyone (`None`), as seen from a side.
    pub fn new(workspaces: Option<&BTreeSet<WorkspaceId>>, side: Side) -> Self {
        if workspaces.is_some_and(BTreeSet::is_empty) || side == Side::Client(None) {
            return Self::Nobody;
        }
        if workspaces.is_none() && side == Side::Office {
            return Self::Everyone;
        }
        Self::Part(Arc::new(Part {
            workspaces: workspaces.map(|ids| ids.iter().map(|id| id.0).collect()),
            side,
        }))
    }

    /// Whether the right covers a person.
    pub fn has(&self, record: Record<'_>) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everyone => true,
            Self::Part(part) => part.has(record),
        }
    }

    /// Whether the right covers a workspace's members.
    pub fn has_workspace(&self, workspace_id: WorkspaceId) -> bool {
        match self {
            Self::Nobody => false,
            Self::Everyone => true,
            Self::Part(part) => part
                .workspaces
                .as_ref()
                .is_none_or(|ids| ids.binary_search(&workspace_id.0).is_ok()),
        }
    }

    /// Whether everyone whom the other covers is covered here too.
    pub fn covers(&self, other: &Self) -> bool {
        match (self, other) {
            (_, Self::Nobody) | (Self::Everyone, _) => true,
            (Self::Nobody | Self::Part(_), Self::Everyone) | (Self::Nobody, Self::Part(_)) => false,
            (Self::Part(here), Self::Part(there)) => here.covers(there),
        }
    }

    /// Whether it covers nobody.
    pub fn is_nobody(&self) -> bool {
        *self == Self::Nobody
    }

    /// Whether it covers everyone.
    pub fn is_everyone(&self) -> bool {
        *self == Self::Everyone
    }
}

impl Part {
    fn covers(&self, other: &Self) -> bool {
        let workspaces = match (&self.workspaces, &other.workspaces) {
            (None, _) => true,
            (Some(_), None) => false,
            (Some(here), Some(there)) => there.iter().all(|id| here.binary_search(id).is_ok()),
        };
        workspaces && (self.side == Side::Office || self.side == other.side)
    }

    fn has(&self, record: Record<'_>) -> bool {
        let is_member = self.workspaces.as_ref().is_none_or(|ids| {
            record
                .workspaces
                .iter()
                .any(|id| ids.binary_search(id).is_ok())
        });
        is_member && self.side.sees(record)
    }
}
