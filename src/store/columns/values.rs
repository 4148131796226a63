//! Which texts the people whom somebody may see have in a field, and how many have each.

use std::collections::HashMap;
use std::sync::Arc;

use super::data::Columns;
use super::select::{View, in_view};
use super::words::{Shelf, Word};
use crate::domain::filter::FilterField;

impl Columns {
    /// The texts of a field with the number of people who have them, the most frequent first. Those that differ only in case
    /// and accents are one, as most write it.
    pub fn values(&self, field: FilterField, view: &View) -> Vec<(Arc<str>, u64)> {
        let of_seen = |row, numbers| {
            if self.is_seen(view, row) {
                numbers
            } else {
                &[][..]
            }
        };
        match field {
            FilterField::Extension => self.words_of(Word::Extension, view),
            FilterField::Title => self.words_of(Word::Title, view),
            FilterField::Department => self.words_of(Word::Department, view),
            FilterField::Location => self.words_of(Word::Location, view),
            FilterField::Language => self.words_of(Word::Language, view),
            FilterField::Manager => self.words_of(Word::Manager, view),
            FilterField::Tags => {
                self.counted(self.tags.shelf(), |row| of_seen(row, self.tags.of(row)))
            }
            FilterField::MissingFrom => self.outer.get().map_or_else(Vec::new, |outer| {
                self.counted(outer.missing.shelf(), |row| {
                    of_seen(row, outer.missing.of(row))
                })
            }),
            FilterField::Source => self.outer.get().map_or_else(Vec::new, |outer| {
                self.counted(outer.sources.shelf(), |row| {
                    of_seen(row, outer.sources.of(row))
                })
            }),
            _ => Vec::new(),
        }
    }

    fn is_seen(&self, view: &View, row: usize) -> bool {
        in_view(&view.who, self.at(row))
    }

    fn words_of(&self, word: Word, view: &View) -> Vec<(Arc<str>, u64)> {
        let Some(words) = self.words.get(word as usize) else {
            return Vec::new();
        };
        let numbers = words.numbers();
        self.counted(words.shelf(), |row| {
            let is_hidden = word == Word::Extension && !in_view(&view.contact, self.at(row))
                || !self.is_seen(view, row);
            let number = numbers.get(row..=row).filter(|_| !is_hidden);
            number.unwrap_or_default()
        })
    }

    fn counted<'c>(
        &'c self,
        shelf: &Shelf,
        numbers: impl Fn(usize) -> &'c [u32],
    ) -> Vec<(Arc<str>, u64)> {
        let book = shelf.read();
        let texts = book.each(None, |entry| Some(entry.spelling()));
        let mut counts = vec![0_u64; texts.len()];
        for row in 0..self.len() {
            for number in numbers(row) {
                if let Some(count) = counts.get_mut(*number as usize) {
                    *count += 1;
                }
            }
        }
        let mut groups: HashMap<Box<str>, (u64, u64, Arc<str>)> = HashMap::new();
        for (spelling, count) in texts.into_iter().zip(counts) {
            let Some((folded, text)) = spelling.filter(|_| count > 0) else {
                continue;
            };
            let (all, most, best) = groups.entry(folded).or_insert((0, 0, Arc::clone(&text)));
            *all += count;
            if count > *most {
                (*most, *best) = (count, text);
            }
        }
        let mut values: Vec<_> = groups.into_iter().collect();
        values.sort_unstable_by(|(a, (most, ..)), (b, (more, ..))| more.cmp(most).then(a.cmp(b)));
        let values = values.into_iter().map(|(_, (all, _, text))| (text, all));
        values.collect()
    }
}
