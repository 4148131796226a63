//! Sessions that are open now.

use std::collections::BTreeSet;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::Reach;
use crate::domain::fold::fold;
use crate::domain::ids::SessionId;
use crate::domain::insight::SessionRow;
use crate::domain::permission::Permission;
use crate::domain::segment::{Scope, Segment};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::store::columns::{Selection, in_view};
use crate::store::sessions::SOURCE;

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
    /// Those of others in this program that the operator may end.
    pub endable: BTreeSet<SessionId>,
}

/// Whether every word of a search occurs in what is shown of a session.
pub fn matches(row: &SessionRow, search: &str, time: &OfficeTime) -> bool {
    let shown = [
        row.user_id.contact_id().to_string(),
        row.name.clone(),
        row.email.clone().unwrap_or_default(),
        row.device.clone(),
        row.source.clone(),
        time.stamp(row.started_at),
    ]
    .map(|text| fold(&text));
    fold(search)
        .split_whitespace()
        .all(|word| shown.iter().any(|text| text.contains(word)))
}

impl Query for OpenSessions {
    const NAME: &'static str = "open_sessions";
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS);
    type Output = OpenSessionsAnswer;

    fn access(&self) -> Access {
        Access::Part(&[Permission::InsightView])
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<OpenSessionsAnswer, AppError> {
        let past = context.on(self.scope.day)?;
        let context = &past.context();
        let (snapshot, now) = (context.snapshot, context.now);
        let columns = snapshot.columns()?;
        let time = snapshot.office()?.time();
        let view = context.view(&[Permission::InsightView]);
        let contact = view.contact.clone();
        let everyone = Selection::new(view, self.scope, Segment::All, &time, now, Vec::new());
        let mut rows = snapshot.open_sessions(now)?;
        rows.retain_mut(|row| {
            let user = columns.user(row.user_id);
            let user = user.filter(|user| everyone.has(*user));
            if !user.is_some_and(|user| in_view(&contact, user)) {
                row.email = None;
            }
            user.is_some()
        });
        let may_end = if past.is_past() {
            Reach::Nobody
        } else {
            context.view(&[Permission::UsersSetPassword]).who
        };
        let own = context.actor.and_then(|actor| actor.user_id);
        let endable = rows.iter().filter(|row| {
            let user = columns.user(row.user_id);
            row.source == SOURCE
                && own != Some(row.user_id)
                && user.is_some_and(|user| in_view(&may_end, user))
        });
        Ok(OpenSessionsAnswer {
            as_of: now,
            endable: endable.map(|row| row.session_id).collect(),
            rows,
        })
    }
}
