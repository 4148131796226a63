//! Instants, the office's time zone, and the one formatter of dates and times.

use chrono::{DateTime, Datelike, Days, NaiveDate, NaiveDateTime, TimeZone, Timelike, Utc};
use chrono_tz::Tz;
use serde::{Deserialize, Serialize};

use super::text::{fill, plural, text};

const MS_PER_MINUTE: i64 = 60_000;

/// An instant: milliseconds since 1970-01-01 UTC.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug, Serialize, Deserialize)]
#[serde(transparent)]
pub struct Timestamp(pub i64);

impl Timestamp {
    /// The instant of a UTC date and time.
    pub fn from_utc(at: DateTime<Utc>) -> Self {
        Self(at.timestamp_millis())
    }

    /// As a UTC date and time; out-of-range values become the epoch.
    pub fn to_utc(self) -> DateTime<Utc> {
        DateTime::from_timestamp_millis(self.0).unwrap_or_default()
    }

    /// This instant moved by whole minutes.
    pub fn plus_minutes(self, minutes: i64) -> Self {
        Self(self.0.saturating_add(minutes.saturating_mul(MS_PER_MINUTE)))
    }

    /// As RFC 3339 in UTC with seconds, such as `2026-11-21T09:14:00Z`.
    pub fn rfc3339(self) -> String {
        self.to_utc()
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, true)
    }
}

/// The wall clock; the system's is in `platform`, tests bring their own.
pub trait Clock: Send + Sync {
    /// The present instant.
    fn now(&self) -> Timestamp;
}

/// How dates with times are shown.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default, Serialize, Deserialize)]
pub enum DateFormat {
    /// `11-21-2026 09:14`.
    #[default]
    MonthDayYear,
    /// `21.11.2026 09:14`.
    DayMonthYear,
    /// `2026-11-21 09:14`.
    Iso,
}

impl DateFormat {
    /// Every format, in the order in which it is offered.
    pub const ALL: [Self; 3] = [Self::MonthDayYear, Self::DayMonthYear, Self::Iso];

    pub(super) fn date_pattern(self) -> &'static str {
        match self {
            Self::MonthDayYear => "%m-%d-%Y",
            Self::DayMonthYear => "%d.%m.%Y",
            Self::Iso => "%Y-%m-%d",
        }
    }

    /// The same as an Excel number format for a date with time.
    pub fn excel_pattern(self) -> &'static str {
        match self {
            Self::MonthDayYear => "mm-dd-yyyy hh:mm",
            Self::DayMonthYear => "dd.mm.yyyy hh:mm",
            Self::Iso => "yyyy-mm-dd hh:mm",
        }
    }
}

/// The office's time zone and date format: turns instants into days and texts.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct OfficeTime {
    /// The office's IANA time zone.
    pub zone: Tz,
    /// How dates are written.
    pub format: DateFormat,
}

impl OfficeTime {
    /// The calendar day of an instant in the office's zone.
    pub fn date(&self, at: Timestamp) -> NaiveDate {
        self.local(at).date()
    }

    /// The instant as the office's wall clock shows it.
    pub fn local(&self, at: Timestamp) -> NaiveDateTime {
        at.to_utc().with_timezone(&self.zone).naive_local()
    }

    /// The instant of a wall-clock time; the earlier one where clocks go back, the next valid one where they go forward.
    pub fn instant(&self, local: NaiveDateTime) -> Timestamp {
        let mut at = local;
        // A zone once skipped a whole day.
        for _ in 0..100 {
            if let Some(found) = self.zone.from_local_datetime(&at).earliest() {
                return Timestamp::from_utc(found.with_timezone(&Utc));
            }
            at += chrono::Duration::minutes(15);
        }
        Timestamp::from_utc(local.and_utc())
    }

    /// The first instant of a day.
    pub fn start_of(&self, day: NaiveDate) -> Timestamp {
        self.instant(day.and_time(chrono::NaiveTime::MIN))
    }

    /// The first instant of the window of `days` calendar days that ends with the day of `now`.
    pub fn window_start(&self, now: Timestamp, days: u64) -> Timestamp {
        let today = self.date(now);
        let first = today
            .checked_sub_days(Days::new(days.saturating_sub(1)))
            .unwrap_or(today);
        self.start_of(first)
    }

