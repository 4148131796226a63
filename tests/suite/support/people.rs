//! Random directories: small offices full of edge cases, the same for the same seed.

use std::collections::BTreeSet;
use std::path::PathBuf;
use std::sync::Arc;

use chrono::{Days, NaiveDate};
use rollcall::domain::audit::{NewEntry, ObjectKind};
use rollcall::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use rollcall::domain::office::{ContactRule, IdleLock, Office, Origin, Retention};
use rollcall::domain::role::BUILT_IN;
use rollcall::domain::time::{DateFormat, Timestamp};
use rollcall::domain::user::{AccountStatus, Onboarding, Profile, UserKind};
use rollcall::store::error::{Result, StoreError};
use rollcall::store::testing;
use rollcall::store::users::NewUser;
use rollcall::store::workspace::{Act, Workspace};
use rollcall::store::writer::Writer;
use tempfile::TempDir;

use super::outside::{NOW, TestRandom};

const DAY_MS: i64 = 24 * 60 * 60 * 1_000;
/// Many share a name, so that ties are common.
const NAMES: &[&str] = &[
    "Anna Smith-Jones",
    "anna smith-jones",
    "Zoë García",
    "Мария Петрова",
    "王小明",
    "Łukasz Groß",
    "Ana Li",
    "Joanna O'Neill",
    "İrem Yıldız",
    "مريم حداد",
];
/// Of titles and departments; some differ in what does not matter.
const WORDS: &[&str] = &["", "Editor", "EDITOR", "Éditeur", "Sales & print"];
/// Workspaces of every such office, by number.
pub const WORKSPACES: &[&str] = &["Studio", "Print", "Atlas"];
/// Its teams.
pub const TEAMS: &[&str] = &["Brand", "Film"];
/// Its clients.
pub const CLIENTS: &[&str] = &["Harbor", "Fjord"];

/// Dice with a seed: xorshift64*.
pub struct Seeded(u64);

impl Seeded {
    /// The dice of a seed.
    pub fn new(seed: u64) -> Self {
        Self(seed.wrapping_mul(0x9e37_79b9_7f4a_7c15) | 1)
    }

    /// A number below the limit.
    pub fn below(&mut self, limit: u64) -> u64 {
        self.0 ^= self.0 >> 12;
        self.0 ^= self.0 << 25;
        self.0 ^= self.0 >> 27;
        (self.0.wrapping_mul(0x2545_f491_4f6c_dd1d) >> 33) % limit.max(1)
    }

    /// One of a list.
    pub fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len() as u64) as usize]
    }
}

/// A workspace file in a folder that vanishes with it.
pub struct Directory {
    /// The folder.
    pub folder: TempDir,
    /// The file.
    pub path: PathBuf,
}

impl Directory {
    /// An office without people: settings, roles, three workspaces, two teams. Its origin is the demo, so that it can be
    /// entered without a password.
    pub fn empty() -> Self {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("office.rollcall");
        let mut workspace = Workspace::create(&path, Arc::new(TestRandom::default())).unwrap();
        act(&mut workspace, NOW.plus_minutes(-1_000_000), |w| {
            w.save_office(&office())?;
            for role in BUILT_IN {
                w.insert_role(role)?;
            }
            for name in WORKSPACES {
                w.ensure_workspace(name)?;
            }
            for name in TEAMS {
                w.ensure_team(name)?;
            }
            for name in CLIENTS {
                w.ensure_client(name)?;
            }
            Ok(())
        });
        Self { folder, path }
    }

    /// An office with so many random people, some of them deleted.
    pub fn random(seed: u64, users: u64) -> Self {
        let directory = Self::empty();
        let mut workspace = directory.open();
        let mut dice = Seeded::new(seed);
        act(&mut workspace, NOW.plus_minutes(-900_000), |w| {
            for index in 0..users {
                let user = random_user(&mut dice, index);
                let user_id = w.insert_user(&user)?;
                w.record_user(user_id, &[])?;
            }
            Ok(())
        });
        visits(&mut workspace, &mut dice, users);
        drop(workspace);
        let deleted = dice.below(7) + 3;
        let sql = format!("UPDATE user SET deleted_at = 5 WHERE user_id % {deleted} = 2");
        testing::execute(&directory.path, &sql).unwrap();
        directory
    }

    /// Opens it.
    pub fn open(&self) -> Workspace {
        Workspace::open(&self.path, Arc::new(TestRandom::default())).unwrap()
    }
}

/// The settings of the random offices.
pub fn office() -> Office {
    Office {
        name: "Test office".into(),
        zone: chrono_tz::Europe::Lisbon,
        phone_region: "PT".into(),
        date_format: DateFormat::default(),
        contact_rule: ContactRule::default(),
        idle_lock: IdleLock::default(),
        retention: Retention::default(),
        origin: Origin::Demo,
    }
}

