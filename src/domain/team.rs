//! Teams: people who work together, whoever leads them, and the workspace that they are of.

use serde::{Deserialize, Serialize};

use super::ids::{TeamId, UserId, WorkspaceId};

/// What can be edited of a team.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct TeamProfile {
    /// Its name.
    pub name: String,
    /// Who leads it.
    #[serde(rename = "lead")]
    pub lead_id: Option<UserId>,
    /// The workspace that it is of; without one it is of the whole office.
    #[serde(rename = "workspace")]
    pub workspace_id: Option<WorkspaceId>,
}

/// A team as lists show it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct TeamRow {
    /// Its number.
    pub team_id: TeamId,
    /// What can be edited.
    pub profile: TeamProfile,
    /// Name of whoever leads it.
    pub lead: Option<String>,
    /// Members who may be seen, not deleted.
    pub members: u64,
}
