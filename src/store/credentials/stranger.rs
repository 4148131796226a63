//! Failures of addresses that nobody signs in with: they slow down like those of people, so that nobody learns who has an
//! account. Of the address a few bits are kept, which are shared with many others.

use rusqlite::{Connection, OptionalExtension, named_params};
use sha2::{Digest, Sha256};

use super::Attempts;
use crate::domain::fold::email_key;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

impl Snapshot<'_> {
    /// The failures of an address without an account.
    pub fn stranger(&self, email: &str) -> Result<Attempts> {
        find(self.tx, email)
    }
}

impl Writer<'_> {
    /// Stores the failures of an address without an account.
    pub fn set_stranger(&mut self, email: &str, attempts: Attempts) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("stranger.sql"))?
            .execute(named_params! {
                ":bucket": bucket(email),
                ":failures": attempts.failures,
                ":until": attempts.blocked_until.0,
            })?;
        Ok(())
    }
}

fn find(connection: &Connection, email: &str) -> Result<Attempts> {
    let found = connection
        .prepare_cached("SELECT failures, blocked_until FROM stranger WHERE bucket = :bucket")?
        .query_row(named_params! { ":bucket": bucket(email) }, |row| {
            Ok(Attempts {
                failures: row.get(0)?,
                blocked_until: Timestamp(row.get(1)?),
            })
        })
        .optional()?;
    Ok(found.unwrap_or_default())
}

fn bucket(email: &str) -> i64 {
    let sum = Sha256::digest(email_key(email).as_bytes());
    let first = sum.iter().take(2);
    first.fold(0, |bits, byte| bits << 8 | i64::from(*byte)) & 0xfff
}
