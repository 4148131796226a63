//! A date cut into its numbers, month name, time and zone.

use chrono::{NaiveDate, NaiveTime};

use super::dates::DateOrder;
use crate::domain::fold::fold;

/// The pieces of a date cell.
#[derive(Clone, Debug, Default)]
pub struct Pieces {
    numbers: Vec<(u32, usize)>,
    separator: Option<char>,
    month: Option<u32>,
    /// Time of day.
    pub time: Option<NaiveTime>,
    /// Offset from UTC.
    pub offset_minutes: Option<i32>,
}

impl Pieces {
    /// The day, with the order used only where the cell leaves it open.
    pub fn day(&self, order: DateOrder) -> Option<NaiveDate> {
        let numbers: Vec<u32> = self.numbers.iter().map(|(value, _)| *value).collect();
        match (numbers.as_slice(), self.month) {
            ([day, year], Some(month)) if self.second_is_year() => {
                NaiveDate::from_ymd_opt(self.year(1, *year), month, *day)
            }
            ([year, day], Some(month)) => NaiveDate::from_ymd_opt(*year as i32, month, *day),
            ([year, month, day], None) if self.year_is_first() => {
                NaiveDate::from_ymd_opt(*year as i32, *month, *day)
            }
            ([first, second, year], None) => {
                let year = self.year(2, *year);
                let order = if self.separator == Some('.') {
                    DateOrder::DayFirst
                } else {
                    order
                };
                match order {
                    DateOrder::DayFirst => NaiveDate::from_ymd_opt(year, *second, *first),
                    DateOrder::MonthFirst => NaiveDate::from_ymd_opt(year, *first, *second),
                }
            }
            _ => None,
        }
    }

    /// Whether both orders are thinkable by the cell's shape.
    pub fn is_ordered(&self) -> bool {
        self.month.is_none() && !self.year_is_first() && self.separator != Some('.')
    }

    fn year_is_first(&self) -> bool {
        self.numbers.first().is_some_and(|(_, digits)| *digits == 4)
    }

    fn second_is_year(&self) -> bool {
        !self.year_is_first()
    }

    /// Two digits are of this century up to 68 and of the last one from 69, as POSIX has it.
    fn year(&self, at: usize, value: u32) -> i32 {
        match self.numbers.get(at) {
            Some((_, 1 | 2)) if value < 69 => value as i32 + 2000,
            Some((_, 1 | 2)) => value as i32 + 1900,
            _ => value as i32,
        }
    }
}

/// Cuts a cell into its pieces; `None` where something in it belongs to no date.
pub fn pieces(cell: &str) -> Option<Pieces> {
    if cell.len() > 64 || !cell.bytes().any(|b| b.is_ascii_digit()) {
        return None;
    }
    let cell = strip_zone_name(cell.trim());
    let (cell, offset_minutes) = split_offset(cell);
    let (date, time) = split_time(cell);
    let mut found = Pieces {
        offset_minutes,
        time: match time {
            Some(text) => Some(read_time(text)?),
            None => None,
        },
        ..Pieces::default()
    };
    read_date(&date, &mut found)?;
    Some(found)
}

/// `Sat Nov 21 2026 … (Coordinated Universal Time)`, `[Europe/Lisbon]`: the name after the offset says nothing new.
fn strip_zone_name(cell: &str) -> &str {
    match cell.find(['(', '[']) {
        Some(at) if at > 8 => cell.get(..at).unwrap_or(cell).trim_end(),
        _ => cell,
    }
}

fn split_offset(cell: &str) -> (&str, Option<i32>) {
    for name in ["UTC", "GMT", "Z", "z"] {
        if let Some(rest) = cell.strip_suffix(name)
            && rest.ends_with(|c: char| {
                c.is_ascii_digit() || c.is_whitespace() || c == 'M' || c == 'm'
            })
        {
            return (rest.trim_end(), Some(0));
        }
    }
    let Some(at) = cell.rfind(['+', '-']) else {
        return (cell, None);
    };
    let (before, offset) = cell.split_at(at);
    let sign = if offset.starts_with('-') { -1 } else { 1 };
    let digits: String = offset.chars().skip(1).filter(|c| *c != ':').collect();
    let is_offset = before.contains(':')
        && matches!(digits.len(), 2 | 4)
        && digits.bytes().all(|b| b.is_ascii_digit());
    if !is_offset {
        return (cell, None);
    }
    let hours: i32 = digits.get(..2).and_then(|h| h.parse().ok()).unwrap_or(0);
    let minutes: i32 = digits.get(2..).and_then(|m| m.parse().ok()).unwrap_or(0);
    let before = before.trim_end();
    let before = before
        .strip_suffix("GMT")
        .or(before.strip_suffix("UTC"))
        .unwrap_or(before);
    (before.trim_end(), Some(sign * (hours * 60 + minutes)))
}

