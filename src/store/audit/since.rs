//! What was changed since an instant, object by object.

use rusqlite::{Row, named_params};

use super::payload;
use crate::domain::audit::{Act, ObjectKind, Outcome, Touched};
use crate::domain::time::Timestamp;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::seal;
use crate::store::users::hand;

/// What one act changed about one object.
pub struct Change {
    /// The act.
    pub act: Act,
    /// What it changed.
    pub touched: Touched,
    /// What the object is called now; none where it is gone or has no name.
    pub name: Option<String>,
}

impl Snapshot<'_> {
    /// Hands on what was changed since an instant about people, roles, workspaces, modules and plans, newest first, until
    /// `take` has had enough.
    pub fn changes_since(
        &self,
        since: Timestamp,
        mut take: impl FnMut(Change) -> Enough,
    ) -> Result<()> {
        let mut statement = self.tx.prepare_cached(include_str!("changes_since.sql"))?;
        let mut rows = statement.query(named_params! { ":since": since.0 })?;
        while let Some(row) = rows.next()? {
            let Some(change) = change(row)? else { continue };
            if take(change) == Enough::Yes {
                break;
            }
        }
        Ok(())
    }
}

/// Whether enough was handed on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Enough {
    /// Go on.
    No,
    /// Stop.
    Yes,
}

fn change(row: &Row<'_>) -> Result<Option<Change>> {
    let (seq, object_id): (i64, i64) = (row.get(0)?, row.get(7)?);
    let object = ObjectKind::from_code(row.get(6)?).ok_or(UNREADABLE)?;
    let kept = row.get_ref(8)?.as_blob().map_err(|_| UNREADABLE)?;
    let key: Option<Vec<u8>> = row.get(9)?;
    let clear = match (object, key.and_then(|key| key.try_into().ok())) {
        (ObjectKind::User, Some(key)) => seal::unseal(&key, seq, object_id, kept)?,
        // The person's key is gone, and what is said of them with it.
        (ObjectKind::User, None) => return Ok(None),
        _ => kept.to_vec(),
    };
    let (changes, marks) = payload::read(&clear)?;
    Ok(Some(Change {
        act: Act {
            seq,
            at: Timestamp(row.get(1)?),
            actor: hand(row, 2)?,
            command: row.get(4)?,
            reason: row.get(5)?,
            outcome: Outcome::Done,
        },
        touched: Touched {
            object,
            object_id,
            changes,
            marks,
        },
        name: row.get(10)?,
    }))
}

const UNREADABLE: StoreError = StoreError::Unreadable("audit_change");
