//! A filter as people read it: `Status is Active · Created in the last 90 days`.

use std::collections::BTreeSet;

use chrono::NaiveDate;

use super::field::{FieldKind, FilterField, Operator};
use super::{Clause, Filter, Sense, Term, Test};
use crate::domain::directory::Directory;
use crate::domain::ids::{ClientId, RoleId, TeamId, WorkspaceId};
use crate::domain::text::{fill, text};
use crate::domain::time::OfficeTime;
use crate::domain::user::{AccountStatus, Onboarding, UserKind};

/// What names and days are told by.
#[derive(Clone, Copy)]
pub struct Naming<'a> {
    /// Names of roles, teams, workspaces and clients.
    pub directory: &'a Directory,
    /// How days are written.
    pub time: &'a OfficeTime,
}

impl Naming<'_> {
    /// What a code or number of a field is called.
    pub fn value(&self, field: FilterField, code: i64) -> String {
        let directory = self.directory;
        let found = match field {
            FilterField::Status => AccountStatus::from_code(code).map_or("", AccountStatus::label),
            FilterField::Onboarding => Onboarding::from_code(code).map_or("", Onboarding::label),
            FilterField::Kind => UserKind::from_code(code).map_or("", UserKind::label),
            FilterField::Roles => directory.role(RoleId(code)),
            FilterField::Teams => directory.team(TeamId(code)),
            FilterField::Workspaces => directory.workspace(WorkspaceId(code)),
            FilterField::Client => directory.client(ClientId(code)),
            _ => "",
        };
        if found.is_empty() {
            text().filter.gone.to_owned()
        } else {
            found.to_owned()
        }
    }

    /// The filter in one line; empty where there is none.
    pub fn filter(&self, filter: &Filter) -> String {
        let clauses = filter.clauses.iter().map(|clause| self.clause(clause));
        joined(text().filter.joined, clauses)
    }

    /// A clause in one line.
    pub fn clause(&self, clause: &Clause) -> String {
        let terms = clause.terms.iter().map(|term| self.term(term));
        joined(text().filter.group, terms)
    }

    /// A term in one line.
    pub fn term(&self, term: &Term) -> String {
        let words = &text().filter;
        let label = term.field.label();
        let said = |yes, no, value: &str| fill(term.sense.pick(yes, no), &[&label, &value]);
        let quoted = |text: &str| fill(words.quoted, &[&text.trim()]);
        match &term.test {
            Test::AnyOf(codes) => one_of(term, &self.codes(term.field, codes)),
            Test::OneOf(texts) => one_of(term, &Vec::from_iter(texts.clone())),
            Test::AllOf(codes) => all_of(term, &self.codes(term.field, codes)),
            Test::EachOf(texts) => all_of(term, &Vec::from_iter(texts.clone())),
            Test::Contains(text) => said(words.contains, words.contains_not, &quoted(text)),
            Test::StartsWith(text) => said(words.starts, words.starts_not, &quoted(text)),
            Test::Equals(text) => said(words.is, words.is_not, &quoted(text)),
            Test::Last(_) | Test::NotLast(_) | Test::Next(_) | Test::Between(..) => {
                self.when(term, label)
            }
            Test::Empty => empty(term),
        }
    }

    fn when(&self, term: &Term, label: &str) -> String {
        let words = &text().filter;
        let days = |days: u32, one: &str, many: &str| {
            fill(if days == 1 { one } else { many }, &[&label, &days])
        };
        let day = |day: &NaiveDate| self.time.day(*day);
        let said = match (&term.test, term.sense) {
            (Test::Last(n), Sense::IsNot) => {
                return days(*n, words.never_or_not_last_one, words.never_or_not_last);
            }
            (Test::Last(n), Sense::Is) => days(*n, words.last_one, words.last),
            (Test::NotLast(n), _) => days(*n, words.not_last_one, words.not_last),
            (Test::Next(n), _) => days(*n, words.next_one, words.next),
            (Test::Between(Some(first), Some(last)), _) => {
                fill(words.between, &[&label, &day(first), &day(last)])
            }
            (Test::Between(Some(first), None), _) => fill(words.since, &[&label, &day(first)]),
            (Test::Between(None, Some(last)), _) => fill(words.until, &[&label, &day(last)]),
            _ => String::new(),
        };
        match term.sense {
            Sense::Is => said,
            Sense::IsNot => fill(words.not, &[&said]),
        }
    }

    fn codes(&self, field: FilterField, codes: &BTreeSet<i64>) -> Vec<String> {
        codes.iter().map(|code| self.value(field, *code)).collect()
    }
}

