//! What the Sessions page shows of a row.

use super::ids::UserId;
use super::session::SessionKey;
use super::text::text;
use super::time::Timestamp;

/// Whether somebody can sign in here.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum AccountState {
    /// They can.
    Open,
    /// They must choose a new password when they do.
    Due,
    /// Not before the wait after wrong passwords is over.
    Waiting,
    /// Not until somebody unlocks them.
    Locked,
    /// Not with an inactive account.
    Inactive,
}

impl AccountState {
    /// Its words.
    pub fn label(self) -> &'static str {
        let words = &text().sessions;
        match self {
            Self::Open => words.state_open,
            Self::Due => words.state_due,
            Self::Waiting => words.state_waiting,
            Self::Locked => words.state_locked,
            Self::Inactive => words.state_inactive,
        }
    }
}

/// A row with what is shown of it.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionEntry {
    /// Which.
    pub key: SessionKey,
    /// Whose; none is an attempt with an address that nobody signs in with.
    pub user_id: Option<UserId>,
    /// Their name.
    pub name: String,
    /// Their e-mail, where it may be seen.
    pub email: Option<String>,
    /// Device or program.
    pub device: String,
    /// The system that it belongs to.
    pub source: String,
    /// From where it was tried.
    pub place: String,
    /// When it began.
    pub began: Option<Timestamp>,
    /// When it was last used, when it ended, or when it was tried.
    pub last: Option<Timestamp>,
    /// Why it ended or failed.
    pub reason: String,
    /// Of somebody who can sign in here.
    pub account: Option<AccountEntry>,
}

/// How somebody stands at the door.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct AccountEntry {
    /// Whether they can sign in.
    pub state: AccountState,
    /// Failures since the last success.
    pub failures: u32,
    /// Open sessions in this program.
    pub open: u64,
}
