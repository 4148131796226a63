//! A filter while it is being put together: what was typed and chosen, complete or not.

use chrono::NaiveDate;

use super::field::{FilterField, Operator};
use super::words::Naming;
use super::{Clause, Filter, Sense, Term, Test};
use crate::domain::text::text;
use crate::domain::time::OfficeTime;
use crate::domain::user::{AccountStatus, Onboarding, UserKind};

/// A filter being put together; what is not complete is left out of [`FilterDraft::filter`].
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FilterDraft {
    /// What has to be met.
    pub clauses: Vec<ClauseDraft>,
}

/// Alternatives being put together.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct ClauseDraft {
    /// The alternatives.
    pub terms: Vec<TermDraft>,
}

/// A term being put together.
#[derive(Clone, PartialEq, Debug)]
pub struct TermDraft {
    /// What is looked at.
    pub field: FilterField,
    /// What is said of it.
    pub operator: Operator,
    /// Codes and numbers that are chosen.
    pub codes: Vec<i64>,
    /// Texts that are chosen.
    pub texts: Vec<String>,
    /// A text that is typed.
    pub text: String,
    /// Days that are typed.
    pub days: String,
    /// The first day that is typed.
    pub first: String,
    /// The last day that is typed.
    pub last: String,
}

/// What a term is compared with.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Compared {
    /// Codes or numbers.
    Codes,
    /// Texts that some have.
    Texts,
    /// A text.
    Text,
    /// A number of days.
    Days,
    /// Two days.
    Between,
    /// Nothing.
    Nothing,
}

impl FilterDraft {
    /// What a filter looks like while it is changed.
    pub fn of(filter: &Filter) -> Self {
        let clause = |clause: &Clause| ClauseDraft {
            terms: clause.terms.iter().map(TermDraft::of).collect(),
        };
        Self {
            clauses: filter.clauses.iter().map(clause).collect(),
        }
    }

    /// The filter, as far as it is complete.
    pub fn filter(&self, time: &OfficeTime) -> Filter {
        let clauses = self.clauses.iter().map(|clause| clause.clause(time));
        Filter {
            clauses: clauses.filter(|clause| !clause.terms.is_empty()).collect(),
        }
    }
}

impl ClauseDraft {
    /// The clause, as far as it is complete.
    pub fn clause(&self, time: &OfficeTime) -> Clause {
        let terms = self.terms.iter().filter_map(|term| term.term(time));
        Clause {
            terms: terms.collect(),
        }
    }
}

impl TermDraft {
    /// A term that was just begun.
    pub fn new(field: FilterField) -> Self {
        Self::of(&Term::new(field, field.first_test()))
    }

    fn of(term: &Term) -> Self {
        let mut draft = Self {
            field: term.field,
            operator: term.operator(),
            codes: Vec::new(),
            texts: Vec::new(),
            text: String::new(),
            days: String::new(),
            first: String::new(),
            last: String::new(),
        };
        let day = |day: &Option<NaiveDate>| day.map(|day| day.to_string()).unwrap_or_default();
        match &term.test {
            Test::AnyOf(codes) | Test::AllOf(codes) => {
                draft.codes = codes.iter().copied().collect()
            }
            Test::OneOf(texts) | Test::EachOf(texts) => {
                draft.texts = texts.iter().cloned().collect();
            }
            Test::Contains(text) | Test::StartsWith(text) | Test::Equals(text) => {
                draft.text.clone_from(text);
            }
            Test::Last(days) | Test::NotLast(days) | Test::Next(days) => {
                draft.days = days.to_string();
            }
            Test::Between(first, last) => (draft.first, draft.last) = (day(first), day(last)),
            Test::Empty => {}
        }
        draft
    }

    /// The same of another field, with as much as fits it.
    pub fn set_field(&mut self, field: FilterField) {
        if field == self.field {
            return;
        }
        let fresh = Self::new(field);
        let keeps = field.kind() == self.field.kind() && field.operators().contains(&self.operator);
        *self = Self {
            operator: if keeps { self.operator } else { fresh.operator },
            text: std::mem::take(&mut self.text),
            days: if self.days.is_empty() {
                fresh.days
            } else {
                std::mem::take(&mut self.days)
            },
            first: std::mem::take(&mut self.first),
            last: std::mem::take(&mut self.last),
            ..fresh
        };
    }

