//! Text of many rows in one piece, so that a search is one walk through memory.

use std::ops::Range;

use memchr::memmem::Finder;

use super::lists::{copy_packed, slice};

/// The text of each row, lines ended by line feeds, one row behind the other.
#[derive(Default)]
pub(super) struct Texts {
    bytes: Vec<u8>,
    ends: Vec<u32>,
}

impl Texts {
    pub(super) fn with_room_of(other: &Self, more: usize) -> Self {
        Self {
            bytes: Vec::with_capacity(other.bytes.len() + more * more),
            ends: Vec::with_capacity(other.ends.len() + more),
        }
    }

    pub(super) fn push<'a>(&mut self, lines: impl IntoIterator<Item = &'a str>) {
        for line in lines {
            self.bytes.extend_from_slice(line.as_bytes());
            self.bytes.push(b'\n');
        }
        self.ends.push(self.bytes.len() as u32);
    }

    pub(super) fn copy(&mut self, from: &Self, rows: Range<usize>) {
        copy_packed(
            &mut self.bytes,
            &mut self.ends,
            &from.bytes,
            &from.ends,
            rows,
        );
    }

    /// The text of a row.
    pub(super) fn of(&self, row: usize) -> &[u8] {
        slice(&self.bytes, &self.ends, row)
    }

    /// A line of a row's text, without its line feed.
    pub(super) fn line(&self, row: usize, index: usize) -> &[u8] {
        let lines = self.of(row).split(|byte| *byte == b'\n');
        lines.into_iter().nth(index).unwrap_or_default()
    }

    /// The rows whose text has a word, ascending.
    pub(super) fn rows_with<'t>(
        &'t self,
        word: &'t Finder<'t>,
    ) -> impl Iterator<Item = usize> + 't {
        self.places_of(word).map(|(row, _)| row)
    }

    /// The same with the first place of the word in the row's text.
    pub(super) fn places_of<'t>(&'t self, word: &'t Finder<'t>) -> Hits<'t> {
        Hits {
            texts: self,
            word,
            row: 0,
            from: 0,
        }
    }

    fn end(&self, row: usize) -> usize {
        self.ends.get(row).map_or(usize::MAX, |end| *end as usize)
    }
}

/// A walk over the rows that have a word.
pub(super) struct Hits<'t> {
    texts: &'t Texts,
    word: &'t Finder<'t>,
    row: usize,
    from: usize,
}

impl Iterator for Hits<'_> {
    type Item = (usize, usize);

    fn next(&mut self) -> Option<(usize, usize)> {
        let rest = self.texts.bytes.get(self.from..)?;
        let at = self.from + self.word.find(rest)?;
        while self.texts.end(self.row) <= at {
            self.row += 1;
        }
        let before = self.row.checked_sub(1);
        let start = before.map_or(0, |before| self.texts.end(before));
        self.from = self.texts.end(self.row);
        Some((self.row, at - start))
    }
}

/// Two ascending walks as one, without repetitions.
pub(super) fn merged(
    first: impl Iterator<Item = usize>,
    second: impl Iterator<Item = usize>,
) -> impl Iterator<Item = usize> {
    let (mut first, mut second) = (first.peekable(), second.peekable());
    std::iter::from_fn(move || {
        let next = match (first.peek(), second.peek()) {
            (Some(a), Some(b)) => *a.min(b),
            (Some(row), None) | (None, Some(row)) => *row,
            (None, None) => return None,
        };
        first.next_if_eq(&next);
        second.next_if_eq(&next);
        Some(next)
    })
}
