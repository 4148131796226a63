//! What a query reads and a command changes, coarsely, so that views know when to ask again.

/// A set of topics.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct Topics(u8);

impl Topics {
    /// Nothing.
    pub const NONE: Self = Self(0);
    /// Users and their memberships.
    pub const USERS: Self = Self(1);
    /// Sessions and sign-ins.
    pub const SESSIONS: Self = Self(2);
    /// Roles, permissions, teams, workspaces, clients.
    pub const DIRECTORY: Self = Self(4);
    /// The office's settings.
    pub const SETTINGS: Self = Self(8);
    /// Everything that commands change; the log is not among it.
    pub const ALL: Self = Self(47);
    /// The audit log, which grows with whatever was tried.
    pub const LOG: Self = Self(16);
    /// Saved views of the table of users.
    pub const VIEWS: Self = Self(32);
    /// How many single topics there are.
    pub const COUNT: usize = 6;

    /// Both sets together.
    pub const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// The numbers of the topics in the set.
    pub fn indices(self) -> impl Iterator<Item = usize> {
        (0..Self::COUNT).filter(move |i| self.0 & (1 << i) != 0)
    }
}
