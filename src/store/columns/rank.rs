//! The order of all rows by one column: made once, patched after each act, and used by every list.

use std::cmp::Ordering;

use crate::domain::segment::Direction;

/// Stands for a row that has no successor in the new columns.
pub(super) const GONE: u32 = u32::MAX;

/// Every row in ascending order of a column, ties by row; and the rank of each row, equal for ties.
#[derive(Default)]
pub(super) struct Ranked {
    rank: Vec<u32>,
    order: Vec<u32>,
}

impl Ranked {
    /// Sorts all rows. `prefix` is cheap and never contradicts `compare`: a smaller prefix is a smaller row.
    pub(super) fn by(
        len: usize,
        prefix: impl Fn(u32) -> u128,
        compare: impl Fn(u32, u32) -> Ordering,
    ) -> Self {
        let mut keyed: Vec<(u128, u32)> = (0..len as u32).map(|row| (prefix(row), row)).collect();
        keyed.sort_unstable_by(|a, b| {
            let by_key = a.0.cmp(&b.0).then_with(|| compare(a.1, b.1));
            by_key.then(a.1.cmp(&b.1))
        });
        let order: Vec<u32> = keyed.iter().map(|(_, row)| *row).collect();
        drop(keyed);
        Self::ranking(order, |a, b| compare(a, b) == Ordering::Equal)
    }

    /// The order of new columns: kept rows stay as they are to each other, `fresh` rows find their places.
    ///
    /// `kept` gives the new row of each old one, or [`GONE`]; it never changes the order of rows.
    pub(super) fn patched(
        &self,
        kept: &[u32],
        fresh: &[u32],
        compare: impl Fn(u32, u32) -> Ordering,
    ) -> Self {
        let full = |a: u32, b: u32| compare(a, b).then(a.cmp(&b));
        let mut fresh = fresh.to_vec();
        fresh.sort_unstable_by(|a, b| full(*a, *b));
        let mut order = Vec::with_capacity(self.order.len() + fresh.len());
        // The old rank of each new row, where it has one.
        let mut before = vec![GONE; self.order.len() + fresh.len()];
        for old in &self.order {
            let Some(row) = kept.get(*old as usize).filter(|row| **row != GONE) else {
                continue;
            };
            order.push(*row);
            if let (Some(place), Some(rank)) =
                (before.get_mut(*row as usize), self.rank.get(*old as usize))
            {
                *place = *rank;
            }
        }
        let order = merged(&order, &fresh, full);
        let old_rank = |row: u32| before.get(row as usize).copied().unwrap_or(GONE);
        Self::ranking(order, |a, b| match (old_rank(a), old_rank(b)) {
            (GONE, _) | (_, GONE) => compare(a, b) == Ordering::Equal,
            (a, b) => a == b,
        })
    }

    fn ranking(order: Vec<u32>, are_equal: impl Fn(u32, u32) -> bool) -> Self {
        let mut rank = vec![0; order.len()];
        let (mut current, mut previous) = (0, None);
        for row in &order {
            if previous.is_some_and(|previous| !are_equal(previous, *row)) {
                current += 1;
            }
            if let Some(place) = rank.get_mut(*row as usize) {
                *place = current;
            }
            previous = Some(*row);
        }
        Self { rank, order }
    }

    fn rank(&self, row: u32) -> u32 {
        self.rank.get(row as usize).copied().unwrap_or_default()
    }

    /// Brings ascending rows into this order; ties stay by ascending row in both directions.
    pub(super) fn sort(&self, rows: &mut Vec<u32>, direction: Direction) {
        // Few rows are sorted by rank; many are picked out of the whole order, which costs the same for any number.
        if rows.len() < self.order.len() / 16 {
            let mut keyed: Vec<u64> = rows
                .iter()
                .map(|row| self.packed(*row, direction))
                .collect();
            keyed.sort_unstable();
            rows.clear();
            rows.extend(keyed.into_iter().map(|key| key as u32));
            return;
        }
        let mut wanted = vec![false; self.order.len()];
        for row in rows.iter() {
            if let Some(place) = wanted.get_mut(*row as usize) {
                *place = true;
            }
        }
        let is_wanted = |row: &&u32| wanted.get(**row as usize).copied().unwrap_or_default();
        rows.clear();
        match direction {
            Direction::Ascending => rows.extend(self.order.iter().filter(is_wanted)),
            Direction::Descending => {
                for run in self
                    .order
                    .chunk_by(|a, b| self.rank(*a) == self.rank(*b))
                    .rev()
                {
                    rows.extend(run.iter().filter(is_wanted));
                }
            }
        }
    }

    /// Rank and row in one number.
    fn packed(&self, row: u32, direction: Direction) -> u64 {
        let rank = match direction {
            Direction::Ascending => self.rank(row),
            Direction::Descending => u32::MAX - self.rank(row),
        };
        u64::from(rank) << 32 | u64::from(row)
    }
}

/// Two sorted lists in one; the first is long and the second short.
fn merged(long: &[u32], short: &[u32], compare: impl Fn(u32, u32) -> Ordering) -> Vec<u32> {
    let mut all = Vec::with_capacity(long.len() + short.len());
    let mut rest = long;
    for row in short {
        let place = rest.partition_point(|other| compare(*other, *row) == Ordering::Less);
        let (before, after) = rest.split_at(place);
        all.extend_from_slice(before);
        all.push(*row);
        rest = after;
    }
    all.extend_from_slice(rest);
    all
}

/// Brings rows into the order of a key with few values; ties stay as they are.
pub(super) fn sort_by_few<const N: usize>(
    rows: &mut Vec<u32>,
    direction: Direction,
    key: impl Fn(u32) -> usize,
) {
    let mut buckets: [Vec<u32>; N] = std::array::from_fn(|_| Vec::new());
    for row in rows.iter() {
        if let Some(bucket) = buckets.get_mut(key(*row)) {
            bucket.push(*row);
        }
    }
    if direction == Direction::Descending {
        buckets.reverse();
    }
    rows.clear();
    rows.extend(buckets.iter().flatten());
}
