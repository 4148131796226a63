//! Dates and times in the many forms that files have. Whether a day or a month stands first is decided for a whole column.

use chrono::{DateTime, FixedOffset, NaiveDate, NaiveDateTime, NaiveTime, TimeDelta};
use serde::{Deserialize, Serialize};

use super::date_parts::{Pieces, pieces};
use crate::domain::time::{OfficeTime, Timestamp};

/// Whether the day or the month stands first where both are numbers and the year stands last.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Serialize, Deserialize)]
#[serde(rename_all = "snake_case")]
pub enum DateOrder {
    /// 31/12/2026.
    DayFirst,
    /// 12/31/2026.
    MonthFirst,
}

/// What the cells of a column say about the order.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub struct OrderEvidence {
    /// Cells that make sense only with the day first.
    pub day_first: u64,
    /// Cells that make sense only with the month first.
    pub month_first: u64,
    /// Cells that could be either.
    pub either: u64,
    /// Cells that are dates whatever the order.
    pub plain: u64,
    /// Filled cells that are no dates.
    pub none: u64,
}

impl OrderEvidence {
    /// Looks at one cell.
    pub fn take(&mut self, cell: &str) {
        if fast_iso(cell).is_some() {
            self.plain += 1;
            return;
        }
        let read = |order| read(cell, order).is_some();
        match (read(DateOrder::DayFirst), read(DateOrder::MonthFirst)) {
            (true, true) if is_ordered(cell) => self.either += 1,
            (true, true) => self.plain += 1,
            (true, false) => self.day_first += 1,
            (false, true) => self.month_first += 1,
            (false, false) => self.none += 1,
        }
    }

    /// The order of the column; `usual` where its cells leave it open.
    pub fn order(&self, usual: DateOrder) -> DateOrder {
        match self.day_first.cmp(&self.month_first) {
            std::cmp::Ordering::Greater => DateOrder::DayFirst,
            std::cmp::Ordering::Less => DateOrder::MonthFirst,
            std::cmp::Ordering::Equal => usual,
        }
    }

    /// Whether the order had to be assumed.
    pub fn is_open(&self) -> bool {
        self.either > 0 && self.day_first == self.month_first
    }

    /// Whether most filled cells are dates; a column that says nothing may be one.
    pub fn is_mostly_dates(&self) -> bool {
        let dates = self.day_first + self.month_first + self.either + self.plain;
        dates >= self.none
    }
}

/// A date or time as read, before a zone is known.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Read {
    /// An instant; the cell had a zone.
    Instant(DateTime<FixedOffset>),
    /// A wall-clock time.
    Local(NaiveDateTime),
    /// A day without a time.
    Day(NaiveDate),
}

/// In which zone times without one are.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum Zone {
    /// UTC.
    Utc,
    /// That of an office.
    Office(OfficeTime),
}

impl Zone {
    /// The instant of what was read.
    pub fn instant(&self, read: Read) -> Timestamp {
        let local = match read {
            Read::Instant(at) => return Timestamp(at.timestamp_millis()),
            Read::Local(local) => local,
            Read::Day(day) => day.and_time(NaiveTime::MIN),
        };
        match self {
            Self::Utc => Timestamp(local.and_utc().timestamp_millis()),
            Self::Office(time) => time.instant(local),
        }
    }

    /// The day of what was read.
    pub fn day(&self, read: Read) -> NaiveDate {
        match (read, self) {
            (Read::Day(day), _) => day,
            (Read::Local(local), _) => local.date(),
            (Read::Instant(at), Self::Utc) => at.naive_utc().date(),
            (Read::Instant(at), Self::Office(time)) => time.date(Timestamp(at.timestamp_millis())),
        }
    }
}

/// Reads a cell; `None` where it is no date of the years 1900 to 2199.
pub fn read(cell: &str, order: DateOrder) -> Option<Read> {
    let cell = of_microsoft(cell.trim());
    fast_iso(cell)
        .or_else(|| number(cell, order))
        .or_else(|| in_pieces(cell, order))
        .filter(|read| is_sensible(*read))
}

/// Windows PowerShell writes `/Date(1489513210000)/` into JSON: milliseconds since 1970, with an offset that changes nothing.
fn of_microsoft(cell: &str) -> &str {
    let inner = cell
        .strip_prefix("/Date(")
        .and_then(|rest| rest.strip_suffix(")/"));
    inner.map_or(cell, |inner| {
        inner.split_once(['+', '-']).map_or(inner, |(ms, _)| ms)
    })
}

fn is_sensible(read: Read) -> bool {
    use chrono::Datelike as _;
    let year = match read {
        Read::Instant(at) => at.year(),
        Read::Local(local) => local.year(),
        Read::Day(day) => day.year(),
    };
    (1900..2200).contains(&year)
}

/// Whether day and month of the cell are both numbers with the year last.
fn is_ordered(cell: &str) -> bool {
    if cell.len() == 8 && cell.bytes().all(|b| b.is_ascii_digit()) {
        return !matches!(cell.get(..2), Some("19" | "20"));
    }
    pieces(cell).is_some_and(|pieces| pieces.is_ordered())
}

