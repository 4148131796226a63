//! What can be asked of a person in a filter, and what can be said of it.

use super::Test;
use crate::domain::change::Field;
use crate::domain::keyed::keyed;
use crate::domain::text::text;

/// What a field is like.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FieldKind {
    /// One of a few fixed values.
    Choice,
    /// One of a list of the office, or none.
    Named,
    /// Several of a list of the office.
    List,
    /// A text that many share.
    Word,
    /// Several texts that many share.
    Words,
    /// A text of one's own.
    Text,
    /// An instant; unknown, or never, where there is none.
    Time,
    /// A day, or none.
    Day,
}

keyed! {
    /// What a term looks at.
    FilterField {
        /// Account status.
        Status = "status";
        /// Onboarding status as of now.
        Onboarding = "onboarding";
        /// Roles.
        Roles = "roles";
        /// Teams.
        Teams = "teams";
        /// Workspaces.
        Workspaces = "workspaces";
        /// Tags.
        Tags = "tags";
        /// Internal or client user.
        Kind = "kind";
        /// Client.
        Client = "client";
        /// Creation time.
        CreatedAt = "created_at";
        /// Newest sign-in.
        LastSignIn = "last_sign_in";
        /// When it was last changed here.
        ChangedAt = "changed_at";
        /// When the invitation runs out.
        InvitationExpires = "invitation_expires";
        /// Last day of the account.
        EndDate = "end_date";
        /// Display name.
        Name = "name";
        /// Sign-in name.
        Email = "email";
        /// Telephone number.
        Phone = "phone";
        /// Telephone extension.
        Extension = "extension";
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
        /// Notes.
        Notes = "notes";
        /// Systems that the person was imported from.
        Source = "source";
        /// Systems whose newest list of everybody has the person no more.
        MissingFrom = "missing_from";
        /// Identifier in such a system.
        ExternalId = "external_id";
    }
}

/// What is said of a field: a test, or its opposite.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Operator {
    /// One of some.
    AnyOf,
    /// None of some.
    NoneOf,
    /// All of some.
    AllOf,
    /// Not all of some.
    NotAllOf,
    /// Has a text in it.
    Contains,
    /// Has it not.
    ContainsNot,
    /// Begins with a text.
    StartsWith,
    /// Does not.
    StartsNotWith,
    /// Is a text.
    Equals,
    /// Is not.
    EqualsNot,
    /// In the last days.
    Last,
    /// Known, and before the last days.
    NotLast,
    /// Not in the last days, or unknown.
    NeverOrNotLast,
    /// In the last days, or unknown.
    NeverOrLast,
    /// In the next days.
    Next,
    /// Not in the next days.
    NotNext,
    /// Between two days.
    Between,
    /// Not between them, or unknown.
    NotBetween,
    /// Nothing is there.
    Empty,
    /// Something is there.
    Known,
}

impl FilterField {
    /// What it is like.
    pub fn kind(self) -> FieldKind {
        match self {
            Self::Status | Self::Onboarding | Self::Kind => FieldKind::Choice,
            Self::Roles | Self::Teams | Self::Workspaces => FieldKind::List,
            Self::Tags | Self::Source | Self::MissingFrom => FieldKind::Words,
            Self::Client => FieldKind::Named,
            Self::CreatedAt | Self::LastSignIn | Self::ChangedAt | Self::InvitationExpires => {
                FieldKind::Time
            }
            Self::EndDate => FieldKind::Day,
            Self::Name | Self::Email | Self::Phone | Self::Notes | Self::ExternalId => {
                FieldKind::Text
            }
            Self::Extension
            | Self::Title
            | Self::Department
            | Self::Location
            | Self::Language
            | Self::Manager => FieldKind::Word,
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().filter;
        let field = match self {
            Self::Status => return text().field.status_short,
            Self::Onboarding => return text().field.onboarding_short,
            Self::Roles => Field::Roles,
            Self::Teams => Field::Teams,
            Self::Workspaces => Field::Workspaces,
            Self::Tags => Field::Tags,
            Self::Kind => Field::Kind,
            Self::Client => Field::Client,
            Self::CreatedAt => return words.created,
            Self::LastSignIn => Field::LastSignIn,
            Self::ChangedAt => return words.changed,
            Self::InvitationExpires => return words.invitation_expires,
            Self::EndDate => Field::EndDate,
            Self::Name => Field::Name,
            Self::Email => Field::Email,
            Self::Phone => Field::Phone,
            Self::Extension => Field::Extension,
            Self::Title => Field::Title,
            Self::Department => Field::Department,
            Self::Location => Field::Location,
            Self::Language => Field::Language,
            Self::Manager => Field::Manager,
            Self::Notes => Field::Notes,
            Self::Source => return words.source,
            Self::MissingFrom => return words.missing_from,
            Self::ExternalId => Field::ExternalId,
        };
        field.label()
    }

    /// Whether only those may ask who may see contact data.
    pub fn is_contact(self) -> bool {
        matches!(self, Self::Email | Self::Phone | Self::Extension)
    }

    /// What can be said of it, in the order of menus.
    pub fn operators(self) -> &'static [Operator] {
        use Operator as Op;
        match self.kind() {
            FieldKind::Choice => &[Op::AnyOf, Op::NoneOf],
            FieldKind::Named => &[Op::AnyOf, Op::NoneOf, Op::Empty, Op::Known],
            FieldKind::List | FieldKind::Words => &[
                Op::AnyOf,
                Op::AllOf,
                Op::NoneOf,
                Op::NotAllOf,
                Op::Empty,
                Op::Known,
            ],
            FieldKind::Word => &[
                Op::AnyOf,
                Op::NoneOf,
                Op::Contains,
                Op::ContainsNot,
                Op::StartsWith,
                Op::StartsNotWith,
                Op::Empty,
                Op::Known,
            ],
            FieldKind::Text => &[
                Op::Contains,
                Op::ContainsNot,
                Op::StartsWith,
                Op::StartsNotWith,
                Op::Equals,
                Op::EqualsNot,
                Op::Empty,
                Op::Known,
            ],
            FieldKind::Time => &[
                Op::Last,
                Op::NotLast,
                Op::NeverOrNotLast,
                Op::Between,
                Op::NotBetween,
                Op::Next,
                Op::Empty,
                Op::Known,
            ],
            FieldKind::Day => &[
                Op::Next,
                Op::NotNext,
                Op::Last,
                Op::NotLast,
                Op::Between,
                Op::NotBetween,
                Op::Empty,
                Op::Known,
            ],
        }
    }

    /// What is said first of a field that was just chosen.
    pub fn first_test(self) -> Test {
        match self.kind() {
            FieldKind::Choice | FieldKind::Named | FieldKind::List => Test::AnyOf([].into()),
            FieldKind::Word | FieldKind::Words => Test::OneOf([].into()),
            FieldKind::Text => Test::Contains(String::new()),
            FieldKind::Time => Test::Last(FIRST_DAYS),
            FieldKind::Day => Test::Next(FIRST_DAYS),
        }
    }
}

/// The window that stands in a term which was just begun.
pub(super) const FIRST_DAYS: u32 = 30;
