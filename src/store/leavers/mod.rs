//! Who leaves: accounts whose last day is over, and people whom the newest list of their source has no more.

mod holdings;

use std::collections::BTreeSet;

use chrono::NaiveDate;
use rusqlite::named_params;

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::ids::UserId;

impl Writer<'_> {
    /// Notes that this act's list has everybody of a source: whoever it did not name is missing there.
    pub fn note_full_list(&mut self, source: &str) -> Result<()> {
        self.tx
            .prepare_cached(
                "INSERT INTO full_list (source, seq) VALUES (:source, :seq)
                ON CONFLICT (source) DO UPDATE SET seq = :seq",
            )?
            .execute(named_params! { ":source": source, ":seq": self.seq })?;
        self.touch_everything();
        Ok(())
    }

    /// Those of these who were missing from a source are so no longer, once this act has noted them.
    pub fn note_back(&mut self, source: &str, seen: impl Iterator<Item = UserId>) -> Result<()> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT user_id FROM leaver WHERE source = :source")?;
        let rows = statement.query_map(named_params! { ":source": source }, |row| row.get(0))?;
        let missing: BTreeSet<i64> = rows.collect::<rusqlite::Result<_>>()?;
        drop(statement);
        for user_id in seen.filter(|id| missing.contains(&id.0)) {
            self.touch(user_id);
        }
        Ok(())
    }

    /// Nobody is missing by a list that was taken back; who was missing by the one before it nobody knows any more.
    pub fn forget_full_list(&mut self, seq: i64) -> Result<()> {
        let gone = self
            .tx
            .prepare_cached("DELETE FROM full_list WHERE seq = :seq")?
            .execute(named_params! { ":seq": seq })?;
        if gone > 0 {
            self.touch_everything();
        }
        Ok(())
    }
}

impl Snapshot<'_> {
    /// Active accounts whose last day is before `today`, with that day.
    pub fn ended(&self, today: NaiveDate) -> Result<Vec<(UserId, NaiveDate)>> {
        let mut statement = self.tx.prepare_cached(include_str!("ended.sql"))?;
        let mut rows = statement.query(named_params! { ":today": today.to_string() })?;
        let mut ended = Vec::new();
        while let Some(row) = rows.next()? {
            let day: String = row.get(1)?;
            let day = day.parse();
            let day = day.map_err(|_| StoreError::Unreadable("user.end_date"))?;
            ended.push((UserId(row.get(0)?), day));
        }
        Ok(ended)
    }
}
