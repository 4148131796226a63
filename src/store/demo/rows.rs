//! The prepared statements of the bulk load, and a person's rows.

use rusqlite::{Statement, params};

use crate::domain::access::GrantPlace;
use crate::domain::audit::ObjectKind;
use crate::domain::demo::DemoUser;
use crate::domain::directory::Directory;
use crate::domain::fold::email_key;
use crate::domain::ids::{RoleId, UserId};
use crate::domain::role::{BUILT_IN, Usually};
use crate::domain::user::Profile;
use crate::store::error::{Result, StoreError};
use crate::store::seal;
use crate::store::writer::Writer;

/// One statement a table.
pub(super) struct Inserts<'t> {
    seq: i64,
    at: i64,
    directory: Directory,
    /// Roles that are held in the whole office.
    wide: Vec<RoleId>,
    nobody: Profile,
    user: Statement<'t>,
    key: Statement<'t>,
    role: Statement<'t>,
    team: Statement<'t>,
    workspace: Statement<'t>,
    sign_in: Statement<'t>,
    session: Statement<'t>,
    change: Statement<'t>,
    /// How many sign-ins have been added.
    pub(super) sign_ins: u64,
}

impl<'t> Inserts<'t> {
    pub(super) fn new(w: &Writer<'t>) -> Result<Self> {
        let tx = w.tx;
        Ok(Self {
            seq: w.seq,
            at: w.act.at.0,
            directory: w.directory()?,
            // Built-in roles have the first numbers, in their order.
            wide: (1..)
                .map(RoleId)
                .zip(BUILT_IN)
                .filter(|(_, role)| role.usually == Usually::Everywhere)
                .map(|(role_id, _)| role_id)
                .collect(),
            nobody: Profile::default(),
            user: tx.prepare(include_str!("insert_user.sql"))?,
            key: tx.prepare("INSERT INTO person_key (user_id, key) VALUES (?1, ?2)")?,
            role: tx.prepare(include_str!("insert_user_role.sql"))?,
            team: tx.prepare("INSERT INTO user_team (user_id, team_id) VALUES (?1, ?2)")?,
            workspace: tx
                .prepare("INSERT INTO user_workspace (user_id, workspace_id) VALUES (?1, ?2)")?,
            sign_in: tx.prepare(include_str!("insert_sign_in.sql"))?,
            session: tx.prepare(include_str!("insert_session.sql"))?,
            change: tx.prepare(include_str!("insert_change.sql"))?,
            sign_ins: 0,
        })
    }

    /// Adds a person; they must come in ascending order of their numbers.
    pub(super) fn add(&mut self, user_id: UserId, user: &DemoUser) -> Result<()> {
        self.add_user(user_id.0, user)?;
        self.key.execute(params![user_id.0, user.key])?;
        let profile = &user.profile;
        for role in &profile.roles {
            let place = if self.wide.contains(role) {
                GrantPlace::Everywhere
            } else {
                GrantPlace::TheirWorkspaces
            };
            let since = user.created_at.map_or(self.at, |at| at.0);
            self.role
                .execute(params![user_id.0, role.0, place.code(), since])?;
        }
        for team in &profile.teams {
            self.team.execute(params![user_id.0, team.0])?;
        }
        for workspace in &profile.workspaces {
            self.workspace.execute(params![user_id.0, workspace.0])?;
        }
        self.add_visits(user_id.0, user)?;
        self.add_change(user_id, user)
    }

    fn add_user(&mut self, user_id: i64, user: &DemoUser) -> Result<()> {
        let p = &user.profile;
        let tags =
            serde_json::to_string(&p.tags).map_err(|_| StoreError::Unreadable("user.tags"))?;
        self.user.execute(params![
            user_id,
            p.name,
            p.email,
            p.email.as_deref().map(email_key),
            p.phone,
            p.extension,
            p.status.code(),
            p.onboarding.code(),
            p.kind.code(),
            p.client_id.map(|id| id.0),
            p.title,
            p.department,
            p.location,
            p.language,
            p.manager,
            p.end_date.map(|day| day.to_string()),
            p.notes,
            tags,
            user.created_at.map(|at| at.0),
            self.at,
            user.last_sign_in_at.map(|at| at.0),
            user.invitation_expires_at.map(|at| at.0),
        ])?;
        Ok(())
    }

    fn add_visits(&mut self, user_id: i64, user: &DemoUser) -> Result<()> {
        for s in &user.sign_ins {
            self.sign_in.execute(params![
                user_id,
                s.at.0,
                s.event_key,
                s.outcome as i64,
                s.source_id,
                s.app_id,
                s.device_id,
                s.ip_id,
                s.location_id,
                s.reason_id,
            ])?;
        }
        self.sign_ins += user.sign_ins.len() as u64;
        for s in &user.sessions {
            self.session.execute(params![
                user_id,
                s.source,
                s.device,
                s.started_at.0,
                s.last_seen_at.0,
                s.expires_at.0,
            ])?;
        }
        Ok(())
    }

    fn add_change(&mut self, user_id: UserId, user: &DemoUser) -> Result<()> {
        let changes = self.directory.changes(&self.nobody, &user.profile);
        let clear =
            serde_json::to_vec(&changes).map_err(|_| StoreError::Unreadable("audit_change"))?;
        let sealed = seal::seal(&user.key, self.seq, user_id.0, &clear)?;
        self.change.execute(params![
            self.seq,
            ObjectKind::User as i64,
            user_id.0,
            sealed
        ])?;
        Ok(())
    }
}
