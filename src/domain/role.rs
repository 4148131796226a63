//! Roles: the built-in ones and what each allows from the start.

use chrono::NaiveDate;

use super::access::GrantPlace;
use super::actor::Hand;
use super::ids::{RoleId, UserId};
use super::permission::{Permission, PermissionSet};
use super::time::Timestamp;
use super::user::AccountStatus;

/// A role as lists show it.
#[derive(Clone, PartialEq, Debug)]
pub struct Role {
    /// Its number.
    pub role_id: RoleId,
    /// The stable key of a built-in role; own roles have none.
    pub key: Option<String>,
    /// Its name.
    pub name: String,
    /// What it allows.
    pub permissions: PermissionSet,
}

/// One who holds a role.
#[derive(Clone, PartialEq, Debug)]
pub struct Holder {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Account status.
    pub status: AccountStatus,
    /// Where the role is held.
    pub place: GrantPlace,
    /// Since when; `None` is unknown.
    pub granted_at: Option<Timestamp>,
    /// Who gave it; `None` is unknown or the program.
    pub granted_by: Option<Hand>,
    /// The last day on which it is held.
    pub ends_on: Option<NaiveDate>,
    /// Newest sign-in.
    pub last_sign_in_at: Option<Timestamp>,
}

/// The key of the role that administers the file.
pub const SYSTEM_ADMINISTRATOR: &str = "system_administrator";

/// A role that every new workspace file has.
pub struct BuiltInRole {
    /// Stable key.
    pub key: &'static str,
    /// English name, as stored.
    pub name: &'static str,
    /// What it allows at first.
    pub permissions: &'static [Permission],
    /// Where it is usually held.
    pub usually: Usually,
}

/// Where a built-in role is usually held.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Usually {
    /// In the whole office.
    Everywhere,
    /// In the workspaces of the holder.
    InWorkspaces,
}

const SEE: &[Permission] = &[
    Permission::UsersView,
    Permission::UsersViewContact,
    Permission::WorkspacesView,
];
const MANAGE: &[Permission] = &[
    Permission::UsersView,
    Permission::UsersCreate,
    Permission::UsersUpdate,
    Permission::UsersViewContact,
    Permission::WorkspacesView,
];

/// The built-in roles in the order of their numbers. System Administrator lacks `data.export` on purpose.
pub const BUILT_IN: &[BuiltInRole] = &[
    BuiltInRole {
        key: SYSTEM_ADMINISTRATOR,
        name: "System Administrator",
        permissions: &[
            Permission::InsightView,
            Permission::UsersView,
            Permission::UsersCreate,
            Permission::UsersUpdate,
            Permission::UsersViewContact,
            Permission::DataImport,
            Permission::RolesAssign,
            Permission::RolesView,
            Permission::RolesCreate,
            Permission::RolesUpdate,
            Permission::RolesDelete,
            Permission::WorkspacesView,
            Permission::WorkspacesCreate,
            Permission::WorkspacesUpdate,
            Permission::WorkspacesDelete,
            Permission::PlansView,
            Permission::PlansCreate,
            Permission::PlansUpdate,
            Permission::PlansDelete,
            Permission::ModulesManage,
            Permission::SettingsManage,
            Permission::AuditView,
            Permission::UsersSetPassword,
            Permission::BackupManage,
            Permission::UsersDelete,
            Permission::UsersPurge,
            Permission::UsersImpersonate,
            Permission::TeamsManage,
        ],
        usually: Usually::Everywhere,
    },
    BuiltInRole {
        key: "workspace_owner",
        name: "Workspace owner",
        permissions: &[
            Permission::UsersView,
            Permission::UsersCreate,
            Permission::UsersUpdate,
            Permission::UsersViewContact,
            Permission::RolesAssign,
            Permission::WorkspacesView,
            Permission::WorkspacesUpdate,
        ],
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "account_manager",
        name: "Account manager",
        permissions: MANAGE,
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "team_lead",
        name: "Team lead",
        permissions: SEE,
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "report_author",
        name: "Report author",
        permissions: SEE,
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "approver",
        name: "Approver",
        permissions: SEE,
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "billing_contact",
        name: "Billing contact",
        permissions: &[Permission::WorkspacesView, Permission::PlansView],
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "read_only_auditor",
        name: "Read-only auditor",
        permissions: &[
            Permission::UsersView,
            Permission::RolesView,
            Permission::WorkspacesView,
            Permission::PlansView,
            Permission::AuditView,
        ],
        usually: Usually::Everywhere,
    },
    BuiltInRole {
        key: "client_reviewer",
        name: "Client reviewer",
        permissions: &[],
        usually: Usually::InWorkspaces,
    },
    BuiltInRole {
        key: "team_member",
        name: "Team member",
        permissions: &[],
        usually: Usually::InWorkspaces,
    },
];
