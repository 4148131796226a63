//! Days of the office, and how busy each is: working days, weekends, summer and the end of the year.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::dice::Dice;
use crate::domain::time::{OfficeTime, Timestamp};

const MINUTE_MS: i64 = 60_000;
/// The oldest day that is known, counted back from today.
const OLDEST: u64 = 1_500;
/// How often people come in each hour of the day.
const HOURS: [u16; 24] = [
    2, 1, 1, 1, 2, 6, 20, 60, 130, 160, 140, 110, 70, 90, 130, 120, 100, 70, 40, 25, 18, 14, 9, 4,
];

/// The days up to today, by age.
pub struct Calendar {
    /// Start of each day and how many of a hundred come on it, today first.
    days: Vec<(i64, u64)>,
    /// Nothing that is not placed by hand happens after this.
    latest: Timestamp,
}

impl Calendar {
    /// The calendar of an office as of now; `quiet_minutes` before now nothing happens by chance.
    pub fn new(time: OfficeTime, now: Timestamp, quiet_minutes: i64) -> Self {
        let today = time.date(now);
        let days = (0..=OLDEST)
            .map(|age| {
                let day = today.checked_sub_days(Days::new(age)).unwrap_or(today);
                (time.start_of(day).0, busyness(day))
            })
            .collect();
        Self {
            days,
            latest: now.plus_minutes(-quiet_minutes),
        }
    }

    /// An instant on a day of this age, or a little before where that would be too late.
    pub fn moment(&self, age: u64, dice: &mut Dice) -> Timestamp {
        let hour = dice.weighted(&HOURS) as i64;
        let within = hour * 60 * MINUTE_MS + dice.below(3_600_000) as i64;
        for age in [age, age + 1] {
            let at = Timestamp(self.start(age).0 + within);
            if at <= self.latest {
                return at;
            }
        }
        self.latest
    }

    /// The start of the day of this age.
    pub fn start(&self, age: u64) -> Timestamp {
        let last = self.days.last();
        Timestamp(self.days.get(age as usize).or(last).map_or(0, |day| day.0))
    }

    /// Whether people come on the day of this age: weekends and holidays are quiet.
    pub fn is_lively(&self, age: u64, dice: &mut Dice) -> bool {
        let busy = self.days.get(age as usize).map_or(100, |day| day.1);
        dice.below(100) < busy
    }
}

fn busyness(day: NaiveDate) -> u64 {
    let week = match day.weekday() {
        Weekday::Sat => 14,
        Weekday::Sun => 9,
        Weekday::Fri => 84,
        _ => 100,
    };
    let season = match (day.month(), day.day()) {
        (12, 23..) | (1, 1) => 25,
        (8, _) => 60,
        (7, 15..) => 80,
        _ => 100,
    };
    week * season / 100
}
