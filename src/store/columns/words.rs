//! Texts that many rows share, such as departments and tags: a number in each row, and one book of what the numbers stand for.

use std::cmp::Ordering;
use std::collections::HashMap;
use std::ops::Range;
use std::sync::{Arc, PoisonError, RwLock, RwLockReadGuard, RwLockWriteGuard};

use super::lists::Lists;
use crate::domain::collate;
use crate::domain::fold::fold;

/// A field whose texts many share.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Word {
    /// Telephone extension.
    Extension,
    /// Job title.
    Title,
    /// Department.
    Department,
    /// Location.
    Location,
    /// Language.
    Language,
    /// Manager.
    Manager,
}

impl Word {
    /// Every such field, in the order of the tables' columns.
    pub const ALL: [Self; 6] = [
        Self::Extension,
        Self::Title,
        Self::Department,
        Self::Location,
        Self::Language,
        Self::Manager,
    ];
}

/// A book that columns of different states share: it only grows.
#[derive(Clone, Default)]
pub(super) struct Shelf(Arc<RwLock<Book>>);

/// At most one text for each row.
#[derive(Default)]
pub(super) struct Words {
    /// 0 is none.
    numbers: Vec<u32>,
    shelf: Shelf,
}

/// Several texts for each row.
#[derive(Default)]
pub(super) struct Tags {
    lists: Lists<u32>,
    shelf: Shelf,
}

/// Every text that some row had once.
#[derive(Default)]
pub(super) struct Book {
    entries: Vec<Entry>,
    numbers: HashMap<Arc<str>, u32>,
}

/// A text as it is written and as it is compared.
pub(super) struct Entry {
    pub(super) text: Arc<str>,
    pub(super) folded: Box<str>,
    /// What it is sorted by.
    key: Box<[u8]>,
}

impl Entry {
    /// The text as it is compared, and as it is written.
    pub(super) fn spelling(&self) -> (Box<str>, Arc<str>) {
        (self.folded.clone(), Arc::clone(&self.text))
    }
}

impl Book {
    /// The number of a text, from 1.
    fn number(&mut self, text: &str) -> u32 {
        if let Some(number) = self.numbers.get(text) {
            return *number;
        }
        let text = Arc::<str>::from(text);
        let folded = fold(&text);
        self.entries.push(Entry {
            key: collate::key(folded.as_bytes()).into(),
            folded: folded.into(),
            text: Arc::clone(&text),
        });
        let number = self.entries.len() as u32;
        self.numbers.insert(text, number);
        number
    }

    /// What is said of the text of each number; of 0, which is no text, it is said first.
    pub(super) fn each<T>(&self, none: T, say: impl Fn(&Entry) -> T) -> Vec<T> {
        let mut said = vec![none];
        said.extend(self.entries.iter().map(say));
        said
    }

    /// The place of each number by what its text is sorted by, equal where that is; that of no text is the last.
    pub(super) fn places(&self) -> Vec<u32> {
        let mut by_text: Vec<(&[u8], usize)> =
            self.entries.iter().map(|e| &*e.key).zip(1..).collect();
        by_text.sort_unstable();
        let mut places = vec![u32::MAX; self.entries.len() + 1];
        for (place, group) in (0..).zip(by_text.chunk_by(|a, b| a.0 == b.0)) {
            for (_, number) in group {
                if let Some(slot) = places.get_mut(*number) {
                    *slot = place;
                }
            }
        }
        places
    }

    fn key(&self, number: u32) -> Option<&[u8]> {
        let index = (number as usize).checked_sub(1)?;
        self.entries.get(index).map(|entry| &*entry.key)
    }

    fn text(&self, number: u32) -> Option<Arc<str>> {
        let index = (number as usize).checked_sub(1)?;
        Some(Arc::clone(&self.entries.get(index)?.text))
    }
}

impl Shelf {
    pub(super) fn read(&self) -> RwLockReadGuard<'_, Book> {
        self.0.read().unwrap_or_else(PoisonError::into_inner)
    }

    fn write(&self) -> RwLockWriteGuard<'_, Book> {
        self.0.write().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Words {
    /// Without rows, sharing the book.
    pub(super) fn beside(&self) -> Self {
        Self {
            numbers: Vec::with_capacity(self.numbers.len() + 1),
            shelf: self.shelf.clone(),
        }
    }

    /// Appends a row; an empty text is none.
    pub(super) fn push(&mut self, text: &str) {
        let number = if text.is_empty() {
            0
        } else {
            self.shelf.write().number(text)
        };
        self.numbers.push(number);
    }

    /// Appends rows of words that share the book.
    pub(super) fn copy(&mut self, from: &Self, rows: Range<usize>) {
        let from = from.numbers.get(rows).unwrap_or_default();
        self.numbers.extend_from_slice(from);
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The number of each row's text.
    pub(super) fn numbers(&self) -> &[u32] {
        &self.numbers
    }

    /// Which of two rows comes first; a row without a text comes last.
    pub(super) fn compare(&self, a: usize, b: usize) -> Ordering {
        let book = self.shelf.read();
        let of = |row: usize| self.numbers.get(row).and_then(|number| book.key(*number));
        let (a, b) = (of(a), of(b));
        a.is_none().cmp(&b.is_none()).then_with(|| a.cmp(&b))
    }

    /// The text of a row as it is written.
    pub(super) fn text(&self, row: usize) -> Option<Arc<str>> {
        let number = self.numbers.get(row).copied()?;
        self.shelf.read().text(number)
    }
}

impl Tags {
    /// Without rows, sharing the book.
    pub(super) fn beside(&self) -> Self {
        Self {
            lists: Lists::default(),
            shelf: self.shelf.clone(),
        }
    }

    pub(super) fn push<'a>(&mut self, texts: impl Iterator<Item = &'a str>) {
        let mut texts = texts.peekable();
        let mut numbers = Vec::new();
        if texts.peek().is_some() {
            let mut book = self.shelf.write();
            numbers.extend(texts.map(|text| book.number(text)));
        }
        self.lists.push(&numbers);
    }

    /// Appends rows of texts that share the book.
    pub(super) fn copy(&mut self, from: &Self, rows: Range<usize>) {
        self.lists.copy(&from.lists, rows);
    }

    pub(super) fn shelf(&self) -> &Shelf {
        &self.shelf
    }

    /// The numbers of a row's texts.
    pub(super) fn of(&self, row: usize) -> &[u32] {
        self.lists.of(row)
    }

    /// Which of two rows comes first; a row without texts comes last.
    pub(super) fn compare(&self, a: usize, b: usize) -> Ordering {
        let book = self.shelf.read();
        let of = |row| self.of(row).iter().map(|number| book.key(*number));
        let are_none = |row| self.of(row).is_empty();
        are_none(a).cmp(&are_none(b)).then_with(|| of(a).cmp(of(b)))
    }

    /// The texts of a row as they are written, in their order.
    pub(super) fn texts(&self, row: usize) -> Vec<Arc<str>> {
        let book = self.shelf.read();
        let numbers = self.of(row).iter();
        numbers.filter_map(|number| book.text(*number)).collect()
    }
}
