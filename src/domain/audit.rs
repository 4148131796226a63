//! The audit log's entry, its canonical bytes and the chain that binds entries together.
//!
//! Values about a person are encrypted before they come here: the chain covers the sealed bytes, so a purge can
//! destroy a person's key and leave the chain valid. Definition: `hash = SHA-256(previous hash ‖ canonical bytes)`.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::actor::Hand;
use super::ids::UserId;
use super::text::text;
use super::time::Timestamp;

/// A SHA-256 sum.
pub type Hash = [u8; 32];

/// What kind of thing a change is about.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
pub enum ObjectKind {
    /// The workspace file itself.
    Workspace = 0,
    /// A person.
    User = 1,
    /// A role.
    Role = 2,
    /// A team.
    Team = 3,
    /// A setting of the office.
    Setting = 4,
    /// A session of an operator.
    Session = 5,
    /// An import of a file.
    Import = 6,
    /// An export to a file.
    Export = 7,
    /// A workspace of the office.
    OfficeWorkspace = 8,
    /// A module.
    Module = 9,
    /// A plan.
    Plan = 10,
    /// An add-on.
    AddOn = 11,
    /// A saved view of the table of users.
    View = 12,
}

impl ObjectKind {
    /// The kind that a stored number stands for.
    pub fn from_code(code: i64) -> Option<Self> {
        const ALL: [ObjectKind; 13] = [
            ObjectKind::Workspace,
            ObjectKind::User,
            ObjectKind::Role,
            ObjectKind::Team,
            ObjectKind::Setting,
            ObjectKind::Session,
            ObjectKind::Import,
            ObjectKind::Export,
            ObjectKind::OfficeWorkspace,
            ObjectKind::Module,
            ObjectKind::Plan,
            ObjectKind::AddOn,
            ObjectKind::View,
        ];
        ALL.into_iter().find(|kind| *kind as i64 == code)
    }
}

impl Outcome {
    /// Every outcome, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Done, Self::Failed, Self::Denied];

    /// The stable key in exports.
    pub fn key(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::Failed => "failed",
            Self::Denied => "denied",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().audit_page;
        match self {
            Self::Done => words.done,
            Self::Failed => words.failed,
            Self::Denied => words.denied,
        }
    }

    /// The outcome that a stored number stands for.
    pub fn from_code(code: i64) -> Option<Self> {
        [Self::Done, Self::Denied, Self::Failed]
            .into_iter()
            .find(|outcome| *outcome as i64 == code)
    }
}

/// How an attempt ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum Outcome {
    /// It was done.
    Done = 0,
    /// It was refused for lack of a permission.
    Denied = 1,
    /// It was tried and did not succeed, such as a wrong password.
    Failed = 2,
}

/// One act, before it has a place in the chain.
#[derive(Clone, PartialEq, Debug)]
pub struct NewEntry {
    /// The command's stable name, such as `user.update`.
    pub command: &'static str,
    /// As whom it was seen, where that is somebody else than who acted.
    pub effective: Option<UserId>,
    /// What it was about.
    pub object: ObjectKind,
    /// Which one, where it was about one.
    pub object_id: Option<i64>,
    /// Why, in the operator's words.
    pub reason: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
    /// Facts of the act that are not about one person, such as a file's name and hash, as JSON.
    pub details: String,
    /// How many records were touched.
    pub count: u64,
}

impl NewEntry {
    /// A successful act on one object.
    pub fn done(command: &'static str, object: ObjectKind, object_id: Option<i64>) -> Self {
        Self {
            command,
            effective: None,
            object,
            object_id,
            reason: None,
            outcome: Outcome::Done,
            details: String::new(),
            count: 1,
        }
    }

    /// The same with details.
    pub fn with_details(self, details: String) -> Self {
        Self { details, ..self }
    }
}

/// An entry in its place: what the hash covers.
#[derive(Clone, PartialEq, Debug)]
pub struct Link<'a> {
    /// Place in the log, from 1 without gaps.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who.
    pub actor: Option<UserId>,
    /// On whose behalf, where it differs.
    pub effective: Option<UserId>,
    /// The command's stable name.
    pub command: &'a str,
    /// What.
    pub entry: &'a NewEntry,
    /// SHA-256 over the entry's change rows in their order.
    pub changes_hash: Hash,
}

