//! On how many of the last 30 days each user was active, counted once a day and then only for those whom an act touched.

use std::sync::{Arc, PoisonError};

use super::data::{Columns, User};
use super::patch::Moves;
use super::rank::GONE;
use crate::domain::insight::WINDOW_DAYS;
use crate::domain::time::{OfficeTime, Timestamp};
use crate::store::error::Result;
use crate::store::reader::Snapshot;

/// Days with a successful sign-in in the window that ends with the day of `until`, by row.
#[derive(Clone)]
pub struct ActiveDays {
    since: Timestamp,
    until: Timestamp,
    days: Arc<Vec<u8>>,
    /// Rows that have to be counted anew.
    stale: Vec<u32>,
}

/// The window and the first instants of its days.
struct Window {
    since: Timestamp,
    until: Timestamp,
    bounds: Vec<Timestamp>,
}

impl Columns {
    /// For each user the number of office days with a successful sign-in, of the 30 days that end with the day of `now`.
    pub fn active_days(
        &self,
        snapshot: &Snapshot<'_>,
        time: &OfficeTime,
        now: Timestamp,
    ) -> Result<Arc<Vec<u8>>> {
        let window = Window::new(*time, now);
        let mut cached = self
            .active_days
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        let usable = cached
            .take()
            .filter(|found| found.since == window.since && found.until <= now);
        let counted = snapshot.for_all(|| match usable {
            Some(found) => window.refresh(snapshot, self, found),
            None => window.count(snapshot, self),
        })?;
        let days = Arc::clone(&counted.days);
        *cached = Some(counted);
        Ok(days)
    }
}

impl ActiveDays {
    /// The same for columns that were patched.
    pub(super) fn moved(&self, moves: &Moves, len: usize) -> Self {
        let mut days = vec![0; len];
        for (row, count) in moves.kept.iter().zip(self.days.iter()) {
            if let Some(place) = days.get_mut(*row as usize) {
                *place = *count;
            }
        }
        let still_stale = self
            .stale
            .iter()
            .filter_map(|row| moves.kept.get(*row as usize));
        let mut stale: Vec<u32> = still_stale.filter(|row| **row != GONE).copied().collect();
        stale.extend(&moves.fresh);
        Self {
            days: Arc::new(days),
            stale,
            ..*self
        }
    }
}

impl Window {
    fn new(time: OfficeTime, now: Timestamp) -> Self {
        let since = time.window_start(now, WINDOW_DAYS);
        let days = time.date(since).iter_days().take(WINDOW_DAYS as usize);
        Self {
            since,
            until: now,
            bounds: days.map(|day| time.start_of(day)).collect(),
        }
    }

    /// Counts those anew whom acts have touched.
    fn refresh(
        &self,
        snapshot: &Snapshot<'_>,
        columns: &Columns,
        mut found: ActiveDays,
    ) -> Result<ActiveDays> {
        for row in std::mem::take(&mut found.stale) {
            let days = self.days_of(snapshot, columns.at(row as usize))?;
            if let Some(place) = Arc::make_mut(&mut found.days).get_mut(row as usize) {
                *place = days;
            }
        }
        Ok(found)
    }

    fn count(&self, snapshot: &Snapshot<'_>, columns: &Columns) -> Result<ActiveDays> {
        let counts = columns.users().map(|user| self.days_of(snapshot, user));
        Ok(ActiveDays {
            since: self.since,
            until: self.until,
            days: Arc::new(counts.collect::<Result<_>>()?),
            stale: Vec::new(),
        })
    }

    fn days_of(&self, snapshot: &Snapshot<'_>, user: User<'_>) -> Result<u8> {
        if user.last_sign_in().is_none_or(|at| at < self.since) {
            return Ok(0);
        }
        let (mut count, mut last_day) = (0, usize::MAX);
        snapshot.sign_ins_between(user.id(), self.since, self.until, |at| {
            let day = self.bounds.partition_point(|start| *start <= at);
            if day != last_day {
                count += 1;
                last_day = day;
            }
        })?;
        Ok(count)
    }
}