    /// The same with something else said of the field.
    pub fn set_operator(&mut self, operator: Operator) {
        self.operator = operator;
        if self.compared() == Compared::Days && self.days.is_empty() {
            self.days = super::field::FIRST_DAYS.to_string();
        }
    }

    /// What it is compared with.
    pub fn compared(&self) -> Compared {
        use Operator as Op;
        let is_numbered = matches!(self.field.first_test(), Test::AnyOf(_));
        match self.operator {
            Op::AnyOf | Op::NoneOf | Op::AllOf | Op::NotAllOf if is_numbered => Compared::Codes,
            Op::AnyOf | Op::NoneOf | Op::AllOf | Op::NotAllOf => Compared::Texts,
            Op::Contains
            | Op::ContainsNot
            | Op::StartsWith
            | Op::StartsNotWith
            | Op::Equals
            | Op::EqualsNot => Compared::Text,
            Op::Last
            | Op::NotLast
            | Op::NeverOrNotLast
            | Op::NeverOrLast
            | Op::Next
            | Op::NotNext => Compared::Days,
            Op::Between | Op::NotBetween => Compared::Between,
            Op::Empty | Op::Known => Compared::Nothing,
        }
    }

    /// The term; none while it is not complete.
    pub fn term(&self, time: &OfficeTime) -> Option<Term> {
        use Operator as Op;
        let text = || self.text.trim().to_owned();
        let days = || self.days.trim().parse().ok();
        let (sense, test) = match self.operator {
            Op::AnyOf => (Sense::Is, self.one_of()),
            Op::NoneOf => (Sense::IsNot, self.one_of()),
            Op::AllOf => (Sense::Is, self.all_of()),
            Op::NotAllOf => (Sense::IsNot, self.all_of()),
            Op::Contains => (Sense::Is, Test::Contains(text())),
            Op::ContainsNot => (Sense::IsNot, Test::Contains(text())),
            Op::StartsWith => (Sense::Is, Test::StartsWith(text())),
            Op::StartsNotWith => (Sense::IsNot, Test::StartsWith(text())),
            Op::Equals => (Sense::Is, Test::Equals(text())),
            Op::EqualsNot => (Sense::IsNot, Test::Equals(text())),
            Op::Last => (Sense::Is, Test::Last(days()?)),
            Op::NeverOrNotLast => (Sense::IsNot, Test::Last(days()?)),
            Op::NotLast => (Sense::Is, Test::NotLast(days()?)),
            Op::NeverOrLast => (Sense::IsNot, Test::NotLast(days()?)),
            Op::Next => (Sense::Is, Test::Next(days()?)),
            Op::NotNext => (Sense::IsNot, Test::Next(days()?)),
            Op::Between => (Sense::Is, self.between(time)?),
            Op::NotBetween => (Sense::IsNot, self.between(time)?),
            Op::Empty => (Sense::Is, Test::Empty),
            Op::Known => (Sense::IsNot, Test::Empty),
        };
        let term = Term {
            field: self.field,
            sense,
            test,
        };
        term.is_valid().then_some(term)
    }

    /// What is wrong with what was typed; nothing while it is only not there yet.
    pub fn problem(&self, time: &OfficeTime) -> Option<&'static str> {
        let words = &text().filter;
        match self.compared() {
            Compared::Days if !self.days.trim().is_empty() && self.term(time).is_none() => {
                Some(words.days_range)
            }
            Compared::Between => match (day(&self.first, time), day(&self.last, time)) {
                (Err(NoDay), _) | (_, Err(NoDay)) => Some(words.day_format),
                (Ok(Some(first)), Ok(Some(last))) if first > last => Some(words.order),
                _ => None,
            },
            _ => None,
        }
    }

    fn one_of(&self) -> Test {
        match self.compared() {
            Compared::Codes => Test::AnyOf(self.codes.iter().copied().collect()),
            _ => Test::OneOf(self.texts.iter().cloned().collect()),
        }
    }

    fn all_of(&self) -> Test {
        match self.compared() {
            Compared::Codes => Test::AllOf(self.codes.iter().copied().collect()),
            _ => Test::EachOf(self.texts.iter().cloned().collect()),
        }
    }

    fn between(&self, time: &OfficeTime) -> Option<Test> {
        let first = day(&self.first, time).ok()?;
        let last = day(&self.last, time).ok()?;
        Some(Test::Between(first, last))
    }
}

/// What was typed is no day.
struct NoDay;

