//! The people of the demonstration, one after another.

use std::collections::{BTreeSet, HashMap};

use chrono::Days;

use super::activity::{OpenSession, QUIET_MINUTES, SignIn, SignInOutcome, Visitor};
use super::calendar::Calendar;
use super::dice::{Dice, Shuffle};
use super::fate::{self, Fate, Seen};
use super::office::{CLIENTS, DOMAIN, LOCATIONS, OWN_WORKSPACES, TEAMS, WORKSPACES};
use super::person::{self, Names, PersonName};
use crate::domain::ids::{ClientId, RoleId, TeamId, WorkspaceId};
use crate::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use crate::domain::time::{DateFormat, Timestamp};
use crate::domain::user::{AccountStatus, Onboarding, Profile, UserKind};

const FATES: u64 = 11;
const ROLES: u64 = 12;
const AGES: u64 = 13;
const NAMES: u64 = 21;
const PERSONS: u64 = 22;
const VISITS: u64 = 23;
const KEYS: u64 = 24;
/// Roles, by place, of clients' people.
const CLIENT_ROLES: [usize; 2] = [6, 8];
const MINUTES_OF_INVITATION: u64 = 14 * 24 * 60;

/// An invented person with everything that is stored of them.
#[derive(Clone, PartialEq, Debug)]
pub struct DemoUser {
    /// What can be edited.
    pub profile: Profile,
    /// When the account came to be.
    pub created_at: Option<Timestamp>,
    /// When an open invitation runs out.
    pub invitation_expires_at: Option<Timestamp>,
    /// The newest successful sign-in.
    pub last_sign_in_at: Option<Timestamp>,
    /// Sign-ins, oldest first.
    pub sign_ins: Vec<SignIn>,
    /// Sessions that are open.
    pub sessions: Vec<OpenSession>,
    /// The key that seals what the audit log says. No secret: the person is invented.
    pub key: [u8; 32],
}

/// The plan of a demonstration.
pub struct Demo {
    users: u64,
    now: Timestamp,
    calendar: Calendar,
    names: Names,
    fates: Shuffle,
    roles: Shuffle,
    ages: Shuffle,
}

impl Demo {
    /// A demonstration of so many users, at least one, as of `now`.
    pub fn new(users: u64, now: Timestamp) -> Self {
        let users = users.max(1);
        let others = users - 1;
        Self {
            users,
            now,
            calendar: Calendar::new(Self::office().time(), now, QUIET_MINUTES),
            names: Names::new(),
            fates: Shuffle::new(others, FATES),
            roles: Shuffle::new(others, ROLES),
            ages: Shuffle::new(others, AGES),
        }
    }

    /// The office's settings.
    pub fn office() -> Office {
        Office {
            name: super::office::NAME.to_owned(),
            zone: chrono_tz::Europe::Lisbon,
            phone_region: "PT".to_owned(),
            date_format: DateFormat::default(),
            contact_rule: ContactRule::default(),
            idle_lock: IdleLock::default(),
            retention: Retention::default(),
            origin: Origin::Demo,
        }
    }

    /// How many people there are.
    pub fn users(&self) -> u64 {
        self.users
    }

    /// When it holds.
    pub fn now(&self) -> Timestamp {
        self.now
    }

