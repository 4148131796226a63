//! Who sits at the program. Whoever has locked it is set aside: they may do nothing until they have proven who they are.

use crate::domain::ids::{SessionId, UserId};
use crate::domain::time::Timestamp;

/// Who is signed in, and through which session.
#[derive(Clone, PartialEq, Debug)]
pub struct Operator {
    /// The person.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their session here.
    pub session_id: SessionId,
    /// When they last gave their password.
    pub proven_at: Timestamp,
}

/// The place of the operator.
#[derive(Clone, PartialEq, Debug, Default)]
pub enum Seat {
    /// Nobody is signed in.
    #[default]
    Empty,
    /// Somebody is signed in.
    Taken(Operator),
    /// Somebody is signed in, and the program is locked.
    Locked(Operator),
}

impl Seat {
    /// Who may ask and do something.
    pub fn operator(&self) -> Option<&Operator> {
        match self {
            Self::Taken(operator) => Some(operator),
            Self::Empty | Self::Locked(_) => None,
        }
    }

    /// Who may unlock the program.
    pub fn set_aside(&self) -> Option<&Operator> {
        match self {
            Self::Locked(operator) => Some(operator),
            Self::Empty | Self::Taken(_) => None,
        }
    }

    /// The session, locked or not.
    pub fn session_id(&self) -> Option<SessionId> {
        match self {
            Self::Taken(operator) | Self::Locked(operator) => Some(operator.session_id),
            Self::Empty => None,
        }
    }

    /// Whether the same stay is in the same state, whenever the password was given last.
    pub fn is_like(&self, other: &Self) -> bool {
        self.session_id() == other.session_id()
            && self.operator().is_some() == other.operator().is_some()
    }
}
