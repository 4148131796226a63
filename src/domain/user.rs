//! A person with an account: status, onboarding, kind, and the validated profile.

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::actor::Hand;
use super::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use super::text::text;
use super::time::Timestamp;

macro_rules! coded {
    ($(#[doc = $doc:literal])+ $name:ident : $area:ident { $($(#[doc = $vdoc:literal])+ $variant:ident = $code:literal, $key:ident, $stable:literal;)+ }) => {
        $(#[doc = $doc])+
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        pub enum $name { $($(#[doc = $vdoc])+ $variant = $code,)+ }

        impl $name {
            /// Every value, in the order in which it is shown.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The number by which the value is stored.
            pub fn code(self) -> i64 { self as i64 }

            /// The value that a stored number stands for.
            pub fn from_code(code: i64) -> Option<Self> {
                match code { $($code => Some(Self::$variant),)+ _ => None }
            }

            /// The name that people see.
            pub fn label(self) -> &'static str {
                match self { $(Self::$variant => text().$area.$key,)+ }
            }

            /// The name used in JSON, mappings and the audit log; it never changes.
            pub fn key(self) -> &'static str {
                match self { $(Self::$variant => $stable,)+ }
            }

            /// The value with this stable name.
            pub fn from_key(key: &str) -> Option<Self> {
                match key { $($stable => Some(Self::$variant),)+ _ => None }
            }
        }
    };
}

coded! {
    /// Whether the account may sign in.
    AccountStatus: user {
        /// May sign in.
        Active = 1, active, "active";
        /// May not sign in; the record stays.
        Inactive = 0, inactive, "inactive";
    }
}

coded! {
    /// How far the person came from invitation to first sign-in.
    Onboarding: user {
        /// No invitation was sent.
        NotInvited = 0, not_invited, "not_invited";
        /// The invitation was sent and not answered.
        Launched = 1, launched, "launched";
        /// The person began but has not finished.
        InProgress = 2, in_progress, "in_progress";
        /// The person signed in or was taken over as done.
        Completed = 3, completed, "completed";
        /// The invitation ran out.
        Expired = 4, expired, "expired";
        /// The invitation was withdrawn.
        Revoked = 5, revoked, "revoked";
    }
}

coded! {
    /// Whether the person belongs to the office or to one of its clients.
    UserKind: user {
        /// Staff of the office.
        Internal = 0, internal, "internal";
        /// Staff of a client.
        Client = 1, client_user, "client";
    }
}

impl Onboarding {
    /// The status as of `now`: an open invitation past its expiry counts as expired.
    pub fn effective(self, expires_at: Option<Timestamp>, now: Timestamp) -> Self {
        match (self, expires_at) {
            (Self::Launched | Self::InProgress, Some(expiry)) if expiry <= now => Self::Expired,
            _ => self,
        }
    }

    /// Whether an invitation is out that can still be answered.
    pub fn is_open(self) -> bool {
        matches!(self, Self::Launched | Self::InProgress)
    }

    /// Whether the person has taken a first step of their own.
    pub fn has_begun(self) -> bool {
        matches!(self, Self::InProgress | Self::Completed)
    }
}

/// Everything about a person that can be edited, validated.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct Profile {
    /// Display name, 2 to 50 grapheme clusters.
    pub name: String,
    /// Sign-in name; people from a list without addresses have none.
    pub email: Option<String>,
    /// E.164 where the number could be read so, otherwise as typed.
    pub phone: Option<String>,
    /// Digits.
    pub extension: Option<String>,
    /// Account status.
    pub status: AccountStatus,
    /// Onboarding status as stored.
    pub onboarding: Onboarding,
    /// Internal or client user.
    pub kind: UserKind,
    /// The client that a client user belongs to.
    #[serde(rename = "client")]
    pub client_id: Option<ClientId>,
    /// Job title.
    pub title: String,
    /// Department.
    pub department: String,
    /// Place of work.
    pub location: String,
    /// Preferred language.
    pub language: String,
    /// Manager, by name or as the source gives it.
    pub manager: String,
    /// Last day of the account.
    pub end_date: Option<NaiveDate>,
    /// Free notes, internal.
    pub notes: String,
    /// Tags.
    pub tags: BTreeSet<String>,
    /// Roles held.
    pub roles: BTreeSet<RoleId>,
    /// Teams joined.
    pub teams: BTreeSet<TeamId>,
    /// Workspaces the person is a member of.
    pub workspaces: BTreeSet<WorkspaceId>,
}

impl Default for Profile {
    fn default() -> Self {
        Self {
            name: String::new(),
            email: None,
            phone: None,
            extension: None,
            status: AccountStatus::Active,
            onboarding: Onboarding::NotInvited,
            kind: UserKind::Internal,
            client_id: None,
            title: String::new(),
            department: String::new(),
            location: String::new(),
            language: String::new(),
            manager: String::new(),
            end_date: None,
            notes: String::new(),
            tags: BTreeSet::new(),
            roles: BTreeSet::new(),
            teams: BTreeSet::new(),
            workspaces: BTreeSet::new(),
        }
    }
}

/// A person as stored: the profile and what the program knows besides.
#[derive(Clone, PartialEq, Debug)]
pub struct UserRecord {
    /// The number behind the Contact ID.
    pub user_id: UserId,
    /// What can be edited.
    pub profile: Profile,
    /// When the account came to be; `None` is unknown.
    pub created_at: Option<Timestamp>,
    /// Who created it here.
    pub created_by: Option<Hand>,
    /// When it was last changed here.
    pub changed_at: Timestamp,
    /// Who changed it last.
    pub changed_by: Option<Hand>,
    /// The newest successful sign-in.
    pub last_sign_in_at: Option<Timestamp>,
    /// When an open invitation runs out.
    pub invitation_expires_at: Option<Timestamp>,
    /// `(source, id)` in the systems that the person was imported from.
    pub external_ids: Vec<(String, String)>,
}
