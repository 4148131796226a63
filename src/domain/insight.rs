//! User Insight: the six figures, three charts and the last five logins.

use super::ids::{RoleId, SessionId, UserId};
use super::time::Timestamp;
use super::user::{AccountStatus, Onboarding};

/// Calendar days, today included, that "30 days" spans.
pub const WINDOW_DAYS: u64 = 30;

/// All that the User Insight screen shows, from one state of the file.
#[derive(Clone, PartialEq, Debug)]
pub struct Insight {
    /// When the figures hold.
    pub as_of: Timestamp,
    /// Users not deleted.
    pub total: u64,
    /// Created in the last 30 days.
    pub new_users: u64,
    /// New ÷ total 30 days ago; `None` where that total is zero.
    pub growth: Option<f64>,
    /// The same for the 30 days before.
    pub previous_growth: Option<f64>,
    /// Users whose creation time is unknown; left out of growth.
    pub created_unknown: u64,
    /// Account status Active.
    pub active: u64,
    /// Distinct users with a successful sign-in in 30 days.
    pub signed_in: u64,
    /// Average daily actives ÷ actives of the 30 days; `None` where nobody signed in.
    pub stickiness: Option<f64>,
    /// Sessions started, not ended, not expired.
    pub open_sessions: u64,
    /// Accounts that these sessions belong to.
    pub session_accounts: u64,
    /// Launched or in progress, not expired.
    pub pending: u64,
    /// Expired invitations.
    pub expired: u64,
    /// Users by account status, in the order of [`AccountStatus::ALL`].
    pub status: Vec<(AccountStatus, u64)>,
    /// Users by effective onboarding status, largest first.
    pub onboarding: Vec<(Onboarding, u64)>,
    /// Users by role, largest first; a user with several roles counts in each.
    pub roles: Vec<RoleCount>,
    /// Role assignments in all.
    pub assignments: u64,
    /// Users without a role.
    pub without_role: u64,
    /// The five newest successful sign-ins, newest first, ties by higher user number.
    pub last_logins: Vec<Login>,
}

/// How many users hold a role.
#[derive(Clone, PartialEq, Debug)]
pub struct RoleCount {
    /// The role.
    pub role_id: RoleId,
    /// Its name.
    pub name: String,
    /// Users who hold it.
    pub users: u64,
}

/// One successful sign-in.
#[derive(Clone, PartialEq, Debug)]
pub struct Login {
    /// Who.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Names of their roles.
    pub roles: Vec<String>,
    /// When.
    pub at: Timestamp,
}

/// One open session.
#[derive(Clone, PartialEq, Debug)]
pub struct SessionRow {
    /// The session.
    pub session_id: SessionId,
    /// Whose.
    pub user_id: UserId,
    /// Their name.
    pub name: String,
    /// Their e-mail.
    pub email: Option<String>,
    /// Device or program.
    pub device: String,
    /// System that it belongs to.
    pub source: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was last used.
    pub last_seen_at: Timestamp,
}

/// Growth in per cent points between two shares, such as `+0.4`.
pub fn points(now: f64, before: f64) -> f64 {
    (now - before) * 100.0
}

/// A share of a total, or `None` where the total is zero.
pub fn share(part: u64, total: u64) -> Option<f64> {
    (total > 0).then(|| part as f64 / total as f64)
}
