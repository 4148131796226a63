//! Workspaces of the office: departments and customer spaces with their people, their plan and who answers for them.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::ids::{AddOnId, ClientId, PlanId, UserId, WorkspaceId};
use super::plan::Excess;
use super::text::text;

/// Whether a workspace is in use.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum WorkspaceStatus {
    /// In use.
    #[default]
    Open,
    /// Not in use: roles held in it allow nothing; its people and data stay.
    Closed,
}

impl WorkspaceStatus {
    /// The number by which it is stored.
    pub fn code(self) -> i64 {
        i64::from(self == Self::Open)
    }

    /// The status of a stored number.
    pub fn from_code(code: i64) -> Self {
        if code == 1 { Self::Open } else { Self::Closed }
    }

    /// The name that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Open => text().workspace.open,
            Self::Closed => text().workspace.closed,
        }
    }
}

/// Who may know of a workspace.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum Visibility {
    /// The office only.
    #[default]
    Internal,
    /// The people of its client too.
    WithClient,
}

impl Visibility {
    /// The number by which it is stored.
    pub fn code(self) -> i64 {
        i64::from(self == Self::WithClient)
    }

    /// The visibility of a stored number.
    pub fn from_code(code: i64) -> Self {
        if code == 1 {
            Self::WithClient
        } else {
            Self::Internal
        }
    }

    /// The name that people see.
    pub fn label(self) -> &'static str {
        match self {
            Self::Internal => text().workspace.internal,
            Self::WithClient => text().workspace.with_client,
        }
    }
}

/// What can be edited of a workspace.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct WorkspaceProfile {
    /// Its name.
    pub name: String,
    /// Whether it is in use.
    pub status: WorkspaceStatus,
    /// Who may know of it.
    pub visibility: Visibility,
    /// The client whose space it is.
    #[serde(rename = "client")]
    pub client_id: Option<ClientId>,
    /// Its plan; without one everything is included.
    #[serde(rename = "plan")]
    pub plan_id: Option<PlanId>,
    /// What it has beside its plan; without a plan they add nothing.
    pub add_ons: BTreeSet<AddOnId>,
    /// Who answers for it.
    #[serde(rename = "owner")]
    pub owner_id: Option<UserId>,
    /// Who is asked about money.
    #[serde(rename = "billing")]
    pub billing_id: Option<UserId>,
}

/// A workspace as lists show it.
#[derive(Clone, PartialEq, Debug)]
pub struct WorkspaceRow {
    /// Its number.
    pub workspace_id: WorkspaceId,
    /// What can be edited.
    pub profile: WorkspaceProfile,
    /// Name of the owner.
    pub owner: Option<String>,
    /// Name of the billing contact.
    pub billing: Option<String>,
    /// Members, not deleted.
    pub members: u64,
    /// Where it uses more than its plan allows; `None` where plan and add-ons are not shown and therefore empty.
    pub over: Option<Vec<Excess>>,
}
