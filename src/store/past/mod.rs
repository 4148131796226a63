//! The directory as it was: what is there now, with what was recorded since set back.
//!
//! Who exists then is whoever was in the file and not in the bin, and whoever was added later with an account that is
//! older. What somebody was before they were in the file nobody recorded: it is shown as it was recorded first.

use chrono::NaiveDate;
use rusqlite::{Connection, OptionalExtension, named_params};

use super::audit;
use super::columns::in_view;
use super::error::{Result, StoreError};
use super::reader::Snapshot;
use super::states;
use crate::domain::access::Reach;
use crate::domain::actor::Hand;
use crate::domain::audit::ObjectKind;
use crate::domain::ids::UserId;
use crate::domain::past::{Deleted, Recorded};
use crate::domain::time::Timestamp;
use crate::domain::undo::{BIN, UserState};
use crate::domain::user::UserRecord;

/// A place in the log: everything up to it has happened.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Debug)]
pub(super) struct Place(i64);

/// An instant that has been, and its place in the log.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Moment {
    pub(super) at: Timestamp,
    place: Place,
    deleted: Deleted,
}

/// What the log has about a person after a moment.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub(super) struct Later {
    pub(super) user_id: UserId,
    /// Whether they were not in the file then.
    pub(super) is_added: bool,
    /// Whether anything was changed about them that has to be set back.
    pub(super) is_changed: bool,
}

impl Moment {
    /// The last instant that the log has up to `at`.
    pub(super) fn of(connection: &Connection, at: Timestamp, deleted: Deleted) -> Result<Self> {
        let names = named_params! { ":at": at.0 };
        let (last, first_after): (Option<i64>, Option<i64>) = connection
            .prepare_cached(include_str!("around.sql"))?
            .query_row(names, |row| Ok((row.get(0)?, row.get(1)?)))?;
        let last = last.unwrap_or(0);
        let place = match first_after {
            // The clock was set back or ahead for a while.
            Some(after) if after < last => place_between(connection, at, (after, last))?,
            _ => last,
        };
        Ok(Self {
            at,
            place: Place(place),
            deleted,
        })
    }

    /// The number of the last act that has happened.
    pub(super) fn last_seq(self) -> i64 {
        self.place.0
    }

    /// Hands on everybody about whom the log has something later, by number.
    pub(super) fn later(
        self,
        connection: &Connection,
        mut each: impl FnMut(Later) -> Result<()>,
    ) -> Result<()> {
        let mut statement = connection.prepare_cached(include_str!("later.sql"))?;
        let mut rows = statement.query(named_params! { ":place": self.place.0 })?;
        while let Some(row) = rows.next()? {
            let is_added: bool = row.get(1)?;
            let acts: i64 = row.get(2)?;
            each(Later {
                user_id: UserId(row.get(0)?),
                is_added,
                is_changed: acts > i64::from(is_added),
            })?;
        }
        Ok(())
    }

    /// A person as they were; none who were not there, and none of whom nothing is left.
    pub(super) fn person(
        self,
        connection: &Connection,
        user_id: UserId,
    ) -> Result<Option<UserRecord>> {
        let (mut record, mut state) = match states::person(connection, user_id) {
            Err(StoreError::NotFound) => return Ok(None),
            other => other?,
        };
        let Some(first) = first_of(connection, user_id)? else {
            return Ok(None);
        };
        let is_added = first > self.place.0;
        let is_deleted = !state.get(BIN).is_null();
        if is_deleted && self.deleted == Deleted::Hidden {
            return Ok(None);
        }
        if is_added
            && (record.created_at.is_none_or(|at| at > self.at)
                || is_deleted && was_taken_back(connection, user_id, first)?)
        {
            return Ok(None);
        }
        // To be added is not set back: what they were then is what was recorded first.
        audit::marks_after(connection, user_id, self.place.0.max(first), |mark| {
            state.set(&mark.key, mark.before);
        })?;
        let Some(was) = UserState::read(&state) else {
            return Err(StoreError::Unreadable("audit_change"));
        };
        if was.is_binned {
            return Ok(None);
        }
        let hand = self.hand(connection, user_id, first)?;
        let created = was.created_at.unwrap_or(self.at);
        (record.changed_at, record.changed_by) = hand.unwrap_or((created, None));
        record.last_sign_in_at = match record.last_sign_in_at {
            Some(at) if at > self.at => self.last_sign_in(connection, user_id)?,
            at => at,
        };
        (record.profile, record.created_at) = (was.profile, was.created_at);
        record.invitation_expires_at = was.invitation_expires_at;
        record.external_ids = was.external_ids.into_iter().collect();
        Ok(Some(record))
    }

