//! Backups by name: when and why each was made, and which are kept.

use chrono::{DateTime, Datelike, NaiveDateTime};
use serde::{Deserialize, Serialize};

use super::text::text;
use super::time::Timestamp;

/// Why a backup was made.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Debug)]
pub enum Reason {
    /// Somebody asked for it.
    Asked,
    /// A day had passed.
    Daily,
    /// Before an import of many rows.
    Import,
    /// Before many people were changed at once.
    Bulk,
    /// Before users were removed for good.
    Purge,
    /// Before a module was removed.
    Module,
    /// Before the passphrase was changed.
    Passphrase,
    /// Before the file was brought to a newer form.
    Update,
    /// What a restored backup replaced.
    Replaced,
    /// What was there in clear before the file was encrypted.
    Clear,
}

/// That a backup was opened with the passphrase itself.
#[derive(Clone, PartialEq, Eq, Debug, Serialize, Deserialize)]
pub struct Proven {
    /// When.
    pub at: Timestamp,
    /// The name of its file.
    pub backup: String,
    /// Whether it opened.
    pub is_open: bool,
}

impl Reason {
    /// Every reason.
    pub const ALL: [Self; 10] = [
        Self::Asked,
        Self::Daily,
        Self::Import,
        Self::Bulk,
        Self::Purge,
        Self::Module,
        Self::Passphrase,
        Self::Update,
        Self::Replaced,
        Self::Clear,
    ];

    /// The word in the file's name, which no language changes.
    pub fn key(self) -> &'static str {
        match self {
            Self::Asked => "asked",
            Self::Daily => "daily",
            Self::Import => "import",
            Self::Bulk => "bulk",
            Self::Purge => "purge",
            Self::Module => "module",
            Self::Passphrase => "passphrase",
            Self::Update => "update",
            Self::Replaced => "replaced",
            Self::Clear => "clear",
        }
    }

    /// Whether it is what a file was before another took its place, and not a copy of it.
    pub fn is_aside(self) -> bool {
        matches!(self, Self::Replaced | Self::Clear)
    }

    /// The reason in words.
    pub fn label(self) -> &'static str {
        let words = &text().backup;
        match self {
            Self::Asked => words.reason_asked,
            Self::Daily => words.reason_daily,
            Self::Import => words.reason_import,
            Self::Bulk => words.reason_bulk,
            Self::Purge => words.reason_purge,
            Self::Module => words.reason_module,
            Self::Passphrase => words.reason_passphrase,
            Self::Update => words.reason_update,
            Self::Replaced => words.reason_replaced,
            Self::Clear => words.reason_clear,
        }
    }
}

/// What ends the name of a workspace file.
pub const EXTENSION: &str = "rollcall";
/// The instant in a file's name: UTC, without colons, which some systems forbid.
const STAMP: &str = "%Y-%m-%dT%H%M%SZ";

/// The name of a backup of a workspace file called `stem`.
pub fn file_name(stem: &str, at: Timestamp, reason: Reason) -> String {
    let at = at.to_utc().format(STAMP);
    format!("{stem} {at} {}.{EXTENSION}", reason.key())
}

/// When and why the backup of this name was made; none where it is no backup of `stem`.
pub fn parse(stem: &str, name: &str) -> Option<(Timestamp, Reason)> {
    let rest = name.strip_suffix(EXTENSION)?.strip_suffix('.')?;
    let rest = rest.strip_prefix(stem)?.strip_prefix(' ')?;
    let (at, reason) = rest.split_once(' ')?;
    let at = NaiveDateTime::parse_from_str(at, STAMP).ok()?;
    // Two within a second are told apart by a number.
    let reason = reason.split_once(' ').map_or(reason, |(reason, _)| reason);
    let reason = Reason::ALL
        .into_iter()
        .find(|known| known.key() == reason)?;
    Some((Timestamp::from_utc(at.and_utc()), reason))
}

const HOUR_MS: i64 = 3_600_000;
const DAY_MS: i64 = 24 * HOUR_MS;
/// Everything of so many hours is kept.
const ALL_HOURS: i64 = 48;
/// The newest of so many days, weeks and months.
const DAYS: i64 = 14;
const WEEKS: i64 = 12;
const MONTHS: i32 = 12;
/// Never fewer than these are left.
const FEWEST: usize = 2;

