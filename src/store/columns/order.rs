//! In which order the rows of a list come. Ties go by user number, in both directions.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use super::data::Columns;
use super::rank::{Ranked, sort_by_few};
use super::select::{View, in_view};
use super::words::Word;
use crate::domain::access::Reach;
use crate::domain::collate;
use crate::domain::ids::WorkspaceId;
use crate::domain::segment::{Direction, Sort, UserColumn};
use crate::domain::time::Timestamp;
use crate::domain::user::AccountStatus;

/// Comes after every name.
const LAST: u32 = u32::MAX;

/// Orders that are made when they are first asked for, and carried over from then on.
#[derive(Default)]
pub(super) struct Orders {
    own: [OnceLock<Ranked>; RankedColumn::ALL.len()],
    /// By names of the office's lists, with the names' order that they were made of.
    named: Mutex<HashMap<UserColumn, (NameOrder, Arc<Ranked>)>>,
}

/// The place of each workspace, team or client by its name.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct NameOrder(Arc<HashMap<i64, u32>>);

impl NameOrder {
    /// The order of these numbers, which come by name.
    pub fn of(by_name: impl IntoIterator<Item = i64>) -> Self {
        let places = by_name.into_iter().zip(0..);
        Self(Arc::new(places.collect()))
    }

    fn place(&self, id: i64) -> Option<u32> {
        self.0.get(&id).copied()
    }

    /// The places of a row's list, ascending: as its names are written.
    fn places(&self, ids: impl Iterator<Item = i64>) -> Vec<u32> {
        let mut places: Vec<u32> = ids.filter_map(|id| self.place(id)).collect();
        places.sort_unstable();
        places
    }
}

macro_rules! ranked_columns {
    ($($name:ident),+) => {
        /// A column whose order is kept.
        #[derive(Clone, Copy, PartialEq, Eq, Debug)]
        pub(super) enum RankedColumn { $($name,)+ }

        impl RankedColumn {
            pub(super) const ALL: &'static [Self] = &[$(Self::$name),+];
        }
    };
}

ranked_columns!(
    Name, Email, Phone, Roles, CreatedAt, LastSignIn, ChangedAt, EndDate, Extension, Title,
    Department, Location, Language, Manager, Tags
);

impl RankedColumn {
    fn word(self) -> Option<Word> {
        Some(match self {
            Self::Extension => Word::Extension,
            Self::Title => Word::Title,
            Self::Department => Word::Department,
            Self::Location => Word::Location,
            Self::Language => Word::Language,
            Self::Manager => Word::Manager,
            Self::Name
            | Self::Email
            | Self::Phone
            | Self::Roles
            | Self::CreatedAt
            | Self::LastSignIn
            | Self::ChangedAt
            | Self::EndDate
            | Self::Tags => return None,
        })
    }
}

/// What rows are put in order with.
pub(super) struct Order<'a> {
    pub(super) columns: &'a Columns,
    pub(super) view: &'a View,
    pub(super) names: &'a NameOrder,
    pub(super) now: Timestamp,
}

