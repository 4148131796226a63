//! What a role can allow, by stable key: what one can do in an area, and rights of their own.

use serde::{Deserialize, Serialize};

use super::module::Module;
use super::text::text;

/// An area of the program whose records are seen, added, changed and deleted.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Area {
    /// People with accounts.
    Users,
    /// Roles and what they allow.
    Roles,
    /// Workspaces and their members.
    Workspaces,
    /// Plans and add-ons.
    Plans,
}

impl Area {
    /// Every area, in the order of the matrix.
    pub const ALL: [Self; 4] = [Self::Users, Self::Roles, Self::Workspaces, Self::Plans];

    /// The name of its row.
    pub fn label(self) -> &'static str {
        let words = &text().permission;
        match self {
            Self::Users => words.area_users,
            Self::Roles => words.area_roles,
            Self::Workspaces => words.area_workspaces,
            Self::Plans => words.area_plans,
        }
    }
}

/// What can be done with the records of an area.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Verb {
    /// See them.
    View,
    /// Add one.
    Create,
    /// Change one.
    Update,
    /// Delete one.
    Delete,
}

impl Verb {
    /// Every verb, in the order of the matrix.
    pub const ALL: [Self; 4] = [Self::View, Self::Create, Self::Update, Self::Delete];

    /// The name of its column.
    pub fn label(self) -> &'static str {
        let words = &text().permission;
        match self {
            Self::View => words.view,
            Self::Create => words.create,
            Self::Update => words.update,
            Self::Delete => words.delete,
        }
    }
}

/// Where a permission stands in the matrix.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Place {
    /// In the row of an area, in the column of a verb.
    Cell(Area, Verb),
    /// In a row of its own.
    Special,
}

macro_rules! permissions {
    ($($(#[doc = $doc:literal])+ $name:ident = $bit:literal, $key:literal, $label:ident, $place:expr;)+) => {
        /// One thing that a role can allow.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum Permission { $($(#[doc = $doc])+ $name = $bit,)+ }

        impl Permission {
            /// Every permission.
            pub const ALL: &'static [Self] = &[$(Self::$name),+];

            /// The key in the file, the audit log and on the command line.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }

            /// The permission with this key.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($key => Some(Self::$name),)+ _ => None }
            }

            /// What it allows, in words: "see users".
            pub fn label(self) -> &'static str {
                match self { $(Self::$name => text().permission.$label,)+ }
            }

            /// Where it stands in the matrix.
            pub fn place(self) -> Place {
                match self { $(Self::$name => $place,)+ }
            }
        }
    };
}

permissions! {
    /// See User Insight.
    InsightView = 0, "insight.view", insight_view, Place::Special;
    /// Export rows to a file.
    DataExport = 1, "data.export", data_export, Place::Special;
    /// See users.
    UsersView = 2, "users.view", users_view, Place::Cell(Area::Users, Verb::View);
    /// Add users.
    UsersCreate = 3, "users.create", users_create, Place::Cell(Area::Users, Verb::Create);
    /// Edit users.
    UsersUpdate = 4, "users.update", users_update, Place::Cell(Area::Users, Verb::Update);
    /// Import users and sign-ins.
    DataImport = 5, "data.import", data_import, Place::Special;
    /// Give roles to users and take them away.
    RolesAssign = 6, "roles.assign", roles_assign, Place::Special;
    /// Change what a role allows.
    RolesUpdate = 7, "roles.update", roles_update, Place::Cell(Area::Roles, Verb::Update);
    /// Change the office's settings.
    SettingsManage = 8, "settings.manage", settings_manage, Place::Special;
    /// See e-mail, phone and extension of users.
    UsersViewContact = 9, "users.view_contact", users_view_contact, Place::Special;
    /// See roles, who holds them, and why somebody may do something.
    RolesView = 10, "roles.view", roles_view, Place::Cell(Area::Roles, Verb::View);
    /// Add roles of the office's own.
    RolesCreate = 11, "roles.create", roles_create, Place::Cell(Area::Roles, Verb::Create);
    /// Delete roles of the office's own.
    RolesDelete = 12, "roles.delete", roles_delete, Place::Cell(Area::Roles, Verb::Delete);
    /// See workspaces.
    WorkspacesView = 13, "workspaces.view", workspaces_view, Place::Cell(Area::Workspaces, Verb::View);
    /// Add workspaces.
    WorkspacesCreate = 14, "workspaces.create", workspaces_create, Place::Cell(Area::Workspaces, Verb::Create);
    /// Change workspaces and who belongs to them.
    WorkspacesUpdate = 15, "workspaces.update", workspaces_update, Place::Cell(Area::Workspaces, Verb::Update);
    /// Delete workspaces.
    WorkspacesDelete = 16, "workspaces.delete", workspaces_delete, Place::Cell(Area::Workspaces, Verb::Delete);
    /// See plans and add-ons.
    PlansView = 17, "plans.view", plans_view, Place::Cell(Area::Plans, Verb::View);
    /// Add plans and add-ons.
    PlansCreate = 18, "plans.create", plans_create, Place::Cell(Area::Plans, Verb::Create);
    /// Change plans and add-ons, and which workspace has which.
    PlansUpdate = 19, "plans.update", plans_update, Place::Cell(Area::Plans, Verb::Update);
    /// Delete plans and add-ons.
    PlansDelete = 20, "plans.delete", plans_delete, Place::Cell(Area::Plans, Verb::Delete);
    /// Install and remove modules.
    ModulesManage = 21, "modules.manage", modules_manage, Place::Special;
    /// See what was done, by whom.
    AuditView = 22, "audit.view", audit_view, Place::Special;
    /// Set the password with which somebody signs in here.
    UsersSetPassword = 23, "users.set_password", users_set_password, Place::Special;
    /// Make and restore backups, and change the passphrase.
    BackupManage = 24, "backup.manage", backup_manage, Place::Special;
    /// Delete users, and restore them from the bin.
    UsersDelete = 25, "users.delete", users_delete, Place::Cell(Area::Users, Verb::Delete);
    /// Remove deleted users for good.
    UsersPurge = 26, "users.purge", users_purge, Place::Special;
    /// See the program as somebody else sees it.
    UsersImpersonate = 27, "users.impersonate", users_impersonate, Place::Special;
    /// Add, rename and delete teams, and say who leads them.
    TeamsManage = 28, "teams.manage", teams_manage, Place::Special;
}