/// One act of the program itself.
pub fn act<T>(
    workspace: &mut Workspace,
    at: Timestamp,
    work: impl FnOnce(&mut Writer<'_>) -> Result<T>,
) -> T {
    workspace
        .transact(Act { actor: None, at }, |w| {
            let value = work(w)?;
            let entry = NewEntry::done("test.act", ObjectKind::Workspace, None);
            Ok::<_, StoreError>((value, entry))
        })
        .unwrap()
}

/// A person with edge cases in every field.
pub fn random_user(dice: &mut Seeded, index: u64) -> NewUser {
    let onboarding = dice.pick(Onboarding::ALL);
    let profile = Profile {
        name: dice.pick(NAMES).to_owned(),
        email: (dice.below(5) > 0).then(|| {
            format!(
                "{}{index}@{}.example",
                dice.pick(&["ann", "Zoë", "g"]),
                dice.pick(&["b", "li"])
            )
        }),
        phone: (dice.below(3) > 0).then(|| format!("+3519{:08}", dice.below(100_000_000))),
        status: dice.pick(AccountStatus::ALL),
        onboarding,
        kind: dice.pick(UserKind::ALL),
        roles: some_of(dice, BUILT_IN.len() as i64)
            .into_iter()
            .map(RoleId)
            .collect(),
        teams: some_of(dice, TEAMS.len() as i64)
            .into_iter()
            .map(TeamId)
            .collect(),
        workspaces: some_of(dice, WORKSPACES.len() as i64)
            .into_iter()
            .map(WorkspaceId)
            .collect(),
        client_id: (dice.below(3) == 0)
            .then(|| ClientId(dice.below(CLIENTS.len() as u64) as i64 + 1)),
        extension: (dice.below(3) == 0).then(|| dice.pick(&["204", "0204", "7"]).to_owned()),
        title: dice.pick(WORDS).to_owned(),
        department: dice.pick(WORDS).to_owned(),
        location: dice.pick(&["", "Lisbon", "LISBON"]).to_owned(),
        language: dice.pick(&["", "pt"]).to_owned(),
        manager: dice.pick(NAMES).to_owned(),
        end_date: (dice.below(2) == 0).then(|| day(dice)),
        notes: dice
            .pick(&["", "On leave", "Zoë\nreturns in May", "\n"])
            .to_owned(),
        tags: (0..dice.below(3))
            .map(|_| dice.pick(&["vip", "VIP", "été", "night shift"]).to_owned())
            .collect(),
    };
    NewUser {
        profile,
        created_at: (dice.below(6) > 0).then(|| moment(dice)),
        invitation_expires_at: (dice.below(4) > 0)
            .then(|| Timestamp(NOW.0 + dice.pick(&[-DAY_MS, -1, 0, 1, DAY_MS]))),
    }
}

/// Days around today, near and far.
fn day(dice: &mut Seeded) -> NaiveDate {
    let today = NaiveDate::from_ymd_opt(2026, 11, 21).unwrap();
    let away = Days::new(dice.pick(&[0, 1, 6, 7, 29, 30, 400]));
    match dice.below(2) {
        0 => today + away,
        _ => today - away,
    }
}

/// Instants at and beside the borders of the two windows, and anywhere.
fn moment(dice: &mut Seeded) -> Timestamp {
    // Office midnight of 23 October 2026, still in summer time, and of 23 September 2026.
    const STARTS: [i64; 2] = [1_792_710_000_000, 1_790_118_000_000];
    match dice.below(3) {
        0 => Timestamp(dice.pick(&STARTS) + dice.pick(&[-1, 0, 1])),
        1 => Timestamp(NOW.0 - dice.below(3) as i64),
        _ => Timestamp(NOW.0 - dice.below(120 * DAY_MS as u64) as i64),
    }
}

fn some_of(dice: &mut Seeded, count: i64) -> BTreeSet<i64> {
    (0..dice.below(3))
        .map(|_| dice.below(count as u64) as i64 + 1)
        .collect()
}

/// Sign-ins in the order of time, as they happen.
fn visits(workspace: &mut Workspace, dice: &mut Seeded, users: u64) {
    let mut moments: Vec<_> = (0..users).map(|_| moment(dice)).collect();
    moments.sort_unstable();
    for at in moments {
        let user_id = UserId(dice.below(users) as i64 + 1);
        let hours = dice.pick(&[1, 48, 4_000]);
        let ends = dice.below(3) == 0;
        act(workspace, at, |w| {
            let session_id = w.start_session(user_id, "laptop", at.plus_minutes(hours * 60))?;
            if ends {
                w.end_session(session_id, "signed out")?;
            }
            Ok(())
        });
    }
}
