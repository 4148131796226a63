//! The office: its name, time zone, phone region and rules.

use chrono_tz::Tz;

use super::text::{fill, text};
use super::time::{DateFormat, OfficeTime};

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

/// Where the file came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    /// Created by an office.
    #[default]
    Created,
    /// The demonstration, with invented people.
    Demo,
}
