//! The audit log: appending to the chain, verifying it, and a person's history.

mod acts;
mod log;
pub(super) mod payload;
mod since;
mod verify;

pub use log::LogRecord;
pub use since::{Change, Enough};
pub use verify::{Verdict, verify, verify_telling};

use rusqlite::types::ValueRef;
use rusqlite::{Connection, OptionalExtension, named_params};
use sha2::{Digest, Sha256};

use super::error::{Result, StoreError};
use super::past::Moment;
use super::reader::Snapshot;
use super::seal;
use super::users::hand;
use super::workspace::Act;
use crate::domain::audit::{Hash, HistoryItem, Link, NewEntry, absorb_change, chain_hash};
use crate::domain::ids::{UserId, ViewingId};
use crate::domain::time::Timestamp;
use crate::domain::undo::Mark;

/// The newest entry's number and hash; zeros for an empty log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct Head {
    /// Its number.
    pub seq: i64,
    /// Its hash.
    pub hash: Hash,
}

/// The newest entry.
pub fn head(connection: &Connection) -> Result<Head> {
    let found = connection
        .prepare_cached("SELECT seq, hash FROM audit_entry ORDER BY seq DESC LIMIT 1")?
        .query_row([], |row| Ok((row.get(0)?, row.get::<_, Hash>(1)?)))
        .optional()?;
    let (seq, hash) = found.unwrap_or((0, [0; 32]));
    Ok(Head { seq, hash })
}

/// The newest entry's number; 0 for an empty log. Reading goes on where the entry itself is damaged, so that it can be told.
pub(super) fn newest(connection: &Connection) -> Result<i64> {
    Ok(connection
        .prepare_cached("SELECT coalesce(max(seq), 0) FROM audit_entry")?
        .query_row([], |row| row.get(0))?)
}

/// Adds an entry after `head`, with the sum of the change rows that the act has written; the log ends with it.
pub(super) fn append(
    connection: &Connection,
    head: &Head,
    act: Act,
    entry: &NewEntry,
) -> Result<Head> {
    let seq = head.seq + 1;
    let changes_hash = hash_changes(connection, seq)?;
    let link = Link {
        seq,
        at: act.at,
        actor: act.actor,
        effective: entry.effective,
        command: entry.command,
        entry,
        changes_hash,
    };
    let hash = chain_hash(&head.hash, &link);
    connection
        .prepare_cached(include_str!("insert_entry.sql"))?
        .execute(named_params! {
            ":seq": seq,
            ":at": act.at.0,
            ":actor_id": act.actor.map(|u| u.0),
            ":effective_id": entry.effective.map(|u| u.0),
            ":command": entry.command,
            ":object_kind": entry.object as i64,
            ":object_id": entry.object_id,
            ":reason": entry.reason,
            ":outcome": entry.outcome as i64,
            ":details": entry.details,
            ":count": entry.count as i64,
            ":changes_hash": changes_hash.as_slice(),
            ":hash": hash.as_slice(),
        })?;
    Ok(Head { seq, hash })
}

fn hash_changes(connection: &Connection, seq: i64) -> Result<Hash> {
    let mut sum = Sha256::new();
    let mut statement = connection.prepare_cached(include_str!("changes_of.sql"))?;
    let mut rows = statement.query(named_params! { ":seq": seq })?;
    while let Some(row) = rows.next()? {
        let payload = row
            .get_ref(2)?
            .as_blob()
            .map_err(|_| StoreError::Unreadable("audit_change"))?;
        absorb_change(&mut sum, row.get(0)?, row.get(1)?, payload);
    }
    Ok(sum.finalize().into())
}

/// Acts of a history that are shown.
const SHOWN: i64 = 500;

/// Hands on the parts that acts changed about a person after a place of the log, the newest act first.
pub(super) fn marks_after(
    connection: &Connection,
    user_id: UserId,
    place: i64,
    mut each: impl FnMut(Mark),
) -> Result<()> {
    let Some(key) = acts::person_key(connection, user_id)? else {
        return Ok(());
    };
    let mut statement = connection.prepare_cached(include_str!("marks_after.sql"))?;
    let mut rows = statement.query(named_params! { ":user_id": user_id.0, ":place": place })?;
    while let Some(row) = rows.next()? {
        let sealed = row.get_ref(1)?.as_blob();
        let sealed = sealed.map_err(|_| StoreError::Unreadable("audit_change"))?;
        let clear = seal::unseal(&key, row.get(0)?, user_id.0, sealed)?;
        payload::parts(&clear)?.into_iter().for_each(&mut each);
    }
    Ok(())
}

/// Whether what an act kept of a person is a change of a part of theirs.
pub(super) fn is_of_parts(
    connection: &Connection,
    (seq, user_id): (i64, UserId),
    sealed: ValueRef<'_>,
) -> Result<bool> {
    let sealed = sealed.as_blob();
    let sealed = sealed.map_err(|_| StoreError::Unreadable("audit_change"))?;
    let Some(key) = acts::person_key(connection, user_id)? else {
        return Ok(false);
    };
    let clear = seal::unseal(&key, seq, user_id.0, sealed)?;
    Ok(!payload::parts(&clear)?.is_empty())
}

impl Snapshot<'_> {
    /// A person's history, newest first, at most 500 acts.
    pub fn history(&self, user_id: UserId) -> Result<Vec<HistoryItem>> {
        self.newest_of(user_id, SHOWN)
    }

    /// All of a person's history, newest first.
    pub fn whole_history(&self, user_id: UserId) -> Result<Vec<HistoryItem>> {
        self.newest_of(user_id, i64::MAX)
    }

    fn newest_of(&self, user_id: UserId, most: i64) -> Result<Vec<HistoryItem>> {
        let Some(key) = acts::person_key(self.tx, user_id)? else {
            return Ok(Vec::new());
        };
        let mut statement = self
            .tx
            .prepare_cached(include_str!("history_of_user.sql"))?;
        let last = self.moment.map_or(i64::MAX, Moment::last_seq);
        let names = named_params! { ":user_id": user_id.0, ":last": last, ":most": most };
        let mut rows = statement.query(names)?;
        let mut items = Vec::new();
        while let Some(row) = rows.next()? {
            let seq = row.get(0)?;
            let sealed = row
                .get_ref(6)?
                .as_blob()
                .map_err(|_| StoreError::Unreadable("audit_change"))?;
            let clear = seal::unseal(&key, seq, user_id.0, sealed)?;
            let (changes, marks) = payload::read(&clear)?;
            items.push(HistoryItem {
                seq,
                at: Timestamp(row.get(1)?),
                actor: hand(row, 2)?,
                command: row.get(4)?,
                reason: row.get(5)?,
                changes,
                is_undoable: !marks.is_empty(),
            });
        }
        Ok(items)
    }

    /// What was begun since an instant and has no end in the log: the entry, and the person it is about.
    pub fn unended(
        &self,
        begin: &str,
        end: &str,
        since: Timestamp,
    ) -> Result<Vec<(ViewingId, UserId)>> {
        let mut statement = self.tx.prepare_cached(include_str!("unended.sql"))?;
        let asked = named_params! { ":begin": begin, ":end": end, ":since": since.0 };
        let rows = statement.query_map(asked, |row| {
            Ok((ViewingId(row.get(0)?), UserId(row.get(1)?)))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// The newest audit entry.
    pub fn audit_head(&self) -> Result<Head> {
        head(self.tx)
    }
}