    /// A person's newest successful sign-in up to then.
    pub(super) fn last_sign_in(
        self,
        connection: &Connection,
        user_id: UserId,
    ) -> Result<Option<Timestamp>> {
        let found = connection
            .prepare_cached(include_str!("last_sign_in.sql"))?
            .query_row(
                named_params! { ":user_id": user_id.0, ":at": self.at.0 },
                |row| row.get(0).map(Timestamp),
            );
        Ok(found.optional()?)
    }

    /// When, and by whose hand, a person was changed last up to then. A sign-in alone is no change.
    fn hand(
        self,
        connection: &Connection,
        user_id: UserId,
        first: i64,
    ) -> Result<Option<(Timestamp, Option<Hand>)>> {
        let mut statement = connection.prepare_cached(include_str!("hand.sql"))?;
        let names = named_params! { ":user_id": user_id.0, ":place": self.place.0 };
        let mut rows = statement.query(names)?;
        while let Some(row) = rows.next()? {
            let seq: i64 = row.get(0)?;
            if seq == first || audit::is_of_parts(connection, (seq, user_id), row.get_ref(4)?)? {
                let hand = super::users::hand(row, 2)?;
                return Ok(Some((Timestamp(row.get(1)?), hand)));
            }
        }
        Ok(None)
    }
}

/// Between acts whose times don't ascend: the place on whose wrong side the fewest acts are.
fn place_between(connection: &Connection, at: Timestamp, (from, to): (i64, i64)) -> Result<i64> {
    let mut statement = connection.prepare_cached(include_str!("between.sql"))?;
    let names = named_params! { ":at": at.0, ":from": from, ":to": to };
    let mut rows = statement.query(names)?;
    // Every act up to the place that is not before the instant is on the wrong side, and so is every one after it that is.
    let (mut best, mut gain, mut most) = (from - 1, 0_i64, 0_i64);
    while let Some(row) = rows.next()? {
        let is_before: bool = row.get(1)?;
        gain += if is_before { 1 } else { -1 };
        if gain > most {
            (best, most) = (row.get(0)?, gain);
        }
    }
    Ok(best)
}

/// Whether somebody is in the bin because the act that added them was set back: they never were there.
fn was_taken_back(connection: &Connection, user_id: UserId, first: i64) -> Result<bool> {
    let names = named_params! { ":user_id": user_id.0, ":first": first };
    let mut statement = connection.prepare_cached(include_str!("was_taken_back.sql"))?;
    Ok(statement.query_row(names, |row| row.get(0))?)
}

/// The first that the log has about a person.
fn first_of(connection: &Connection, user_id: UserId) -> Result<Option<i64>> {
    let mut statement = connection.prepare_cached(
        "SELECT min(seq) FROM audit_change WHERE object_kind = :kind AND object_id = :user_id",
    )?;
    let names = named_params! { ":kind": ObjectKind::User as i64, ":user_id": user_id.0 };
    Ok(statement.query_row(names, |row| row.get(0))?)
}

impl<'r> Snapshot<'r> {
    /// The same state as it was at the end of a day, with the instant that is its present; the present itself where there
    /// is no day or it has not ended.
    pub fn on(
        &self,
        day: Option<NaiveDate>,
        now: Timestamp,
        deleted: Deleted,
    ) -> Result<(Snapshot<'r>, Timestamp)> {
        let time = self.office()?.time();
        let end = |day: NaiveDate| {
            let next = day.succ_opt()?;
            Some(Timestamp(time.start_of(next).0 - 1))
        };
        match day.and_then(end).filter(|end| *end < now) {
            None => Ok((self.of(self.moment), now)),
            Some(end) => Ok((self.of(Some(Moment::of(self.tx, end, deleted)?)), end)),
        }
    }

    /// How much of a day was recorded at the time, as far as a right reaches.
    pub fn recorded(&self, who: &Reach) -> Result<Recorded> {
        let Some(moment) = self.moment else {
            return Ok(Recorded::default());
        };
        let (mut later, columns) = (0, self.columns()?);
        moment.later(self.tx, |person| {
            let user = columns.user(person.user_id).filter(|_| person.is_added);
            later += u64::from(user.is_some_and(|user| in_view(who, user)));
            Ok(())
        })?;
        if !who.is_everyone() {
            return Ok(Recorded { later, removed: 0 });
        }
        let purged = self
            .tx
            .prepare_cached(include_str!("purged_since.sql"))?
            .query_row(named_params! { ":at": moment.at.0 }, |row| {
                row.get::<_, i64>(0)
            })?;
        Ok(Recorded {
            later,
            removed: purged.max(0) as u64,
        })
    }
}
