//! What every export is made from: one state of the file, the operator, the instant.

use std::sync::Arc;

use super::Export;
use crate::app::access;
use crate::app::backend::ReadContext;
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::app::proof::{self, FreshProof};
use crate::app::queries::directory::WholeDirectory;
use crate::app::queries::user_list::{UserList, list_permissions};
use crate::app::query::{Query, QueryContext};
use crate::app::seat::Operator;
use crate::domain::actor::Actor;
use crate::domain::directory::Directory;
use crate::domain::office::Office;
use crate::domain::segment::{Scope, UserListQuery};
use crate::domain::time::Timestamp;
use crate::store::reader::Snapshot;

/// One state of the file and who looks at it.
pub(super) struct Scene<'a> {
    pub(super) snapshot: &'a Snapshot<'a>,
    pub(super) actor: Option<Actor>,
    pub(super) office: Office,
    /// The instant as of which all is told.
    pub(super) now: Timestamp,
    /// The present.
    present: Timestamp,
    pub(super) progress: &'a Arc<Progress>,
    operator: Option<&'a Operator>,
}

/// One state of the file as of the day that an export is of, with the instant that is its present.
pub(super) fn then<'s>(
    snapshot: &Snapshot<'s>,
    what: &Export,
    context: &ReadContext<'_>,
) -> Result<(Snapshot<'s>, Timestamp), AppError> {
    let now = context.env.clock.now();
    let operator = context.operator.filter(|_| what.day().is_some());
    let actor = operator.map(|operator| access::actor(snapshot, operator, now));
    let deleted = access::deleted(actor.transpose()?.as_ref());
    Ok(snapshot.on(what.day(), now, deleted)?)
}

impl<'a> Scene<'a> {
    /// What is seen of `snapshot` as of `now`, by whoever has the rights that they have in the present.
    pub(super) fn new(
        presently: &Snapshot<'_>,
        (snapshot, now): &'a (Snapshot<'a>, Timestamp),
        context: &ReadContext<'a>,
    ) -> Result<Self, AppError> {
        let present = context.env.clock.now();
        let actor = match context.operator {
            Some(operator) => Some(access::actor(presently, operator, present)?),
            None => None,
        };
        Ok(Self {
            snapshot,
            actor,
            office: snapshot.office()?,
            now: *now,
            present,
            progress: context.progress,
            operator: context.operator,
        })
    }

    /// Refuses where the operator must give their password again first.
    pub(super) fn check_proof(&self, export: &Export) -> Result<(), AppError> {
        let is_needed = match (export.needs_fresh_proof(), export) {
            (FreshProof::Needed, _) => true,
            (FreshProof::WhereEveryone, Export::Users(query)) => {
                let rows = UserList(query.clone()).run(&self.question())?.ids;
                self.is_everyone(query, rows.len())?
            }
            (FreshProof::WhereEveryone, Export::Chosen(chosen, sort)) => {
                let query = chosen.list(*sort);
                let list = UserList(query.clone()).run(&self.question())?.ids;
                self.is_everyone(&query, chosen.among(&list).len())?
            }
            (
                FreshProof::NotNeeded | FreshProof::WhereRolesChange | FreshProof::WhereEveryone,
                _,
            ) => false,
        };
        if !is_needed {
            return Ok(());
        }
        proof::require(self.operator, self.office.origin, self.present)
    }

    /// Whether so many are everybody whom the operator may see, however they were asked for.
    fn is_everyone(&self, query: &UserListQuery, rows: usize) -> Result<bool, AppError> {
        let rows = rows as u64;
        let view = self.question().view(list_permissions(query.segment));
        let all = self.snapshot.user_count(&view.who, Scope::default())?;
        Ok(rows > 0 && rows == all)
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
