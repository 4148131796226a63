//! What people answer for by name: workspaces that they own or are asked about, and teams that they lead.

use std::collections::{BTreeMap, BTreeSet};

use super::ids::{TeamId, UserId, WorkspaceId};

/// What is whose.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Holdings {
    /// Workspaces by whoever owns them or is asked about their bills.
    pub workspaces: BTreeMap<UserId, BTreeSet<WorkspaceId>>,
    /// Teams by whoever leads them.
    pub teams: BTreeMap<UserId, BTreeSet<TeamId>>,
}

impl Holdings {
    /// Somebody's workspaces.
    pub fn workspaces_of(&self, user_id: UserId) -> impl Iterator<Item = WorkspaceId> {
        self.workspaces.get(&user_id).into_iter().flatten().copied()
    }

    /// Somebody's teams.
    pub fn teams_of(&self, user_id: UserId) -> impl Iterator<Item = TeamId> {
        self.teams.get(&user_id).into_iter().flatten().copied()
    }

    /// Whether there is something that somebody answers for.
    pub fn has_any(&self, user_id: UserId) -> bool {
        self.workspaces.contains_key(&user_id) || self.teams.contains_key(&user_id)
    }
}
