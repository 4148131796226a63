//! A question to the file: what it reads, who may ask, and how it is answered from one state.

use std::collections::BTreeSet;

use chrono::NaiveDate;

pub use super::access::Access;
use super::access::{deleted, known_workspaces, view};
use super::error::AppError;
use super::topics::Topics;
use crate::domain::access::{Reach, Rights};
use crate::domain::actor::Actor;
use crate::domain::ids::WorkspaceId;
use crate::domain::permission::Permission;
use crate::domain::time::Timestamp;
use crate::store::columns::View;
use crate::store::reader::Snapshot;

/// A question. Equal values have equal answers until one of the topics changes.
pub trait Query: Clone + PartialEq + Send + 'static {
    /// The stable name of its kind, in the audit log and the program's own.
    const NAME: &'static str;
    /// What it reads.
    const READS: Topics;
    /// The answer.
    type Output: Send + Sync + 'static;

    /// What the operator's roles must allow.
    fn access(&self) -> Access;

    /// Answers from one state of the file.
    fn run(&self, context: &QueryContext<'_>) -> Result<Self::Output, AppError>;
}

/// What a question is answered from.
pub struct QueryContext<'a> {
    /// One state of the file.
    pub snapshot: &'a Snapshot<'a>,
    /// The operator, with rights as of this state.
    pub actor: Option<&'a Actor>,
    /// The present.
    pub now: Timestamp,
}

/// One state of the file as of a day, or as it is.
pub struct Past<'a> {
    snapshot: Snapshot<'a>,
    actor: Option<&'a Actor>,
    now: Timestamp,
    present: Timestamp,
}

impl Past<'_> {
    /// What questions about the day are answered from. Rights are those of the present.
    pub fn context(&self) -> QueryContext<'_> {
        QueryContext {
            snapshot: &self.snapshot,
            actor: self.actor,
            now: self.now,
        }
    }

    /// Whether the day has been.
    pub fn is_past(&self) -> bool {
        self.now != self.present
    }
}

impl<'a> QueryContext<'a> {
    /// The same as of the end of a day; as it is where there is no day or it has not ended.
    pub fn on(&self, day: Option<NaiveDate>) -> Result<Past<'a>, AppError> {
        let deleted = deleted(self.actor);
        let (snapshot, now) = self.snapshot.on(day, self.now, deleted)?;
        Ok(Past {
            snapshot,
            actor: self.actor,
            now,
            present: self.now,
        })
    }
}

impl QueryContext<'_> {
    /// What the operator may do.
    pub fn rights(&self) -> Result<&Rights, AppError> {
        let rights = self.actor.map(|actor| actor.rights.as_ref());
        rights.ok_or(AppError::NotSignedIn)
    }

    /// Whom the operator may see by any of some permissions, and whose contact data.
    pub fn view(&self, any: &[Permission]) -> View {
        view(self.actor, any)
    }

    /// The workspaces that the operator may know of, among some whose people a right covers.
    pub fn known_workspaces(
        &self,
        covered: &Reach,
        all: impl IntoIterator<Item = WorkspaceId>,
    ) -> Result<BTreeSet<WorkspaceId>, AppError> {
        known_workspaces(self.actor, covered, all, |id| self.snapshot.workspace(id))
    }
}
