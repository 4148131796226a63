//! Access reviews: who is to be looked at, and what was decided.

use rusqlite::{OptionalExtension, Row, named_params};

use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::ids::UserId;
use crate::domain::review::{Candidate, Decision, Review, ReviewItem, Subject};
use crate::domain::time::Timestamp;
use crate::domain::user::AccountStatus;

impl Snapshot<'_> {
    /// What is known of these people for a decision, in their order; who is gone is left out.
    pub fn candidates(&self, ids: &[UserId]) -> Result<Vec<Candidate>> {
        let mut statement = self.tx.prepare_cached(include_str!("candidate.sql"))?;
        let mut found = Vec::with_capacity(ids.len());
        for &user_id in ids {
            let row = statement
                .query_row(named_params! { ":user_id": user_id.0 }, |row| {
                    Ok(Candidate {
                        user_id,
                        name: row.get(0)?,
                        status: AccountStatus::from_code(row.get(1)?)
                            .unwrap_or(AccountStatus::Inactive),
                        last_sign_in_at: time(row, 2)?,
                        last_used_at: time(row, 3)?,
                    })
                })
                .optional()?;
            found.extend(row);
        }
        Ok(found)
    }

    /// Every review that was applied, newest first.
    pub fn reviews(&self) -> Result<Vec<Review>> {
        let mut statement = self.tx.prepare_cached(include_str!("list.sql"))?;
        let mut rows = statement.query([])?;
        let mut reviews = Vec::new();
        while let Some(row) = rows.next()? {
            let subject = Subject::from_object(row.get(2)?, row.get(3)?);
            reviews.push(Review {
                review_id: row.get(0)?,
                seq: row.get(1)?,
                subject: subject.ok_or(StoreError::Unreadable("review.subject"))?,
                name: row.get(4)?,
                reviewed_at: Timestamp(row.get(5)?),
                reviewed_by: row.get(6)?,
                kept: row.get::<_, i64>(7)? as u64,
                removed: row.get::<_, i64>(8)? as u64,
            });
        }
        Ok(reviews)
    }

    /// What a review decided: first who lost it, then who kept it, by name.
    pub fn review_items(&self, review_id: i64) -> Result<Vec<ReviewItem>> {
        let mut statement = self.tx.prepare_cached(include_str!("items.sql"))?;
        let rows = statement.query_map(named_params! { ":review_id": review_id }, |row| {
            let reason: String = row.get(3)?;
            Ok(ReviewItem {
                user_id: UserId(row.get(0)?),
                name: row.get(1)?,
                decision: if row.get(2)? {
                    Decision::Keep
                } else {
                    Decision::Remove(reason)
                },
                last_sign_in_at: time(row, 4)?,
                last_used_at: time(row, 5)?,
            })
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Adds the record of a review that this act applies.
    pub fn insert_review(
        &mut self,
        subject: Subject,
        name: &str,
        decisions: &[(UserId, Decision)],
    ) -> Result<i64> {
        let (kind, object_id) = subject.object();
        self.tx
            .prepare_cached(include_str!("insert.sql"))?
            .execute(named_params! {
                ":seq": self.seq,
                ":subject": kind as i64,
                ":object_id": object_id,
                ":name": name,
                ":reviewed_at": self.act.at.0,
                ":reviewed_by": self.act.actor.map(|id| id.0),
            })?;
        let review_id = self.tx.last_insert_rowid();
        let mut insert = self.tx.prepare_cached(include_str!("insert_item.sql"))?;
        for (user_id, decision) in decisions {
            let (is_kept, reason) = match decision {
                Decision::Keep => (true, ""),
                Decision::Remove(reason) => (false, reason.as_str()),
            };
            insert.execute(named_params! {
                ":review_id": review_id, ":user_id": user_id.0, ":is_kept": is_kept, ":reason": reason,
            })?;
        }
        Ok(review_id)
    }
}

fn time(row: &Row<'_>, index: usize) -> rusqlite::Result<Option<Timestamp>> {
    Ok(row.get::<_, Option<i64>>(index)?.map(Timestamp))
}
