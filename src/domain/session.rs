//! What the Sessions page lists, and by what it is narrowed: sessions that are open or have ended, sign-ins that did not
//! succeed, and who can sign in to this program.

use super::ids::{SessionId, UserId};
use super::segment::Direction;
use super::text::text;
use super::time::Timestamp;

/// A part of the page.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Part {
    /// Sessions that are open.
    #[default]
    Now,
    /// Sessions that have ended or run out.
    Ended,
    /// Sign-ins that did not succeed.
    Failed,
    /// People with a password here.
    Accounts,
}

impl Part {
    /// All, in the order of the page.
    pub const ALL: [Self; 4] = [Self::Now, Self::Ended, Self::Failed, Self::Accounts];

    /// Its name.
    pub fn label(self) -> &'static str {
        let words = &text().sessions;
        match self {
            Self::Now => words.now,
            Self::Ended => words.ended,
            Self::Failed => words.failed,
            Self::Accounts => words.accounts,
        }
    }

    /// What is counted in it.
    pub fn definition(self) -> &'static str {
        let words = &text().sessions;
        match self {
            Self::Now => words.definition_now,
            Self::Ended => words.definition_ended,
            Self::Failed => words.definition_failed,
            Self::Accounts => words.definition_accounts,
        }
    }

    /// Whether it tells of the past, so that a period narrows it.
    pub fn has_period(self) -> bool {
        matches!(self, Self::Ended | Self::Failed)
    }

    /// Whether something can be done to its rows.
    pub fn is_for_acts(self) -> bool {
        matches!(self, Self::Now | Self::Accounts)
    }

    /// The columns, from left to right.
    pub fn columns(self) -> &'static [SessionColumn] {
        use SessionColumn::{
            Began, ContactId, Device, Email, Failures, Last, Name, Open, Place, Reason, Source,
        };
        match self {
            Self::Now => &[ContactId, Name, Device, Source, Began, Last],
            Self::Ended => &[ContactId, Name, Device, Source, Began, Last, Reason],
            Self::Failed => &[ContactId, Name, Last, Reason, Source, Device, Place],
            Self::Accounts => &[ContactId, Name, Email, Reason, Failures, Open, Last],
        }
    }
}

/// How far back a list goes.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug, Default)]
pub enum Period {
    /// A day.
    Day,
    /// Seven days.
    Week,
    /// Thirty days.
    #[default]
    Month,
    /// Ninety days.
    Quarter,
    /// To the beginning.
    Always,
}

impl Period {
    /// All, the shortest first.
    pub const ALL: [Self; 5] = [
        Self::Day,
        Self::Week,
        Self::Month,
        Self::Quarter,
        Self::Always,
    ];

    /// Its name.
    pub fn label(self) -> &'static str {
        let words = &text().sessions;
        match self {
            Self::Day => words.day,
            Self::Week => words.week,
            Self::Month => words.month,
            Self::Quarter => words.quarter,
            Self::Always => words.always,
        }
    }

    /// The instant at which it begins.
    pub fn since(self, now: Timestamp) -> Timestamp {
        let days = match self {
            Self::Day => 1,
            Self::Week => 7,
            Self::Month => 30,
            Self::Quarter => 90,
            Self::Always => return Timestamp(i64::MIN),
        };
        now.plus_minutes(-days * 24 * 60)
    }
}

/// A row of the page.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash, Debug)]
pub enum SessionKey {
    /// A session.
    Session(SessionId),
    /// A sign-in of an imported log: whose, when, and its number in the log.
    SignIn(UserId, Timestamp, i64),
    /// An attempt at this program, by its place in the audit log.
    Attempt(i64),
    /// Somebody with a password here.
    Account(UserId),
}

/// A column of the page. What it is called depends on the part.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum SessionColumn {
    /// Contact ID.
    ContactId,
    /// Name.
    Name,
    /// E-mail.
    Email,
    /// Device or program.
    Device,
    /// The system that it belongs to.
    Source,
    /// When it began.
    Began,
    /// When it was last used, when it ended, or when it was tried.
    Last,
    /// Why it ended or failed; of an account, whether its person can sign in.
    Reason,
    /// From where it was tried.
    Place,
    /// Failures since the last success.
    Failures,
    /// Open sessions in this program.
    Open,
}

