//! Adding and changing a person, inside a transaction.

use std::collections::BTreeSet;

use rusqlite::{named_params, params};

use super::membership::{ROLES, TEAMS, WORKSPACES};
use crate::domain::fold::email_key;
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::domain::user::Profile;
use crate::store::error::{Result, StoreError};
use crate::store::writer::Writer;

/// A person to be added.
#[derive(Clone, PartialEq, Debug)]
pub struct NewUser {
    /// What can be edited.
    pub profile: Profile,
    /// When the account came to be; `None` is unknown.
    pub created_at: Option<Timestamp>,
    /// When an open invitation runs out.
    pub invitation_expires_at: Option<Timestamp>,
}

impl Writer<'_> {
    /// Adds a person with their memberships and gives them a key; the audit record is the caller's.
    pub fn insert_user(&mut self, new: &NewUser) -> Result<UserId> {
        let p = &new.profile;
        // By position, in the order of the statement: looking up twenty names a person is felt in an import.
        self.tx
            .prepare_cached(include_str!("insert.sql"))?
            .execute(params![
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
                tags_json(&p.tags)?,
                new.created_at.map(|at| at.0),
                self.act.actor.map(|id| id.0),
                self.act.at.0,
                self.act.actor.map(|id| id.0),
                new.invitation_expires_at.map(|at| at.0),
            ])?;
        let user_id = UserId(self.tx.last_insert_rowid());
        ROLES.add(self.tx, user_id.0, &p.roles.iter().map(|id| id.0).collect())?;
        TEAMS.add(self.tx, user_id.0, &p.teams.iter().map(|id| id.0).collect())?;
        WORKSPACES.add(
            self.tx,
            user_id.0,
            &p.workspaces.iter().map(|id| id.0).collect(),
        )?;
        self.create_person_key(user_id)?;
        self.touch(user_id);
        Ok(user_id)
    }

    /// Writes a person's profile and memberships.
    pub fn update_user(&mut self, user_id: UserId, p: &Profile) -> Result<()> {
        let changed = self
            .tx
            .prepare_cached(include_str!("update.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":name": p.name,
                ":email": p.email,
                ":email_key": p.email.as_deref().map(email_key),
                ":phone": p.phone,
                ":extension": p.extension,
                ":status": p.status.code(),
                ":onboarding": p.onboarding.code(),
                ":kind": p.kind.code(),
                ":client_id": p.client_id.map(|id| id.0),
                ":title": p.title,
                ":department": p.department,
                ":location": p.location,
                ":language": p.language,
                ":manager": p.manager,
                ":end_date": p.end_date.map(|day| day.to_string()),
                ":notes": p.notes,
                ":tags": tags_json(&p.tags)?,
                ":changed_at": self.act.at.0,
                ":changed_by": self.act.actor.map(|id| id.0),
            })?;
        if changed == 0 {
            return Err(StoreError::NotFound);
        }
        ROLES.replace(self.tx, user_id.0, &p.roles.iter().map(|id| id.0).collect())?;
        TEAMS.replace(self.tx, user_id.0, &p.teams.iter().map(|id| id.0).collect())?;
        WORKSPACES.replace(
            self.tx,
            user_id.0,
            &p.workspaces.iter().map(|id| id.0).collect(),
        )?;
        self.touch(user_id);
        Ok(())
    }

    /// Sets when an account came to be; none is unknown.
    pub fn set_created_at(&mut self, user_id: UserId, at: Option<Timestamp>) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE user SET created_at = :at WHERE user_id = :user_id")?
            .execute(named_params! { ":at": at.map(|at| at.0), ":user_id": user_id.0 })?;
        self.touch(user_id);
        Ok(())
    }

    /// Sets when a person's open invitation runs out.
    pub fn set_invitation_expiry(&mut self, user_id: UserId, at: Option<Timestamp>) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE user SET invitation_expires_at = :at WHERE user_id = :user_id")?
            .execute(named_params! { ":at": at.map(|at| at.0), ":user_id": user_id.0 })?;
        self.touch(user_id);
        Ok(())
    }
}

pub(super) fn tags_json(tags: &BTreeSet<String>) -> Result<String> {
    serde_json::to_string(tags).map_err(|_| StoreError::Unreadable("user.tags"))
}
