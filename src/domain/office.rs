//! The office: its name, time zone, phone region and rules.

use chrono_tz::Tz;

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

/// Where the file came from.
#[derive(Clone, Copy, PartialEq, Eq, Debug, Default)]
pub enum Origin {
    /// Created by an office.
    #[default]
    Created,
    /// The demonstration, with invented people.
    Demo,
}