/// The day that was typed, as the office or the world writes it; none of an empty text.
fn day(typed: &str, time: &OfficeTime) -> Result<Option<NaiveDate>, NoDay> {
    let typed = typed.trim();
    if typed.is_empty() {
        return Ok(None);
    }
    let office = || NaiveDate::parse_from_str(typed, time.format.date_pattern());
    let day = typed.parse().or_else(|_| office());
    day.map(Some).map_err(|_| NoDay)
}

impl Naming<'_> {
    /// The codes and numbers that a field can have, with what they are called.
    pub fn options(&self, field: FilterField) -> Vec<(i64, String)> {
        fn coded<T: Copy>(
            all: &[T],
            code: fn(T) -> i64,
            label: fn(T) -> &'static str,
        ) -> Vec<(i64, String)> {
            let options = all.iter().map(|one| (code(*one), label(*one).to_owned()));
            options.collect()
        }
        let directory = self.directory;
        let named = |ids: Vec<(i64, &str)>| -> Vec<(i64, String)> {
            let options = ids.into_iter().map(|(id, name)| (id, name.to_owned()));
            options.collect()
        };
        match field {
            FilterField::Status => coded(
                AccountStatus::ALL,
                AccountStatus::code,
                AccountStatus::label,
            ),
            FilterField::Onboarding => coded(Onboarding::ALL, Onboarding::code, Onboarding::label),
            FilterField::Kind => coded(UserKind::ALL, UserKind::code, UserKind::label),
            FilterField::Roles => named(
                directory
                    .roles
                    .iter()
                    .map(|r| (r.role_id.0, r.name.as_str()))
                    .collect(),
            ),
            FilterField::Teams => named(
                directory
                    .teams
                    .iter()
                    .map(|t| (t.id.0, t.name.as_str()))
                    .collect(),
            ),
            FilterField::Workspaces => named(
                directory
                    .workspaces
                    .iter()
                    .map(|w| (w.id.0, w.name.as_str()))
                    .collect(),
            ),
            FilterField::Client => named(
                directory
                    .clients
                    .iter()
                    .map(|c| (c.id.0, c.name.as_str()))
                    .collect(),
            ),
            _ => Vec::new(),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::time::DateFormat;

    const TIME: OfficeTime = OfficeTime {
        zone: chrono_tz::Europe::Lisbon,
        format: DateFormat::MonthDayYear,
    };

    #[test]
    fn what_is_typed_is_the_filter_once_it_is_complete() {
        let mut draft = TermDraft::new(FilterField::EndDate);
        assert_eq!(
            draft.term(&TIME),
            Some(Term::new(FilterField::EndDate, Test::Next(30)))
        );
        draft.days = "0".into();
        assert_eq!(
            (draft.term(&TIME), draft.problem(&TIME).is_some()),
            (None, true)
        );
        draft.set_operator(Operator::NotBetween);
        assert_eq!((draft.term(&TIME), draft.problem(&TIME)), (None, None));
        (draft.first, draft.last) = ("11-21-2026".into(), "2026-11-20".into());
        assert_eq!(draft.problem(&TIME), Some(text().filter.order));
        draft.last = "soon".into();
        assert_eq!(draft.problem(&TIME), Some(text().filter.day_format));
        draft.last = String::new();
        let since = Test::Between(NaiveDate::from_ymd_opt(2026, 11, 21), None);
        assert_eq!(
            draft.term(&TIME),
            Some(Term::not(FilterField::EndDate, since))
        );
    }

    #[test]
    fn a_filter_comes_back_as_it_went() {
        let texts = || ["Sales".to_owned()].into();
        for &field in FilterField::ALL {
            for test in [
                Test::AnyOf([1, 2].into()),
                Test::AllOf([1].into()),
                Test::OneOf(texts()),
                Test::EachOf(texts()),
                Test::Contains("a".into()),
                Test::StartsWith("a".into()),
                Test::Equals("a".into()),
                Test::Last(3),
                Test::NotLast(3),
                Test::Next(3),
                Test::Between(NaiveDate::from_ymd_opt(2026, 1, 2), None),
                Test::Empty,
            ] {
                for sense in [Sense::Is, Sense::IsNot] {
                    let test = test.clone();
                    let filter = Filter::of(Term { field, sense, test });
                    if filter.is_valid() {
                        assert_eq!(FilterDraft::of(&filter).filter(&TIME), filter);
                    }
                }
            }
        }
    }
}
