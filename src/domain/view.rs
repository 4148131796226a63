//! Saved views of the table of users: who is shown, in which order, with which columns.

use serde::{Deserialize, Serialize};

use super::ids::{UserId, ViewId};
use super::segment::{Scope, Segment, Sort, UserColumn, UserListQuery};
use crate::domain::filter::Filter;
use crate::domain::text::text;

/// What a view shows. Its JSON is kept in files, so its names never change.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewContent {
    /// Part of the directory.
    pub scope: Scope,
    /// The set.
    pub segment: Segment,
    /// Conditions that people meet.
    pub filter: Filter,
    /// Words that are searched for.
    pub search: String,
    /// The order.
    pub sort: Sort,
    /// The columns, from left to right; none are those that the computer remembers.
    pub columns: Vec<ViewColumn>,
}

/// A column of a view.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct ViewColumn {
    /// Which.
    pub column: UserColumn,
    /// The width that somebody gave it, in points.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub width: Option<u16>,
}

impl Default for ViewContent {
    fn default() -> Self {
        let query = UserListQuery::of(Scope::default(), Segment::All);
        Self::of(&query, Vec::new())
    }
}

impl ViewContent {
    /// What a list shows.
    pub fn of(query: &UserListQuery, columns: Vec<ViewColumn>) -> Self {
        let query = query.clone();
        Self {
            scope: Scope {
                day: None,
                ..query.scope
            },
            segment: query.segment,
            filter: query.filter,
            search: query.search,
            sort: query.sort,
            columns,
        }
    }

    /// The question that it asks.
    pub fn query(&self) -> UserListQuery {
        UserListQuery {
            scope: self.scope,
            segment: self.segment,
            filter: self.filter.clone(),
            search: self.search.clone(),
            sort: self.sort,
        }
    }

    /// Whether it looks at e-mail, phone or extension, or is ordered by them.
    pub fn asks_contact(&self) -> bool {
        self.filter.asks_contact() || self.sort.column.is_contact()
    }
}

/// Who finds a view in their list.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sharing {
    /// Whoever saved it.
    #[default]
    Private,
    /// Whoever may see everyone in the office.
    Office,
}

impl Sharing {
    /// The number by which it is stored.
    pub fn code(self) -> i64 {
        i64::from(self == Self::Office)
    }

    /// That of a stored number.
    pub fn from_code(code: i64) -> Self {
        if code == 1 {
            Self::Office
        } else {
            Self::Private
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        match self {
            Self::Private => text().view.private,
            Self::Office => text().view.shared,
        }
    }
}

/// What the log keeps of a view: what it shows stands beside the log, a version for each change, as conditions may name
/// people.
#[derive(Clone, PartialEq, Eq, Debug, Default, Serialize, Deserialize)]
#[serde(default)]
pub struct ViewProfile {
    /// Its name.
    pub name: String,
    /// Who finds it.
    pub sharing: Sharing,
    /// Which of its versions is in use, from 1.
    pub version: i64,
}

/// A view that somebody saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SavedView {
    /// Its number.
    pub view_id: ViewId,
    /// Whose it is.
    pub owner_id: UserId,
    /// Name, sharing, version.
    pub profile: ViewProfile,
    /// What it shows.
    pub content: ViewContent,
}

/// What a view is to be.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewDraft {
    /// Its name.
    pub name: String,
    /// Who finds it.
    pub sharing: Sharing,
    /// What it shows.
    pub content: ViewContent,
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::filter::{FilterField, Term, Test};
    use crate::domain::ids::{PlanId, RoleId, WorkspaceId};
    use crate::domain::plan::OfferId;
    use crate::domain::segment::Direction;
    use crate::domain::user::{AccountStatus, UserKind};

    #[test]
    fn a_view_reads_back_from_its_json() {
        let mut content = ViewContent {
            scope: Scope {
                workspace: Some(WorkspaceId(3)),
                kind: Some(UserKind::Client),
                day: None,
            },
            filter: Filter::of(Term::new(FilterField::Name, Test::Contains("zoë".into()))),
            search: "an".into(),
            sort: Sort {
                column: UserColumn::Department,
                direction: Direction::Descending,
            },
            columns: vec![ViewColumn {
                column: UserColumn::Name,
                width: Some(180),
            }],
            ..ViewContent::default()
        };
        let segments = [
            Segment::All,
            Segment::Status(AccountStatus::Inactive),
            Segment::Role(RoleId(4)),
            Segment::Offer(OfferId::Plan(PlanId(2))),
            Segment::OpenSession,
        ];
        for segment in segments {
            content.segment = segment;
            let json = serde_json::to_string(&content).unwrap();
            assert_eq!(serde_json::from_str::<ViewContent>(&json).unwrap(), content);
        }
    }

    #[test]
    fn the_json_of_files_is_understood() {
        let kept = r#"{"scope":{"workspace":null,"kind":"Client"},"segment":{"status":"Active"},
            "filter":{"all":[]},"search":"","sort":{"column":"name","direction":"descending"},
            "columns":[{"column":"name"},{"column":"email","width":240}]}"#;
        let content: ViewContent = serde_json::from_str(kept).unwrap();
        assert_eq!(content.segment, Segment::Status(AccountStatus::Active));
        assert_eq!(content.sort.direction, Direction::Descending);
        assert_eq!(content.columns.len(), 2);
    }
}
