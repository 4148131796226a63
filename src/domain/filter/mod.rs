//! Conditions on people, joined by and, or and not: what the chips above a list say.
//!
//! A filter is a conjunction of clauses, each a disjunction of terms, each a condition or its opposite; every combination of
//! and, or and not can be brought into this form. It is kept as JSON in views and told in exports.

mod draft;
mod field;
mod words;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use serde::{Deserialize, Serialize};

pub use draft::{ClauseDraft, Compared, FilterDraft, TermDraft};
pub use field::{FieldKind, FilterField, Operator};
pub use words::Naming;

/// Who is wanted: those who meet every clause. Without clauses everybody does.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Filter {
    /// What has to be met.
    #[serde(rename = "all", default)]
    pub clauses: Vec<Clause>,
}

/// One thing that has to be met: at least one of its terms.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub struct Clause {
    /// The alternatives.
    #[serde(rename = "any")]
    pub terms: Vec<Term>,
}

/// A condition, or its opposite.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
pub struct Term {
    /// What is looked at.
    pub field: FilterField,
    /// Whether the opposite is meant.
    #[serde(default, skip_serializing_if = "Sense::is_plain")]
    pub sense: Sense,
    /// What has to hold.
    pub test: Test,
}

/// Whether a condition is meant, or its opposite.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Sense {
    /// The condition.
    #[default]
    Is,
    /// Its opposite.
    IsNot,
}

/// What has to hold of a field.
#[derive(Clone, PartialEq, Eq, Hash, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum Test {
    /// One of these codes or numbers is there.
    AnyOf(BTreeSet<i64>),
    /// All of these numbers are there.
    AllOf(BTreeSet<i64>),
    /// One of these texts is there.
    OneOf(BTreeSet<String>),
    /// All of these texts are there.
    EachOf(BTreeSet<String>),
    /// The text has this in it.
    Contains(String),
    /// The text begins with this.
    StartsWith(String),
    /// The text is this.
    Equals(String),
    /// In the last days of the office, of which today is one.
    Last(u32),
    /// Known, and before the last days.
    NotLast(u32),
    /// From today on, within so many days, of which today is one.
    Next(u32),
    /// From the first day to the last; either may be open.
    Between(Option<NaiveDate>, Option<NaiveDate>),
    /// There is nothing: no role, no address, never, unknown.
    Empty,
}

/// Days that a window may be long: ten years.
pub const DAYS_MAX: u32 = 3_660;

impl Sense {
    fn is_plain(&self) -> bool {
        *self == Self::Is
    }

    /// The first of a condition, the second of its opposite.
    pub fn pick<T>(self, is: T, is_not: T) -> T {
        match self {
            Self::Is => is,
            Self::IsNot => is_not,
        }
    }

    /// The other one.
    pub fn flipped(self) -> Self {
        match self {
            Self::Is => Self::IsNot,
            Self::IsNot => Self::Is,
        }
    }
}

impl Filter {
    /// Whether everybody is wanted.
    pub fn is_empty(&self) -> bool {
        self.clauses.is_empty()
    }

    /// One condition.
    pub fn of(term: Term) -> Self {
        Self {
            clauses: vec![Clause { terms: vec![term] }],
        }
    }

    /// The same with one clause more.
    #[must_use]
    pub fn and(mut self, term: Term) -> Self {
        self.clauses.push(Clause { terms: vec![term] });
        self
    }

    /// Every term.
    pub fn terms(&self) -> impl Iterator<Item = &Term> {
        self.clauses.iter().flat_map(|clause| &clause.terms)
    }

    /// Whether a term looks at e-mail, phone or extension.
    pub fn asks_contact(&self) -> bool {
        self.terms().any(|term| term.field.is_contact())
    }

    /// Whether a term looks at what lists don't hold ready: notes, or what other systems call somebody.
    pub fn asks_outside(&self) -> bool {
        use FilterField::{ExternalId, MissingFrom, Notes, Source};
        let outside = [Notes, Source, MissingFrom, ExternalId];
        self.terms().any(|term| outside.contains(&term.field))
    }

    /// Whether every test fits its field, as in one that a file or somebody else has written it may not.
    pub fn is_valid(&self) -> bool {
        self.clauses.iter().all(|clause| !clause.terms.is_empty())
            && self.terms().all(Term::is_valid)
    }
}

impl Term {
    /// A condition.
    pub fn new(field: FilterField, test: Test) -> Self {
        Self {
            field,
            sense: Sense::Is,
            test,
        }
    }

    /// The opposite of a condition.
    pub fn not(field: FilterField, test: Test) -> Self {
        Self {
            sense: Sense::IsNot,
            ..Self::new(field, test)
        }
    }

    /// Whether the test fits the field and says something.
    pub fn is_valid(&self) -> bool {
        let is_numbered = matches!(self.field.first_test(), Test::AnyOf(_));
        let fits = match self.test {
            Test::AnyOf(_) | Test::AllOf(_) => is_numbered,
            Test::OneOf(_) | Test::EachOf(_) => !is_numbered,
            _ => true,
        };
        fits && self.field.operators().contains(&self.operator()) && self.test.is_complete()
    }

    /// What is said of the field.
    pub fn operator(&self) -> Operator {
        let of = |yes, no| self.sense.pick(yes, no);
        match self.test {
            Test::AnyOf(_) | Test::OneOf(_) => of(Operator::AnyOf, Operator::NoneOf),
            Test::AllOf(_) | Test::EachOf(_) => of(Operator::AllOf, Operator::NotAllOf),
            Test::Contains(_) => of(Operator::Contains, Operator::ContainsNot),
            Test::StartsWith(_) => of(Operator::StartsWith, Operator::StartsNotWith),
            Test::Equals(_) => of(Operator::Equals, Operator::EqualsNot),
            Test::Last(_) => of(Operator::Last, Operator::NeverOrNotLast),
            Test::NotLast(_) => of(Operator::NotLast, Operator::NeverOrLast),
            Test::Next(_) => of(Operator::Next, Operator::NotNext),
            Test::Between(..) => of(Operator::Between, Operator::NotBetween),
            Test::Empty => of(Operator::Empty, Operator::Known),
        }
    }
}

impl Test {
    /// Whether what it compares with is there.
    fn is_complete(&self) -> bool {
        match self {
            Self::AnyOf(codes) | Self::AllOf(codes) => !codes.is_empty(),
            Self::OneOf(texts) | Self::EachOf(texts) => !texts.is_empty(),
            Self::Contains(text) | Self::StartsWith(text) | Self::Equals(text) => {
                !text.trim().is_empty()
            }
            Self::Last(days) | Self::NotLast(days) | Self::Next(days) => {
                (1..=DAYS_MAX).contains(days)
            }
            Self::Between(None, None) => false,
            Self::Between(Some(first), Some(last)) => first <= last,
            Self::Between(..) | Self::Empty => true,
        }
    }
}