    /// Everyone, by number; the first administrator is the first.
    pub fn people(&self) -> impl Iterator<Item = DemoUser> + '_ {
        let mut taken: HashMap<String, u32> = HashMap::new();
        (0..self.users).map(move |index| {
            let mut user = self.person(index);
            if let Some(address) = user.profile.email.take() {
                user.profile.email = Some(unique(address, &mut taken));
            }
            user
        })
    }

    fn person(&self, index: u64) -> DemoUser {
        let fate = self.fate(index);
        let roles = self.roles_of(index);
        let mut dice = Dice::new(PERSONS, index);
        let client = client_of(roles, &mut dice);
        let location = person::location(&mut dice);
        let age_days = self.age_days(index, fate, &mut dice);
        let mut visits = Dice::new(VISITS, index);
        let visitor = Visitor {
            fate,
            now: self.now,
            calendar: &self.calendar,
            age_days,
            is_client: usize::from(client.is_some()),
            location,
        };
        let sign_ins = visitor.sign_ins(&mut visits);
        let sessions = visitor.sessions(sign_ins.last(), &mut visits);
        let last_sign_in_at = sign_ins
            .iter()
            .rfind(|s| s.outcome == SignInOutcome::Success)
            .map(|s| s.at);
        let created = self.calendar.moment(age_days, &mut dice);
        let created = sign_ins
            .first()
            .map_or(created, |first| created.min(first.at.plus_minutes(-5)));
        let is_known = index == 0 || !dice.per_mille(10);
        let (onboarding, invitation_expires_at) = self.invitation(fate, &mut dice);
        let standing = Standing {
            status: fate.status,
            onboarding,
            client,
            location,
            roles,
        };
        DemoUser {
            profile: self.profile(index, &standing, &mut dice),
            created_at: is_known.then_some(created),
            invitation_expires_at,
            last_sign_in_at,
            sign_ins,
            sessions,
            key: key(index),
        }
    }

    fn fate(&self, index: u64) -> Fate {
        let others = self.users - 1;
        match index.checked_sub(1) {
            None => Fate {
                status: AccountStatus::Active,
                onboarding: Onboarding::Completed,
                seen: Seen::Now,
                place: 0,
            },
            Some(other) => {
                let fate = fate::of(self.fates.at(other), others);
                match fate.seen {
                    Seen::Now => Fate {
                        place: fate.place + 1,
                        ..fate
                    },
                    _ => fate,
                }
            }
        }
    }

    fn roles_of(&self, index: u64) -> &'static [usize] {
        match index.checked_sub(1) {
            None => &[0],
            Some(other) => fate::roles(self.roles.at(other), self.users - 1),
        }
    }

    fn age_days(&self, index: u64, fate: Fate, dice: &mut Dice) -> u64 {
        let within = dice.bits() >> 8;
        let Some(other) = index.checked_sub(1) else {
            return 1_100;
        };
        let age = fate::age_days(self.ages.at(other), self.users - 1, within);
        match fate.seen {
            Seen::Before if age < 60 => 60 + within % 900,
            Seen::Now | Seen::Recently => age.max(1),
            Seen::Before | Seen::Never => age,
        }
    }

    /// The stored onboarding status and the invitation's expiry.
    fn invitation(&self, fate: Fate, dice: &mut Dice) -> (Onboarding, Option<Timestamp>) {
        let minutes = dice.between(60, MINUTES_OF_INVITATION - 60) as i64;
        match fate.onboarding {
            Onboarding::Launched | Onboarding::InProgress => {
                (fate.onboarding, Some(self.now.plus_minutes(minutes)))
            }
            // Some ran out unnoticed, others are marked so.
            Onboarding::Expired if fate.place.is_multiple_of(2) => {
                (Onboarding::Launched, Some(self.now.plus_minutes(-minutes)))
            }
            Onboarding::Expired => (Onboarding::Expired, Some(self.now.plus_minutes(-minutes))),
            Onboarding::Completed | Onboarding::NotInvited | Onboarding::Revoked => {
                (fate.onboarding, None)
            }
        }
    }

    fn profile(&self, index: u64, standing: &Standing, dice: &mut Dice) -> Profile {
        let &Standing {
            status,
            onboarding,
            client,
            location,
            roles,
        } = standing;
        let name = self.name(index);
        let domain = client
            .and_then(|client| CLIENTS.get(client))
            .map_or(DOMAIN, |client| client.1);
        let (department, title) = match client {
            Some(_) => ("", person::client_title(dice)),
            None => person::position(dice),
        };
        let has_extension = client.is_none() && dice.per_mille(350);
        let ends = dice.per_mille(12);
        let is_reachable = onboarding != Onboarding::NotInvited || dice.per_mille(900);
        Profile {
            email: is_reachable.then(|| format!("{}@{domain}", name.local)),
            name: name.full,
            phone: dice.per_mille(820).then(|| person::phone(dice)),
            extension: has_extension.then(|| format!("{}", dice.between(100, 8_999))),
            status,
            onboarding,
            kind: if client.is_some() {
                UserKind::Client
            } else {
                UserKind::Internal
            },
            client_id: client.map(|client| ClientId(client as i64 + 1)),
            title: title.to_owned(),
            department: department.to_owned(),
            location: LOCATIONS
                .get(location)
                .copied()
                .unwrap_or_default()
                .to_owned(),
            language: if dice.per_mille(500) {
                "English"
            } else {
                name.language
            }
            .to_owned(),
            manager: self.manager(index, client, dice),
            end_date: ends.then(|| self.end_date(dice)).flatten(),
            notes: String::new(),
            tags: tags(dice),
            roles: roles.iter().map(|role| RoleId(*role as i64 + 1)).collect(),
            teams: teams(client, dice),
            workspaces: workspaces(client, dice),
        }
    }

    fn name(&self, index: u64) -> PersonName {
        let drawn = (index > 0).then(|| self.names.draw(&mut Dice::new(NAMES, index)));
        drawn.flatten().unwrap_or_else(|| PersonName {
            full: "Maya Adeyemi".to_owned(),
            local: "maya.adeyemi".to_owned(),
            language: "English",
        })
    }

    /// One of the first fiftieth of the people leads everyone of the office.
    fn manager(&self, index: u64, client: Option<usize>, dice: &mut Dice) -> String {
        let leads = (self.users / 50).max(1);
        let lead = dice.below(leads);
        match client {
            None if index != lead && index > 0 => self.name(lead).full,
            _ => String::new(),
        }
    }

    fn end_date(&self, dice: &mut Dice) -> Option<chrono::NaiveDate> {
        let today = Self::office().time().date(self.now);
        today.checked_add_days(Days::new(dice.between(20, 400)))
    }
}

