//! Identifiers: one newtype a table, so that a role can't be passed for a team.

use std::fmt;

use serde::{Deserialize, Serialize};

macro_rules! id {
    ($(#[doc = $doc:literal] $name:ident),+ $(,)?) => {$(
        #[doc = $doc]
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub i64);
    )+};
}

id! {
    /// A person with an account; its number is the Contact ID, given once and never reused.
    UserId,
    /// A role that carries permissions.
    RoleId,
    /// A team of users.
    TeamId,
    /// A workspace: a department or a customer's space.
    WorkspaceId,
    /// A plan of a workspace.
    PlanId,
    /// A set of features that a workspace gets beside its plan.
    AddOnId,
    /// A client of the office.
    ClientId,
    /// One stay of a user in a program, from sign-in to end.
    SessionId,
    /// A saved view of the table of users.
    ViewId,
    /// One time of viewing as somebody; the number of the entry of the log with which it began.
    ViewingId,
}

impl UserId {
    /// The Contact ID as people see it, such as `C-000123`.
    pub fn contact_id(self) -> ContactId {
        ContactId(self)
    }
}

/// The visible form of a [`UserId`].
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct ContactId(pub UserId);

impl fmt::Display for ContactId {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "C-{:06}", self.0.0)
    }
}

impl ContactId {
    /// Reads `C-000123`, in any case and with or without leading zeros.
    pub fn parse(text: &str) -> Option<Self> {
        let digits = text.trim().strip_prefix(['C', 'c'])?.strip_prefix('-')?;
        let number: i64 = digits.parse().ok()?;
        (number > 0).then_some(Self(UserId(number)))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn contact_ids_print_with_six_digits_and_read_back() {
        assert_eq!(UserId(123).contact_id().to_string(), "C-000123");
        assert_eq!(UserId(1_234_567).contact_id().to_string(), "C-1234567");
        assert_eq!(ContactId::parse(" c-000123 "), Some(ContactId(UserId(123))));
        assert_eq!(ContactId::parse("C-0"), None);
        assert_eq!(ContactId::parse("123"), None);
    }
}
