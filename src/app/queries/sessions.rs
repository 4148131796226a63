//! Sessions that are open now.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::insight::SessionRow;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment};
use crate::domain::time::Timestamp;
use crate::store::columns::Selection;

/// Open sessions of a scope.
#[derive(Clone, PartialEq, Debug)]
pub struct OpenSessions {
    /// Part of the directory.
    pub scope: Scope,
}

/// The answer to [`OpenSessions`].
#[derive(Clone, PartialEq, Debug)]
pub struct OpenSessionsAnswer {
    /// When it holds.
    pub as_of: Timestamp,
    /// The sessions, last used first.
    pub rows: Vec<SessionRow>,
}

impl Query for OpenSessions {
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS);
    type Output = OpenSessionsAnswer;

    fn access(&self) -> Access {
        Access::Needs(Permission::InsightView)
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<OpenSessionsAnswer, AppError> {
        let (snapshot, now) = (context.snapshot, context.now);
        let columns = snapshot.columns()?;
        let time = snapshot.office()?.time();
        let everyone = Selection::new(self.scope, Segment::All, &time, now, Vec::new());
        let mut rows = snapshot.open_sessions(now)?;
        rows.retain(|row| {
            columns
                .user(row.user_id)
                .is_some_and(|user| everyone.has(user))
        });
        Ok(OpenSessionsAnswer { as_of: now, rows })
    }
}
