//! The question that a figure asks: the same value counts and lists, so that a figure is always its rows.

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

use super::filter::Filter;
use super::ids::{RoleId, WorkspaceId};
use super::plan::OfferId;
use super::text::{fill, text};
use super::user::{AccountStatus, Onboarding, UserKind};
pub use super::user_table::{UserColumn, UserRow};

/// Which part of the directory a screen looks at.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct Scope {
    /// Only members of this workspace.
    pub workspace: Option<WorkspaceId>,
    /// Only internal or only client users.
    pub kind: Option<UserKind>,
    /// As it was at the end of this day; none is the present. A view is always of the present.
    #[serde(skip)]
    pub day: Option<NaiveDate>,
}

impl Scope {
    /// Whether it leaves anybody out.
    pub fn is_part(self) -> bool {
        self.workspace.is_some() || self.kind.is_some()
    }
}

/// A set of users that a figure counts. Saved views keep its serde names, so they never change.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Segment {
    /// Everyone who is not deleted.
    All,
    /// By account status.
    Status(AccountStatus),
    /// By effective onboarding status.
    Onboarding(Onboarding),
    /// Everyone who holds a role.
    Role(RoleId),
    /// Everyone who belongs to a workspace that has a plan or an add-on.
    Offer(OfferId),
    /// Everyone who holds no role.
    NoRole,
    /// Created in the last 30 calendar days.
    New,
    /// Creation time unknown.
    CreatedUnknown,
    /// With a successful sign-in in the last 30 calendar days.
    SignedIn,
    /// Launched or in progress, not expired.
    Pending,
    /// With at least one open session.
    OpenSession,
}

impl Segment {
    /// The name of the segment in titles and file names; `name` is that of its role, plan or add-on.
    pub fn title(self, name: Option<&str>) -> String {
        let words = &text().segment;
        match self {
            Self::All => words.all.to_owned(),
            Self::Status(status) => fill(words.status, &[&status.label()]),
            Self::Onboarding(onboarding) => fill(words.onboarding, &[&onboarding.label()]),
            Self::Role(_) => fill(words.role, &[&name.unwrap_or_default()]),
            Self::Offer(OfferId::Plan(_)) => fill(words.plan, &[&name.unwrap_or_default()]),
            Self::Offer(OfferId::AddOn(_)) => fill(words.add_on, &[&name.unwrap_or_default()]),
            Self::NoRole => words.no_role.to_owned(),
            Self::New => words.new.to_owned(),
            Self::CreatedUnknown => words.created_unknown.to_owned(),
            Self::SignedIn => words.signed_in.to_owned(),
            Self::Pending => words.pending.to_owned(),
            Self::OpenSession => words.open_session.to_owned(),
        }
    }
}

/// Direction of a sort.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Direction {
    /// Smallest first.
    #[default]
    Ascending,
    /// Largest first.
    Descending,
}

impl Direction {
    /// The other one.
    pub fn flipped(self) -> Self {
        match self {
            Self::Ascending => Self::Descending,
            Self::Descending => Self::Ascending,
        }
    }
}

/// Column and direction; ties go by ascending user number.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Sort {
    /// The column.
    pub column: UserColumn,
    /// The direction.
    pub direction: Direction,
}

impl Default for Sort {
    fn default() -> Self {
        Self {
            column: UserColumn::Name,
            direction: Direction::Ascending,
        }
    }
}

/// A list of users: scope, segment, filter, search and order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct UserListQuery {
    /// Part of the directory.
    pub scope: Scope,
    /// The set.
    pub segment: Segment,
    /// Conditions that they meet.
    pub filter: Filter,
    /// Words that must all occur in name, e-mail, phone or Contact ID; folded before use.
    pub search: String,
    /// The order.
    pub sort: Sort,
}

impl UserListQuery {
    /// A segment of a scope, by name.
    pub fn of(scope: Scope, segment: Segment) -> Self {
        Self {
            scope,
            segment,
            filter: Filter::default(),
            search: String::new(),
            sort: Sort::default(),
        }
    }
}
