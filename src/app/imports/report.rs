//! What an import did, or would do.

use std::collections::{BTreeMap, HashMap};

use serde::Serialize;

use crate::domain::change::Field;
use crate::domain::incoming::{ImportKind, Rejection};

/// Most rejections that are kept one by one; all are counted.
const KEPT: usize = 100_000;

/// Rows of a file by what becomes of them.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default, Serialize)]
pub struct Counts {
    /// Rows below the header.
    pub rows: u64,
    /// People or sign-ins that are added.
    pub new: u64,
    /// People of whom something changes.
    pub changed: u64,
    /// Rows that change nothing, repeated ones included.
    pub unchanged: u64,
    /// Rows that say the same as an earlier row of the file.
    pub repeated: u64,
    /// Rows that can't be taken.
    pub rejected: u64,
    /// People of the source who are not in the file.
    pub not_in_file: u64,
    /// Sign-ins of people who are not in the directory; kept until they appear.
    pub of_unknown_people: u64,
    /// Such people.
    pub unknown_people: u64,
    /// Rows of a log that are no sign-ins.
    pub other_events: u64,
    /// Waiting sign-ins that are joined with people of this file.
    pub joined: u64,
}

/// A name in the file that the office does not have.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct NewValue {
    /// Key of the field, such as `teams`.
    pub field: &'static str,
    /// The name.
    pub name: String,
    /// Rows that name it.
    pub rows: u64,
    /// Whether it is created; otherwise it is left out.
    pub created: bool,
}

/// The state of file and workspace that a rehearsal saw.
#[derive(Clone, PartialEq, Eq, Debug, Serialize)]
pub struct Basis {
    /// Bytes of the file.
    pub size: u64,
    /// SHA-256 of the file in hexadecimal digits.
    pub sha256: String,
    /// Number of the newest act in the workspace.
    pub seq: i64,
}

/// What an import did, or would do.
#[derive(Clone, PartialEq, Debug, Serialize)]
pub struct Report {
    /// What the file lists.
    pub kind: ImportKind,
    /// Name of the file.
    pub file: String,
    /// Rows by what becomes of them.
    pub counts: Counts,
    /// The source of which the file lists everybody; none where it lists some.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub full_list_of: Option<String>,
    /// How many people change in each field, by the field's key.
    pub changed_fields: BTreeMap<&'static str, u64>,
    /// Names that the office does not have.
    pub new_values: Vec<NewValue>,
    /// Where each new name stands in the list.
    #[serde(skip)]
    pub(super) places: HashMap<(Field, String), usize>,
    /// Headers of columns that hold credentials and were not read.
    pub dropped: Vec<String>,
    /// Onboarding status that new people get, by its key.
    pub new_onboarding: &'static str,
    /// Zone of times that have none.
    pub zone: String,
    /// Rows that can't be taken, in file order; at most 100,000.
    pub rejections: Vec<Rejection>,
    /// What the report holds for.
    pub basis: Basis,
}

impl Report {
    /// Notes a row that can't be taken.
    pub(super) fn reject(&mut self, rejection: Rejection) {
        self.counts.rejected += 1;
        if self.rejections.len() < KEPT {
            self.rejections.push(rejection);
        }
    }

    /// Notes that a person changes in a field.
    pub(super) fn change(&mut self, field: &str) {
        if let Some(field) = Field::from_key(field) {
            *self.changed_fields.entry(field.key()).or_insert(0) += 1;
        }
    }

    /// Notes a name that the office does not have.
    pub(super) fn new_value(&mut self, field: Field, name: &str, fate: Fate) {
        if let Some(value) = self.known_value(field, name) {
            value.rows += 1;
            return;
        }
        self.places
            .insert((field, name.to_owned()), self.new_values.len());
        self.new_values.push(NewValue {
            field: field.key(),
            name: name.to_owned(),
            rows: 1,
            created: fate == Fate::Created,
        });
    }

    fn known_value(&mut self, field: Field, name: &str) -> Option<&mut NewValue> {
        let at = self.places.get(&(field, name.to_owned()))?;
        self.new_values.get_mut(*at)
    }

    /// Counts a row that names what an earlier row created.
    pub(super) fn count_again(&mut self, field: Field, name: &str) {
        if let Some(value) = self.known_value(field, name).filter(|value| value.created) {
            value.rows += 1;
        }
    }

    /// Rows that come in: new, changed and unchanged ones.
    pub fn taken(&self) -> u64 {
        self.counts.rows - self.counts.rejected
    }
}

/// What becomes of a name that the office does not have.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) enum Fate {
    /// It is created.
    Created,
    /// It is left out.
    LeftOut,
}
