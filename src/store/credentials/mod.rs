//! Password hashes of operators, and the count of failures that slows guessing.

use rusqlite::{Connection, OptionalExtension, Row, named_params};

use super::error::Result;
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::fold::email_key;
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;

/// What a sign-in is checked against.
#[derive(Clone, PartialEq, Debug)]
pub struct Credential {
    /// Whose.
    pub user_id: UserId,
    /// Display name.
    pub name: String,
    /// Argon2id hash in PHC form.
    pub phc: String,
    /// Failures since the last success.
    pub failures: u32,
    /// No attempt is judged before this.
    pub blocked_until: Timestamp,
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

    /// Sets a person's password hash and forgets failures.
    pub fn set_password(&mut self, user_id: UserId, phc: &str) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("set.sql"))?
            .execute(named_params! { ":user_id": user_id.0, ":phc": phc })?;
        Ok(())
    }

    /// Stores how many failures there were and until when no attempt is judged.
    pub fn set_failures(
        &mut self,
        user_id: UserId,
        failures: u32,
        blocked_until: Timestamp,
    ) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("failures.sql"))?
            .execute(named_params! { ":user_id": user_id.0, ":failures": failures, ":until": blocked_until.0 })?;
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
    Ok(Credential {
        user_id: UserId(row.get(0)?),
        name: row.get(1)?,
        phc: row.get(2)?,
        failures: row.get(3)?,
        blocked_until: Timestamp(row.get(4)?),
    })
}
