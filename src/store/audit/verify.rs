//! Recomputes the chain from the first entry to the last, in one walk over entries and change rows side by side.

use rusqlite::fallible_streaming_iterator::FallibleStreamingIterator;
use rusqlite::{Row, Rows};
use sha2::{Digest, Sha256};

use super::{Head, newest};
use crate::domain::audit::{Hash, Link, NewEntry, ObjectKind, Outcome, absorb_change, chain_hash};
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// So many entries are verified between two tellings.
const TELL_EVERY: i64 = 4_096;

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
    verify_telling(snapshot, |_, _| {})
}

/// The same; `tell` hears now and then how many of all entries are verified.
pub fn verify_telling(snapshot: &Snapshot<'_>, mut tell: impl FnMut(u64, u64)) -> Result<Verdict> {
    let total = newest(snapshot.tx)?.max(0) as u64;
    let mut entries = snapshot.tx.prepare(include_str!("entries.sql"))?;
    let mut entries = entries.query([])?;
    let mut changes = snapshot.tx.prepare(include_str!("changes.sql"))?;
    let mut changes = Changes::new(changes.query([])?)?;
    let mut head = Head {
        seq: 0,
        hash: [0; 32],
    };
    while let Some(row) = entries.next()? {
        let broken = Verdict::Broken(head.seq + 1);
        // What can't even be read was not written by this program.
        let Some(stored) = Stored::read(row) else {
            return Ok(broken);
        };
        let Some(changes_hash) = changes.hash_of(stored.seq)? else {
            return Ok(broken);
        };
        let fits = stored.seq == head.seq + 1 && stored.changes_hash == changes_hash;
        if !fits || chain_hash(&head.hash, &stored.link()) != stored.hash {
            return Ok(broken);
        }
        head = Head {
            seq: stored.seq,
            hash: stored.hash,
        };
        if head.seq % TELL_EVERY == 0 {
            tell(head.seq as u64, total);
        }
    }
    tell(total, total);
    // Change rows of entries that are not there.
    Ok(match changes.ahead {
        None => Verdict::Intact(head),
        Some(_) => Verdict::Broken(head.seq + 1),
    })
}

/// Change rows in the order of their entries.
struct Changes<'s> {
    rows: Rows<'s>,
    /// The entry of the row that comes next.
    ahead: Option<i64>,
}

impl<'s> Changes<'s> {
    fn new(rows: Rows<'s>) -> Result<Self> {
        let mut changes = Self { rows, ahead: None };
        changes.advance()?;
        Ok(changes)
    }

    fn advance(&mut self) -> Result<()> {
        self.ahead = match self.rows.next()? {
            Some(row) => Some(row.get(0)?),
            None => None,
        };
        Ok(())
    }

    /// The sum over an entry's rows; none where a row of no entry, or one that can't be read, comes before or among them.
    fn hash_of(&mut self, seq: i64) -> Result<Option<Hash>> {
        if self.ahead.is_some_and(|ahead| ahead < seq) {
            return Ok(None);
        }
        let mut sum = Sha256::new();
        while self.ahead == Some(seq) {
            let Some(row) = self.rows.get() else { break };
            if absorb(&mut sum, row).is_none() {
                return Ok(None);
            }
            self.advance()?;
        }
        Ok(Some(sum.finalize().into()))
    }
}

fn absorb(sum: &mut Sha256, row: &Row<'_>) -> Option<()> {
    let payload = row.get_ref(3).ok()?.as_blob().ok()?;
    absorb_change(sum, row.get(1).ok()?, row.get(2).ok()?, payload);
    Some(())
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
                effective: None,
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