/// The hash of an entry that follows `previous`.
pub fn chain_hash(previous: &Hash, link: &Link<'_>) -> Hash {
    let mut sum = Sha256::new();
    sum.update(previous);
    put_int(&mut sum, link.seq);
    put_int(&mut sum, link.at.0);
    put_optional(&mut sum, link.actor.map(|u| u.0));
    put_optional(&mut sum, link.effective.map(|u| u.0));
    put_text(&mut sum, link.command);
    put_int(&mut sum, link.entry.object as i64);
    put_optional(&mut sum, link.entry.object_id);
    put_int(&mut sum, i64::from(link.entry.reason.is_some()));
    put_text(&mut sum, link.entry.reason.as_deref().unwrap_or_default());
    put_int(&mut sum, link.entry.outcome as i64);
    put_text(&mut sum, &link.entry.details);
    put_int(&mut sum, link.entry.count as i64);
    sum.update(link.changes_hash);
    sum.finalize().into()
}

/// Adds one change row to the sum that an entry's hash covers.
pub fn absorb_change(sum: &mut Sha256, object: i64, object_id: i64, payload: &[u8]) {
    put_int(sum, object);
    put_int(sum, object_id);
    put_int(sum, payload.len() as i64);
    sum.update(payload);
}

fn put_int(sum: &mut Sha256, value: i64) {
    sum.update(value.to_be_bytes());
}

/// Nothing and zero are different facts.
fn put_optional(sum: &mut Sha256, value: Option<i64>) {
    put_int(sum, i64::from(value.is_some()));
    put_int(sum, value.unwrap_or(0));
}

fn put_text(sum: &mut Sha256, value: &str) {
    put_int(sum, value.len() as i64);
    sum.update(value.as_bytes());
}

/// An act of the log.
#[derive(Clone, PartialEq, Debug)]
pub struct Act {
    /// Place in the audit log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whose hand; `None` is the program.
    pub actor: Option<Hand>,
    /// The command's stable name.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// How it ended.
    pub outcome: Outcome,
}

/// What an act changed about one object.
#[derive(Clone, PartialEq, Debug)]
pub struct Touched {
    /// Its kind.
    pub object: ObjectKind,
    /// Its number.
    pub object_id: i64,
    /// In words.
    pub changes: Vec<super::change::FieldChange>,
    /// Part by part; nothing where it can't be set back.
    pub marks: Vec<super::undo::Mark>,
}

/// One line of a person's history: an act and what it changed about them.
#[derive(Clone, PartialEq, Debug)]
pub struct HistoryItem {
    /// Place in the audit log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Who did it; `None` is the program.
    pub actor: Option<Hand>,
    /// The command's stable name.
    pub command: String,
    /// Why.
    pub reason: Option<String>,
    /// What changed, field by field.
    pub changes: Vec<super::change::FieldChange>,
    /// Whether it was recorded part by part, so that it can be set back.
    pub is_undoable: bool,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_part_of_an_entry_changes_its_hash() {
        let entry = NewEntry::done("user.update", ObjectKind::User, Some(7));
        let link = Link {
            seq: 1,
            at: Timestamp(5),
            actor: Some(UserId(1)),
            effective: None,
            command: entry.command,
            entry: &entry,
            changes_hash: [0; 32],
        };
        let base = chain_hash(&[0; 32], &link);
        let reasoned = NewEntry {
            reason: Some("asked".into()),
            ..entry.clone()
        };
        let others = [
            Link {
                seq: 2,
                ..link.clone()
            },
            Link {
                at: Timestamp(6),
                ..link.clone()
            },
            Link {
                actor: None,
                ..link.clone()
            },
            Link {
                effective: Some(UserId(1)),
                ..link.clone()
            },
            Link {
                changes_hash: [1; 32],
                ..link.clone()
            },
            Link {
                entry: &reasoned,
                ..link.clone()
            },
        ];
        for other in &others {
            assert_ne!(chain_hash(&[0; 32], other), base, "{other:?}");
        }
        assert_ne!(chain_hash(&[1; 32], &link), base);
    }
}
