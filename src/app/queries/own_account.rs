//! The operator's own account: second factor and open sessions.

use crate::app::error::AppError;
use crate::app::query::{Access, Query, QueryContext};
use crate::app::topics::Topics;
use crate::domain::insight::SessionRow;
use crate::domain::time::Timestamp;

/// The operator's own account.
#[derive(Clone, PartialEq, Debug)]
pub struct OwnAccount;

/// The answer to [`OwnAccount`].
#[derive(Clone, PartialEq, Debug)]
pub struct OwnAccountAnswer {
    /// The address that they sign in with.
    pub email: String,
    /// Whether they sign in with a password; in the demo nobody does.
    pub has_password: bool,
    /// Their second factor.
    pub factor: Option<OwnFactor>,
    /// Their open sessions in this program, last used first.
    pub sessions: Vec<SessionRow>,
}

/// The operator's second factor, without its secret.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct OwnFactor {
    /// When it was turned on.
    pub since: Timestamp,
    /// Recovery codes that were not used yet.
    pub codes_left: u64,
}

impl Query for OwnAccount {
    const NAME: &'static str = "own_account";
    const READS: Topics = Topics::SESSIONS.with(Topics::USERS);
    type Output = OwnAccountAnswer;

    fn access(&self) -> Access {
        Access::SignedIn
    }

    fn run(&self, context: &QueryContext<'_>) -> Result<OwnAccountAnswer, AppError> {
        let user_id = context.actor.and_then(|actor| actor.user_id);
        let user_id = user_id.ok_or(AppError::NotSignedIn)?;
        let snapshot = context.snapshot;
        let factor = snapshot.second_factor(user_id)?;
        Ok(OwnAccountAnswer {
            email: snapshot.user(user_id)?.profile.email.unwrap_or_default(),
            has_password: snapshot.credential_of(user_id)?.is_some(),
            factor: factor.map(|factor| OwnFactor {
                since: factor.since,
                codes_left: factor.codes_left,
            }),
            sessions: snapshot.own_sessions(user_id, context.now)?,
        })
    }
}