impl Order<'_> {
    /// Rows come in ascending order of user number.
    pub(super) fn sort(&self, rows: &mut Vec<u32>, sort: Sort) {
        let (columns, direction) = (self.columns, sort.direction);
        let ranked = match sort.column {
            UserColumn::ContactId => {
                if direction == Direction::Descending {
                    rows.reverse();
                }
                return;
            }
            UserColumn::Status => {
                return sort_by_few::<2>(rows, direction, |row| {
                    usize::from(columns.at(row as usize).status() != AccountStatus::Active)
                });
            }
            UserColumn::Kind => {
                return sort_by_few::<2>(rows, direction, |row| {
                    columns.at(row as usize).kind() as usize
                });
            }
            UserColumn::Onboarding => {
                return sort_by_few::<6>(rows, direction, |row| {
                    columns.at(row as usize).onboarding(self.now) as usize
                });
            }
            UserColumn::Client | UserColumn::Workspaces | UserColumn::Teams => {
                return self.named(sort.column).sort(rows, direction);
            }
            UserColumn::Name => RankedColumn::Name,
            UserColumn::Email => RankedColumn::Email,
            UserColumn::Phone => RankedColumn::Phone,
            UserColumn::Roles => RankedColumn::Roles,
            UserColumn::CreatedAt => RankedColumn::CreatedAt,
            UserColumn::LastSignIn => RankedColumn::LastSignIn,
            UserColumn::ChangedAt => RankedColumn::ChangedAt,
            UserColumn::EndDate => RankedColumn::EndDate,
            UserColumn::Extension => RankedColumn::Extension,
            UserColumn::Title => RankedColumn::Title,
            UserColumn::Department => RankedColumn::Department,
            UserColumn::Location => RankedColumn::Location,
            UserColumn::Language => RankedColumn::Language,
            UserColumn::Manager => RankedColumn::Manager,
            UserColumn::Tags => RankedColumn::Tags,
        };
        columns.ranked(ranked).sort(rows, direction);
        if sort.column.is_contact() && !self.view.contact.is_everyone() {
            self.hide(rows, (ranked, direction), &self.view.contact);
        }
    }

    /// Puts rows whose contact data may not be seen among those that have none.
    fn hide(
        &self,
        rows: &mut Vec<u32>,
        (column, direction): (RankedColumn, Direction),
        contact: &Reach,
    ) {
        let is_seen = |row: &u32| {
            !self.columns.is_nothing(column, *row)
                && in_view(contact, self.columns.at(*row as usize))
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

    /// The order by names of a list of the office. Where not all workspaces may be seen, it is made for those that may.
    fn named(&self, column: UserColumn) -> Arc<Ranked> {
        let who = &self.view.who;
        if column == UserColumn::Workspaces && !who.is_everyone() {
            let seen = self
                .names
                .0
                .iter()
                .filter(|(id, _)| who.has_workspace(WorkspaceId(**id)));
            let seen = NameOrder(Arc::new(seen.map(|(id, place)| (*id, *place)).collect()));
            return Arc::new(self.columns.by_names(column, &seen));
        }
        let named = || {
            self.columns
                .orders
                .named
                .lock()
                .unwrap_or_else(PoisonError::into_inner)
        };
        if let Some((names, ranked)) = named().get(&column)
            && names == self.names
        {
            return Arc::clone(ranked);
        }
        let made = Arc::new(self.columns.by_names(column, self.names));
        named().insert(column, (self.names.clone(), Arc::clone(&made)));
        made
    }
}

impl Columns {
    fn ranked(&self, column: RankedColumn) -> &Ranked {
        self.order_of(column).get_or_init(|| {
            let compare = |a, b| self.compare(column, a, b);
            if let Some(words) = column.word().and_then(|word| self.words.get(word as usize)) {
                let places = words.shelf().read().places();
                let numbers = words.numbers();
                let place = |row: u32| {
                    let number = numbers.get(row as usize).copied().unwrap_or_default();
                    u128::from(places.get(number as usize).copied().unwrap_or(LAST))
                };
                return Ranked::by(self.len(), place, |a, b| place(a).cmp(&place(b)));
            }
            if column == RankedColumn::Tags {
                let places = self.tags.shelf().read().places();
                let place = |number: &u32| places.get(*number as usize).copied().unwrap_or(LAST);
                let of = |row: u32| self.tags.of(row as usize).iter().map(place);
                return Ranked::by(self.len(), |row| packed(of(row)), compare);
            }
            Ranked::by(self.len(), |row| self.prefix(column, row), compare)
        })
    }

    /// The place where the order by a column is kept.
    pub(super) fn order_of(&self, column: RankedColumn) -> &OnceLock<Ranked> {
        let [first, ..] = &self.orders.own;
        self.orders.own.get(column as usize).unwrap_or(first)
    }

    fn by_names(&self, column: UserColumn, names: &NameOrder) -> Ranked {
        let places = |row: u32| self.places(column, names, row);
        Ranked::by(
            self.len(),
            |row| packed(places(row).into_iter()),
            |a, b| last_if_empty(&places(a), &places(b)),
        )
    }

    fn places(&self, column: UserColumn, names: &NameOrder, row: u32) -> Vec<u32> {
        let user = self.at(row as usize);
        match column {
            UserColumn::Workspaces => names.places(user.workspaces().iter().copied()),
            UserColumn::Teams => names.places(user.teams().iter().copied()),
            _ => names.places(Some(i64::from(user.client())).into_iter()),
        }
    }

    /// The orders by names, brought over to columns that were patched.
    pub(super) fn carry_named(&self, from: &Self, kept: &[u32], fresh: &[u32]) {
        let named = |orders: &Orders| {
            let named = orders.named.lock().unwrap_or_else(PoisonError::into_inner);
            named.clone()
        };
        let carried = named(&from.orders)
            .into_iter()
            .map(|(column, (names, ranked))| {
                let places = |row: u32| self.places(column, &names, row);
                let compare = |a, b| last_if_empty(&places(a), &places(b));
                let ranked = Arc::new(ranked.patched(kept, fresh, compare));
                (column, (names, ranked))
            });
        let carried: HashMap<_, _> = carried.collect();
        *self
            .orders
            .named
            .lock()
            .unwrap_or_else(PoisonError::into_inner) = carried;
    }

    /// Which of two rows comes first by a column; empty texts and lists come last, unknown times and days first.
    pub(super) fn compare(&self, column: RankedColumn, a: u32, b: u32) -> Ordering {
        if let Some(words) = column.word().and_then(|word| self.words.get(word as usize)) {
            return words.compare(a as usize, b as usize);
        }
        let (x, y) = (self.at(a as usize), self.at(b as usize));
        match column {
            RankedColumn::Name => collated(x.name(), y.name()),
            RankedColumn::Email => collated(x.email(), y.email()),
            RankedColumn::Phone => last_if_empty(x.phone(), y.phone()),
            RankedColumn::Roles => last_if_empty(x.roles(), y.roles()),
            RankedColumn::CreatedAt => x.created().cmp(&y.created()),
            RankedColumn::LastSignIn => x.last_sign_in().cmp(&y.last_sign_in()),
            RankedColumn::ChangedAt => x.changed().cmp(&y.changed()),
            RankedColumn::EndDate => x.end_day().cmp(&y.end_day()),
            _ => self.tags.compare(a as usize, b as usize),
        }
    }

    /// Whether a row has nothing in a column of contact data.
    fn is_nothing(&self, column: RankedColumn, row: u32) -> bool {
        let user = self.at(row as usize);
        match column {
            RankedColumn::Phone => user.phone().is_empty(),
            RankedColumn::Extension => {
                let words = self.words.get(Word::Extension as usize);
                words.is_none_or(|words| words.text(row as usize).is_none())
            }
            _ => user.email().is_empty(),
        }
    }

    /// A number that orders most rows as [`Self::compare`] does and never otherwise.
    fn prefix(&self, column: RankedColumn, row: u32) -> u128 {
        let user = self.at(row as usize);
        match column {
            RankedColumn::Name => first_bytes_of_key(user.name()),
            RankedColumn::Email => first_bytes_of_key(user.email()),
            RankedColumn::Phone => first_bytes(user.phone()),
            RankedColumn::Roles => user.roles().first().map_or(u128::MAX, |role| upward(*role)),
            RankedColumn::CreatedAt => user.created().map_or(0, |at| upward(at.0)),
            RankedColumn::LastSignIn => user.last_sign_in().map_or(0, |at| upward(at.0)),
            RankedColumn::ChangedAt => user.changed().map_or(0, |at| upward(at.0)),
            RankedColumn::EndDate => upward(i64::from(user.end_day())),
            _ => 0,
        }
    }
}

fn last_if_empty<T: Ord>(a: &[T], b: &[T]) -> Ordering {
    a.is_empty().cmp(&b.is_empty()).then_with(|| a.cmp(b))
}

fn collated(a: &[u8], b: &[u8]) -> Ordering {
    let by_text = || collate::compare(a, b);
    a.is_empty().cmp(&b.is_empty()).then_with(by_text)
}

/// The first places of a list as a number; of an empty list the largest.
fn packed(places: impl Iterator<Item = u32>) -> u128 {
    let mut places = places.peekable();
    if places.peek().is_none() {
        return u128::MAX;
    }
    // A list that ends sooner comes first.
    let padded = places
        .map(|place| place.saturating_add(1))
        .chain(std::iter::repeat(0));
    padded
        .take(4)
        .fold(0, |all, place| all << 32 | u128::from(place))
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

/// The first bytes of what a text is sorted by.
fn first_bytes_of_key(text: &[u8]) -> u128 {
    if text.is_empty() {
        return u128::MAX;
    }
    first_bytes(&collate::key(text))
}

/// A signed number as an unsigned one of the same order.
fn upward(number: i64) -> u128 {
    u128::from((number as u64) ^ (1 << 63))
}
