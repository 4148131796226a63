//! Sessions, failed sign-ins and accounts one after the other, for lists that are narrowed and sorted outside.

use rusqlite::{OptionalExtension, Row, named_params};

use super::SOURCE;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// A session, whether it is open or not.
#[derive(Clone, PartialEq, Debug)]
pub struct Stay {
    /// The session.
    pub session_id: SessionId,
    /// Whose.
    pub user_id: UserId,
    /// The system that it belongs to.
    pub source: String,
    /// Device or program.
    pub device: String,
    /// When it began.
    pub began: Timestamp,
    /// When it was last used.
    pub seen: Timestamp,
    /// When it runs out.
    pub expires: Timestamp,
    /// When it ended, if somebody ended it.
    pub ended: Option<Timestamp>,
    /// Why.
    pub reason: Option<String>,
}

impl Stay {
    /// Whether it is open at `now`.
    pub fn is_open(&self, now: Timestamp) -> bool {
        self.ended.is_none() && self.expires > now
    }

    /// Whether it belongs to this program.
    pub fn is_own(&self) -> bool {
        self.source == SOURCE
    }
}

/// A sign-in of an imported log that did not succeed, with the numbers of its terms.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Failure {
    /// Whose.
    pub user_id: UserId,
    /// When.
    pub at: Timestamp,
    /// Its number in the log.
    pub event_key: i64,
    /// The system.
    pub source_id: Option<i64>,
    /// The device.
    pub device_id: Option<i64>,
    /// Why.
    pub reason_id: Option<i64>,
}

/// The words of such a sign-in.
#[derive(Clone, PartialEq, Debug, Default)]
pub struct FailureWords {
    /// The system.
    pub source: String,
    /// The device.
    pub device: String,
    /// Why.
    pub reason: String,
    /// The application, the address and the place.
    pub place: [String; 3],
}

/// Somebody tried to sign in here, and it came to nothing.
#[derive(Clone, PartialEq, Debug)]
pub struct Attempt {
    /// Its place in the audit log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// Whose account, where there is one.
    pub user_id: Option<UserId>,
    /// Whether the password was right and the person locked.
    pub is_held: bool,
}

/// Somebody with a password here.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Account {
    /// Who.
    pub user_id: UserId,
    /// Failures since the last success.
    pub failures: u32,
    /// No attempt is judged before this.
    pub blocked_until: Timestamp,
    /// Whether a new password must be chosen at the next sign-in.
    pub is_due: bool,
    /// Since when they are locked.
    pub locked_at: Option<Timestamp>,
}

