//! What every export is made from: one state of the file, the operator, the instant.

use std::sync::Arc;

use crate::app::access;
use crate::app::backend::ReadContext;
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::app::queries::directory::WholeDirectory;
use crate::app::query::{Query, QueryContext};
use crate::domain::actor::Actor;
use crate::domain::directory::Directory;
use crate::domain::office::Office;
use crate::domain::time::Timestamp;
use crate::store::reader::Snapshot;

/// One state of the file and who looks at it.
pub(super) struct Scene<'a> {
    pub(super) snapshot: &'a Snapshot<'a>,
    pub(super) actor: Option<Actor>,
    pub(super) office: Office,
    pub(super) now: Timestamp,
    pub(super) progress: &'a Arc<Progress>,
}

impl<'a> Scene<'a> {
    pub(super) fn new(
        snapshot: &'a Snapshot<'a>,
        context: &ReadContext<'a>,
    ) -> Result<Self, AppError> {
        let now = context.env.clock.now();
        let actor = match context.operator {
            Some(operator) => Some(access::actor(snapshot, operator, now)?),
            None => None,
        };
        Ok(Self {
            snapshot,
            actor,
            office: snapshot.office()?,
            now,
            progress: context.progress,
        })
    }

    /// For asking the questions of the screens.
    pub(super) fn question(&self) -> QueryContext<'_> {
        QueryContext {
            snapshot: self.snapshot,
            actor: self.actor.as_ref(),
            now: self.now,
        }
    }

    /// Names of roles, teams, workspaces and clients, as far as the operator sees them.
    pub(super) fn directory(&self) -> Result<Directory, AppError> {
        WholeDirectory.run(&self.question())
    }

    /// Name of who exports.
    pub(super) fn who(&self) -> &str {
        self.actor.as_ref().map_or("", |actor| actor.name.as_str())
    }

    /// Stops where nobody wants the file any more.
    pub(super) fn go_on(&self) -> Result<(), AppError> {
        if self.progress.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        Ok(())
    }
}