    /// Date and time in the office's format, such as `11-21-2026 09:14`.
    pub fn stamp(&self, at: Timestamp) -> String {
        let local = self.local(at);
        format!(
            "{} {:02}:{:02}",
            local.format(self.format.date_pattern()),
            local.hour(),
            local.minute()
        )
    }

    /// A day in the office's format.
    pub fn day(&self, day: NaiveDate) -> String {
        day.format(self.format.date_pattern()).to_string()
    }

    /// Hour and minute, such as `09:14`.
    pub fn clock(&self, at: Timestamp) -> String {
        let local = self.local(at);
        format!("{:02}:{:02}", local.hour(), local.minute())
    }

    /// Day and time in words, such as `21 Nov 2026, 09:14`.
    pub fn as_of(&self, at: Timestamp) -> String {
        format!("{}, {}", day_named(self.date(at)), self.clock(at))
    }

    /// How long ago, in the coarsest unit that says enough: `2 min ago`, `yesterday`, `94 days ago`.
    pub fn ago(&self, at: Timestamp, now: Timestamp) -> String {
        let words = &text().time;
        let minutes = (now.0 - at.0) / MS_PER_MINUTE;
        let days = (self.date(now) - self.date(at)).num_days();
        match (days, minutes) {
            (..0, _) | (0, ..-1) => self.stamp(at),
            (0, ..1) => words.just_now.to_owned(),
            (0, 1..60) => fill(words.minutes_ago, &[&minutes]),
            (0, _) => plural(minutes / 60, words.hour_ago, words.hours_ago),
            (1, _) => words.yesterday.to_owned(),
            _ => fill(words.days_ago, &[&days]),
        }
    }
}

/// A day in words, such as `21 Nov 2026`.
pub fn day_named(day: NaiveDate) -> String {
    let months = text().time.months_short;
    let month = months.split(' ').nth(day.month0() as usize);
    format!("{} {} {}", day.day(), month.unwrap_or_default(), day.year())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn lisbon() -> OfficeTime {
        OfficeTime {
            zone: chrono_tz::Europe::Lisbon,
            format: DateFormat::default(),
        }
    }

    fn at(text: &str) -> Timestamp {
        Timestamp::from_utc(
            DateTime::parse_from_rfc3339(text)
                .unwrap()
                .with_timezone(&Utc),
        )
    }

    #[test]
    fn stamps_use_the_zone_and_the_default_format() {
        let now = at("2026-07-01T23:30:00Z");
        assert_eq!(lisbon().stamp(now), "07-02-2026 00:30");
        assert_eq!(lisbon().as_of(now), "2 Jul 2026, 00:30");
    }

    #[test]
    fn windows_count_calendar_days_including_today() {
        let now = at("2026-11-21T09:14:00Z");
        assert_eq!(
            lisbon().window_start(now, 30),
            at("2026-10-23T00:00:00+01:00")
        );
        assert_eq!(lisbon().window_start(now, 1), at("2026-11-21T00:00:00Z"));
    }

    #[test]
    fn a_missing_hour_moves_forward() {
        let lost = NaiveDate::from_ymd_opt(2026, 3, 29)
            .unwrap()
            .and_hms_opt(1, 30, 0)
            .unwrap();
        assert_eq!(lisbon().instant(lost), at("2026-03-29T01:00:00Z"));
    }

    #[test]
    fn ages_are_told_in_the_coarsest_useful_unit() {
        let now = at("2026-11-21T09:14:00Z");
        for (then, told) in [
            ("2026-11-21T09:14:00Z", "just now"),
            ("2026-11-21T09:12:00Z", "2 min ago"),
            ("2026-11-21T07:10:00Z", "2 hours ago"),
            ("2026-11-21T08:10:00Z", "1 hour ago"),
            ("2026-11-20T23:10:00Z", "yesterday"),
            ("2026-08-19T09:00:00Z", "94 days ago"),
        ] {
            assert_eq!(lisbon().ago(at(then), now), told, "{then}");
        }
    }
}
