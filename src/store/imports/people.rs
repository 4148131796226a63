//! Writing what an import says about a person beside the profile.

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
