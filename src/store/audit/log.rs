//! Looking through the log: what decides about an entry for all of them in one pass, and single entries in full.

use std::collections::HashSet;

use rusqlite::{OptionalExtension, Row, named_params};

use crate::domain::actor::Hand;
use crate::domain::audit::{Hash, ObjectKind, Outcome};
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::log::Brief;
use crate::domain::time::Timestamp;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::users::hand;

/// An entry as it stands, without what it changed.
#[derive(Clone, PartialEq, Debug)]
pub struct LogRecord {
    /// Place in the log.
    pub seq: i64,
    /// When.
    pub at: Timestamp,
    /// By whose hand.
    pub actor: Option<Hand>,
    /// The command's stable name.
    pub command: String,
    /// What it was about.
    pub object: ObjectKind,
    /// Which one.
    pub object_id: Option<i64>,
    /// How it ended.
    pub outcome: Outcome,
    /// Why.
    pub reason: Option<String>,
    /// Facts as JSON.
    pub details: String,
    /// Records touched.
    pub count: u64,
    /// Its hash.
    pub hash: Hash,
}

impl LogRecord {
    /// What of it decides whether it may be seen.
    pub fn brief(&self) -> Brief<'_> {
        let actor = match &self.actor {
            Some(Hand::Known(user_id, _)) => Some(*user_id),
            Some(Hand::Hidden) | None => None,
        };
        Brief {
            seq: self.seq,
            at: self.at,
            actor,
            command: &self.command,
            object: self.object,
            object_id: self.object_id,
            outcome: self.outcome,
        }
    }
}

impl Snapshot<'_> {
    /// Hands on every entry, in no order that matters.
    pub fn log_briefs(&self, mut take: impl FnMut(&Brief<'_>)) -> Result<()> {
        let mut statement = self.tx.prepare_cached(include_str!("briefs.sql"))?;
        let mut rows = statement.query([])?;
        while let Some(row) = rows.next()? {
            let command = row.get_ref(3)?.as_str().unwrap_or_default();
            take(&brief(row, command)?);
        }
        Ok(())
    }

    /// The entries in whose reason every word of a search occurs.
    pub fn log_reasons(&self, search: &str) -> Result<HashSet<i64>> {
        let words = fold(search);
        let mut statement = self.tx.prepare_cached(include_str!("reasons.sql"))?;
        let mut rows = statement.query([])?;
        let mut found = HashSet::new();
        while let Some(row) = rows.next()? {
            let reason = fold(row.get_ref(1)?.as_str().unwrap_or_default());
            if words.split_whitespace().all(|word| reason.contains(word)) {
                found.insert(row.get(0)?);
            }
        }
        Ok(found)
    }

    /// The entries that changed an object.
    pub fn log_changing(&self, (object, object_id): (ObjectKind, i64)) -> Result<HashSet<i64>> {
        let sql = "SELECT seq FROM audit_change WHERE object_kind = :object AND object_id = :id";
        let mut statement = self.tx.prepare_cached(sql)?;
        let about = named_params! { ":object": object as i64, ":id": object_id };
        let rows = statement.query_map(about, |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// An entry.
    pub fn log_record(&self, seq: i64) -> Result<LogRecord> {
        let found = self
            .tx
            .prepare_cached(include_str!("row.sql"))?
            .query_row(named_params! { ":seq": seq }, |row| record(row, seq))
            .optional()?;
        found.ok_or(StoreError::NotFound)
    }

    /// What an object is called now; none where it is gone or has no name.
    pub fn log_name(&self, object: ObjectKind, object_id: i64) -> Result<Option<String>> {
        let about = named_params! { ":object_kind": object as i64, ":object_id": object_id };
        Ok(self
            .tx
            .prepare_cached(include_str!("name_of.sql"))?
            .query_row(about, |row| row.get(0))?)
    }
}

fn brief<'a>(row: &Row<'_>, command: &'a str) -> Result<Brief<'a>> {
    Ok(Brief {
        seq: row.get(0)?,
        at: Timestamp(row.get(1)?),
        actor: row.get::<_, Option<i64>>(2)?.map(UserId),
        command,
        object: kind(row.get(4)?),
        object_id: row.get(5)?,
        outcome: outcome(row.get(6)?),
    })
}

fn record(row: &Row<'_>, seq: i64) -> rusqlite::Result<LogRecord> {
    Ok(LogRecord {
        seq,
        at: Timestamp(row.get(0)?),
        actor: hand(row, 1)?,
        command: row.get(3)?,
        object: kind(row.get(4)?),
        object_id: row.get(5)?,
        outcome: outcome(row.get(6)?),
        reason: row.get(7)?,
        details: row.get(8)?,
        count: row.get::<_, i64>(9)? as u64,
        hash: row.get(10).unwrap_or_default(),
    })
}

/// A number that means nothing was not written by this program; the list goes on, and checking the log tells of it.
fn kind(code: i64) -> ObjectKind {
    ObjectKind::from_code(code).unwrap_or(ObjectKind::Workspace)
}

fn outcome(code: i64) -> Outcome {
    Outcome::from_code(code).unwrap_or(Outcome::Failed)
}
