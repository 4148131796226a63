//! Sessions and sign-ins.

pub mod listing;

use rusqlite::{OptionalExtension, Row, named_params};

use super::columns::in_view;
use super::error::{Result, StoreError};
use super::past::Moment;
use super::reader::Snapshot;
use super::writer::Writer;
use crate::domain::access::Reach;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::insight::SessionRow;
use crate::domain::time::Timestamp;

/// Whether a session can go on.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct SessionState {
    /// Somebody ended it.
    pub is_ended: bool,
    /// When it runs out by itself.
    pub expires_at: Timestamp,
}

impl Snapshot<'_> {
    /// Whether a session can go on; one that is not there was ended.
    pub fn session_state(&self, session_id: SessionId) -> Result<SessionState> {
        let found = self
            .tx
            .prepare_cached(
                "SELECT ended_at IS NOT NULL, expires_at FROM session WHERE session_id = :id",
            )?
            .query_row(named_params! { ":id": session_id.0 }, |row| {
                Ok(SessionState {
                    is_ended: row.get(0)?,
                    expires_at: Timestamp(row.get(1)?),
                })
            })
            .optional()?;
        Ok(found.unwrap_or(SessionState {
            is_ended: true,
            expires_at: Timestamp(0),
        }))
    }

    /// Every session that is open at `now`, last used first.
    pub fn open_sessions(&self, now: Timestamp) -> Result<Vec<SessionRow>> {
        let sql = match self.moment {
            None => include_str!("open_sessions.sql"),
            Some(_) => include_str!("open_sessions_then.sql"),
        };
        let mut statement = self.tx.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! { ":now": now.0 }, session)?;
        let mut rows: Vec<SessionRow> = rows.collect::<rusqlite::Result<_>>()?;
        if let Some(moment) = self.moment {
            self.name_then(&mut rows, moment)?;
        }
        Ok(rows)
    }

    /// Gives people the names and addresses that they had at a moment.
    fn name_then(&self, rows: &mut [SessionRow], moment: Moment) -> Result<()> {
        let columns = self.columns()?;
        for row in rows {
            if !columns.is_recalled(row.user_id) {
                continue;
            }
            let person = moment.person(self.tx, row.user_id)?;
            let profile = person.map(|person| person.profile).unwrap_or_default();
            (row.name, row.email) = (profile.name, profile.email);
        }
        Ok(())
    }

    /// The sessions of a person in this program that are open at `now`, last used first.
    pub fn own_sessions(&self, user_id: UserId, now: Timestamp) -> Result<Vec<SessionRow>> {
        let mut statement = self.tx.prepare_cached(include_str!("of_user.sql"))?;
        let rows = statement.query_map(
            named_params! { ":user_id": user_id.0, ":source": SOURCE, ":now": now.0 },
            session,
        )?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Users with open sessions at `now`, by number, and how many each has.
    pub fn open_session_users(&self, now: Timestamp) -> Result<Vec<(UserId, u64)>> {
        let sql = match self.moment {
            None => include_str!("open_users.sql"),
            Some(_) => include_str!("open_users_then.sql"),
        };
        let mut statement = self.tx.prepare_cached(sql)?;
        let rows = statement.query_map(named_params! { ":now": now.0 }, |row| {
            Ok((UserId(row.get(0)?), row.get::<_, i64>(1)? as u64))
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// A person's newest five successful sign-ins up to `now`, newest first.
    pub fn last_sign_ins(&self, user_id: UserId, now: Timestamp) -> Result<Vec<Timestamp>> {
        let mut statement = self.tx.prepare_cached(include_str!("last_of_user.sql"))?;
        let names = named_params! { ":user_id": user_id.0, ":now": now.0 };
        let rows = statement.query_map(names, |row| row.get(0).map(Timestamp))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Hands each of a person's successful sign-ins in a closed interval to `each`, oldest first.
    pub fn sign_ins_between(
        &self,
        user_id: UserId,
        since: Timestamp,
        until: Timestamp,
        mut each: impl FnMut(Timestamp),
    ) -> Result<()> {
        let mut statement = self.tx.prepare_cached(include_str!("days_since.sql"))?;
        let mut rows = statement
            .query(named_params! { ":user_id": user_id.0, ":since": since.0, ":until": until.0 })?;
        while let Some(row) = rows.next()? {
            each(Timestamp(row.get(0)?));
        }
        Ok(())
    }

    /// How many sign-ins of known people the file holds, of any outcome.
    pub fn sign_in_count(&self) -> Result<u64> {
        let count: i64 = self
            .tx
            .prepare_cached("SELECT value FROM counter WHERE name = 'sign_in'")?
            .query_row([], |row| row.get(0))?;
        Ok(count as u64)
    }

    /// How many sign-ins of any outcome there are of the people whom a right covers.
    pub fn sign_in_count_of(&self, who: &Reach) -> Result<u64> {
        let mut statement = self
            .tx
            .prepare_cached("SELECT count(*) FROM sign_in WHERE user_id = :user_id")?;
        let mut count = 0;
        for user in self.columns()?.users().filter(|user| in_view(who, *user)) {
            let of_user = named_params! { ":user_id": user.id().0 };
            count += statement.query_row(of_user, |row| row.get::<_, i64>(0))?;
        }
        Ok(count as u64)
    }
}

impl Writer<'_> {
    /// Starts a session of a person in this program, and counts it as a sign-in.
    pub fn start_session(
        &mut self,
        user_id: UserId,
        device: &str,
        expires_at: Timestamp,
    ) -> Result<SessionId> {
        let at = self.act.at.0;
        self.tx
            .prepare_cached(include_str!("start.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":source": SOURCE,
                ":device": device,
                ":at": at,
                ":expires_at": expires_at.0,
            })?;
        let session_id = self.tx.last_insert_rowid();
        let (source_id, device_id) = (self.term(SOURCE)?, self.term(device)?);
        let new = self
            .tx
            .prepare_cached(include_str!("insert_sign_in.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":at": at,
                ":event_key": session_id,
                ":source_id": source_id,
                ":device_id": device_id,
            })?;
        self.count_sign_ins(new as u64);
        self.tx
            .prepare_cached(include_str!("note_sign_in.sql"))?
            .execute(named_params! { ":user_id": user_id.0, ":at": at })?;
        self.touch(user_id);
        Ok(SessionId(session_id))
    }

    /// Ends a session; one that has ended already stays as it is.
    pub fn end_session(&mut self, session_id: SessionId, reason: &str) -> Result<()> {
        self.tx.prepare_cached(include_str!("end.sql"))?.execute(
            named_params! { ":session_id": session_id.0, ":at": self.act.at.0, ":reason": reason },
        )?;
        Ok(())
    }

    /// Notes that a session is in use, so that it runs out later. One that has run out stays so: what was shown of a day since
    /// is not changed.
    pub fn see_session(&mut self, session_id: SessionId) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("see.sql"))?
            .execute(named_params! {
                ":session_id": session_id.0,
                ":at": self.act.at.0,
                ":expires_at": self.act.at.plus_minutes(STAY_MINUTES).0,
            })?;
        Ok(())
    }

    /// Whose a session in this program is that has not ended.
    pub fn session_owner(&self, session_id: SessionId) -> Result<UserId> {
        let found = self
            .tx
            .prepare_cached(include_str!("owner.sql"))?
            .query_row(
                named_params! { ":session_id": session_id.0, ":source": SOURCE },
                |row| row.get(0).map(UserId),
            )
            .optional()?;
        found.ok_or(StoreError::NotFound)
    }

    /// Ends every session of a person in this program but one; how many there were.
    pub fn end_sessions(
        &mut self,
        user_id: UserId,
        but: Option<SessionId>,
        reason: &str,
    ) -> Result<u64> {
        let ended = self
            .tx
            .prepare_cached(include_str!("end_all.sql"))?
            .execute(named_params! {
                ":user_id": user_id.0,
                ":but": but.map(|id| id.0),
                ":source": SOURCE,
                ":at": self.act.at.0,
                ":reason": reason,
            })?;
        Ok(ended as u64)
    }

    /// Ends what an earlier run of this program has left open, as of when it was last in use; how many there were.
    pub fn end_left(&mut self, reason: &str) -> Result<u64> {
        let ended = self
            .tx
            .prepare_cached(include_str!("end_left.sql"))?
            .execute(named_params! { ":source": SOURCE, ":reason": reason })?;
        Ok(ended as u64)
    }

    /// The number of a text that repeats in logs, given where it has none yet.
    pub fn term(&mut self, text: &str) -> Result<i64> {
        let found = self
            .tx
            .prepare_cached("SELECT term_id FROM term WHERE text = :text")?
            .query_row(named_params! { ":text": text }, |row| row.get(0))
            .optional()?;
        if let Some(term_id) = found {
            return Ok(term_id);
        }
        self.tx
            .prepare_cached("INSERT INTO term (text) VALUES (:text)")?
            .execute(named_params! { ":text": text })?;
        Ok(self.tx.last_insert_rowid())
    }
}

fn session(row: &Row<'_>) -> rusqlite::Result<SessionRow> {
    Ok(SessionRow {
        session_id: SessionId(row.get(0)?),
        user_id: UserId(row.get(1)?),
        name: row.get(2)?,
        email: row.get(3)?,
        device: row.get(4)?,
        source: row.get(5)?,
        started_at: Timestamp(row.get(6)?),
        last_seen_at: Timestamp(row.get(7)?),
    })
}

/// A session here runs out by itself after so many minutes in which nothing was done.
pub const STAY_MINUTES: i64 = 12 * 60;
/// The source name of this program's own sessions.
pub const SOURCE: &str = "Rollcall";
