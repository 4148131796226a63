//! The workspace file as a thing: what is known of it, how it was checked, and what a computer remembers of it.

use serde::{Deserialize, Serialize};

use super::audit::Hash;
use super::ids::{SessionId, UserId};
use super::log::hexadecimal;
use super::text::{count, fill, text};
use super::time::{OfficeTime, Timestamp};

/// Whether the bytes of the file are encrypted.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Encryption {
    /// They can be read only with the key.
    Encrypted,
    /// Whoever has the file can read it.
    Open,
}

impl Encryption {
    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().diagnostics;
        match self {
            Self::Encrypted => words.encrypted,
            Self::Open => words.not_encrypted,
        }
    }

    /// The stable key in a bundle.
    pub fn key(self) -> &'static str {
        match self {
            Self::Encrypted => "encrypted",
            Self::Open => "not encrypted",
        }
    }
}

/// A kind of check.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum CheckKind {
    /// The chain of the audit log.
    Log,
    /// Structure and references.
    Quick,
    /// Every index and every page too.
    Full,
}

impl CheckKind {
    /// Every kind.
    pub const ALL: [Self; 3] = [Self::Log, Self::Quick, Self::Full];

    /// The stable key in settings and in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::Log => "log",
            Self::Quick => "quick",
            Self::Full => "full",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().diagnostics;
        match self {
            Self::Log => words.check_log,
            Self::Quick => words.check_quick,
            Self::Full => words.check_full,
        }
    }
}

/// What a check found.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Checked {
    /// When.
    pub at: Timestamp,
    /// What is wrong; empty where nothing is.
    pub faults: Vec<String>,
    /// The newest entry that was verified; 0 where the log was not.
    #[serde(default)]
    pub head: i64,
}

impl Checked {
    /// Whether nothing is wrong.
    pub fn is_sound(&self) -> bool {
        self.faults.is_empty()
    }

    /// The result in words.
    pub fn said(&self, kind: CheckKind) -> String {
        let words = &text().diagnostics;
        match (self.faults.first(), kind) {
            (Some(fault), _) => fault.clone(),
            (None, CheckKind::Log) => fill(words.log_intact, &[&count(self.head.max(0) as u64)]),
            (None, CheckKind::Quick | CheckKind::Full) => words.file_sound.to_owned(),
        }
    }
}

/// What is to be thought of a file that was looked through, the worst last.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub enum Health {
    /// Nothing is wrong.
    Sound,
    /// Numbers that are kept beside the data don't agree with it.
    Miscounted,
    /// The log is not as it was written.
    LogChanged,
    /// Something can't be what was written.
    Damaged,
}

impl Health {
    /// What every page says of it; nothing where nothing is wrong.
    pub fn notice(self) -> Option<&'static str> {
        let words = &text().opening;
        match self {
            Self::Sound => None,
            Self::Miscounted => Some(words.numbers_wrong),
            Self::LogChanged => Some(words.log_changed),
            Self::Damaged => Some(words.damaged),
        }
    }
}

/// How far a computer has seen a file's log.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Checkpoint {
    /// The newest entry.
    pub seq: i64,
    /// Its hash, in hexadecimal.
    pub hash: String,
    /// When it was seen.
    pub at: Timestamp,
}

impl Checkpoint {
    /// What is seen now.
    pub fn new(seq: i64, hash: &Hash, at: Timestamp) -> Self {
        Self {
            seq,
            hash: hexadecimal(hash),
            at,
        }
    }
}

/// What happened in front of a file that was closed, so that it could not be written there.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Missed {
    /// Who had locked the program.
    pub user_id: UserId,
    /// When.
    pub at: Timestamp,
    /// What.
    pub what: MissedAct,
}

/// What can happen in front of a closed file.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub enum MissedAct {
    /// A wrong password was tried.
    Attempt,
    /// They left this session.
    SignOut(SessionId),
}

