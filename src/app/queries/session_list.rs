//! The rows of the Sessions page: first the keys of all in their order, then those that are on screen. Beside them what
//! takes longer and is not needed to show them: the figures of all parts, and what the operator may do.

use std::sync::Arc;

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::session_acts::{Acts, acts};
use crate::app::session_sieve::{Sieve, state_of, why};
use crate::app::session_sight::{SHOWS, Sight};
use crate::app::topics::Topics;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::session::{SessionFilter, SessionKey};
use crate::domain::session_end::end_label;
use crate::domain::session_row::{AccountEntry, SessionEntry};
use crate::domain::text::text;
use crate::domain::time::Timestamp;
use crate::store::columns::in_view;
use crate::store::sessions::SOURCE;

/// Which rows a filter leaves.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionList {
    /// Which are wanted.
    pub filter: SessionFilter,
}

/// The answer to [`SessionList`].
#[derive(Clone, PartialEq, Debug)]
pub struct SessionListAnswer {
    /// When it holds.
    pub as_of: Timestamp,
    /// The rows, in order.
    pub keys: Arc<Vec<SessionKey>>,
    /// Systems, devices and reasons by which the part can be narrowed.
    pub choices: [Vec<String>; 3],
}

/// Who may ask about sessions at all.
pub(super) const ACCESS: Access = Access::Part(SHOWS);

impl Query for SessionList {
    const NAME: &'static str = "session_list";
    // A failed attempt is an entry of the log and nothing else.
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS).with(Topics::LOG);
    type Output = SessionListAnswer;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<SessionListAnswer, AppError> {
        let sifted = Sieve::new(context, &self.filter)?.list()?;
        Ok(SessionListAnswer {
            as_of: context.now,
            keys: Arc::new(sifted.keys),
            choices: sifted.choices,
        })
    }
}

/// How many rows each part has under a filter, and what the operator may do; the order of the filter does not matter.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionFigures {
    /// What narrows the parts.
    pub filter: SessionFilter,
}

/// The answer to [`SessionFigures`].
#[derive(Clone, PartialEq, Debug)]
pub struct SessionFiguresAnswer {
    /// How many rows each part has, by its place in [`Part::ALL`](crate::domain::session::Part::ALL).
    pub counts: [u64; 4],
    /// On what and on whom the operator may act, whatever the filter.
    pub acts: Acts,
}

impl Query for SessionFigures {
    const NAME: &'static str = "session_figures";
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS).with(Topics::LOG);
    type Output = SessionFiguresAnswer;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<SessionFiguresAnswer, AppError> {
        Ok(SessionFiguresAnswer {
            counts: Sieve::new(context, &self.filter)?.counts()?,
            acts: acts(context, None)?,
        })
    }
}

/// Rows of the page by key, as of an instant.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionRows {
    /// Which, in order.
    pub keys: Vec<SessionKey>,
}

impl Query for SessionRows {
    const NAME: &'static str = "session_rows";
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS).with(Topics::LOG);
    type Output = Vec<SessionEntry>;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<Vec<SessionEntry>, AppError> {
        let mut entries = Vec::with_capacity(self.keys.len());
        for key in &self.keys {
            entries.extend(entry(context, *key)?);
        }
        Ok(entries)
    }
}

/// A row, unless it is not there any more or may not be seen.
pub(in crate::app) fn entry(
    context: &QueryContext<'_>,
    key: SessionKey,
) -> Result<Option<SessionEntry>, AppError> {
    let found = match key {
        SessionKey::Session(session_id) => of_session(context, session_id)?,
        SessionKey::SignIn(user_id, at, event_key) => {
            let words = context.snapshot.failure_words((user_id, at, event_key))?;
            words.map(|words| SessionEntry {
                device: words.device,
                source: words.source,
                place: place(&words.place),
                reason: if words.reason.is_empty() {
                    text().sessions.why_unknown.to_owned()
                } else {
                    words.reason
                },
                ..blank(key, Some(user_id), Some(at))
            })
        }
        SessionKey::Attempt(seq) => context.snapshot.attempt(seq)?.map(|attempt| SessionEntry {
            source: SOURCE.to_owned(),
            reason: why(&attempt).to_owned(),
            ..blank(key, attempt.user_id, Some(attempt.at))
        }),
        SessionKey::Account(user_id) => of_account(context, user_id)?,
    };
    match found {
        Some(entry) => named(context, entry),
        None => Ok(None),
    }
}

fn blank(key: SessionKey, user_id: Option<UserId>, last: Option<Timestamp>) -> SessionEntry {
    SessionEntry {
        key,
        user_id,
        name: String::new(),
        email: None,
        device: String::new(),
        source: String::new(),
        place: String::new(),
        began: None,
        last,
        reason: String::new(),
        account: None,
    }
}

/// Application, address and place, as far as they are known.
fn place(parts: &[String; 3]) -> String {
    let known = parts.iter().filter(|part| !part.is_empty());
    known.cloned().collect::<Vec<_>>().join(" · ")
}

fn of_session(
    context: &QueryContext<'_>,
    session_id: SessionId,
) -> Result<Option<SessionEntry>, AppError> {
    let now = context.now;
    Ok(context.snapshot.stay(session_id)?.map(|stay| {
        let (last, reason) = if stay.is_open(now) {
            (stay.seen, "")
        } else {
            let reason = stay
                .ended
                .map(|_| stay.reason.as_deref().unwrap_or_default());
            (stay.ended.unwrap_or(stay.expires), end_label(reason))
        };
        let reason = reason.to_owned();
        let key = SessionKey::Session(session_id);
        SessionEntry {
            device: stay.device,
            source: stay.source,
            began: Some(stay.began),
            reason,
            ..blank(key, Some(stay.user_id), Some(last))
        }
    }))
}

fn of_account(
    context: &QueryContext<'_>,
    user_id: UserId,
) -> Result<Option<SessionEntry>, AppError> {
    let (snapshot, columns) = (context.snapshot, context.snapshot.columns()?);
    let sight = Sight::of(context);
    let user = columns.user(user_id).filter(|user| sight.manages(*user));
    let (Some(account), Some(user)) = (snapshot.account(user_id)?, user) else {
        return Ok(None);
    };
    let state = state_of(&account, user.status(), context.now);
    let key = SessionKey::Account(user_id);
    Ok(Some(SessionEntry {
        source: SOURCE.to_owned(),
        reason: state.label().to_owned(),
        account: Some(AccountEntry {
            state,
            failures: account.failures,
            open: snapshot.open_here(user_id, context.now)?,
        }),
        ..blank(key, Some(user_id), user.last_sign_in())
    }))
}

/// The row with its person's name, where they may be seen.
fn named(
    context: &QueryContext<'_>,
    mut entry: SessionEntry,
) -> Result<Option<SessionEntry>, AppError> {
    let (view, sight) = (context.view(SHOWS), Sight::of(context));
    let Some(user_id) = entry.user_id else {
        text().sessions.somebody.clone_into(&mut entry.name);
        return Ok(sight.is_whole().then_some(entry));
    };
    let columns = context.snapshot.columns()?;
    let user = columns.user(user_id).filter(|user| sight.sees(*user));
    let rows = context.snapshot.user_rows(&[user_id], context.now)?;
    let (Some(user), Some(row)) = (user, rows.into_iter().next()) else {
        return Ok(None);
    };
    entry.name = row.name;
    entry.email = row.email.filter(|_| in_view(&view.contact, user));
    Ok(Some(entry))
}
