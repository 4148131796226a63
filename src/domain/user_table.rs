//! The table of users: its columns, and a row of it.

use chrono::NaiveDate;

use super::change::Field;
use super::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use super::keyed::keyed;
use super::text::text;
use super::time::Timestamp;
use super::user::{AccountStatus, Onboarding, UserKind};

keyed! {
    /// A column of the user table.
    UserColumn {
        /// Contact ID.
        ContactId = "contact_id";
        /// Name.
        Name = "name";
        /// E-mail.
        Email = "email";
        /// Account status.
        Status = "status";
        /// Onboarding status.
        Onboarding = "onboarding";
        /// Roles.
        Roles = "roles";
        /// Creation time.
        CreatedAt = "created_at";
        /// Newest sign-in.
        LastSignIn = "last_sign_in";
        /// Telephone number.
        Phone = "phone";
        /// Telephone extension.
        Extension = "extension";
        /// Internal or client user.
        Kind = "kind";
        /// Client.
        Client = "client";
        /// Workspaces.
        Workspaces = "workspaces";
        /// Teams.
        Teams = "teams";
        /// Job title.
        Title = "title";
        /// Department.
        Department = "department";
        /// Location.
        Location = "location";
        /// Language.
        Language = "language";
        /// Manager.
        Manager = "manager";
        /// Account end date.
        EndDate = "end_date";
        /// Tags.
        Tags = "tags";
        /// When it was last changed here.
        ChangedAt = "changed_at";
    }
}

impl UserColumn {
    /// The columns of a table that nobody has chosen others for.
    pub const USUAL: [Self; 8] = [
        Self::ContactId,
        Self::Name,
        Self::Email,
        Self::Status,
        Self::Onboarding,
        Self::Roles,
        Self::CreatedAt,
        Self::LastSignIn,
    ];

    /// The header.
    pub fn label(self) -> &'static str {
        let words = &text().field;
        let field = match self {
            Self::ContactId => return words.contact_id,
            Self::Status => return words.status_short,
            Self::Onboarding => return words.onboarding_short,
            Self::ChangedAt => return text().filter.changed,
            Self::Name => Field::Name,
            Self::Email => Field::Email,
            Self::Roles => Field::Roles,
            Self::CreatedAt => Field::CreatedAt,
            Self::LastSignIn => Field::LastSignIn,
            Self::Phone => Field::Phone,
            Self::Extension => Field::Extension,
            Self::Kind => Field::Kind,
            Self::Client => Field::Client,
            Self::Workspaces => Field::Workspaces,
            Self::Teams => Field::Teams,
            Self::Title => Field::Title,
            Self::Department => Field::Department,
            Self::Location => Field::Location,
            Self::Language => Field::Language,
            Self::Manager => Field::Manager,
            Self::EndDate => Field::EndDate,
            Self::Tags => Field::Tags,
        };
        field.label()
    }

    /// Whether only those see it who may see contact data.
    pub fn is_contact(self) -> bool {
        matches!(self, Self::Email | Self::Phone | Self::Extension)
    }
}

/// One row of the user table, as stored and not yet formatted; notes stay inside.
#[derive(Clone, PartialEq, Debug)]
#[expect(
    missing_docs,
    reason = "the fields are those of `domain::user::Profile`"
)]
pub struct UserRow {
    pub user_id: UserId,
    pub name: String,
    pub email: Option<String>,
    pub phone: Option<String>,
    pub extension: Option<String>,
    pub status: AccountStatus,
    /// Effective status as of the question.
    pub onboarding: Onboarding,
    pub kind: UserKind,
    pub client_id: Option<ClientId>,
    pub title: String,
    pub department: String,
    pub location: String,
    pub language: String,
    pub manager: String,
    pub end_date: Option<NaiveDate>,
    pub tags: Vec<String>,
    pub created_at: Option<Timestamp>,
    pub changed_at: Timestamp,
    pub last_sign_in_at: Option<Timestamp>,
    pub roles: Vec<RoleId>,
    pub teams: Vec<TeamId>,
    pub workspaces: Vec<WorkspaceId>,
}
