//! What a person's form shows of their sessions: how they stand at the door, and the newest few of each part.

use std::sync::Arc;

use super::session_list::{ACCESS, entry};
use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::session_acts::{Acts, acts};
use crate::app::session_sieve::Sieve;
use crate::app::topics::Topics;
use crate::domain::ids::UserId;
use crate::domain::session::{Part, SessionFilter, SessionKey};
use crate::domain::session_row::{AccountEntry, SessionEntry};
use crate::domain::time::Timestamp;

/// The newest few of a person's sessions and failed sign-ins.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct PersonSessions {
    /// Who.
    pub user_id: UserId,
}

/// The answer to [`PersonSessions`].
#[derive(Clone, PartialEq, Debug)]
pub struct PersonSessionsAnswer {
    /// When it holds.
    pub as_of: Timestamp,
    /// Each part that tells of sessions.
    pub parts: Vec<PersonPart>,
    /// How they stand at the door, where they have a password here and the operator may manage them.
    pub account: Option<AccountEntry>,
    /// What the operator may do.
    pub acts: Arc<Acts>,
}

/// A part of the Sessions page, of one person.
#[derive(Clone, PartialEq, Debug)]
pub struct PersonPart {
    /// Which.
    pub part: Part,
    /// How many rows it has.
    pub total: u64,
    /// The newest few.
    pub entries: Vec<SessionEntry>,
}

/// So many rows of each part are shown in a person's form.
const FEW: usize = 5;

impl Query for PersonSessions {
    const NAME: &'static str = "person_sessions";
    // A failed attempt is an entry of the log and nothing else.
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS).with(Topics::LOG);
    type Output = PersonSessionsAnswer;

    fn access(&self) -> Access {
        ACCESS
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<PersonSessionsAnswer, AppError> {
        let mut parts = Vec::new();
        for part in [Part::Now, Part::Ended, Part::Failed] {
            let filter = SessionFilter {
                person: Some(self.user_id),
                ..SessionFilter::of(part)
            };
            let keys = Sieve::new(context, &filter)?.list()?.keys;
            let mut entries = Vec::new();
            for key in keys.iter().take(FEW) {
                entries.extend(entry(context, *key)?);
            }
            parts.push(PersonPart {
                part,
                total: keys.len() as u64,
                entries,
            });
        }
        let account = entry(context, SessionKey::Account(self.user_id))?;
        Ok(PersonSessionsAnswer {
            as_of: context.now,
            parts,
            account: account.and_then(|entry| entry.account),
            acts: Arc::new(acts(context, Some(self.user_id))?),
        })
    }
}