/// The part with the colon is the time; it ends with the text, or before a year as in `Sat Nov 21 09:14:05 2026`.
fn split_time(cell: &str) -> (String, Option<&str>) {
    let Some(colon) = cell.find(':') else {
        return (cell.to_owned(), None);
    };
    let digits_before = cell
        .get(..colon)
        .unwrap_or_default()
        .bytes()
        .rev()
        .take_while(u8::is_ascii_digit)
        .count();
    let start = colon - digits_before;
    let (date, time) = cell.split_at(start);
    let trailing_year = time
        .rsplit_once(' ')
        .filter(|(_, year)| year.len() == 4 && year.bytes().all(|b| b.is_ascii_digit()));
    let date = date.trim_end_matches(['T', 't', ' ', ',']);
    match trailing_year {
        Some((time, year)) => (format!("{date} {year}"), Some(time)),
        None => (date.to_owned(), Some(time)),
    }
}

fn read_time(text: &str) -> Option<NaiveTime> {
    let lower = text
        .trim()
        .to_ascii_lowercase()
        .replace(['\u{202f}', '\u{a0}'], " ");
    let (clock, half) = match lower.trim_end_matches('.') {
        t if t.ends_with("am") || t.ends_with("a.m") => {
            (t.trim_end_matches(['a', 'm', '.']), Some(0))
        }
        t if t.ends_with("pm") || t.ends_with("p.m") => {
            (t.trim_end_matches(['p', 'm', '.']), Some(12))
        }
        t => (t, None),
    };
    let mut parts = clock.trim().split(':');
    let hour: u32 = parts.next()?.parse().ok()?;
    let minute: u32 = parts.next()?.parse().ok()?;
    let (second, ms) = match parts.next() {
        None => (0, 0),
        Some(text) => seconds(text)?,
    };
    let hour = match half {
        Some(_) if !(1..=12).contains(&hour) => return None,
        Some(add) => hour % 12 + add,
        None => hour,
    };
    let second = second.min(59);
    match parts.next() {
        Some(_) => None,
        None => NaiveTime::from_hms_milli_opt(hour, minute, second, ms),
    }
}

fn seconds(text: &str) -> Option<(u32, u32)> {
    let (whole, fraction) = text.split_once(['.', ',']).unwrap_or((text, ""));
    let second: u32 = whole.parse().ok().filter(|s| *s <= 60)?;
    if !fraction.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let padded: String = fraction.chars().chain("000".chars()).take(3).collect();
    Some((second, padded.parse().ok()?))
}

fn read_date(text: &str, found: &mut Pieces) -> Option<()> {
    let is_separator = |c: char| matches!(c, '/' | '-' | '.' | ',' | ' ' | '\u{a0}' | '\u{202f}');
    found.separator = text.chars().find(|c| is_separator(*c));
    for word in text.split(is_separator).filter(|word| !word.is_empty()) {
        let digits = word.trim_end_matches(|c: char| c.is_alphabetic() || c == 'º');
        if let Ok(number) = digits.parse::<u32>() {
            let is_plain = digits.len() == word.len() || digits.len() <= 2;
            if digits.len() > 4 || !is_plain {
                return None;
            }
            found.numbers.push((number, digits.len()));
        } else if let Some(month) = month_of(word) {
            found.month = Some(month);
        } else if !is_filler(word) {
            return None;
        }
    }
    (found.numbers.len() + usize::from(found.month.is_some()) == 3).then_some(())
}

/// Names of months by their beginnings, in the six languages of the mapper.
fn month_of(word: &str) -> Option<u32> {
    const MONTHS: [&[&str]; 12] = [
        &["jan", "ene", "gen"],
        &["feb", "fev"],
        &["mar"],
        &["apr", "avr", "abr"],
        &["may", "mai", "mag"],
        &["jun", "juin", "giu"],
        &["jul", "juil", "lug"],
        &["aug", "aou", "ago"],
        &["sep", "set"],
        &["oct", "okt", "out", "ott"],
        &["nov"],
        &["dec", "dez", "dic"],
    ];
    let name = fold(word);
    if name.chars().count() < 3 {
        return None;
    }
    // `maerz` and `märz` begin alike after folding; `juin` and `juil` need four letters.
    let at = MONTHS
        .iter()
        .position(|starts| starts.iter().any(|start| name.starts_with(start)))?;
    Some(at as u32 + 1)
}

fn is_filler(word: &str) -> bool {
    let name = fold(word);
    matches!(
        name.as_str(),
        "de" | "del" | "of" | "at" | "um" | "uhr" | "a" | "le" | "am" | "t"
    ) || ["mon", "tue", "wed", "thu", "fri", "sat", "sun"]
        .iter()
        .any(|day| name.starts_with(day))
}
