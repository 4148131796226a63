//! What a command answers.

use std::sync::Arc;

use chrono::NaiveDate;
use zeroize::Zeroizing;

use crate::app::backups::{Made, Restoring};
use crate::app::imports::Report;
use crate::app::seat::Operator;
use crate::app::viewing::Viewing;
use crate::domain::ids::{RoleId, UserId, ViewId, WorkspaceId};

/// What a command answers.
#[derive(Clone, PartialEq, Debug)]
pub enum Reply {
    /// It is done.
    Done,
    /// A person was added.
    Created(UserId),
    /// A role was added.
    RoleCreated(RoleId),
    /// A workspace was added or changed.
    WorkspaceSaved(WorkspaceId),
    /// A view was saved or changed.
    ViewSaved(ViewId),
    /// An act on several was set back, except for some.
    SetBack(SetBack),
    /// So many people were changed.
    ChangedMany(u64),
    /// So many accounts ended, whose last days are from one day to another.
    Ended {
        /// How many.
        count: u64,
        /// The earliest last day.
        from: NaiveDate,
        /// The latest.
        to: NaiveDate,
    },
    /// It is done, and a copy of the file from before is here.
    BackedUp(std::path::PathBuf),
    /// Somebody is signed in.
    SignedIn(Operator),
    /// A file was imported.
    Imported(Box<Report>),
    /// A backup was made.
    MadeBackup(Box<Made>),
    /// The file has another passphrase.
    PassphraseChanged {
        /// The new recovery code.
        code: Zeroizing<String>,
        /// Whether this computer remembers the new key, where it remembered the old one.
        is_remembered: Option<bool>,
    },
    /// A backup is ready to take the place of the file.
    Restoring(Arc<Restoring>),
    /// The recovery codes of the operator's second factor, which are shown once.
    RecoveryCodes(Vec<String>),
    /// The operator views as somebody.
    Viewing(Viewing),
}

/// What the asker of a command gets when it is done.
#[derive(Clone, PartialEq, Debug)]
pub struct Receipt {
    /// The answer.
    pub reply: Reply,
    /// The act's place in the log, where it can be set back.
    pub undoable: Option<i64>,
}

/// What came of setting back an act on several.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SetBack {
    /// How many were set back.
    pub changed: u64,
    /// How many stay as they are, because something stands in the way.
    pub kept: u64,
    /// One of those, and what stands in the way.
    pub example: String,
}
