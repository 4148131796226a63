//! Where a column of a file can go.

use serde::{Deserialize, Serialize};

use crate::domain::change::Field;
use crate::domain::incoming::ImportKind;
use crate::domain::text::text;

macro_rules! targets {
    ($($(#[doc = $doc:literal])+ $name:ident = $key:literal, $users:literal, $sign_ins:literal;)+) => {
        /// Where a column goes.
        #[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
        #[serde(into = "&'static str", try_from = "String")]
        pub enum Target { $($(#[doc = $doc])+ $name,)+ }

        impl Target {
            const TABLE: &'static [(Self, &'static str, bool, bool)] =
                &[$((Self::$name, $key, $users, $sign_ins)),+];

            /// The stable key in mappings.
            pub fn key(self) -> &'static str {
                match self { $(Self::$name => $key,)+ }
            }
        }
    };
}

targets! {
    /// Display name.
    Name = "name", true, false;
    /// Given name; joined with the family name where there is no display name.
    GivenName = "given_name", true, false;
    /// Family name.
    FamilyName = "family_name", true, false;
    /// Sign-in name.
    Email = "email", true, true;
    /// Identifier of the person in the source system.
    ExternalId = "external_id", true, true;
    /// This program's own Contact ID, from a file that it exported.
    ContactId = "contact_id", true, false;
    /// Telephone number.
    Phone = "phone", true, false;
    /// Telephone extension.
    Extension = "extension", true, false;
    /// Account status.
    Status = "status", true, false;
    /// Account status the other way round, as in "Block sign in".
    Disabled = "disabled", true, false;
    /// Onboarding status.
    Onboarding = "onboarding", true, false;
    /// Internal or client user.
    Kind = "kind", true, false;
    /// Client; created where there is none of the name.
    Client = "client", true, false;
    /// Workspace; created where there is none of the name.
    Workspaces = "workspaces", true, false;
    /// Team; created where there is none of the name.
    Teams = "teams", true, false;
    /// Role; only those that exist.
    Roles = "roles", true, false;
    /// Job title.
    Title = "title", true, false;
    /// Department.
    Department = "department", true, false;
    /// Location.
    Location = "location", true, true;
    /// Language.
    Language = "language", true, false;
    /// Manager.
    Manager = "manager", true, false;
    /// Account end date.
    EndDate = "end_date", true, false;
    /// Tags.
    Tags = "tags", true, false;
    /// Notes.
    Notes = "notes", true, false;
    /// Creation time.
    CreatedAt = "created_at", true, false;
    /// Newest sign-in; counts as one event.
    LastSignIn = "last_sign_in", true, false;
    /// When somebody signed in.
    Time = "time", false, true;
    /// Who signed in: an address, or an identifier where it is none.
    Who = "who", false, true;
    /// How it ended, in words.
    Result = "result", false, true;
    /// How it ended, as the source's code; 0 is success.
    ErrorCode = "error_code", false, true;
    /// Why it was refused.
    Reason = "reason", false, true;
    /// What kind of event the row is; rows that are no sign-ins are left out.
    Event = "event", false, true;
    /// Program that was opened.
    Application = "application", false, true;
    /// Device, browser, system.
    Device = "device", false, true;
    /// Network address.
    Ip = "ip", false, true;
    /// The source's identifier of the event.
    EventId = "event_id", false, true;
    /// The source's identifier of the session.
    SessionId = "session_id", false, true;
    /// Not imported.
    Ignore = "ignore", true, true;
    /// A password, hash or other credential: never stored, never shown.
    Secret = "secret", true, true;
}

impl From<Target> for &'static str {
    fn from(target: Target) -> Self {
        target.key()
    }
}

impl TryFrom<String> for Target {
    type Error = String;

    fn try_from(name: String) -> Result<Self, String> {
        Self::from_name(&name)
            .ok_or_else(|| crate::domain::text::fill(text().import.mapping_target, &[&name]))
    }
}

impl Target {
    /// The target with this key, or with this label as a person would write it.
    pub fn from_name(name: &str) -> Option<Self> {
        let wanted = super::headers::compact(name);
        let of_key = Self::TABLE
            .iter()
            .find(|(target, key, ..)| {
                super::headers::compact(key) == wanted
                    || super::headers::compact(target.label()) == wanted
            })
            .map(|(target, ..)| *target);
        of_key.or(match wanted.as_str() {
            "team" | "department2team" => Some(Self::Teams),
            "role" => Some(Self::Roles),
            "workspace" => Some(Self::Workspaces),
            "firstname" => Some(Self::GivenName),
            "lastname" | "surname" => Some(Self::FamilyName),
            "none" | "skip" | "" => Some(Self::Ignore),
            _ => None,
        })
    }

    /// Targets that columns of such a file can go to, in the order in which they are offered.
    pub fn of_kind(kind: ImportKind) -> impl Iterator<Item = Self> {
        Self::TABLE
            .iter()
            .filter(move |(target, _, users, sign_ins)| {
                *target != Self::Secret
                    && match kind {
                        ImportKind::Users => *users,
                        ImportKind::SignIns => *sign_ins,
                    }
            })
            .map(|(target, ..)| *target)
    }

    /// The field of a user that the target fills, where it is one.
    pub fn field(self) -> Option<Field> {
        match self {
            Self::GivenName | Self::FamilyName => Some(Field::Name),
            Self::Disabled => Some(Field::Status),
            other => Field::from_key(other.key()),
        }
    }

    /// The label in the mapper.
    pub fn label(self) -> &'static str {
        let words = &text().import;
        match self {
            Self::GivenName => words.target_given_name,
            Self::FamilyName => words.target_family_name,
            Self::ContactId => text().field.contact_id,
            Self::Disabled => words.target_disabled,
            Self::Client => words.target_client,
            Self::Workspaces => words.target_workspace,
            Self::Teams => words.target_team,
            Self::Roles => words.target_role,
            Self::Time => words.target_time,
            Self::Who => words.target_who,
            Self::Result => words.target_result,
            Self::ErrorCode => words.target_error_code,
            Self::Reason => words.target_reason,
            Self::Event => words.target_event,
            Self::Application => words.target_application,
            Self::Device => words.target_device,
            Self::Ip => words.target_ip,
            Self::EventId => words.target_event_id,
            Self::SessionId => words.target_session_id,
            Self::Ignore => words.target_ignore,
            Self::Secret => words.target_secret,
            other => other.field().map_or("", Field::label),
        }
    }

    /// Whether cells of the target are dates.
    pub fn is_date(self) -> bool {
        matches!(
            self,
            Self::EndDate | Self::CreatedAt | Self::LastSignIn | Self::Time
        )
    }
}