/// `2026-11-21`, `2026-11-21T09:14:05`, with fraction and zone: what most exports write.
fn fast_iso(cell: &str) -> Option<Read> {
    let bytes = cell.as_bytes();
    if bytes.len() < 10 || bytes.get(4) != Some(&b'-') || bytes.get(7) != Some(&b'-') {
        return None;
    }
    let two = |at: usize| -> Option<u32> {
        match bytes.get(at..at + 2)? {
            [a @ b'0'..=b'9', b @ b'0'..=b'9'] => {
                Some(u32::from(a - b'0') * 10 + u32::from(b - b'0'))
            }
            _ => None,
        }
    };
    let day = NaiveDate::from_ymd_opt((two(0)? * 100 + two(2)?) as i32, two(5)?, two(8)?)?;
    let Some(separator) = bytes.get(10) else {
        return Some(Read::Day(day));
    };
    if !matches!(separator, b'T' | b' ')
        || bytes.get(13) != Some(&b':')
        || bytes.get(16) != Some(&b':')
    {
        return None;
    }
    let (mut ms, mut at) = (0, 19);
    if bytes.get(at) == Some(&b'.') {
        let digits = bytes
            .get(20..)?
            .iter()
            .take_while(|b| b.is_ascii_digit())
            .count();
        for place in 0..3 {
            let digit = bytes
                .get(20 + place)
                .filter(|_| place < digits)
                .map_or(0, |b| b - b'0');
            ms = ms * 10 + u32::from(digit);
        }
        at += 1 + digits;
    }
    let local = day.and_hms_milli_opt(two(11)?, two(14)?, two(17)?, ms)?;
    match bytes.get(at..)? {
        [] => Some(Read::Local(local)),
        [b'Z' | b'z'] => Some(Read::Instant(local.and_utc().fixed_offset())),
        _ => None,
    }
}

/// Plain digits: epochs, file times, generalised times and days without separators.
fn number(cell: &str, order: DateOrder) -> Option<Read> {
    let (digits, rest) = cell.split_at(cell.bytes().take_while(u8::is_ascii_digit).count());
    let value: i64 = digits.parse().ok()?;
    let epoch = |at: Option<DateTime<chrono::Utc>>| at.map(|at| Read::Instant(at.fixed_offset()));
    match (digits.len(), rest) {
        (8, "") => compact_day(digits, order).map(Read::Day),
        (10, "") => epoch(DateTime::from_timestamp(value, 0)),
        (10, rest) if is_fraction(rest) => epoch(DateTime::from_timestamp(value, 0)),
        (13, "") => epoch(DateTime::from_timestamp_millis(value)),
        (16, "") => epoch(DateTime::from_timestamp_micros(value)),
        (18, "") => epoch(DateTime::from_timestamp_millis(
            value / 10_000 - FILETIME_OFFSET_MS,
        )),
        (14, _) => generalised(digits, rest),
        _ => None,
    }
}

fn is_fraction(rest: &str) -> bool {
    let digits = rest.strip_prefix('.').unwrap_or_default();
    !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
}

/// From 1601, where Windows counts from, to 1970.
const FILETIME_OFFSET_MS: i64 = 11_644_473_600_000;

fn generalised(digits: &str, rest: &str) -> Option<Read> {
    let local = NaiveDateTime::parse_from_str(digits, "%Y%m%d%H%M%S").ok()?;
    let rest = rest.strip_prefix('.').unwrap_or(rest);
    let zone = rest.trim_start_matches(|c: char| c.is_ascii_digit());
    match zone {
        "" => Some(Read::Local(local)),
        "Z" | "z" => Some(Read::Instant(local.and_utc().fixed_offset())),
        _ => None,
    }
}

fn compact_day(digits: &str, order: DateOrder) -> Option<NaiveDate> {
    let part = |range: std::ops::Range<usize>| digits.get(range)?.parse::<u32>().ok();
    let year_first = NaiveDate::from_ymd_opt(part(0..4)? as i32, part(4..6)?, part(6..8)?)
        .filter(|_| matches!(digits.get(..2), Some("19" | "20")));
    if year_first.is_some() {
        return year_first;
    }
    let (first, second, year) = (part(0..2)?, part(2..4)?, part(4..8)? as i32);
    match order {
        DateOrder::DayFirst => NaiveDate::from_ymd_opt(year, second, first),
        DateOrder::MonthFirst => NaiveDate::from_ymd_opt(year, first, second),
    }
}

fn in_pieces(cell: &str, order: DateOrder) -> Option<Read> {
    let found: Pieces = pieces(cell)?;
    let day = found.day(order)?;
    let Some(time) = found.time else {
        return Some(Read::Day(day));
    };
    let local = day.and_time(time);
    let Some(minutes) = found.offset_minutes else {
        return Some(Read::Local(local));
    };
    let offset = FixedOffset::east_opt(minutes * 60)?;
    let utc = local.checked_sub_signed(TimeDelta::minutes(i64::from(minutes)))?;
    Some(Read::Instant(DateTime::from_naive_utc_and_offset(
        utc, offset,
    )))
}
