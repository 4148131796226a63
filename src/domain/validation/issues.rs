//! Problems of a draft, by field.

use std::collections::BTreeMap;

use super::super::change::Field;

/// What is wrong with a draft: at most one problem a field.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Issues(BTreeMap<Field, String>);

impl Issues {
    /// Notes a problem; the first one of a field stays.
    pub fn add(&mut self, field: Field, problem: impl Into<String>) {
        self.0.entry(field).or_insert_with(|| problem.into());
    }

    /// The problem of a field.
    pub fn get(&self, field: Field) -> Option<&str> {
        self.0.get(&field).map(String::as_str)
    }

    /// The first field in form order that has a problem, and the problem.
    pub fn first(&self) -> Option<(Field, &str)> {
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
    pub fn iter(&self) -> impl Iterator<Item = (Field, &str)> {
        self.0
            .iter()
            .map(|(field, problem)| (*field, problem.as_str()))
    }

    /// Notes the problem of a parse and gives the value where there is one.
    pub fn take<T>(&mut self, field: Field, parsed: Result<T, String>) -> Option<T> {
        match parsed {
            Ok(value) => Some(value),
            Err(problem) => {
                self.add(field, problem);
                None
            }
        }
    }
}
