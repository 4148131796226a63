//! Sign-ins and sessions of one person: skewed, in working hours, more of them lately.

use super::calendar::Calendar;
use super::dice::Dice;
use super::fate::{Fate, Seen};
use super::terms;
use crate::domain::time::Timestamp;

const DAY_MS: i64 = 24 * 60 * 60_000;
const MINUTE_MS: i64 = 60_000;
/// Sign-ins are known for so many days.
const KNOWN_DAYS: u64 = 729;
/// Minutes before now at which the newest five came; everybody else came before them.
const NEWEST: [i64; 5] = [27, 2, 6, 15, 23];
/// Nobody else came in so many minutes.
pub(super) const QUIET_MINUTES: i64 = 28;
/// A session ends by itself after so many hours.
const SESSION_HOURS: i64 = 12;
/// How many sign-ins people have: of a hundred, from, to.
const HABITS: [(u16, u64, u64); 7] = [
    (300, 1, 3),
    (250, 3, 7),
    (200, 7, 13),
    (147, 13, 27),
    (80, 27, 48),
    (20, 48, 120),
    (3, 120, 300),
];
/// How the sign-ins before the last one lie in the months before it.
const MONTHS_BACK: [u16; 24] = [
    200, 160, 130, 105, 85, 70, 58, 48, 40, 33, 27, 22, 18, 15, 12, 10, 8, 7, 6, 5, 4, 3, 2, 2,
];

/// How a sign-in ended.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum SignInOutcome {
    /// Signed in.
    Success = 0,
    /// Refused.
    Failure = 1,
    /// Not finished.
    Interrupted = 2,
}

/// One line of the sign-in log, with numbers of terms.
#[derive(Clone, PartialEq, Debug)]
#[expect(missing_docs, reason = "the columns of the log")]
pub struct SignIn {
    pub at: Timestamp,
    pub event_key: i64,
    pub outcome: SignInOutcome,
    pub source_id: i64,
    pub app_id: i64,
    pub device_id: i64,
    pub ip_id: i64,
    pub location_id: i64,
    pub reason_id: Option<i64>,
}

/// One session.
#[derive(Clone, PartialEq, Debug)]
#[expect(missing_docs, reason = "the columns of the table")]
pub struct OpenSession {
    pub source: &'static str,
    pub device: &'static str,
    pub started_at: Timestamp,
    pub last_seen_at: Timestamp,
    pub expires_at: Timestamp,
}

/// What is known of a person before their sign-ins are made.
pub(super) struct Visitor<'a> {
    pub(super) fate: Fate,
    pub(super) now: Timestamp,
    pub(super) calendar: &'a Calendar,
    /// Age of the account in days; at least 1 for people who were here.
    pub(super) age_days: u64,
    pub(super) is_client: usize,
    pub(super) location: usize,
}

/// A person's usual devices and addresses.
struct Habit {
    devices: [usize; 2],
    addresses: [usize; 3],
}