/// Where a person stands in the office.
struct Standing {
    status: AccountStatus,
    onboarding: Onboarding,
    client: Option<usize>,
    location: usize,
    roles: &'static [usize],
}

/// The place of the client that somebody works for.
fn client_of(roles: &[usize], dice: &mut Dice) -> Option<usize> {
    let count = CLIENTS.len() as u64;
    let roll = dice.below(count).min(dice.below(count));
    let by_role = roles.iter().any(|role| CLIENT_ROLES.contains(role));
    let approves = roles == [5] && dice.per_mille(400);
    (by_role || approves).then_some(roll as usize)
}

/// The address, with a number where it is taken.
fn unique(address: String, taken: &mut HashMap<String, u32>) -> String {
    if let Some(count) = taken.get_mut(&address) {
        *count += 1;
        let (local, domain) = address.split_once('@').unwrap_or((&address, DOMAIN));
        return format!("{local}{count}@{domain}");
    }
    taken.insert(address.clone(), 1);
    address
}

fn tags(dice: &mut Dice) -> BTreeSet<String> {
    const TAGS: [&str; 5] = ["pilot", "night shift", "works council", "VIP", "contractor"];
    let has_one = dice.per_mille(60);
    let tag = dice.pick(&TAGS, "pilot");
    has_one.then(|| tag.to_owned()).into_iter().collect()
}

fn teams(client: Option<usize>, dice: &mut Dice) -> BTreeSet<TeamId> {
    let count = if client.is_some() {
        0
    } else {
        1 + u64::from(dice.per_mille(180))
    };
    let all = TEAMS.len() as u64;
    (0..count)
        .map(|_| TeamId(dice.below(all).min(dice.below(all)) as i64 + 1))
        .collect()
}

fn workspaces(client: Option<usize>, dice: &mut Dice) -> BTreeSet<WorkspaceId> {
    let all = WORKSPACES.len() as u64;
    if let Some(client) = client {
        return [WorkspaceId((OWN_WORKSPACES + client) as i64 + 1)].into();
    }
    let own = dice
        .below(OWN_WORKSPACES as u64)
        .min(dice.below(OWN_WORKSPACES as u64));
    let more = dice.per_mille(450).then(|| dice.below(all));
    [Some(own), more]
        .into_iter()
        .flatten()
        .map(|workspace| WorkspaceId(workspace as i64 + 1))
        .collect()
}

fn key(index: u64) -> [u8; 32] {
    let mut dice = Dice::new(KEYS, index);
    let mut key = [0; 32];
    for part in key.chunks_mut(8) {
        part.copy_from_slice(&dice.bits().to_le_bytes());
    }
    key
}
