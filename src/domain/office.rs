//! The office: its name, time zone, phone region and rules.

use chrono_tz::Tz;

use super::text::{fill, plural, text};
use super::time::{DateFormat, OfficeTime, Timestamp};

/// The settings that hold for everyone who opens the workspace file.
#[derive(Clone, PartialEq, Debug)]
pub struct Office {
    /// Name of the office.
    pub name: String,
    /// Time zone in which days are counted and times shown.
    pub zone: Tz,
    /// Region by which phone numbers without a country code are read, such as `PT`.
    pub phone_region: String,
    /// How dates are shown.
    pub date_format: DateFormat,
    /// Whether e-mail and phone belong to the person once onboarding began.
    pub contact_rule: ContactRule,
    /// After how long without input the program locks itself.
    pub idle_lock: IdleLock,
    /// How long deleted users wait in the bin.
    pub retention: Retention,
    /// Whether the file is the demonstration.
    pub origin: Origin,
}

impl Office {
    /// Zone and format for showing times.
    pub fn time(&self) -> OfficeTime {
        OfficeTime {
            zone: self.zone,
            format: self.date_format,
        }
    }
}

/// Who may change a person's e-mail and phone.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum ContactRule {
    /// Whoever may edit the person.
    #[default]
    Editable,
    /// Only the person, once onboarding began.
    ReservedForPerson,
}

/// After how long without input the program locks itself.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum IdleLock {
    /// Never.
    Off,
    /// After a minute.
    One,
    /// After five minutes.
    #[default]
    Five,
    /// After a quarter of an hour.
    Fifteen,
    /// After half an hour.
    Thirty,
    /// After an hour.
    Sixty,
}

impl IdleLock {
    /// All, in the order in which they are offered.
    pub const ALL: [Self; 6] = [
        Self::Off,
        Self::One,
        Self::Five,
        Self::Fifteen,
        Self::Thirty,
        Self::Sixty,
    ];

    /// The time; `None` is never.
    pub fn minutes(self) -> Option<u64> {
        match self {
            Self::Off => None,
            Self::One => Some(1),
            Self::Five => Some(5),
            Self::Fifteen => Some(15),
            Self::Thirty => Some(30),
            Self::Sixty => Some(60),
        }
    }

    /// The choice in words.
    pub fn label(self) -> String {
        let words = &text().settings;
        match self.minutes() {
            None => words.idle_off.to_owned(),
            Some(1) => words.idle_one.to_owned(),
            Some(minutes) => fill(words.idle_many, &[&minutes]),
        }
    }
}

/// How long deleted users wait in the bin before they are removed for good.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Retention {
    /// Until somebody removes them.
    #[default]
    Forever,
    /// So many days of 24 hours.
    Days(u16),
}

impl Retention {
    /// The choices that are offered; any other number of days can be typed.
    pub const OFFERED: [Self; 4] = [
        Self::Forever,
        Self::Days(30),
        Self::Days(90),
        Self::Days(365),
    ];
    /// More days than this are not kept count of.
    pub const MOST_DAYS: u16 = 3_650;

    /// Days from what somebody typed: 1 to 3,650.
    pub fn parse(typed: &str) -> Option<Self> {
        let days = typed.trim().parse().ok()?;
        (1..=Self::MOST_DAYS)
            .contains(&days)
            .then_some(Self::Days(days))
    }

    /// Who was deleted before this instant has waited long enough; none where they wait for ever. It moves once a day, at
    /// midnight UTC, so that those of a day go in one act.
    pub fn limit(self, now: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Forever => None,
            Self::Days(days) => {
                let midnight = now.0 - now.0.rem_euclid(DAY_MS);
                Some(Timestamp(midnight - i64::from(days) * DAY_MS))
            }
        }
    }

    /// When somebody who was deleted then is removed.
    pub fn end(self, deleted_at: Timestamp) -> Option<Timestamp> {
        match self {
            Self::Forever => None,
            Self::Days(days) => Some(Timestamp(deleted_at.0 + i64::from(days) * DAY_MS)),
        }
    }

    /// The choice in words.
    pub fn label(self) -> String {
        let words = &text().bin;
        match self {
            Self::Forever => words.keep_forever.to_owned(),
            Self::Days(days) => plural(usize::from(days), words.keep_day, words.keep_days),
        }
    }
}

const DAY_MS: i64 = 24 * 3_600_000;

/// Where the file came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    /// Created by an office.
    #[default]
    Created,
    /// The demonstration, with invented people.
    Demo,
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whoever_waited_long_enough_goes_at_the_next_midnight_and_nobody_else() {
        let (deleted, kept) = (Timestamp(1_700_000_000_000), Retention::Days(30));
        let end = kept.end(deleted).unwrap();
        assert_eq!(end.0 - deleted.0, 30 * 86_400_000);
        let is_due = |now: i64| kept.limit(Timestamp(now)).is_some_and(|at| deleted < at);
        let midnight = (end.0 / DAY_MS + 1) * DAY_MS;
        assert!(is_due(midnight) && !is_due(midnight - 1));
        assert_eq!(Retention::Forever.end(deleted), None);
        assert_eq!(Retention::Forever.limit(end), None);
    }

    #[test]
    fn a_number_of_days_is_typed_within_reason() {
        let days = |typed| Retention::parse(typed);
        assert_eq!(days(" 45 "), Some(Retention::Days(45)));
        for typed in ["", "0", "-1", "3651", "99999999", "ten", "1.5"] {
            assert_eq!(days(typed), None, "{typed}");
        }
    }
}
