//! On how many of the last 30 days each user was active, read once a state and day.

use std::sync::{Arc, PoisonError};

use super::data::Columns;
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
}

impl Columns {
    /// For each user the number of office days with a successful sign-in, of the 30 days that end with the day of `now`.
    pub fn active_days(
        &self,
        snapshot: &Snapshot<'_>,
        time: &OfficeTime,
        now: Timestamp,
    ) -> Result<Arc<Vec<u8>>> {
        let since = time.window_start(now, WINDOW_DAYS);
        let mut cached = self
            .active_days
            .lock()
            .unwrap_or_else(PoisonError::into_inner);
        if let Some(found) = cached
            .as_ref()
            .filter(|found| found.since == since && found.until <= now)
        {
            return Ok(Arc::clone(&found.days));
        }
        let days = Arc::new(self.count_days(snapshot, time, since, now)?);
        *cached = Some(ActiveDays {
            since,
            until: now,
            days: Arc::clone(&days),
        });
        Ok(days)
    }

    fn count_days(
        &self,
        snapshot: &Snapshot<'_>,
        time: &OfficeTime,
        since: Timestamp,
        until: Timestamp,
    ) -> Result<Vec<u8>> {
        let mut counts = Vec::with_capacity(self.len());
        let bounds = day_bounds(time, since);
        for user in self.users() {
            let mut count = 0u8;
            if user.last_sign_in().is_some_and(|at| at >= since) {
                let mut last_day = usize::MAX;
                snapshot.sign_ins_between(user.id(), since, until, |at| {
                    let day = bounds.partition_point(|start| *start <= at);
                    if day != last_day {
                        count += 1;
                        last_day = day;
                    }
                })?;
            }
            counts.push(count);
        }
        Ok(counts)
    }
}

/// The first instants of the window's days.
fn day_bounds(time: &OfficeTime, since: Timestamp) -> Vec<Timestamp> {
    let first = time.date(since);
    first
        .iter_days()
        .take(WINDOW_DAYS as usize)
        .map(|day| time.start_of(day))
        .collect()
}
