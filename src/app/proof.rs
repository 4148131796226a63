//! What is dangerous asks for the password again, unless it was given in the last minutes.
//!
//! A command and an export say whether they need it; a new one does not compile without its answer. The demo has no
//! passwords and asks for none.

use super::error::AppError;
use super::seat::Operator;
use crate::domain::office::Origin;
use crate::domain::time::Timestamp;

/// How long a password that was given stays good.
const FRESH_MS: i64 = 5 * 60 * 1_000;

/// Whether the password must have been given lately.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum FreshProof {
    /// It need not.
    NotNeeded,
    /// It must.
    Needed,
    /// It must where who holds which role changes, which only the work itself can tell.
    WhereRolesChange,
    /// It must where everybody is taken out, which only the work itself can tell.
    WhereEveryone,
}

/// Refuses where the operator has not given their password lately.
pub fn require(
    operator: Option<&Operator>,
    origin: Origin,
    now: Timestamp,
) -> Result<(), AppError> {
    let is_fresh = |operator: &Operator| (0..=FRESH_MS).contains(&(now.0 - operator.proven_at.0));
    if origin == Origin::Demo || operator.is_some_and(is_fresh) {
        return Ok(());
    }
    Err(AppError::ProofNeeded)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::ids::{SessionId, UserId};

    #[test]
    fn a_password_stays_good_for_five_minutes() {
        let operator = Operator {
            user_id: UserId(1),
            name: "Maya".into(),
            session_id: SessionId(1),
            proven_at: Timestamp(1_000_000),
        };
        for (at, is_good) in [
            (999_999, false),
            (1_000_000, true),
            (1_300_000, true),
            (1_300_001, false),
        ] {
            let answer = require(Some(&operator), Origin::Created, Timestamp(at));
            assert_eq!(answer.is_ok(), is_good, "{at}");
        }
        assert!(require(None, Origin::Created, Timestamp(0)).is_err());
        assert!(require(Some(&operator), Origin::Demo, Timestamp(0)).is_ok());
    }
}