/// Which of these backups can go now: not of the last 48 hours, not the newest of one of the last 14 days, 12 weeks or 12
/// months, and never so many that fewer than two are left. Days are those of UTC, weeks begin on Monday.
pub fn surplus(made: &[Timestamp], now: Timestamp) -> Vec<usize> {
    let mut newest_first: Vec<usize> = (0..made.len()).collect();
    let at = |index: usize| made.get(index).map_or(0, |at| at.0);
    newest_first.sort_by_key(|index| std::cmp::Reverse(at(*index)));
    let mut periods = Vec::new();
    let mut going = Vec::new();
    for (rank, index) in newest_first.into_iter().enumerate() {
        let own = periods_of(Timestamp(at(index)), now);
        let is_new = own.iter().any(|period| !periods.contains(period));
        periods.extend(own);
        if rank >= FEWEST && now.0 - at(index) > ALL_HOURS * HOUR_MS && !is_new {
            going.push(index);
        }
    }
    going
}

/// The days, weeks and months, as far as they still count, for which a backup can stand.
fn periods_of(at: Timestamp, now: Timestamp) -> Vec<(u8, i64)> {
    let (day, today) = (at.0.div_euclid(DAY_MS), now.0.div_euclid(DAY_MS));
    // 1 January 1970 was a Thursday.
    let week = |day: i64| (day + 3).div_euclid(7);
    let month = |at: DateTime<chrono::Utc>| at.year() * 12 + at.month0() as i32;
    let (own, present) = (month(at.to_utc()), month(now.to_utc()));
    let mut periods = Vec::new();
    if today - day < DAYS {
        periods.push((0, day));
    }
    if week(today) - week(day) < WEEKS {
        periods.push((1, week(day)));
    }
    if present - own < MONTHS {
        periods.push((2, i64::from(own)));
    }
    periods
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    const NOW: Timestamp = Timestamp(1_795_252_440_000);

    #[test]
    fn a_name_tells_when_and_why() {
        let name = file_name("north wind", NOW, Reason::Import);
        assert_eq!(name, "north wind 2026-11-21T091400Z import.rollcall");
        assert_eq!(parse("north wind", &name), Some((NOW, Reason::Import)));
        assert_eq!(parse("north", &name), None);
        assert_eq!(parse("north wind", "north wind.rollcall"), None);
        assert_eq!(
            parse(
                "north wind",
                "north wind 2026-11-21T091400Z import.rollcall-wal"
            ),
            None
        );
    }

    /// A backup a day for three years: 14 days, 12 weeks, 12 months, each period's newest, some of them the same.
    #[test]
    fn a_year_of_days_thins_out() {
        let made: Vec<_> = (0..1_000)
            .map(|days| Timestamp(NOW.0 - days * DAY_MS))
            .collect();
        let gone = surplus(&made, NOW);
        let kept: Vec<_> = (0..1_000).filter(|index| !gone.contains(index)).collect();
        assert!(kept[..14] == (0..14).collect::<Vec<_>>());
        assert!(
            (14 + 10 + 8..=14 + 12 + 12).contains(&kept.len()),
            "{}",
            kept.len()
        );
        assert!(*kept.last().unwrap() < 366);
    }

    proptest! {
        #[test]
        fn nothing_that_stands_for_a_period_goes(ages in proptest::collection::vec(0_i64..800 * 24, 0..80)) {
            let made: Vec<_> = ages.iter().map(|age| Timestamp(NOW.0 - age * HOUR_MS)).collect();
            let gone = surplus(&made, NOW);
            prop_assert!(made.len() - gone.len() >= made.len().min(FEWEST));
            prop_assert!(gone.iter().all(|index| ages[*index] > ALL_HOURS));
            // Rotating again right away takes nothing more.
            let kept: Vec<_> = (0..made.len()).filter(|i| !gone.contains(i)).map(|i| made[i]).collect();
            prop_assert_eq!(surplus(&kept, NOW), Vec::<usize>::new());
            // Whatever goes has a newer one of its day, week and month that stays.
            for index in gone {
                for period in periods_of(made[index], NOW) {
                    let stays = kept.iter().any(|at| *at >= made[index] && periods_of(*at, NOW).contains(&period));
                    prop_assert!(stays);
                }
            }
        }
    }
}