impl Permission {
    /// The permission of a cell of the matrix.
    pub fn of_cell(area: Area, verb: Verb) -> Option<Self> {
        let here = Place::Cell(area, verb);
        Self::ALL.iter().copied().find(|p| p.place() == here)
    }

    /// Whether it lets one see and nothing else.
    pub fn only_reads(self) -> bool {
        match self {
            Self::InsightView
            | Self::UsersView
            | Self::UsersViewContact
            | Self::RolesView
            | Self::WorkspacesView
            | Self::PlansView
            | Self::AuditView => true,
            Self::DataExport
            | Self::UsersCreate
            | Self::UsersUpdate
            | Self::UsersDelete
            | Self::UsersPurge
            | Self::DataImport
            | Self::RolesAssign
            | Self::RolesUpdate
            | Self::SettingsManage
            | Self::RolesCreate
            | Self::RolesDelete
            | Self::WorkspacesCreate
            | Self::WorkspacesUpdate
            | Self::WorkspacesDelete
            | Self::PlansCreate
            | Self::PlansUpdate
            | Self::PlansDelete
            | Self::ModulesManage
            | Self::UsersSetPassword
            | Self::UsersImpersonate
            | Self::TeamsManage
            | Self::BackupManage => false,
        }
    }

    /// The permissions with a row of their own.
    pub fn special() -> impl Iterator<Item = Self> {
        Self::ALL
            .iter()
            .copied()
            .filter(|p| p.place() == Place::Special)
    }

    /// The module that brings it; `None` is the program itself.
    pub fn module(self) -> Option<Module> {
        Module::ALL
            .iter()
            .copied()
            .find(|module| module.permissions().contains(&self))
    }
}

/// A set of permissions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PermissionSet(u64);

impl PermissionSet {
    /// Whether the set holds a permission.
    pub fn has(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u32) != 0
    }

    /// Whether the set is empty.
    pub fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// How many permissions it holds.
    pub fn len(self) -> u32 {
        self.0.count_ones()
    }

    /// What is in either.
    #[must_use]
    pub fn union(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// What is in both.
    #[must_use]
    pub fn intersection(self, other: Self) -> Self {
        Self(self.0 & other.0)
    }

    /// What is here and not there.
    #[must_use]
    pub fn without(self, other: Self) -> Self {
        Self(self.0 & !other.0)
    }

    /// The permissions, in the order of their numbers.
    pub fn iter(self) -> impl Iterator<Item = Permission> {
        Permission::ALL
            .iter()
            .copied()
            .filter(move |p| self.has(*p))
    }

    /// Everything but what is in `without`.
    pub fn all_but(without: &[Permission]) -> Self {
        Permission::ALL
            .iter()
            .filter(|p| !without.contains(p))
            .copied()
            .collect()
    }
}

impl FromIterator<Permission> for PermissionSet {
    fn from_iter<T: IntoIterator<Item = Permission>>(iter: T) -> Self {
        Self(iter.into_iter().fold(0, |bits, p| bits | 1 << p as u32))
    }
}