fn one_of(term: &Term, names: &[String]) -> String {
    let words = &text().filter;
    let template = match (term.field.kind(), term.sense) {
        (FieldKind::List | FieldKind::Words, Sense::Is) => words.has,
        (FieldKind::List | FieldKind::Words, Sense::IsNot) => words.has_none,
        (_, Sense::Is) => words.is,
        (_, Sense::IsNot) => words.is_not,
    };
    fill(template, &[&term.field.label(), &some(names, words.two)])
}

fn all_of(term: &Term, names: &[String]) -> String {
    let words = &text().filter;
    let template = term.sense.pick(words.has_all, words.has_not_all);
    fill(template, &[&term.field.label(), &some(names, words.both)])
}

/// `Approver or Team lead`, `Approver or 3 more`.
fn some(names: &[String], joint: &str) -> String {
    match names {
        [] => String::new(),
        [only] => only.clone(),
        [one, other] => fill(joint, &[one, other]),
        [first, more @ ..] => fill(text().filter.more, &[first, &more.len()]),
    }
}

fn empty(term: &Term) -> String {
    let words = &text().filter;
    match (term.field, term.sense) {
        (FilterField::LastSignIn, Sense::Is) => words.never_signed_in.to_owned(),
        (FilterField::LastSignIn, Sense::IsNot) => words.has_signed_in.to_owned(),
        (FilterField::CreatedAt, Sense::Is) => words.created_unknown.to_owned(),
        (FilterField::CreatedAt, Sense::IsNot) => words.created_known.to_owned(),
        (field, Sense::Is) => fill(words.empty, &[&field.label()]),
        (field, Sense::IsNot) => fill(words.known, &[&field.label()]),
    }
}

fn joined(joint: &str, parts: impl Iterator<Item = String>) -> String {
    let both = |all: String, part: String| fill(joint, &[&all, &part]);
    parts.reduce(both).unwrap_or_default()
}

impl Operator {
    /// What people call it, of a field.
    pub fn label(self, field: FilterField) -> &'static str {
        let words = &text().filter;
        let is_list = matches!(field.kind(), FieldKind::List | FieldKind::Words);
        match self {
            Self::AnyOf if is_list => words.op_any_of,
            Self::NoneOf if is_list => words.op_none_of,
            Self::AnyOf | Self::Equals => words.op_is,
            Self::NoneOf | Self::EqualsNot => words.op_is_not,
            Self::AllOf => words.op_all_of,
            Self::NotAllOf => words.op_not_all_of,
            Self::Contains => words.op_contains,
            Self::ContainsNot => words.op_contains_not,
            Self::StartsWith => words.op_starts,
            Self::StartsNotWith => words.op_starts_not,
            Self::Last => words.op_last,
            Self::NotLast => words.op_not_last,
            Self::NeverOrLast => words.op_never_or_last,
            Self::NeverOrNotLast => words.op_never_or_not_last,
            Self::Next => words.op_next,
            Self::NotNext => words.op_not_next,
            Self::Between => words.op_between,
            Self::NotBetween => words.op_not_between,
            Self::Empty => match field {
                FilterField::LastSignIn => words.op_never,
                FilterField::CreatedAt => words.op_unknown,
                _ => words.op_empty,
            },
            Self::Known => match field {
                FilterField::LastSignIn => words.op_ever,
                FilterField::CreatedAt => words.op_is_known,
                _ => words.op_known,
            },
        }
    }
}
