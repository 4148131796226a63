//! What the file keeps about one person beside their record: what they get when they ask for their data.

use super::access::Grant;
use super::ids::RoleId;
use super::incoming::SignInOutcome;
use super::time::Timestamp;
use super::view::Sharing;

/// An attempt to sign in, here or as another system reported it.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SignInRecord {
    /// When.
    pub at: Timestamp,
    /// How it ended.
    pub outcome: SignInOutcome,
    /// System that reported it.
    pub source: String,
    /// Program that was opened.
    pub application: String,
    /// Device, browser and system.
    pub device: String,
    /// Network address.
    pub ip: String,
    /// Place.
    pub location: String,
    /// Why it was refused or interrupted.
    pub reason: String,
}

/// A session, open or ended.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct SessionRecord {
    /// System that it is in.
    pub source: String,
    /// Device, browser and system.
    pub device: String,
    /// When it began.
    pub started_at: Timestamp,
    /// When it was used last.
    pub last_seen_at: Timestamp,
    /// When it runs out by itself.
    pub expires_at: Timestamp,
    /// When somebody ended it.
    pub ended_at: Option<Timestamp>,
    /// Why.
    pub end_reason: String,
}

/// A role and how it is held.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct RoleRecord {
    /// The role.
    pub role_id: RoleId,
    /// Where, since when, until when.
    pub grant: Grant,
}

/// What an access review decided about the person.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ReviewRecord {
    /// What was reviewed.
    pub name: String,
    /// When.
    pub at: Timestamp,
    /// Whether they kept it.
    pub is_kept: bool,
    /// Why not.
    pub reason: String,
    /// Their last sign-in, as it was then.
    pub last_sign_in_at: Option<Timestamp>,
    /// When they had used the role last, as it was then.
    pub last_used_at: Option<Timestamp>,
}

/// A version of a view that the person saved.
#[derive(Clone, PartialEq, Eq, Debug)]
pub struct ViewRecord {
    /// What it is called.
    pub name: String,
    /// Who finds it.
    pub sharing: Sharing,
    /// Whether they deleted it.
    pub is_deleted: bool,
    /// Number of the version.
    pub version: i64,
    /// What it shows, as JSON.
    pub content: String,
}

/// How the person's sign-in to this program is protected. Neither password nor secret is in it.
#[derive(Clone, PartialEq, Eq, Debug, Default)]
pub struct ProtectionRecord {
    /// Whether there is a password.
    pub has_password: bool,
    /// Whether it must be changed at the next sign-in.
    pub is_due: bool,
    /// Wrong attempts since the last right one.
    pub failures: u64,
    /// Since when a second factor is asked for.
    pub factor_since: Option<Timestamp>,
    /// Recovery codes that were not used yet.
    pub codes_left: u64,
}

/// Everything of one person, beside their record, history and acts.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct PersonalData {
    /// Roles, by number.
    pub roles: Vec<RoleRecord>,
    /// Sign-ins, newest first.
    pub sign_ins: Vec<SignInRecord>,
    /// Sessions, newest first.
    pub sessions: Vec<SessionRecord>,
    /// Decisions of reviews, newest first.
    pub reviews: Vec<ReviewRecord>,
    /// Versions of views, by name.
    pub views: Vec<ViewRecord>,
    /// Names of workspaces that they own, and of those whose bills they get.
    pub owns: Vec<(String, Held)>,
    /// The view that their list of users begins with.
    pub begins_with: Option<String>,
    /// How their sign-in is protected.
    pub protection: ProtectionRecord,
}

/// What somebody is to a workspace or a team, beside a member.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Held {
    /// Its owner.
    Owner,
    /// Who gets its bills.
    Billing,
    /// Who leads the team.
    Lead,
}
