//! What a role can allow, by stable key.

use serde::{Deserialize, Serialize};

macro_rules! permissions {
    ($($(#[doc = $doc:literal])+ $name:ident = $bit:literal, $key:literal;)+) => {
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
        }
    };
}

permissions! {
    /// See User Insight.
    InsightView = 0, "insight.view";
    /// Export rows to a file.
    DataExport = 1, "data.export";
    /// See users.
    UsersView = 2, "users.view";
    /// Add users.
    UsersCreate = 3, "users.create";
    /// Edit users.
    UsersUpdate = 4, "users.update";
    /// Import users and sign-ins.
    DataImport = 5, "data.import";
    /// Give roles to users and take them away.
    RolesAssign = 6, "roles.assign";
    /// Change what a role allows.
    RolesUpdate = 7, "roles.update";
    /// Change the office's settings.
    SettingsManage = 8, "settings.manage";
}

/// A set of permissions.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct PermissionSet(u64);

impl PermissionSet {
    /// Whether the set holds a permission.
    pub fn has(self, permission: Permission) -> bool {
        self.0 & (1 << permission as u32) != 0
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