impl SessionColumn {
    /// What it is called in a part.
    pub fn label(self, part: Part) -> &'static str {
        let (words, field) = (&text().sessions, &text().field);
        match (self, part) {
            (Self::ContactId, _) => field.contact_id,
            (Self::Name, _) => field.name,
            (Self::Email, _) => field.email,
            (Self::Device, _) => words.device,
            (Self::Source, _) => words.source,
            (Self::Began, Part::Now) => words.since,
            (Self::Began, _) => words.began,
            (Self::Last, Part::Now) => words.seen,
            (Self::Last, Part::Ended) => words.ended_at,
            (Self::Last, Part::Failed) => words.at,
            (Self::Last, Part::Accounts) => field.last_sign_in,
            (Self::Reason, Part::Accounts) => words.state,
            (Self::Reason, _) => words.reason,
            (Self::Place, _) => words.place,
            (Self::Failures, _) => words.failures,
            (Self::Open, _) => words.open,
        }
    }

    /// The stable name in exported files.
    pub fn key(self, part: Part) -> &'static str {
        match (self, part) {
            (Self::ContactId, _) => "contact_id",
            (Self::Name, _) => "name",
            (Self::Email, _) => "email",
            (Self::Device, _) => "device",
            (Self::Source, _) => "source",
            (Self::Began, _) => "started_at",
            (Self::Last, Part::Now) => "last_seen_at",
            (Self::Last, Part::Ended) => "ended_at",
            (Self::Last, Part::Failed) => "at",
            (Self::Last, Part::Accounts) => "last_sign_in_at",
            (Self::Reason, Part::Accounts) => "state",
            (Self::Reason, _) => "reason",
            (Self::Place, _) => "place",
            (Self::Failures, _) => "failures",
            (Self::Open, _) => "open_sessions",
        }
    }

    /// Whether a list can come in its order.
    pub fn is_sortable(self) -> bool {
        !matches!(
            self,
            Self::Email | Self::Place | Self::Failures | Self::Open
        )
    }

    /// How a list begins that is sorted by it: times newest first.
    pub fn first_direction(self) -> Direction {
        match self {
            Self::Began | Self::Last => Direction::Descending,
            _ => Direction::Ascending,
        }
    }
}

/// Which rows of the page are wanted, and in what order.
#[derive(Clone, PartialEq, Eq, Hash, Debug)]
pub struct SessionFilter {
    /// The part.
    pub part: Part,
    /// One person only.
    pub person: Option<UserId>,
    /// Words that must all occur in name, e-mail, phone or Contact ID of the person.
    pub search: String,
    /// One system only, by its name.
    pub source: Option<String>,
    /// One device only, by its name.
    pub device: Option<String>,
    /// One reason only, as it is shown.
    pub reason: Option<String>,
    /// How far back.
    pub period: Period,
    /// The column and direction of the order.
    pub sort: (SessionColumn, Direction),
}

impl Default for SessionFilter {
    fn default() -> Self {
        Self::of(Part::Now)
    }
}

impl SessionFilter {
    /// A whole part, the newest first.
    pub fn of(part: Part) -> Self {
        Self {
            part,
            person: None,
            search: String::new(),
            source: None,
            device: None,
            reason: None,
            period: Period::default(),
            sort: (SessionColumn::Last, Direction::Descending),
        }
    }

    /// Whether nothing is left out but by the period.
    pub fn is_empty(&self) -> bool {
        let Self {
            part: _,
            person,
            search,
            source,
            device,
            reason,
            period: _,
            sort: _,
        } = self;
        person.is_none()
            && search.trim().is_empty()
            && source.is_none()
            && device.is_none()
            && reason.is_none()
    }

    /// The same of another part; a reason belongs to its own.
    pub fn in_part(&self, part: Part) -> Self {
        let is_shown = part.columns().contains(&self.sort.0);
        Self {
            part,
            reason: None,
            sort: if is_shown {
                self.sort
            } else {
                Self::of(part).sort
            },
            ..self.clone()
        }
    }

    /// The same without what leaves rows out.
    pub fn cleared(&self) -> Self {
        Self {
            period: self.period,
            sort: self.sort,
            ..Self::of(self.part)
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn another_part_keeps_what_it_knows_of() {
        let filter = SessionFilter {
            reason: Some("Signed out".into()),
            source: Some("Entra".into()),
            sort: (SessionColumn::Began, Direction::Ascending),
            ..SessionFilter::of(Part::Ended)
        };
        let now = filter.in_part(Part::Now);
        assert_eq!((now.reason, now.source), (None, filter.source.clone()));
        assert_eq!(now.sort, filter.sort);
        let failed = filter.in_part(Part::Failed);
        assert_eq!(failed.sort, (SessionColumn::Last, Direction::Descending));
        assert!(filter.cleared().is_empty());
    }

    #[test]
    fn a_part_can_be_sorted_by_what_it_shows_first() {
        for part in Part::ALL {
            let (column, _) = SessionFilter::of(part).sort;
            assert!(part.columns().contains(&column) && column.is_sortable());
        }
    }

    #[test]
    fn periods_begin_before_now() {
        let now = Timestamp(1_795_252_440_000);
        for pair in Period::ALL.windows(2) {
            assert!(pair[1].since(now) < pair[0].since(now));
        }
        assert_eq!(Period::Week.since(now).0, now.0 - 7 * 24 * 3_600_000);
    }
}
