//! What an act changed about one object, as the log keeps it: in words, and part by part where it can be set back.

use serde::{Deserialize, Serialize};

use crate::domain::change::FieldChange;
use crate::domain::undo::Mark;
use crate::store::error::{Result, StoreError};

/// A payload to be written.
#[derive(Serialize)]
#[serde(untagged)]
enum Written<'a> {
    /// Words only.
    Words(&'a [FieldChange]),
    /// Words and parts.
    Marked {
        #[serde(rename = "c")]
        changes: &'a [FieldChange],
        #[serde(rename = "m")]
        marks: &'a [Mark],
    },
}

/// A payload as it was written.
#[derive(Deserialize)]
#[serde(untagged)]
enum Stored {
    Words(Vec<FieldChange>),
    Marked {
        #[serde(rename = "c")]
        changes: Vec<FieldChange>,
        #[serde(rename = "m")]
        marks: Vec<Mark>,
    },
}

/// The bytes to keep.
pub(in crate::store) fn write(changes: &[FieldChange], marks: &[Mark]) -> Result<Vec<u8>> {
    let written = if marks.is_empty() {
        Written::Words(changes)
    } else {
        Written::Marked { changes, marks }
    };
    serde_json::to_vec(&written).map_err(|_| StoreError::Unreadable("audit_change"))
}

/// Words and parts of kept bytes.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<FieldChange>, Vec<Mark>)> {
    match serde_json::from_slice(bytes) {
        Ok(Stored::Words(changes)) => Ok((changes, Vec::new())),
        Ok(Stored::Marked { changes, marks }) => Ok((changes, marks)),
        Err(_) => Err(StoreError::Unreadable("audit_change")),
    }
}
