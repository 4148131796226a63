//! The one place that says who is in a segment, which rows a search keeps, and in what order they come.

use std::cmp::Ordering;

use memchr::memmem::Finder;

use super::data::{Columns, User};
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::insight::WINDOW_DAYS;
use crate::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::domain::user::Onboarding;

/// Who is counted: scope and segment, with the instants that they depend on.
pub struct Selection {
    scope: Scope,
    segment: Segment,
    now: Timestamp,
    window_start: Timestamp,
    /// Users with open sessions, by number.
    open: Vec<UserId>,
}

impl Selection {
    /// The selection as of `now`; `open` are the users with open sessions, by number.
    pub fn new(
        scope: Scope,
        segment: Segment,
        time: &OfficeTime,
        now: Timestamp,
        open: Vec<UserId>,
    ) -> Self {
        Self {
            scope,
            segment,
            now,
            window_start: time.window_start(now, WINDOW_DAYS),
            open,
        }
    }

    /// Whether a user is in it.
    pub fn has(&self, user: User<'_>) -> bool {
        in_scope(self.scope, user) && self.in_segment(user)
    }

    fn in_segment(&self, user: User<'_>) -> bool {
        match self.segment {
            Segment::All => true,
            Segment::Status(status) => user.status() == status,
            Segment::Onboarding(onboarding) => user.onboarding(self.now) == onboarding,
            Segment::Role(role_id) => user.roles().contains(&role_id.0),
            Segment::NoRole => user.roles().is_empty(),
            Segment::New => user
                .created()
                .is_some_and(|at| at >= self.window_start && at <= self.now),
            Segment::CreatedUnknown => user.created().is_none(),
            Segment::SignedIn => user
                .last_sign_in()
                .is_some_and(|at| at >= self.window_start),
            Segment::Pending => matches!(
                user.onboarding(self.now),
                Onboarding::Launched | Onboarding::InProgress
            ),
            Segment::OpenSession => self.open.binary_search(&user.id()).is_ok(),
        }
    }
}

/// Whether a user is in a scope.
pub fn in_scope(scope: Scope, user: User<'_>) -> bool {
    scope.kind.is_none_or(|kind| user.kind() == kind)
        && scope
            .workspace
            .is_none_or(|workspace| user.workspaces().contains(&workspace.0))
}

impl Columns {
    /// Numbers of the users of a list, in its order.
    pub fn list(&self, query: &UserListQuery, selection: &Selection) -> Vec<UserId> {
        let folded = fold(&query.search);
        let words: Vec<Finder<'_>> = folded
            .split_whitespace()
            .map(|word| Finder::new(word.as_bytes()))
            .collect();
        let mut rows: Vec<u32> = self
            .users()
            .filter(|user| {
                selection.has(*user) && words.iter().all(|word| word.find(user.text()).is_some())
            })
            .map(|user| user.row as u32)
            .collect();
        self.sort(&mut rows, query.sort, selection.now);
        rows.into_iter()
            .map(|row| self.at(row as usize).id())
            .collect()
    }

    /// Rows come in ascending order of user number, which the stable sort keeps for ties.
    fn sort(&self, rows: &mut [u32], sort: Sort, now: Timestamp) {
        match sort.column {
            UserColumn::ContactId => order(rows, sort.direction, |row| row),
            UserColumn::Name => by_rank(
                rows,
                sort.direction,
                self.ranks.name.get_or_init(|| self.rank_lines(0)),
            ),
            UserColumn::Email => by_rank(
                rows,
                sort.direction,
                self.ranks.email.get_or_init(|| self.rank_lines(1)),
            ),
            UserColumn::Roles => by_rank(
                rows,
                sort.direction,
                self.ranks.roles.get_or_init(|| self.rank_roles()),
            ),
            UserColumn::Status => order(rows, sort.direction, |row| {
                std::cmp::Reverse(self.at(row as usize).status())
            }),
            UserColumn::Onboarding => order(rows, sort.direction, |row| {
                self.at(row as usize).onboarding(now)
            }),
            UserColumn::CreatedAt => {
                order(rows, sort.direction, |row| self.at(row as usize).created())
            }
            UserColumn::LastSignIn => order(rows, sort.direction, |row| {
                self.at(row as usize).last_sign_in()
            }),
        }
    }

    fn rank_lines(&self, index: usize) -> Vec<u32> {
        self.rank_by(|a, b| {
            last_if_empty(
                self.at(a as usize).line(index),
                self.at(b as usize).line(index),
            )
        })
    }

    fn rank_roles(&self) -> Vec<u32> {
        self.rank_by(|a, b| {
            let (a, b) = (self.at(a as usize).roles(), self.at(b as usize).roles());
            a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
        })
    }

    /// The dense rank of every row; rows that compare equal share one, so that ties go by user number.
    fn rank_by(&self, compare: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
        let mut sorted: Vec<u32> = (0..self.len() as u32).collect();
        sorted.sort_by(|a, b| compare(*a, *b));
        let mut ranks = vec![0; sorted.len()];
        let (mut rank, mut previous) = (0, None);
        for row in sorted {
            if previous.is_some_and(|previous| compare(previous, row) != Ordering::Equal) {
                rank += 1;
            }
            if let Some(place) = ranks.get_mut(row as usize) {
                *place = rank;
            }
            previous = Some(row);
        }
        ranks
    }
}

fn last_if_empty(a: &[u8], b: &[u8]) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}

fn by_rank(rows: &mut [u32], direction: Direction, ranks: &[u32]) {
    order(rows, direction, |row| ranks.get(row as usize).copied());
}

fn order<K: Ord>(rows: &mut [u32], direction: Direction, key: impl Fn(u32) -> K) {
    match direction {
        Direction::Ascending => rows.sort_by_cached_key(|row| key(*row)),
        Direction::Descending => rows.sort_by_cached_key(|row| std::cmp::Reverse(key(*row))),
    }
}
