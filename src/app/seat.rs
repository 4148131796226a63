//! Who sits at the program. Whoever has locked it is set aside: they may do nothing until they have proven who they are.

use crate::domain::ids::{SessionId, UserId};

/// Who is signed in, and through which session.
#[derive(Clone, PartialEq, Debug)]
pub struct Operator {
    /// The person.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their session here.
    pub session_id: SessionId,
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
}
