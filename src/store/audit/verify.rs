//! Recomputes the chain from the first entry to the last.

use super::{Head, hash_changes};
use crate::domain::audit::{Hash, Link, NewEntry, ObjectKind, Outcome, chain_hash};
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;

/// What a verification found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Every entry and every change row is as it was written; the head is given.
    Intact(Head),
    /// The first entry that is not.
    Broken(i64),
}

/// Verifies the whole log.
pub fn verify(snapshot: &Snapshot<'_>) -> Result<Verdict> {
    let mut statement = snapshot.tx.prepare(include_str!("entries.sql"))?;
    let mut rows = statement.query([])?;
    let mut head = Head {
        seq: 0,
        hash: [0; 32],
    };
    while let Some(row) = rows.next()? {
        let seq: i64 = row.get(0)?;
        let (stored_changes, stored_hash): (Hash, Hash) = (row.get(11)?, row.get(12)?);
        let changes_hash = hash_changes(snapshot.tx, seq)?;
        let command: String = row.get(4)?;
        let entry = NewEntry {
            command: "",
            object: object(row.get(5)?)?,
            object_id: row.get(6)?,
            reason: row.get(7)?,
            outcome: outcome(row.get(8)?)?,
            details: row.get(9)?,
            count: row.get::<_, i64>(10)? as u64,
        };
        let link = Link {
            seq,
            at: Timestamp(row.get(1)?),
            actor: row.get::<_, Option<i64>>(2)?.map(UserId),
            effective: row.get::<_, Option<i64>>(3)?.map(UserId),
            command: &command,
            entry: &entry,
            changes_hash,
        };
        let fits = seq == head.seq + 1 && stored_changes == changes_hash;
        if !fits || chain_hash(&head.hash, &link) != stored_hash {
            return Ok(Verdict::Broken(head.seq + 1));
        }
        head = Head {
            seq,
            hash: stored_hash,
        };
    }
    Ok(Verdict::Intact(head))
}

fn object(code: i64) -> Result<ObjectKind> {
    ObjectKind::from_code(code).ok_or(StoreError::Unreadable("audit_entry"))
}

fn outcome(code: i64) -> Result<Outcome> {
    Outcome::from_code(code).ok_or(StoreError::Unreadable("audit_entry"))
}
