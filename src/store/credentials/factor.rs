//! Second factors and their recovery codes.

use rusqlite::{Connection, OptionalExtension, named_params};

use crate::domain::ids::UserId;
use crate::domain::second_factor::Secret;
use crate::domain::time::Timestamp;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

/// A person's second factor.
#[derive(Clone, PartialEq, Debug)]
pub struct SecondFactor {
    /// What the program and the device share.
    pub secret: Secret,
    /// The last step whose code was taken.
    pub used_step: i64,
    /// When it was turned on.
    pub since: Timestamp,
    /// Recovery codes that were not used yet.
    pub codes_left: u64,
}

impl Snapshot<'_> {
    /// A person's second factor; nothing where they have none.
    pub fn second_factor(&self, user_id: UserId) -> Result<Option<SecondFactor>> {
        find(self.tx, user_id)
    }
}

impl Writer<'_> {
    /// A person's second factor; nothing where they have none.
    pub fn second_factor(&self, user_id: UserId) -> Result<Option<SecondFactor>> {
        find(self.tx, user_id)
    }

    /// Gives a person a second factor, whose code of a step was taken to confirm it.
    pub fn set_second_factor(&mut self, user_id: UserId, secret: &Secret, step: i64) -> Result<()> {
        self.remove_second_factor(user_id)?;
        self.tx
            .prepare_cached(include_str!("set_factor.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":secret": secret.bytes().as_slice(),
                ":step": step,
                ":at": self.act.at.0,
            })?;
        Ok(())
    }

    /// Takes a person's second factor away, with its recovery codes.
    pub fn remove_second_factor(&mut self, user_id: UserId) -> Result<()> {
        for sql in [
            "DELETE FROM recovery_code WHERE user_id = :user_id",
            "DELETE FROM second_factor WHERE user_id = :user_id",
        ] {
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":user_id": user_id.0 })?;
        }
        Ok(())
    }

    /// Replaces a person's recovery codes.
    pub fn set_recovery_codes(&mut self, user_id: UserId, hashes: &[[u8; 32]]) -> Result<()> {
        self.tx
            .prepare_cached("DELETE FROM recovery_code WHERE user_id = :user_id")?
            .execute(named_params! { ":user_id": user_id.0 })?;
        for hash in hashes {
            self.tx
                .prepare_cached(
                    "INSERT INTO recovery_code (user_id, hash) VALUES (:user_id, :hash)",
                )?
                .execute(named_params! { ":user_id": user_id.0, ":hash": hash.as_slice() })?;
        }
        Ok(())
    }

    /// Notes that the code of a step was taken.
    pub fn use_step(&mut self, user_id: UserId, step: i64) -> Result<()> {
        self.tx
            .prepare_cached("UPDATE second_factor SET used_step = :step WHERE user_id = :user_id")?
            .execute(named_params! { ":user_id": user_id.0, ":step": step })?;
        Ok(())
    }

    /// Uses a recovery code up; `false` where there is none like it left.
    pub fn use_recovery_code(&mut self, user_id: UserId, hash: &[u8; 32]) -> Result<bool> {
        let used = self
            .tx
            .prepare_cached(include_str!("use_code.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":hash": hash.as_slice(),
                ":at": self.act.at.0,
            })?;
        Ok(used > 0)
    }
}

fn find(connection: &Connection, user_id: UserId) -> Result<Option<SecondFactor>> {
    let found = connection
        .prepare_cached(include_str!("factor.sql"))?
        .query_row(named_params! { ":user_id": user_id.0 }, |row| {
            let secret: Vec<u8> = row.get(0)?;
            let left: i64 = row.get(3)?;
            Ok((secret, row.get(1)?, Timestamp(row.get(2)?), left as u64))
        })
        .optional()?;
    let Some((secret, used_step, since, codes_left)) = found else {
        return Ok(None);
    };
    Ok(Some(SecondFactor {
        secret: Secret::from_bytes(&secret).ok_or(StoreError::Unreadable("second_factor"))?,
        used_step,
        since,
        codes_left,
    }))
}
