//! Numbers of each row, packed one row behind the other.

use std::ops::Range;

use super::mask::Mask;

/// A list of small numbers for each user.
pub(super) struct Lists<T = i64> {
    ends: Vec<u32>,
    values: Vec<T>,
}

impl<T> Default for Lists<T> {
    fn default() -> Self {
        Self {
            ends: Vec::new(),
            values: Vec::new(),
        }
    }
}

impl<T: Copy> Lists<T> {
    pub(super) fn push(&mut self, values: &[T]) {
        self.values.extend_from_slice(values);
        self.ends.push(self.values.len() as u32);
    }

    pub(super) fn of(&self, row: usize) -> &[T] {
        slice(&self.values, &self.ends, row)
    }

    /// The rows of whose numbers something holds: one walk through all of them.
    pub(super) fn rows(&self, holds: impl Fn(&[T]) -> bool) -> Mask {
        let (mut rest, mut start) = (self.values.as_slice(), 0);
        Mask::of(&self.ends, |end| {
            let (own, after) = rest
                .split_at_checked((end - start) as usize)
                .unwrap_or_default();
            (rest, start) = (after, end);
            holds(own)
        })
    }

    pub(super) fn copy(&mut self, from: &Self, rows: Range<usize>) {
        copy_packed(
            &mut self.values,
            &mut self.ends,
            &from.values,
            &from.ends,
            rows,
        );
    }
}

/// Appends the pieces of some rows, and where they end.
pub(super) fn copy_packed<T: Copy>(
    values: &mut Vec<T>,
    ends: &mut Vec<u32>,
    from_values: &[T],
    from_ends: &[u32],
    rows: Range<usize>,
) {
    let end_before = |row: usize| {
        let before = row.checked_sub(1).and_then(|before| from_ends.get(before));
        before.map_or(0, |end| *end as usize)
    };
    let (start, end) = (end_before(rows.start), end_before(rows.end));
    let shift = values.len() as i64 - start as i64;
    values.extend_from_slice(from_values.get(start..end).unwrap_or_default());
    let from = from_ends.get(rows).unwrap_or_default();
    ends.extend(from.iter().map(|end| (i64::from(*end) + shift) as u32));
}

pub(super) fn slice<'a, T>(values: &'a [T], ends: &[u32], row: usize) -> &'a [T] {
    let start = row
        .checked_sub(1)
        .and_then(|before| ends.get(before))
        .map_or(0, |end| *end as usize);
    let end = ends.get(row).map_or(start, |end| *end as usize);
    values.get(start..end).unwrap_or_default()
}
