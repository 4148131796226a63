//! Who meets a filter: one pass through a column a term, put together as sets of rows.
//!
//! What the operator may not see counts as if it were not there: contact data as empty, workspaces as none.

use chrono::{Datelike, Days, NaiveDate};
use memchr::memchr;
use memchr::memmem::Finder;

use super::data::{Columns, NO_DAY};
use super::lists::Lists;
use super::mask::Mask;
use super::select::{View, in_view};
use super::texts::Texts;
use super::words::{Entry, Tags, Word, Words};
use crate::domain::filter::{Filter, FilterField, Sense, Term, Test};
use crate::domain::fold::fold;
use crate::domain::ids::WorkspaceId;
use crate::domain::time::{OfficeTime, Timestamp};
use crate::store::error::Result;

/// Codes of a choice are below this.
const CODES: usize = 8;

/// What a filter is asked with.
pub(super) struct Sieve<'a> {
    pub(super) columns: &'a Columns,
    pub(super) view: &'a View,
    pub(super) time: &'a OfficeTime,
    pub(super) now: Timestamp,
}

/// Where a text of each row stands.
#[derive(Clone, Copy)]
enum Place {
    /// A line of texts.
    Line(usize),
    /// Any line of texts.
    Anywhere,
}

/// A part of a text that is looked for.
#[derive(Clone, Copy, PartialEq, Eq)]
enum How {
    Contains,
    Starts,
    Equals,
}