/// How a file's log stands to what a computer has seen of it.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Standing {
    /// It goes on from there.
    Fits,
    /// It ends before, at this entry: an older copy, or entries were cut off.
    Shorter(i64),
    /// The entry is there with another hash: the log was rewritten, or an older copy has gone on by itself.
    Rewritten,
}

impl Standing {
    /// What is to be said of it; nothing where all is well.
    pub fn said(self, seen: &Checkpoint, time: &OfficeTime) -> Option<String> {
        let words = &text().diagnostics;
        let (seq, at) = (count(seen.seq.max(0) as u64), time.as_of(seen.at));
        match self {
            Self::Fits => None,
            Self::Shorter(ended) => {
                let ended = count(ended.max(0) as u64);
                Some(fill(words.older, &[&ended, &seq, &at]))
            }
            Self::Rewritten => Some(fill(words.rewritten, &[&seq, &at])),
        }
    }
}

/// Something kept that can be worked out of something else.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Derived {
    /// The number of sign-ins.
    SignIns,
    /// The time of a person's last sign-in.
    LastSignIn,
    /// What lists and figures hold in memory of each person.
    Columns,
}

impl Derived {
    /// The stable key in the log.
    pub fn key(self) -> &'static str {
        match self {
            Self::SignIns => "sign_ins",
            Self::LastSignIn => "last_sign_in",
            Self::Columns => "columns",
        }
    }

    /// What people call it.
    pub fn label(self) -> &'static str {
        let words = &text().diagnostics;
        match self {
            Self::SignIns => words.derived_sign_ins,
            Self::LastSignIn => words.derived_last_sign_in,
            Self::Columns => words.derived_columns,
        }
    }
}

/// What differed when everything derived was worked out anew.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Difference {
    /// Of what.
    pub what: Derived,
    /// In how many places.
    pub places: u64,
    /// What was kept, where it is one number.
    pub kept: u64,
    /// What was counted, where it is one number.
    pub counted: u64,
}

impl Difference {
    /// The difference in words.
    pub fn said(&self) -> String {
        let words = &text().diagnostics;
        match self.what {
            Derived::SignIns => fill(
                words.differs_number,
                &[&self.what.label(), &count(self.kept), &count(self.counted)],
            ),
            Derived::LastSignIn | Derived::Columns => fill(
                words.differs_places,
                &[&self.what.label(), &count(self.places)],
            ),
        }
    }
}

/// Everything that differed.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct Recounted {
    /// What, and by how much.
    pub differences: Vec<Difference>,
    /// People whose last sign-in is to be mended.
    pub stale: Vec<UserId>,
}

impl Recounted {
    /// Adds a difference, where it is one.
    pub fn add(&mut self, difference: Difference) {
        if difference.places > 0 {
            self.differences.push(difference);
        }
    }

    /// Whether something of this kind differed.
    pub fn has(&self, what: Derived) -> bool {
        self.differences.iter().any(|one| one.what == what)
    }
}

/// What is known of a file.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct FileFacts {
    /// Bytes of a page.
    pub page_size: u64,
    /// Pages.
    pub pages: u64,
    /// Pages that are free.
    pub free_pages: u64,
    /// Bytes waiting in the write-ahead log.
    pub log_bytes: u64,
    /// The schema's number.
    pub schema: i64,
    /// The newest schema that this program knows.
    pub newest_schema: i64,
    /// The database engine's version.
    pub engine: String,
    /// The cipher's version.
    pub cipher: String,
    /// Whether it is encrypted.
    pub encryption: Encryption,
    /// People, deleted ones among them.
    pub people: u64,
    /// Sign-ins.
    pub sign_ins: u64,
    /// Entries of the audit log.
    pub entries: u64,
    /// Roles.
    pub roles: u64,
    /// Workspaces of the office.
    pub workspaces: u64,
    /// When its first act was.
    pub created: Option<Timestamp>,
    /// When a copy was last made of which the log tells.
    pub copied: Option<Timestamp>,
    /// The last check of each kind, where there was one.
    pub checks: Vec<(CheckKind, Checked)>,
}
