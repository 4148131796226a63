//! One act of the log, with the parts that it changed.

use rusqlite::{Connection, OptionalExtension, named_params};

use super::payload;
use crate::domain::actor::Hand;
use crate::domain::audit::{Act, ObjectKind, Outcome, Touched};
use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::seal::{self, PersonKey};
use crate::store::users::hand;
use crate::store::writer::Writer;

/// No limit, as `SQLite` writes it.
const ALL: i64 = -1;

impl Snapshot<'_> {
    /// An act, and what it changed about each object.
    pub fn act(&self, seq: i64) -> Result<(Act, Vec<Touched>)> {
        Ok((act(self.tx, seq)?, touched(self.tx, seq, ALL)?))
    }

    /// What an act changed about the first of its objects, at most so many.
    pub fn touched_by(&self, seq: i64, most: i64) -> Result<Vec<Touched>> {
        touched(self.tx, seq, most)
    }

    /// How many objects an act changed, counted up to so many; those of which nothing is left are among them.
    pub fn reach_of(&self, seq: i64, most: i64) -> Result<usize> {
        let sql = "SELECT count(*) FROM (SELECT 1 FROM audit_change WHERE seq = :seq LIMIT :most)";
        let mut statement = self.tx.prepare_cached(sql)?;
        let names = named_params! { ":seq": seq, ":most": most };
        let reach: i64 = statement.query_row(names, |row| row.get(0))?;
        Ok(reach.max(0) as usize)
    }

    /// When, and by whose hand, one of these fields of something that is not a person was changed last.
    pub fn newest_change(
        &self,
        (kind, object_id): (ObjectKind, i64),
        fields: &[&str],
    ) -> Result<Option<(Timestamp, Option<Hand>)>> {
        let mut statement = self
            .tx
            .prepare_cached(include_str!("changes_of_object.sql"))?;
        let mut rows =
            statement.query(named_params! { ":kind": kind as i64, ":object_id": object_id })?;
        while let Some(row) = rows.next()? {
            let kept = row.get_ref(3)?.as_blob().map_err(|_| UNREADABLE)?;
            let (changes, _) = payload::read(kept)?;
            if changes.iter().any(|c| fields.contains(&c.field.as_str())) {
                return Ok(Some((Timestamp(row.get(0)?), hand(row, 1)?)));
            }
        }
        Ok(None)
    }
}

impl Writer<'_> {
    /// An earlier act, and what it changed about each object.
    pub fn act_of(&self, seq: i64) -> Result<(Act, Vec<Touched>)> {
        Ok((act(self.tx, seq)?, touched(self.tx, seq, ALL)?))
    }
}

fn act(connection: &Connection, seq: i64) -> Result<Act> {
    let found = connection
        .prepare_cached(include_str!("act.sql"))?
        .query_row(named_params! { ":seq": seq }, |row| {
            Ok(Act {
                seq,
                at: Timestamp(row.get(0)?),
                actor: hand(row, 1)?,
                command: row.get(3)?,
                reason: row.get(4)?,
                outcome: Outcome::from_code(row.get(5)?).unwrap_or(Outcome::Failed),
            })
        })
        .optional()?;
    found.ok_or(StoreError::NotFound)
}

/// What an act changed about each object, as far as it can still be read: of a person whose key is gone nothing is left.
fn touched(connection: &Connection, seq: i64, most: i64) -> Result<Vec<Touched>> {
    let mut statement = connection.prepare_cached(include_str!("changes_some.sql"))?;
    let mut rows = statement.query(named_params! { ":seq": seq, ":most": most })?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        let object = ObjectKind::from_code(row.get(0)?).ok_or(UNREADABLE)?;
        let object_id: i64 = row.get(1)?;
        let kept = row.get_ref(2)?.as_blob().map_err(|_| UNREADABLE)?;
        let clear = match object {
            ObjectKind::User => match person_key(connection, UserId(object_id))? {
                Some(key) => seal::unseal(&key, seq, object_id, kept)?,
                None => continue,
            },
            _ => kept.to_vec(),
        };
        let (changes, marks) = payload::read(&clear)?;
        all.push(Touched {
            object,
            object_id,
            changes,
            marks,
        });
    }
    Ok(all)
}

const UNREADABLE: StoreError = StoreError::Unreadable("audit_change");

/// The key that seals what the log says about a person; none once it is destroyed.
pub(super) fn person_key(connection: &Connection, user_id: UserId) -> Result<Option<PersonKey>> {
    let key: Option<Vec<u8>> = connection
        .prepare_cached("SELECT key FROM person_key WHERE user_id = :user_id")?
        .query_row(named_params! { ":user_id": user_id.0 }, |row| row.get(0))
        .optional()?;
    Ok(key.and_then(|key| key.try_into().ok()))
}