impl Snapshot<'_> {
    /// Hands every session that has begun at `now` to `each`; those of one person are found by the person.
    pub fn stays(
        &self,
        person: Option<UserId>,
        now: Timestamp,
        mut each: impl FnMut(Stay),
    ) -> Result<()> {
        let (mut of_all, mut of_one);
        let mut rows = match person {
            None => {
                of_all = self.tx.prepare_cached(include_str!("stays.sql"))?;
                of_all.query(named_params! { ":now": now.0 })?
            }
            Some(user_id) => {
                of_one = self.tx.prepare_cached(include_str!("stays_of.sql"))?;
                of_one.query(named_params! { ":user_id": user_id.0, ":now": now.0 })?
            }
        };
        while let Some(row) = rows.next()? {
            each(stay(row)?);
        }
        Ok(())
    }

    /// A session.
    pub fn stay(&self, session_id: SessionId) -> Result<Option<Stay>> {
        let mut statement = self.tx.prepare_cached(include_str!("stay.sql"))?;
        let named = named_params! { ":session_id": session_id.0 };
        Ok(statement.query_row(named, stay).optional()?)
    }

    /// Hands every imported sign-in since an instant that did not succeed to `each`, newest first; those of one person
    /// are found by the person.
    pub fn failures(
        &self,
        person: Option<UserId>,
        since: Timestamp,
        mut each: impl FnMut(Failure),
    ) -> Result<()> {
        let (mut of_all, mut of_one);
        let mut rows = match person {
            None => {
                of_all = self.tx.prepare_cached(include_str!("failures.sql"))?;
                of_all.query(named_params! { ":since": since.0 })?
            }
            Some(user_id) => {
                of_one = self.tx.prepare_cached(include_str!("failures_of.sql"))?;
                of_one.query(named_params! { ":user_id": user_id.0, ":since": since.0 })?
            }
        };
        while let Some(row) = rows.next()? {
            each(Failure {
                user_id: UserId(row.get(0)?),
                at: Timestamp(row.get(1)?),
                event_key: row.get(2)?,
                source_id: row.get(3)?,
                device_id: row.get(4)?,
                reason_id: row.get(5)?,
            });
        }
        Ok(())
    }

    /// The words of an imported sign-in that did not succeed.
    pub fn failure_words(
        &self,
        (user_id, at, event_key): (UserId, Timestamp, i64),
    ) -> Result<Option<FailureWords>> {
        let mut statement = self.tx.prepare_cached(include_str!("failure.sql"))?;
        let named = named_params! { ":user_id": user_id.0, ":at": at.0, ":event_key": event_key };
        let found = statement.query_row(named, |row| {
            let word = |index| -> rusqlite::Result<String> {
                Ok(row.get::<_, Option<String>>(index)?.unwrap_or_default())
            };
            Ok(FailureWords {
                source: word(0)?,
                device: word(1)?,
                reason: word(2)?,
                place: [word(3)?, word(4)?, word(5)?],
            })
        });
        Ok(found.optional()?)
    }

    /// Hands every attempt since an instant that came to nothing to `each`, newest first; of one person or of all.
    ///
    /// An attempt is written before it is judged, so one is left out whose very next entry says that its person came in.
    pub fn attempts(
        &self,
        person: Option<UserId>,
        since: Timestamp,
        mut each: impl FnMut(Attempt),
    ) -> Result<()> {
        let mut statement = self.tx.prepare_cached(include_str!("attempts.sql"))?;
        let user_id = person.map(|id| id.0);
        let named = named_params! { ":since": since.0, ":user_id": user_id };
        let rows = statement.query_map(named, attempt)?;
        for row in rows {
            each(row?);
        }
        Ok(())
    }

    /// An attempt.
    pub fn attempt(&self, seq: i64) -> Result<Option<Attempt>> {
        let mut statement = self.tx.prepare_cached(include_str!("attempt.sql"))?;
        Ok(statement
            .query_row(named_params! { ":seq": seq }, attempt)
            .optional()?)
    }

    /// Everyone with a password here.
    pub fn accounts(&self) -> Result<Vec<Account>> {
        let mut statement = self.tx.prepare_cached(include_str!("accounts.sql"))?;
        let rows = statement.query_map([], account)?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Somebody with a password here.
    pub fn account(&self, user_id: UserId) -> Result<Option<Account>> {
        let mut statement = self.tx.prepare_cached(include_str!("account.sql"))?;
        let named = named_params! { ":user_id": user_id.0 };
        Ok(statement.query_row(named, account).optional()?)
    }

    /// How many sessions of a person are open in this program.
    pub fn open_here(&self, user_id: UserId, now: Timestamp) -> Result<u64> {
        let mut statement = self.tx.prepare_cached(include_str!("open_of.sql"))?;
        let named = named_params! { ":user_id": user_id.0, ":source": SOURCE, ":now": now.0 };
        let count: i64 = statement.query_row(named, |row| row.get(0))?;
        Ok(count as u64)
    }

    /// When the first of the sessions of this program began that have not ended.
    pub fn left_since(&self) -> Result<Option<Timestamp>> {
        let mut statement = self.tx.prepare_cached(include_str!("left_since.sql"))?;
        let since = |row: &Row<'_>| Ok(row.get::<_, Option<i64>>(0)?.map(Timestamp));
        Ok(statement.query_row(named_params! { ":source": SOURCE }, since)?)
    }

    /// A text that repeats in logs.
    pub fn term_text(&self, term_id: i64) -> Result<String> {
        let found = self
            .tx
            .prepare_cached("SELECT text FROM term WHERE term_id = :term_id")?
            .query_row(named_params! { ":term_id": term_id }, |row| row.get(0))
            .optional()?;
        Ok(found.unwrap_or_default())
    }
}

fn stay(row: &Row<'_>) -> rusqlite::Result<Stay> {
    Ok(Stay {
        session_id: SessionId(row.get(0)?),
        user_id: UserId(row.get(1)?),
        source: row.get(2)?,
        device: row.get(3)?,
        began: Timestamp(row.get(4)?),
        seen: Timestamp(row.get(5)?),
        expires: Timestamp(row.get(6)?),
        ended: row.get::<_, Option<i64>>(7)?.map(Timestamp),
        reason: row.get(8)?,
    })
}

fn attempt(row: &Row<'_>) -> rusqlite::Result<Attempt> {
    let next: Option<String> = row.get(3)?;
    Ok(Attempt {
        seq: row.get(0)?,
        at: Timestamp(row.get(1)?),
        user_id: row.get::<_, Option<i64>>(2)?.map(UserId),
        is_held: next.as_deref() == Some(HELD),
    })
}

fn account(row: &Row<'_>) -> rusqlite::Result<Account> {
    Ok(Account {
        user_id: UserId(row.get(0)?),
        failures: row.get(1)?,
        blocked_until: Timestamp(row.get(2)?),
        is_due: row.get(3)?,
        locked_at: row.get::<_, Option<i64>>(4)?.map(Timestamp),
    })
}

/// The act that says that whoever gave the right password is locked.
pub const HELD: &str = "session.held";
