//! Problems of a draft, by field.

use std::collections::BTreeMap;

use super::super::change::Field;

/// What is wrong with a draft: at most one problem a field. The fields are a user's where nothing else is said.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct Issues<F = Field>(BTreeMap<F, String>);

impl<F> Default for Issues<F> {
    fn default() -> Self {
        Self(BTreeMap::new())
    }
}

impl<F: Copy + Ord> Issues<F> {
    /// The problem of one field.
    pub fn one(field: F, problem: impl Into<String>) -> Self {
        let mut issues = Self::default();
        issues.add(field, problem);
        issues
    }

    /// Notes a problem; the first one of a field stays.
    pub fn add(&mut self, field: F, problem: impl Into<String>) {
        self.0.entry(field).or_insert_with(|| problem.into());
    }

    /// The problem of a field.
    pub fn get(&self, field: F) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    /// The first field in form order that has a problem, and the problem.
    pub fn first(&self) -> Option<(F, &str)> {
        self.0
            .iter()
            .next()
            .map(|(field, problem)| (*field, problem.as_str()))
    }

    /// Whether nothing is wrong.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }

    /// How many fields have a problem.
    pub fn len(&self) -> usize {
        self.0.len()
    }

    /// Fields and problems in form order.
    pub fn iter(&self) -> impl Iterator<Item = (F, &str)> {
        self.0
            .iter()
            .map(|(field, problem)| (*field, problem.as_str()))
    }

    /// Notes the problem of a parse and gives the value where there is one.
    pub fn take<T>(&mut self, field: F, parsed: Result<T, String>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem);
                None
            }
        }
    }
}