impl Visitor<'_> {
    /// The sign-ins, oldest first; the newest successful one is the last.
    pub(super) fn sign_ins(&self, dice: &mut Dice) -> Vec<SignIn> {
        let Some((last, last_age)) = self.last(dice) else {
            return Vec::new();
        };
        let habit = Habit {
            devices: [
                dice.below(5) as usize,
                dice.below(terms::DEVICE_COUNT as u64) as usize,
            ],
            addresses: [0; 3].map(|_| dice.below(terms::ADDRESS_COUNT as u64) as usize),
        };
        let mut sign_ins: Vec<SignIn> = (1..self.count(dice))
            .map(|_| {
                let at = self.earlier(last, last_age, dice);
                let outcome = match dice.below(100) {
                    0..4 => SignInOutcome::Failure,
                    4..7 => SignInOutcome::Interrupted,
                    _ => SignInOutcome::Success,
                };
                self.sign_in(at, outcome, &habit, dice)
            })
            .collect();
        sign_ins.sort_unstable_by_key(|s| (s.at, s.event_key));
        sign_ins.push(self.sign_in(last, SignInOutcome::Success, &habit, dice));
        sign_ins
    }

    /// The sessions that are open now.
    pub(super) fn sessions(&self, newest: Option<&SignIn>, dice: &mut Dice) -> Vec<OpenSession> {
        let (Seen::Now, Some(newest)) = (self.fate.seen, newest) else {
            return Vec::new();
        };
        // Of seven people, one works on two devices at a time.
        let devices = 1 + i64::from(self.fate.place % 7 == 1);
        (0..devices)
            .map(|index| {
                let earlier = index * dice.between(5, 120) as i64;
                let started_at = newest.at.plus_minutes(-earlier);
                let idle = dice.below(((self.now.0 - newest.at.0) / 2).max(1) as u64) as i64;
                OpenSession {
                    source: terms::source_name(self.is_client),
                    device: terms::device_name(dice.below(terms::DEVICE_COUNT as u64) as usize),
                    started_at,
                    last_seen_at: Timestamp(self.now.0 - idle),
                    expires_at: started_at.plus_minutes(SESSION_HOURS * 60),
                }
            })
            .collect()
    }

    /// When the person was last here, and how many days ago.
    fn last(&self, dice: &mut Dice) -> Option<(Timestamp, u64)> {
        let known = self.age_days.min(KNOWN_DAYS);
        match self.fate.seen {
            Seen::Never => None,
            Seen::Now => {
                let newest = NEWEST.get(self.fate.place as usize);
                let minutes = newest.copied().unwrap_or_else(|| {
                    QUIET_MINUTES + 1 + dice.below(240).min(dice.below(480)) as i64
                });
                let at = self.now.plus_minutes(-minutes);
                Some((Timestamp(at.0 - dice.below(30_000) as i64), 0))
            }
            Seen::Recently => {
                let limit = known.min(29);
                let age = self.lively(dice, |dice| {
                    dice.below(limit).min(dice.below(limit)).min(28)
                });
                Some((self.calendar.moment(age, dice), age))
            }
            Seen::Before => {
                let span = known.saturating_sub(31).max(1);
                let age = self.lively(dice, |dice| 31 + dice.below(span).min(dice.below(span)));
                Some((self.calendar.moment(age, dice), age))
            }
        }
    }

    fn count(&self, dice: &mut Dice) -> u64 {
        let index = dice.weighted(&HABITS.map(|habit| habit.0));
        let (_, low, high) = HABITS.get(index).copied().unwrap_or((0, 1, 1));
        let count = dice.between(low, high);
        // Newcomers had less time, and people who are still being introduced came once or twice.
        match self.fate.onboarding {
            crate::domain::user::Onboarding::Completed => count.min(self.age_days * 3),
            _ => count.min(3),
        }
    }

    fn earlier(&self, last: Timestamp, last_age: u64, dice: &mut Dice) -> Timestamp {
        let known = self.age_days.min(KNOWN_DAYS);
        let oldest = known.saturating_sub(1).max(last_age);
        let age = self.lively(dice, |dice| {
            let back = dice.weighted(&MONTHS_BACK) as u64 * 30 + dice.below(30);
            match last_age + back {
                age if age <= oldest => age,
                _ => dice.between(last_age, oldest),
            }
        });
        let at = self.calendar.moment(age, dice);
        if at < last {
            return at;
        }
        let created = Timestamp(self.calendar.start(self.age_days).0 + DAY_MS);
        let room = ((last.0 - created.0) / MINUTE_MS).clamp(2, 600) as u64;
        last.plus_minutes(-(dice.between(1, room - 1) as i64))
    }

    /// A day on which people come: of a few tries the first lively one.
    fn lively(&self, dice: &mut Dice, mut age: impl FnMut(&mut Dice) -> u64) -> u64 {
        let mut found = age(dice);
        for _ in 0..6 {
            if self.calendar.is_lively(found, dice) {
                break;
            }
            found = age(dice);
        }
        found
    }

    fn sign_in(
        &self,
        at: Timestamp,
        outcome: SignInOutcome,
        habit: &Habit,
        dice: &mut Dice,
    ) -> SignIn {
        let roll = dice.bits();
        let device = usize::from(roll % 10 >= 8);
        let address = match roll / 10 % 10 {
            0..7 => 0,
            7..9 => 1,
            _ => 2,
        };
        let app = [0, 0, 0, 1, 1, 2, 3, 4, 5, 6].get((roll / 100 % 10) as usize);
        SignIn {
            at,
            event_key: (dice.bits() >> 1) as i64,
            outcome,
            source_id: terms::source(self.is_client),
            app_id: terms::app(app.copied().unwrap_or(0)),
            device_id: terms::device(habit.devices.get(device).copied().unwrap_or(0)),
            ip_id: terms::address(habit.addresses.get(address).copied().unwrap_or(0)),
            location_id: terms::location(self.location),
            reason_id: match outcome {
                SignInOutcome::Success => None,
                SignInOutcome::Failure => Some(terms::failed(roll / 1_000)),
                SignInOutcome::Interrupted => Some(terms::interrupted(roll / 1_000)),
            },
        }
    }
}
