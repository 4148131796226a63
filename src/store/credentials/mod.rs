//! Password hashes of operators, their second factors, and the count of failures that slows guessing.

mod factor;
mod stranger;

pub use factor::SecondFactor;

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::Result;
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::fold::email_key;
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;

/// Failures since the last success.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Attempts {
    /// How many.
    pub failures: u32,
    /// No attempt is judged before this.
    pub blocked_until: Timestamp,
}

impl Default for Attempts {
    fn default() -> Self {
        Self {
            failures: 0,
            blocked_until: Timestamp(0),
        }
    }
}

/// Who chose a password.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChosenBy {
    /// The person.
    Themselves,
    /// Somebody else: it must be changed at the next sign-in.
    SomebodyElse,
}

/// What a sign-in is checked against.
#[derive(Clone, PartialEq, Debug)]
pub struct Credential {
    /// Whose.
    pub user_id: UserId,
    /// Display name.
    pub name: String,
    /// The address that they sign in with.
    pub email: String,
    /// Argon2id hash in PHC form.
    pub phc: String,
    /// Failures since the last success.
    pub attempts: Attempts,
    /// Who chose the password.
    pub chosen_by: ChosenBy,
    /// Whether somebody has locked them.
    pub is_locked: bool,
}

impl Snapshot<'_> {
    /// The credential of an active person by e-mail.
    pub fn credential(&self, email: &str) -> Result<Option<Credential>> {
        find(self.tx, email)
    }

    /// The credential of an active person.
    pub fn credential_of(&self, user_id: UserId) -> Result<Option<Credential>> {
        Ok(self
            .tx
            .prepare_cached(include_str!("of_user.sql"))?
            .query_row(named_params! { ":user_id": user_id.0 }, credential)
            .optional()?)
    }
}

impl Writer<'_> {
    /// The credential of an active person by e-mail.
    pub fn credential(&self, email: &str) -> Result<Option<Credential>> {
        find(self.tx, email)
    }

    /// Sets the hash of the password that a person chose, and forgets failures.
    pub fn set_password(&mut self, user_id: UserId, phc: &str) -> Result<()> {
        self.set_hash(user_id, phc, ChosenBy::Themselves)
    }

    /// Sets the hash of a password that somebody else chose for a person: it must be changed at the next sign-in.
    pub fn set_password_for(&mut self, user_id: UserId, phc: &str) -> Result<()> {
        self.set_hash(user_id, phc, ChosenBy::SomebodyElse)
    }

    fn set_hash(&mut self, user_id: UserId, phc: &str, chosen_by: ChosenBy) -> Result<()> {
        let is_due = chosen_by == ChosenBy::SomebodyElse;
        self.tx
            .prepare_cached(include_str!("set.sql"))?
            .execute(named_params! { ":user_id": user_id.0, ":phc": phc, ":is_due": is_due })?;
        Ok(())
    }

    /// Requires a new password at the next sign-in; the present one still opens the way to it.
    pub fn require_password(&mut self, user_id: UserId) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE credential SET is_due = 1 WHERE user_id = :user_id")?
            .execute(named_params! { ":user_id": user_id.0 })?;
        Ok(())
    }

    /// Locks somebody since an instant, or unlocks them; failures are forgotten with the lock.
    pub fn set_locked(&mut self, user_id: UserId, since: Option<Timestamp>) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("lock.sql"))?
            .execute(named_params! { ":user_id": user_id.0, ":since": since.map(|at| at.0) })?;
        Ok(())
    }

    /// Whether a person has a password here, and whether they are locked; none has none.
    pub fn is_locked(&self, user_id: UserId) -> Result<Option<bool>> {
        Ok(self
            .tx
            .prepare_cached(
                "SELECT locked_at IS NOT NULL FROM credential WHERE user_id = :user_id",
            )?
            .query_row(named_params! { ":user_id": user_id.0 }, |row| row.get(0))
            .optional()?)
    }

    /// Stores how many failures there were and until when no attempt is judged.
    pub fn set_attempts(&mut self, user_id: UserId, attempts: Attempts) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("failures.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":failures": attempts.failures,
                ":until": attempts.blocked_until.0,
            })?;
        Ok(())
    }
}

fn find(connection: &Connection, email: &str) -> Result<Option<Credential>> {
    Ok(connection
        .prepare_cached(include_str!("find.sql"))?
        .query_row(named_params! { ":email_key": email_key(email) }, credential)
        .optional()?)
}

fn credential(row: &Row<'_>) -> rusqlite::Result<Credential> {
    let is_due: bool = row.get(5)?;
    Ok(Credential {
        user_id: UserId(row.get(0)?),
        name: row.get(1)?,
        phc: row.get(2)?,
        attempts: Attempts {
            failures: row.get(3)?,
            blocked_until: Timestamp(row.get(4)?),
        },
        chosen_by: if is_due {
            ChosenBy::SomebodyElse
        } else {
            ChosenBy::Themselves
        },
        email: row.get(6)?,
        is_locked: row.get(7)?,
    })
}
