//! Which column goes where and what its values mean: proposed, corrected by a person, remembered, or read from a file.

use std::collections::BTreeMap;

use serde::{Deserialize, Deserializer, Serialize};
use serde_json::Value;

use super::dates::DateOrder;
use super::headers::compact;
use super::problem::FileProblem;
use super::profiles::Profile;
use super::target::Target;
use crate::domain::incoming::{Coverage, ImportKind};
use crate::domain::text::{fill, text};
use crate::domain::user::Onboarding;

/// How a file's columns and values are understood.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct Mapping {
    /// What the file lists.
    pub kind: ImportKind,
    /// Key of the profile that it began from.
    #[serde(default)]
    pub profile: String,
    /// Name of the system in external IDs.
    #[serde(default)]
    pub source: String,
    /// Zone of times that have none: `utc`, `office`, or a name such as `Europe/Lisbon`.
    #[serde(default = "office_zone")]
    pub zone: String,
    /// Onboarding status of new people about whom the file says nothing: a key such as `completed`.
    #[serde(default = "completed", with = "onboarding_key")]
    pub new_onboarding: Onboarding,
    /// Whether the list has everybody of its source.
    #[serde(default)]
    pub covers: Coverage,
    /// The columns, in file order. In a file written by hand an object of header and target will do.
    #[serde(deserialize_with = "columns")]
    pub columns: Vec<ColumnMap>,
}

/// Rank of a column that names a person only where nothing better does.
pub(super) const LAST_RESORT: u8 = 9;

/// Where one column goes.
#[derive(Clone, PartialEq, Debug, Serialize, Deserialize)]
pub struct ColumnMap {
    /// Its header.
    #[serde(default)]
    pub header: String,
    /// Which of several columns of the same name, from 0.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub nth: usize,
    /// Where it goes.
    pub target: Target,
    /// Where several columns go to one target: the filled one of the lowest rank is taken.
    #[serde(default, skip_serializing_if = "is_zero_rank")]
    pub rank: u8,
    /// What the file's values mean, such as `suspended` → `inactive`; an empty text leaves the cell out.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub values: BTreeMap<String, String>,
    /// Whether days or months stand first; decided from the whole column where it is not said.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub date_order: Option<DateOrder>,
}

impl ColumnMap {
    /// A column that goes to a target.
    pub fn new(header: &str, nth: usize, target: Target, rank: u8) -> Self {
        Self {
            header: header.to_owned(),
            nth,
            target,
            rank,
            values: BTreeMap::new(),
            date_order: None,
        }
    }

    /// The values with their keys in the form in which cells are compared.
    pub fn compact_values(&self) -> BTreeMap<String, String> {
        self.values
            .iter()
            .map(|(from, to)| (compact(from), to.trim().to_owned()))
            .collect()
    }
}

impl Mapping {
    /// Reads a mapping file.
    pub fn from_json(json: &str) -> Result<Self, FileProblem> {
        let mut mapping: Self = serde_json::from_str(json.trim_start_matches('\u{feff}'))
            .map_err(|e| FileProblem::BadMapping(e.to_string()))?;
        if mapping.profile.is_empty() {
            Profile::any(mapping.kind).clone_into(&mut mapping.profile);
        }
        Ok(mapping)
    }

    /// The mapping as a file that [`Self::from_json`] reads.
    pub fn to_json(&self) -> String {
        serde_json::to_string_pretty(self).unwrap_or_default()
    }

    /// For each column of the mapping its place in a file with these headers.
    pub fn places(&self, headers: &[String]) -> Result<Vec<(usize, &ColumnMap)>, FileProblem> {
        let compacted: Vec<String> = headers.iter().map(|header| compact(header)).collect();
        self.columns
            .iter()
            .map(|column| {
                find(column, headers, &compacted)
                    .map(|index| (index, column))
                    .ok_or_else(|| {
                        let words = &text().import;
                        FileProblem::BadMapping(fill(words.mapping_column, &[&column.header]))
                    })
            })
            .collect()
    }

    /// Whether a column goes to the target.
    pub fn has(&self, target: Target) -> bool {
        self.columns.iter().any(|column| column.target == target)
    }

    /// Whether it can be told who is missing: the list has everybody, and each has a name in its source.
    pub fn tells_leavers(&self) -> bool {
        self.covers == Coverage::Everybody && self.has(Target::ExternalId)
    }

    /// The profile that the mapping began from.
    pub fn profile(&self) -> &'static str {
        Profile::from_key(&self.profile)
            .or_else(|| Profile::from_key(Profile::any(self.kind)))
            .map_or("", Profile::label)
    }
}

fn find(column: &ColumnMap, headers: &[String], compacted: &[String]) -> Option<usize> {
    let exact = headers
        .iter()
        .enumerate()
        .filter(|(_, header)| header.trim() == column.header.trim())
        .nth(column.nth);
    let wanted = compact(&column.header);
    exact.map(|(index, _)| index).or_else(|| {
        compacted
            .iter()
            .enumerate()
            .filter(|(_, name)| **name == wanted && !wanted.is_empty())
            .nth(column.nth)
            .map(|(index, _)| index)
    })
}

fn office_zone() -> String {
    "office".to_owned()
}

fn completed() -> Onboarding {
    Onboarding::Completed
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_zero(number: &usize) -> bool {
    *number == 0
}

#[expect(
    clippy::trivially_copy_pass_by_ref,
    reason = "serde hands out references"
)]
fn is_zero_rank(number: &u8) -> bool {
    *number == 0
}

/// The onboarding status by its stable key.
mod onboarding_key {
    use serde::{Deserialize, Deserializer, Serializer};

    use crate::domain::text::{fill, text};
    use crate::domain::user::Onboarding;
    use crate::import::values;

    #[expect(
        clippy::trivially_copy_pass_by_ref,
        reason = "serde hands out references"
    )]
    pub fn serialize<S: Serializer>(value: &Onboarding, to: S) -> Result<S::Ok, S::Error> {
        to.serialize_str(value.key())
    }

    pub fn deserialize<'de, D: Deserializer<'de>>(from: D) -> Result<Onboarding, D::Error> {
        let key = String::deserialize(from)?;
        Onboarding::from_key(&key)
            .or_else(|| values::onboarding(&key))
            .ok_or_else(|| {
                let label = text().field.onboarding;
                serde::de::Error::custom(fill(text().import.mapping_value, &[&key, &label]))
            })
    }
}

/// Columns as a list, or as an object whose keys are headers and whose values are targets or columns.
fn columns<'de, D: Deserializer<'de>>(from: D) -> Result<Vec<ColumnMap>, D::Error> {
    use serde::de::Error as _;
    match Value::deserialize(from)? {
        Value::Array(list) => list
            .into_iter()
            .map(|item| serde_json::from_value(item).map_err(D::Error::custom))
            .collect(),
        Value::Object(object) => object
            .into_iter()
            .map(|(header, item)| column(header, item).map_err(D::Error::custom))
            .collect(),
        _ => Err(D::Error::custom(text().import.mapping_columns)),
    }
}

fn column(header: String, item: Value) -> Result<ColumnMap, String> {
    if let Value::String(name) = item {
        return Target::try_from(name).map(|target| ColumnMap::new(&header, 0, target, 0));
    }
    let column: ColumnMap = serde_json::from_value(item).map_err(|e| e.to_string())?;
    Ok(ColumnMap { header, ..column })
}