impl Sieve<'_> {
    /// The rows that meet every clause. `go_on` is asked before each term, and may stop the work.
    pub(super) fn rows(&self, filter: &Filter, go_on: impl Fn() -> Result<()>) -> Result<Mask> {
        let mut all = Mask::all(self.columns.len());
        for clause in &filter.clauses {
            let mut any = Mask::none(self.columns.len());
            for term in &clause.terms {
                go_on()?;
                any.or(&self.term(term));
            }
            all.and(&any);
        }
        Ok(all)
    }

    fn term(&self, term: &Term) -> Mask {
        let mut rows = self.test(term.field, &term.test);
        if term.field.is_contact() && !self.view.contact.is_everyone() {
            let columns = self.columns;
            let mut seen = Mask::by(columns.len(), |row| {
                in_view(&self.view.contact, columns.at(row))
            });
            if term.test == Test::Empty {
                seen.flip();
                rows.or(&seen);
            } else {
                rows.and(&seen);
            }
        }
        if term.sense == Sense::IsNot {
            rows.flip();
        }
        rows
    }

    fn test(&self, field: FilterField, test: &Test) -> Mask {
        let columns = self.columns;
        match field {
            FilterField::Status => self.choice(test, |row| columns.at(row).status() as usize),
            FilterField::Onboarding => {
                self.choice(test, |row| columns.at(row).onboarding(self.now) as usize)
            }
            FilterField::Kind => self.choice(test, |row| columns.at(row).kind() as usize),
            FilterField::Client => self.client(test),
            FilterField::Roles => self.list(&columns.roles, test),
            FilterField::Teams => self.list(&columns.teams, test),
            FilterField::Workspaces => self.workspaces(test),
            FilterField::CreatedAt => self.time(test, |row| columns.at(row).created()),
            FilterField::LastSignIn => self.time(test, |row| columns.at(row).last_sign_in()),
            FilterField::ChangedAt => self.time(test, |row| columns.at(row).changed()),
            FilterField::InvitationExpires => self.time(test, |row| columns.at(row).expires()),
            FilterField::EndDate => self.end_date(test),
            FilterField::Name => self.text((&columns.open_text, Place::Line(0)), test),
            FilterField::Email => self.text((&columns.contact_text, Place::Line(0)), test),
            FilterField::Phone => self.phone(test),
            FilterField::Extension => self.word(Word::Extension, test),
            FilterField::Title => self.word(Word::Title, test),
            FilterField::Department => self.word(Word::Department, test),
            FilterField::Location => self.word(Word::Location, test),
            FilterField::Language => self.word(Word::Language, test),
            FilterField::Manager => self.word(Word::Manager, test),
            FilterField::Tags => self.tags(&columns.tags, test),
            FilterField::Notes
            | FilterField::Source
            | FilterField::MissingFrom
            | FilterField::ExternalId => self.outer(field, test),
        }
    }

    fn outer(&self, field: FilterField, test: &Test) -> Mask {
        match (self.columns.outer.get(), field) {
            (Some(outer), FilterField::Notes) => self.text((&outer.notes, Place::Line(0)), test),
            (Some(outer), FilterField::Source) => self.tags(&outer.sources, test),
            (Some(outer), FilterField::MissingFrom) => self.tags(&outer.missing, test),
            (Some(outer), _) => self.text((&outer.ids, Place::Anywhere), test),
            (None, _) => self.nobody(),
        }
    }

    fn nobody(&self) -> Mask {
        Mask::none(self.columns.len())
    }

    fn choice(&self, test: &Test, code: impl Fn(usize) -> usize) -> Mask {
        let Test::AnyOf(codes) = test else {
            return self.nobody();
        };
        let mut wanted = [false; CODES];
        for code in codes.iter().filter_map(|code| usize::try_from(*code).ok()) {
            if let Some(place) = wanted.get_mut(code) {
                *place = true;
            }
        }
        Mask::by(self.columns.len(), |row| {
            wanted.get(code(row)).copied().unwrap_or_default()
        })
    }

    fn client(&self, test: &Test) -> Mask {
        let client = |row| i64::from(self.columns.at(row).client());
        let len = self.columns.len();
        match test {
            Test::AnyOf(clients) => Mask::by(len, |row| {
                let client = client(row);
                client > 0 && clients.contains(&client)
            }),
            Test::Empty => Mask::by(len, |row| client(row) == 0),
            _ => self.nobody(),
        }
    }

    fn list(&self, lists: &Lists, test: &Test) -> Mask {
        match test {
            Test::AnyOf(wanted) => {
                let wanted: Vec<i64> = wanted.iter().copied().collect();
                lists.rows(|own| own.iter().any(|one| wanted.contains(one)))
            }
            Test::AllOf(wanted) => {
                let wanted: Vec<i64> = wanted.iter().copied().collect();
                lists.rows(|own| wanted.iter().all(|one| own.contains(one)))
            }
            Test::Empty => lists.rows(<[i64]>::is_empty),
            _ => self.nobody(),
        }
    }

    fn workspaces(&self, test: &Test) -> Mask {
        let (who, lists) = (&self.view.who, &self.columns.workspaces);
        if who.is_everyone() {
            return self.list(lists, test);
        }
        let is_seen = |id: &i64| who.has_workspace(WorkspaceId(*id));
        match test {
            Test::AnyOf(wanted) => {
                let seen = wanted.iter().copied().filter(is_seen).collect();
                self.list(lists, &Test::AnyOf(seen))
            }
            Test::AllOf(wanted) if wanted.iter().all(is_seen) => self.list(lists, test),
            Test::Empty => lists.rows(|own| !own.iter().any(is_seen)),
            _ => self.nobody(),
        }
    }

    fn time(&self, test: &Test, at: impl Fn(usize) -> Option<Timestamp>) -> Mask {
        let len = self.columns.len();
        let within = |first: Option<Timestamp>, end: Option<Timestamp>| {
            Mask::by(len, |row| {
                at(row).is_some_and(|at| {
                    first.is_none_or(|first| at >= first) && end.is_none_or(|end| at < end)
                })
            })
        };
        let today = self.time.date(self.now);
        let start = |day: NaiveDate| self.time.start_of(day);
        let window = |days: u32| self.time.window_start(self.now, u64::from(days));
        match test {
            Test::Last(days) => within(Some(window(*days)), Some(Timestamp(self.now.0 + 1))),
            Test::NotLast(days) => within(None, Some(window(*days))),
            Test::Next(days) => within(Some(start(today)), Some(start(after(today, *days)))),
            Test::Between(first, last) => {
                within(first.map(start), last.map(|last| start(after(last, 1))))
            }
            Test::Empty => Mask::by(len, |row| at(row).is_none()),
            _ => self.nobody(),
        }
    }

    fn end_date(&self, test: &Test) -> Mask {
        let columns = self.columns;
        let within = |first: i32, last: i32| {
            Mask::by(columns.len(), |row| {
                let day = columns.at(row).end_day();
                day != NO_DAY && (first..=last).contains(&day)
            })
        };
        let today = self.time.date(self.now).num_days_from_ce();
        let days = |days: &u32| i32::try_from(*days).unwrap_or(i32::MAX / 2);
        let number = |day: &NaiveDate| day.num_days_from_ce();
        match test {
            Test::Last(n) => within(today - days(n) + 1, today),
            Test::NotLast(n) => within(NO_DAY + 1, today - days(n)),
            Test::Next(n) => within(today, today + days(n) - 1),
            Test::Between(first, last) => within(
                first.as_ref().map_or(NO_DAY + 1, number),
                last.as_ref().map_or(i32::MAX, number),
            ),
            Test::Empty => Mask::by(columns.len(), |row| columns.at(row).end_day() == NO_DAY),
            _ => self.nobody(),
        }
    }

    fn text(&self, (texts, place): (&Texts, Place), test: &Test) -> Mask {
        let (how, wanted) = match test {
            Test::Contains(text) => (How::Contains, text),
            Test::StartsWith(text) => (How::Starts, text),
            Test::Equals(text) => (How::Equals, text),
            Test::Empty => {
                let is_empty = |row| lines(texts, place, row).all(<[u8]>::is_empty);
                return Mask::by(self.columns.len(), is_empty);
            }
            _ => return self.nobody(),
        };
        let wanted = fold(wanted.trim());
        let wanted = wanted.as_bytes();
        if wanted.is_empty() {
            return self.nobody();
        }
        let finder = Finder::new(wanted);
        let holds = |line: &[u8]| match how {
            How::Contains => finder.find(line).is_some(),
            How::Starts => line.starts_with(wanted),
            How::Equals => line == wanted,
        };
        // Of the first line the first place in the row tells all; that of another may come after one in a line before it.
        let is_first = |(row, at): (usize, usize)| {
            let text = texts.of(row);
            let line = || memchr(b'\n', text).unwrap_or(text.len());
            let end = at + wanted.len();
            match how {
                How::Starts => at == 0 && end <= line(),
                How::Equals => at == 0 && end == line(),
                How::Contains => end <= line(),
            }
        };
        let is_there = |(row, at): &(usize, usize)| match place {
            Place::Line(0) => is_first((*row, *at)),
            _ => lines(texts, place, *row).any(holds),
        };
        let rows = texts.places_of(&finder).filter(is_there);
        Mask::of_rows(self.columns.len(), rows.map(|(row, _)| row))
    }

    /// Numbers are kept without what people put between digits.
    fn phone(&self, test: &Test) -> Mask {
        let digits = |text: &String| -> String {
            let is_digit = |c: &char| c.is_alphanumeric() || *c == '+';
            text.chars().filter(is_digit).collect()
        };
        let plain = match test {
            Test::Contains(text) => Test::Contains(digits(text)),
            Test::StartsWith(text) => Test::StartsWith(digits(text)),
            Test::Equals(text) => Test::Equals(digits(text)),
            other => other.clone(),
        };
        self.text((&self.columns.contact_text, Place::Line(1)), &plain)
    }

    fn word(&self, word: Word, test: &Test) -> Mask {
        let Some(words) = self.columns.words.get(word as usize) else {
            return self.nobody();
        };
        let wanted = said_of(words, test);
        Mask::of(words.numbers(), |number| {
            wanted.get(number as usize).copied().unwrap_or_default()
        })
    }

    fn tags(&self, tags: &Tags, test: &Test) -> Mask {
        let len = self.columns.len();
        match test {
            Test::Empty => Mask::by(len, |row| tags.of(row).is_empty()),
            Test::OneOf(texts) => {
                let texts: Vec<String> = texts.iter().map(|text| fold(text.trim())).collect();
                let wanted = tags.shelf().read().each(false, |entry| {
                    texts.iter().any(|text| **text == *entry.folded)
                });
                Mask::by(len, |row| {
                    let mut own = tags.of(row).iter();
                    own.any(|number| wanted.get(*number as usize) == Some(&true))
                })
            }
            Test::EachOf(texts) => {
                let mut all = Mask::all(len);
                for text in texts {
                    all.and(&self.tags(tags, &Test::OneOf([text.clone()].into())));
                }
                all
            }
            _ => self.nobody(),
        }
    }
}

