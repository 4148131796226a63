//! What an act changed about one object, as the log keeps it: in words, and part by part where it can be set back.

use serde::{Deserialize, Serialize};

use crate::domain::change::{Field, FieldChange};
use crate::domain::directory::Directory;
use crate::domain::undo::{Mark, State, UserState};
use crate::domain::user::Profile;
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
    /// Words, and parts that changed with something that can't be set back.
    Noted {
        #[serde(rename = "c")]
        changes: &'a [FieldChange],
        #[serde(rename = "f")]
        facts: &'a [Mark],
    },
    /// Words, and somebody who was added.
    Added {
        #[serde(rename = "c")]
        changes: &'a [FieldChange],
        #[serde(rename = "n")]
        added: &'a UserState,
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
    Noted {
        #[serde(rename = "c")]
        changes: Vec<FieldChange>,
        #[serde(rename = "f")]
        facts: Vec<Mark>,
    },
    Added {
        #[serde(rename = "c")]
        changes: Vec<FieldChange>,
        #[serde(rename = "n")]
        added: Box<UserState>,
    },
}

/// The bytes to keep.
pub(in crate::store) fn write(changes: &[FieldChange], marks: &[Mark]) -> Result<Vec<u8>> {
    let written = if marks.is_empty() {
        Written::Words(changes)
    } else {
        Written::Marked { changes, marks }
    };
    bytes(&written)
}

/// The bytes to keep of somebody who was added: shorter than their parts, and sooner written. `changes` are those of the
/// fields whose values are names, and of the times beside the profile.
pub(in crate::store) fn write_added(changes: &[FieldChange], added: &UserState) -> Result<Vec<u8>> {
    bytes(&Written::Added { changes, added })
}

/// The bytes to keep of what changed with something that can't be set back: a sign-in, which completes onboarding.
pub(in crate::store) fn write_noted(changes: &[FieldChange], facts: &[Mark]) -> Result<Vec<u8>> {
    bytes(&Written::Noted { changes, facts })
}

fn bytes(written: &Written<'_>) -> Result<Vec<u8>> {
    serde_json::to_vec(written).map_err(|_| StoreError::Unreadable("audit_change"))
}

/// What is said of somebody who was added: what they were by name is kept, the rest is told by what they were.
fn words_of_adding(kept: Vec<FieldChange>, added: &UserState) -> Vec<FieldChange> {
    let plain: Vec<Field> = Field::ALL
        .iter()
        .copied()
        .filter(|field| !Field::NAMED.contains(field))
        .collect();
    let (nothing, profile) = (Profile::default(), &added.profile);
    let mut words = Directory::default().changes_of(&plain, &nothing, profile);
    words.extend(kept);
    let place = |change: &FieldChange| Field::ALL.iter().position(|f| f.key() == change.field);
    words.sort_by_key(place);
    words
}

/// Every part that changed, whether it can be set back or not.
pub(super) fn parts(bytes: &[u8]) -> Result<Vec<Mark>> {
    match serde_json::from_slice(bytes) {
        Ok(Stored::Noted { facts, .. }) => Ok(facts),
        _ => Ok(read(bytes)?.1),
    }
}

/// Words of kept bytes, and the parts that can be set back.
pub(super) fn read(bytes: &[u8]) -> Result<(Vec<FieldChange>, Vec<Mark>)> {
    match serde_json::from_slice(bytes) {
        Ok(Stored::Words(changes) | Stored::Noted { changes, .. }) => Ok((changes, Vec::new())),
        Ok(Stored::Marked { changes, marks }) => Ok((changes, marks)),
        Ok(Stored::Added { changes, added }) => {
            let marks = State::default().marks(&added.state());
            Ok((words_of_adding(changes, &added), marks))
        }
        Err(_) => Err(StoreError::Unreadable("audit_change")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::directory::Named;
    use crate::domain::ids::TeamId;
    use crate::domain::user::AccountStatus;

    #[test]
    fn somebody_who_was_added_is_told_of_as_if_every_word_had_been_kept() {
        let directory = Directory {
            teams: vec![Named {
                id: TeamId(4),
                name: "Print".into(),
            }],
            ..Directory::default()
        };
        let profile = Profile {
            name: "Zoë".into(),
            status: AccountStatus::Inactive,
            notes: "late".into(),
            teams: [TeamId(4)].into(),
            ..Profile::default()
        };
        let nothing = Profile::default();
        let mut all = directory.changes(&nothing, &profile);
        let mut kept = directory.changes_of(Field::NAMED, &nothing, &profile);
        let time = FieldChange::of(Field::CreatedAt, "", "2024-02-03T10:00:00Z");
        all.push(time.clone());
        kept.push(time);
        let added = UserState {
            profile,
            ..UserState::default()
        };
        let (words, marks) = read(&write_added(&kept, &added).unwrap()).unwrap();
        assert_eq!(words, all);
        assert_eq!(marks, State::default().marks(&added.state()));
    }
}
