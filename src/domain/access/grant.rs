//! What a decision is made from: what a person holds, and what the office has.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use crate::domain::ids::{ClientId, RoleId, UserId, WorkspaceId};
use crate::domain::module::ModuleSet;
use crate::domain::permission::PermissionSet;
use crate::domain::time::Timestamp;
use crate::domain::user::UserKind;

/// Where a role that somebody holds applies.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub enum GrantPlace {
    /// In the whole office, with or without a workspace.
    #[default]
    Everywhere,
    /// In every workspace that the holder is a member of.
    TheirWorkspaces,
    /// In these workspaces, as long as the holder is a member.
    Named(BTreeSet<WorkspaceId>),
}

impl GrantPlace {
    /// The number by which the kind of place is stored.
    pub fn code(&self) -> i64 {
        match self {
            Self::Everywhere => 0,
            Self::TheirWorkspaces => 1,
            Self::Named(_) => 2,
        }
    }

    /// The place of a stored number, with the workspaces that are stored beside it.
    pub fn from_code(code: i64, named: BTreeSet<WorkspaceId>) -> Option<Self> {
        match code {
            0 => Some(Self::Everywhere),
            1 => Some(Self::TheirWorkspaces),
            2 => Some(Self::Named(named)),
            _ => None,
        }
    }
}

/// How somebody holds a role.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
pub struct Grant {
    /// Where.
    pub place: GrantPlace,
    /// The last day on which it is held.
    pub ends_on: Option<NaiveDate>,
    /// Since when; `None` is unknown.
    pub granted_at: Option<Timestamp>,
    /// By whose hand; `None` is unknown or the program.
    pub granted_by: Option<UserId>,
}

/// A role that somebody holds.
#[derive(Clone, PartialEq, Debug)]
pub struct HeldRole {
    /// The role.
    pub role_id: RoleId,
    /// What it allows.
    pub permissions: PermissionSet,
    /// Where.
    pub place: GrantPlace,
    /// The last day on which it is held.
    pub ends_on: Option<NaiveDate>,
}

impl HeldRole {
    /// Whether it is still held on a day.
    pub fn is_held(&self, today: NaiveDate) -> bool {
        self.ends_on.is_none_or(|last| today <= last)
    }
}

/// What is known of a person for a decision.
#[derive(Clone, PartialEq, Debug)]
pub struct Holding {
    /// Whether the account is active and not deleted.
    pub is_active: bool,
    /// Whether the person belongs to the office or to a client.
    pub kind: UserKind,
    /// The client of a client user.
    pub client_id: Option<ClientId>,
    /// The workspaces that the person is a member of.
    pub workspaces: BTreeSet<WorkspaceId>,
    /// Roles held, ended ones too.
    pub roles: Vec<HeldRole>,
}

/// What is known of a workspace for a decision.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct WorkspaceFacts {
    /// Whether it is in use.
    pub is_open: bool,
    /// What its plan and add-ons include; everything where it has no plan.
    pub features: ModuleSet,
}

/// What the office has.
#[derive(Clone, PartialEq, Debug)]
pub struct Estate {
    /// The modules that are installed.
    pub modules: ModuleSet,
    /// Every workspace.
    pub workspaces: BTreeMap<WorkspaceId, WorkspaceFacts>,
}