/// For each number of a book, whether a test holds of its text; first for no text.
fn said_of(words: &Words, test: &Test) -> Vec<bool> {
    let book = words.shelf().read();
    let holds = |wanted: &str, how: How| {
        let wanted = fold(wanted.trim());
        book.each(false, |entry: &Entry| match how {
            How::Contains => entry.folded.contains(&wanted),
            How::Starts => entry.folded.starts_with(&wanted),
            How::Equals => *entry.folded == *wanted,
        })
    };
    match test {
        Test::Empty => book.each(true, |_| false),
        Test::OneOf(texts) => {
            let texts: Vec<String> = texts.iter().map(|text| fold(text.trim())).collect();
            book.each(false, |entry| {
                texts.iter().any(|text| **text == *entry.folded)
            })
        }
        Test::Contains(text) => holds(text, How::Contains),
        Test::StartsWith(text) => holds(text, How::Starts),
        Test::Equals(text) => holds(text, How::Equals),
        _ => Vec::new(),
    }
}

fn lines(texts: &Texts, place: Place, row: usize) -> impl Iterator<Item = &[u8]> {
    let (skip, take) = match place {
        Place::Line(line) => (line, 1),
        Place::Anywhere => (0, usize::MAX),
    };
    let lines = texts.of(row).split(|byte| *byte == b'\n');
    lines.skip(skip).take(take)
}

fn after(day: NaiveDate, days: u32) -> NaiveDate {
    let later = day.checked_add_days(Days::new(u64::from(days)));
    later.unwrap_or(NaiveDate::MAX)
}
