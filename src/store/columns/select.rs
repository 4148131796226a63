//! The one place that says who is in a segment, which rows a search keeps, and in what order they come.

use std::cmp::Ordering;
use std::sync::OnceLock;

use memchr::memmem::Finder;

use super::data::{Columns, User};
use super::mask::Mask;
use super::rank::{Ranked, sort_by_few};
use super::sift::Sieve;
use super::texts::merged;
use crate::domain::access::Reach;
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::insight::WINDOW_DAYS;
use crate::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::domain::user::{AccountStatus, Onboarding};
use crate::store::error::Result;

/// What the operator may see: whom, and whose e-mail and phone.
#[derive(Clone, PartialEq, Debug)]
pub struct View {
    /// Whose rows.
    pub who: Reach,
    /// Whose contact data.
    pub contact: Reach,
}

impl View {
    /// Everything: what the program itself sees.
    pub fn whole() -> Self {
        Self {
            who: Reach::Everyone,
            contact: Reach::Everyone,
        }
    }
}

/// Who is counted: what may be seen, scope and segment, with the instants that they depend on.
pub struct Selection {
    view: View,
    scope: Scope,
    segment: Segment,
    time: OfficeTime,
    now: Timestamp,
    window_start: Timestamp,
    /// Users with open sessions, by number.
    open: Vec<UserId>,
    /// The workspaces of [`Segment::Offer`], by number.
    places: Vec<i64>,
}

impl Selection {
    /// The selection as of `now`; `open` are the users with open sessions, by number. In a workspace that may not be seen
    /// there is nobody, or asking for it would tell who belongs to it.
    pub fn new(
        mut view: View,
        scope: Scope,
        segment: Segment,
        time: &OfficeTime,
        now: Timestamp,
        open: Vec<UserId>,
    ) -> Self {
        if !sees_scope(&view.who, scope) {
            view.who = Reach::Nobody;
        }
        Self {
            view,
            scope,
            segment,
            time: *time,
            now,
            window_start: time.window_start(now, WINDOW_DAYS),
            open,
            places: Vec::new(),
        }
    }

    /// The same with the workspaces that have the plan or add-on of [`Segment::Offer`], by number.
    pub fn among(self, places: Vec<i64>) -> Self {
        Self { places, ..self }
    }

    /// Whether a user is in it.
    pub fn has(&self, user: User<'_>) -> bool {
        in_view(&self.view.who, user) && in_scope(self.scope, user) && self.in_segment(user)
    }

    /// Whether a user's text has a word, as far as it may be seen.
    fn finds(&self, word: &Finder<'_>, user: User<'_>) -> bool {
        word.find(user.open_text()).is_some()
            || (word.find(user.contact_text()).is_some() && in_view(&self.view.contact, user))
    }

