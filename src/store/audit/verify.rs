//! Recomputes the chain from the first entry to the last.

use rusqlite::{Row, named_params};

use super::{Head, hash_changes};
use crate::domain::audit::{Hash, Link, NewEntry, ObjectKind, Outcome, chain_hash};
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// What a verification found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Verdict {
    /// Every entry and every change row is as it was written; the head is given.
    Intact(Head),
    /// The first entry that is not.
    Broken(i64),
}

/// An entry as stored.
struct Stored {
    seq: i64,
    at: Timestamp,
    actor: Option<UserId>,
    effective: Option<UserId>,
    command: String,
    entry: NewEntry,
    changes_hash: Hash,
    hash: Hash,
}

/// Verifies the whole log. Entries cut off at the end with their change rows can't be seen from the file alone.
pub fn verify(snapshot: &Snapshot<'_>) -> Result<Verdict> {
    let mut statement = snapshot.tx.prepare(include_str!("entries.sql"))?;
    let mut rows = statement.query([])?;
    let mut head = Head {
        seq: 0,
        hash: [0; 32],
    };
    while let Some(row) = rows.next()? {
        let broken = Verdict::Broken(head.seq + 1);
        // What can't even be read was not written by this program.
        let Some(stored) = Stored::read(row) else {
            return Ok(broken);
        };
        let changes_hash = hash_changes(snapshot.tx, stored.seq)?;
        let fits = stored.seq == head.seq + 1 && stored.changes_hash == changes_hash;
        if !fits || chain_hash(&head.hash, &stored.link()) != stored.hash {
            return Ok(broken);
        }
        head = Head {
            seq: stored.seq,
            hash: stored.hash,
        };
    }
    Ok(match strays(snapshot, head)? {
        0 => Verdict::Intact(head),
        _ => Verdict::Broken(head.seq + 1),
    })
}

/// Change rows of entries that are not there.
fn strays(snapshot: &Snapshot<'_>, head: Head) -> Result<i64> {
    let sql = "SELECT count(*) FROM audit_change WHERE seq < 1 OR seq > :head";
    let mut statement = snapshot.tx.prepare(sql)?;
    Ok(statement.query_row(named_params! { ":head": head.seq }, |row| row.get(0))?)
}

impl Stored {
    fn read(row: &Row<'_>) -> Option<Self> {
        let user = |index| -> rusqlite::Result<Option<UserId>> {
            Ok(row.get::<_, Option<i64>>(index)?.map(UserId))
        };
        Some(Self {
            seq: row.get(0).ok()?,
            at: Timestamp(row.get(1).ok()?),
            actor: user(2).ok()?,
            effective: user(3).ok()?,
            command: row.get(4).ok()?,
            entry: NewEntry {
                command: "",
                object: ObjectKind::from_code(row.get(5).ok()?)?,
                object_id: row.get(6).ok()?,
                reason: row.get(7).ok()?,
                outcome: Outcome::from_code(row.get(8).ok()?)?,
                details: row.get(9).ok()?,
                count: row.get::<_, i64>(10).ok()? as u64,
            },
            changes_hash: row.get(11).ok()?,
            hash: row.get(12).ok()?,
        })
    }

    fn link(&self) -> Link<'_> {
        Link {
            seq: self.seq,
            at: self.at,
            actor: self.actor,
            effective: self.effective,
            command: &self.command,
            entry: &self.entry,
            changes_hash: self.changes_hash,
        }
    }
}
