//! Writing what an import says about a person beside the profile.

use std::collections::BTreeSet;

use rusqlite::named_params;

use crate::domain::ids::UserId;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::writer::Writer;

/// A newest sign-in that a list of people names; it counts as one event.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct LastSignIn {
    /// When.
    pub at: Timestamp,
    /// Key of the event.
    pub event_key: i64,
}

impl Writer<'_> {
    /// Has systems know a person by just these names; a name by which another is known by now is left to them.
    pub fn set_external_ids(
        &mut self,
        user_id: UserId,
        wanted: &BTreeSet<(String, String)>,
    ) -> Result<()> {
        let known: BTreeSet<_> = self.user(user_id)?.external_ids.into_iter().collect();
        for (source, id) in known.difference(wanted) {
            self.tx
                .prepare_cached(
                    "DELETE FROM external_id WHERE source = :source AND external_id = :id AND user_id = :user_id",
                )?
                .execute(named_params! { ":source": source, ":id": id, ":user_id": user_id.0 })?;
        }
        for (source, id) in wanted.difference(&known) {
            self.tx
                .prepare_cached(
                    "INSERT OR IGNORE INTO external_id (source, external_id, user_id, seen_seq)
                    VALUES (:source, :id, :user_id, :seq)",
                )?
                .execute(named_params! {
                    ":source": source, ":id": id, ":user_id": user_id.0, ":seq": self.seq,
                })?;
        }
        self.touch(user_id);
        Ok(())
    }

    /// Notes that a source knows the person by an ID, and that this act has seen it.
    pub fn note_external_id(
        &mut self,
        user_id: UserId,
        source: &str,
        external_id: &str,
    ) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("insert_external.sql"))?
            .execute(named_params! {
                ":source": source,
                ":external_id": external_id,
                ":user_id": user_id.0,
                ":seq": self.seq,
            })?;
        Ok(())
    }

    /// Sets the creation time where one is given, and the newest sign-in where it is newer.
    pub fn note_times(
        &mut self,
        user_id: UserId,
        created_at: Option<Timestamp>,
        last_sign_in: Option<Timestamp>,
    ) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("note_times.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":created_at": created_at.map(|at| at.0),
                ":last_sign_in_at": last_sign_in.map(|at| at.0),
            })?;
        self.touch(user_id);
        Ok(())
    }
}