    fn in_segment(&self, user: User<'_>) -> bool {
        match self.segment {
            Segment::All => true,
            Segment::Status(status) => user.status() == status,
            Segment::Onboarding(onboarding) => user.onboarding(self.now) == onboarding,
            Segment::Role(role_id) => user.roles().contains(&role_id.0),
            Segment::Offer(_) => {
                let mut own = user.workspaces().iter();
                own.any(|id| self.places.binary_search(id).is_ok())
            }
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

/// Whether a right covers a user.
pub fn in_view(reach: &Reach, user: User<'_>) -> bool {
    reach.is_everyone() || reach.has(user.record())
}

/// Whether a scope is the whole office or a workspace that may be seen.
pub fn sees_scope(who: &Reach, scope: Scope) -> bool {
    scope.workspace.is_none_or(|id| who.has_workspace(id))
}

/// Whether a user is in a scope.
pub fn in_scope(scope: Scope, user: User<'_>) -> bool {
    scope.kind.is_none_or(|kind| user.kind() == kind)
        && scope
            .workspace
            .is_none_or(|workspace| user.workspaces().contains(&workspace.0))
}

/// A column whose order is kept.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum RankedColumn {
    Name,
    Email,
    Roles,
    CreatedAt,
    LastSignIn,
}

impl RankedColumn {
    pub(super) const ALL: [Self; 5] = [
        Self::Name,
        Self::Email,
        Self::Roles,
        Self::CreatedAt,
        Self::LastSignIn,
    ];
}

impl Columns {
    /// Numbers of the users of a list, in its order. `go_on` is asked between finding and sorting, and may stop the work.
    pub fn list(
        &self,
        query: &UserListQuery,
        selection: &Selection,
        go_on: impl Fn() -> Result<()>,
    ) -> Result<Vec<UserId>> {
        go_on()?;
        let sieve = Sieve {
            columns: self,
            view: &selection.view,
            time: &selection.time,
            now: selection.now,
        };
        let sifted = if query.filter.is_empty() {
            None
        } else {
            Some(sieve.rows(&query.filter, &go_on)?)
        };
        let mut rows = self.matching(&fold(&query.search), selection, sifted.as_ref());
        go_on()?;
        self.sort(&mut rows, query.sort, selection.now);
        if query.sort.column == UserColumn::Email && !selection.view.contact.is_everyone() {
            self.hide_order(&mut rows, query.sort.direction, &selection.view.contact);
        }
        let ids = rows.iter().filter_map(|row| self.ids.get(*row as usize));
        Ok(ids.map(|id| UserId(*id)).collect())
    }

    /// Puts rows whose e-mail may not be seen among those that have none.
    fn hide_order(&self, rows: &mut Vec<u32>, direction: Direction, contact: &Reach) {
        let is_seen = |row: &u32| {
            let user = self.at(*row as usize);
            !user.email().is_empty() && in_view(contact, user)
        };
        let (mut seen, mut empty): (Vec<u32>, Vec<u32>) = rows.iter().copied().partition(is_seen);
        empty.sort_unstable();
        let (first, last) = match direction {
            Direction::Ascending => (&mut seen, &mut empty),
            Direction::Descending => (&mut empty, &mut seen),
        };
        first.append(last);
        *rows = std::mem::take(first);
    }

    /// Rows of a selection that are among the sifted ones and whose text has every word, ascending. Contact data counts only
    /// where it may be seen.
    fn matching(&self, folded: &str, selection: &Selection, sifted: Option<&Mask>) -> Vec<u32> {
        let mut words: Vec<&str> = folded.split_whitespace().collect();
        // The longest word is looked for in the text of all, the others in what that leaves.
        words.sort_by_key(|word| std::cmp::Reverse(word.len()));
        let finders: Vec<_> = words.iter().map(|w| Finder::new(w.as_bytes())).collect();
        let Some((first, others)) = finders.split_first() else {
            let has = |row: &usize| selection.has(self.at(*row));
            return match sifted {
                Some(sifted) => sifted.rows().filter(has).map(|row| row as u32).collect(),
                None => (0..self.len()).filter(has).map(|row| row as u32).collect(),
            };
        };
        let contact = &selection.view.contact;
        let open = self.open_text.rows_with(first);
        let hidden = (!contact.is_nobody()).then(|| self.contact_text.rows_with(first));
        let hidden = hidden.into_iter().flatten();
        let rows = merged(open, hidden).filter(|row| sifted.is_none_or(|mask| mask.has(*row)));
        let candidates = rows.map(|row| self.at(row)).filter(|user| {
            let is_found = contact.is_everyone() || selection.finds(first, *user);
            is_found
                && others.iter().all(|word| selection.finds(word, *user))
                && selection.has(*user)
        });
        candidates.map(|user| user.row as u32).collect()
    }

    /// Rows come in ascending order of user number, which ties keep in both directions.
    fn sort(&self, rows: &mut Vec<u32>, sort: Sort, now: Timestamp) {
        let column = match sort.column {
            UserColumn::Name => RankedColumn::Name,
            UserColumn::Email => RankedColumn::Email,
            UserColumn::Roles => RankedColumn::Roles,
            UserColumn::CreatedAt => RankedColumn::CreatedAt,
            UserColumn::LastSignIn => RankedColumn::LastSignIn,
            UserColumn::ContactId => {
                if sort.direction == Direction::Descending {
                    rows.reverse();
                }
                return;
            }
            UserColumn::Status => {
                return sort_by_few::<2>(rows, sort.direction, |row| {
                    usize::from(self.at(row as usize).status() != AccountStatus::Active)
                });
            }
            UserColumn::Onboarding => {
                return sort_by_few::<6>(rows, sort.direction, |row| {
                    self.at(row as usize).onboarding(now) as usize
                });
            }
        };
        self.ranked(column).sort(rows, sort.direction);
    }

    fn ranked(&self, column: RankedColumn) -> &Ranked {
        self.order_of(column).get_or_init(|| {
            Ranked::by(
                self.len(),
                |row| self.prefix(column, row),
                |a, b| self.compare(column, a, b),
            )
        })
    }

    pub(super) fn order_of(&self, column: RankedColumn) -> &OnceLock<Ranked> {
        match column {
            RankedColumn::Name => &self.ranks.name,
            RankedColumn::Email => &self.ranks.email,
            RankedColumn::Roles => &self.ranks.roles,
            RankedColumn::CreatedAt => &self.ranks.created,
            RankedColumn::LastSignIn => &self.ranks.last_sign_in,
        }
    }

    /// Which of two rows comes first by a column; empty texts and lists come last, unknown times first.
    pub(super) fn compare(&self, column: RankedColumn, a: u32, b: u32) -> Ordering {
        let (a, b) = (self.at(a as usize), self.at(b as usize));
        match column {
            RankedColumn::Name => last_if_empty(a.name(), b.name()),
            RankedColumn::Email => last_if_empty(a.email(), b.email()),
            RankedColumn::Roles => last_if_empty(a.roles(), b.roles()),
            RankedColumn::CreatedAt => a.created().cmp(&b.created()),
            RankedColumn::LastSignIn => a.last_sign_in().cmp(&b.last_sign_in()),
        }
    }

    /// A number that orders most rows as [`Self::compare`] does and never otherwise.
    fn prefix(&self, column: RankedColumn, row: u32) -> u128 {
        let user = self.at(row as usize);
        match column {
            RankedColumn::Name => first_bytes(user.name()),
            RankedColumn::Email => first_bytes(user.email()),
            RankedColumn::Roles => user.roles().first().map_or(u128::MAX, |role| upward(*role)),
            RankedColumn::CreatedAt => user.created().map_or(0, |at| upward(at.0)),
            RankedColumn::LastSignIn => user.last_sign_in().map_or(0, |at| upward(at.0)),
        }
    }
}

fn last_if_empty<T: Ord>(a: &[T], b: &[T]) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}

/// The first bytes as a number; of an empty text the largest.
fn first_bytes(text: &[u8]) -> u128 {
    if text.is_empty() {
        return u128::MAX;
    }
    let mut bytes = [0; 16];
    for (to, from) in bytes.iter_mut().zip(text) {
        *to = *from;
    }
    u128::from_be_bytes(bytes)
}

/// A signed number as an unsigned one of the same order.
fn upward(number: i64) -> u128 {
    u128::from((number as u64) ^ (1 << 63))
}
