//! Roles: the built-in ones and what each allows from the start.

use super::ids::RoleId;
use super::permission::{Permission, PermissionSet};

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
}

const VIEW: &[Permission] = &[Permission::UsersView];
const MANAGE: &[Permission] = &[
    Permission::UsersView,
    Permission::UsersCreate,
    Permission::UsersUpdate,
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
            Permission::DataImport,
            Permission::RolesAssign,
            Permission::RolesUpdate,
            Permission::SettingsManage,
        ],
    },
    BuiltInRole {
        key: "workspace_owner",
        name: "Workspace owner",
        permissions: MANAGE,
    },
    BuiltInRole {
        key: "account_manager",
        name: "Account manager",
        permissions: MANAGE,
    },
    BuiltInRole {
        key: "team_lead",
        name: "Team lead",
        permissions: VIEW,
    },
    BuiltInRole {
        key: "report_author",
        name: "Report author",
        permissions: VIEW,
    },
    BuiltInRole {
        key: "approver",
        name: "Approver",
        permissions: VIEW,
    },
    BuiltInRole {
        key: "billing_contact",
        name: "Billing contact",
        permissions: &[],
    },
    BuiltInRole {
        key: "read_only_auditor",
        name: "Read-only auditor",
        permissions: VIEW,
    },
    BuiltInRole {
        key: "client_reviewer",
        name: "Client reviewer",
        permissions: &[],
    },
    BuiltInRole {
        key: "team_member",
        name: "Team member",
        permissions: &[],
    },
];
