//! What the answers should be, worked out plainly from stored people and the raw sign-in log.

use chrono::{Days, NaiveDate, NaiveTime, TimeZone};
use chrono_tz::Europe::Lisbon;
use rollcall::domain::collate;
use rollcall::domain::fold::fold;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn};
use rollcall::domain::time::Timestamp;
use rollcall::domain::user::{AccountStatus, Onboarding, UserKind, UserRecord};
use rollcall::store::reader::Snapshot;
use rollcall::store::testing;
use std::cmp::{Ordering, Reverse};
use std::collections::BTreeSet;
use std::path::Path;

use crate::support::outside::NOW;
use crate::support::people::{CLIENTS, TEAMS, WORKSPACES};

/// A person as the tables have them.
pub struct Person {
    pub record: UserRecord,
    pub sign_ins: Vec<i64>,
    pub sessions: u64,
}

/// Everyone who is not deleted, by number.
pub fn people(path: &Path, snapshot: &Snapshot<'_>) -> Vec<Person> {
    let numbers = |sql: &str| -> Vec<Vec<i64>> {
        let rows = testing::rows(path, sql).unwrap();
        rows.iter()
            .map(|r| r.iter().map(|c| c.parse().unwrap()).collect())
            .collect()
    };
    let log = numbers("SELECT user_id, at FROM sign_in WHERE outcome = 0");
    let sessions = numbers(&format!(
        "SELECT user_id FROM session WHERE ended_at IS NULL AND started_at <= {0} AND expires_at > {0}",
        NOW.0
    ));
    numbers("SELECT user_id FROM user WHERE deleted_at IS NULL ORDER BY user_id")
        .into_iter()
        .map(|row| Person {
            record: snapshot.user(UserId(row[0])).unwrap(),
            sign_ins: log
                .iter()
                .filter(|l| l[0] == row[0])
                .map(|l| l[1])
                .collect(),
            sessions: sessions.iter().filter(|s| s[0] == row[0]).count() as u64,
        })
        .collect()
}

/// The first instant of the day so many days before today, in the office.
pub fn days_ago(days: u64) -> i64 {
    let today = Lisbon.timestamp_millis_opt(NOW.0).unwrap().date_naive();
    let day = today - Days::new(days);
    Lisbon
        .from_local_datetime(&day.and_time(NaiveTime::MIN))
        .earliest()
        .unwrap()
        .timestamp_millis()
}

impl Person {
    pub fn in_scope(&self, scope: Scope) -> bool {
        let p = &self.record.profile;
        scope.kind.is_none_or(|kind| p.kind == kind)
            && scope.workspace.is_none_or(|w| p.workspaces.contains(&w))
    }

    pub fn onboarding(&self) -> Onboarding {
        let stored = self.record.profile.onboarding;
        let is_open = stored == Onboarding::Launched || stored == Onboarding::InProgress;
        match self.record.invitation_expires_at {
            Some(expiry) if is_open && expiry.0 <= NOW.0 => Onboarding::Expired,
            _ => stored,
        }
    }

    pub fn in_segment(&self, segment: Segment) -> bool {
        let p = &self.record.profile;
        let created = self.record.created_at.map(|at| at.0);
        match segment {
            Segment::All => true,
            Segment::Status(status) => p.status == status,
            Segment::Onboarding(onboarding) => self.onboarding() == onboarding,
            Segment::Role(role) => p.roles.contains(&role),
            // The plans of an office are not part of these directories.
            Segment::Offer(_) => false,
            Segment::NoRole => p.roles.is_empty(),
            Segment::New => created.is_some_and(|at| at >= days_ago(29) && at <= NOW.0),
            Segment::CreatedUnknown => created.is_none(),
            Segment::SignedIn => self.sign_ins.iter().any(|at| *at >= days_ago(29)),
            Segment::Pending => matches!(
                self.onboarding(),
                Onboarding::Launched | Onboarding::InProgress
            ),
            Segment::OpenSession => self.sessions > 0,
        }
    }

    /// Days of the window on which the person signed in.
    pub fn active_days(&self) -> usize {
        let days: BTreeSet<NaiveDate> = self
            .sign_ins
            .iter()
            .filter(|at| **at >= days_ago(29) && **at <= NOW.0)
            .map(|at| Lisbon.timestamp_millis_opt(*at).unwrap().date_naive())
            .collect();
        days.len()
    }

    pub fn newest_sign_in(&self) -> Option<Timestamp> {
        self.sign_ins.iter().max().map(|at| Timestamp(*at))
    }

    /// Whether every word stands within one of the four texts.
    pub fn matches(&self, needle: &str) -> bool {
        let p = &self.record.profile;
        let texts = [
            fold(&p.name),
            fold(p.email.as_deref().unwrap_or_default()),
            fold(p.phone.as_deref().unwrap_or_default()),
            fold(&self.record.user_id.contact_id().to_string()),
        ];
        fold(needle)
            .split_whitespace()
            .all(|word| texts.iter().any(|text| text.contains(word)))
    }
}

/// What each of some tags is sorted by.
fn keys(tags: &BTreeSet<String>) -> Vec<Vec<u8>> {
    tags.iter()
        .map(|tag| collate::key(fold(tag).as_bytes()))
        .collect()
}

/// Lists of names, the empty one last.
fn by_names<T: Ord>(x: Vec<T>, y: Vec<T>) -> Ordering {
    (x.is_empty(), x).cmp(&(y.is_empty(), y))
}

/// The names of a list, in their order.
fn named(ids: impl Iterator<Item = i64>, names: &[&str]) -> Vec<String> {
    let mut own: Vec<String> = ids.map(|id| names[id as usize - 1].to_owned()).collect();
    own.sort_unstable();
    own
}

/// The order of two people; ties by number whatever the direction.
pub fn compare(a: &Person, b: &Person, sort: Sort) -> Ordering {
    let (x, y) = (&a.record.profile, &b.record.profile);
    let by_text = |x: &str, y: &str| {
        let collated = collate::compare(fold(x).as_bytes(), fold(y).as_bytes());
        x.is_empty().cmp(&y.is_empty()).then(collated)
    };
    let ordering = match sort.column {
        UserColumn::ContactId => a.record.user_id.cmp(&b.record.user_id),
        UserColumn::Name => by_text(&x.name, &y.name),
        UserColumn::Email => by_text(
            x.email.as_deref().unwrap_or_default(),
            y.email.as_deref().unwrap_or_default(),
        ),
        UserColumn::Status => Reverse(x.status.code()).cmp(&Reverse(y.status.code())),
        UserColumn::Onboarding => a.onboarding().code().cmp(&b.onboarding().code()),
        UserColumn::Roles => (x.roles.is_empty(), &x.roles).cmp(&(y.roles.is_empty(), &y.roles)),
        UserColumn::CreatedAt => a.record.created_at.cmp(&b.record.created_at),
        UserColumn::LastSignIn => a.newest_sign_in().cmp(&b.newest_sign_in()),
        UserColumn::ChangedAt => a.record.changed_at.cmp(&b.record.changed_at),
        UserColumn::EndDate => x.end_date.cmp(&y.end_date),
        UserColumn::Kind => x.kind.code().cmp(&y.kind.code()),
        UserColumn::Phone => (x.phone.is_none(), &x.phone).cmp(&(y.phone.is_none(), &y.phone)),
        UserColumn::Extension => by_text(
            x.extension.as_deref().unwrap_or_default(),
            y.extension.as_deref().unwrap_or_default(),
        ),
        UserColumn::Title => by_text(&x.title, &y.title),
        UserColumn::Department => by_text(&x.department, &y.department),
        UserColumn::Location => by_text(&x.location, &y.location),
        UserColumn::Language => by_text(&x.language, &y.language),
        UserColumn::Manager => by_text(&x.manager, &y.manager),
        UserColumn::Tags => by_names(keys(&x.tags), keys(&y.tags)),
        UserColumn::Client => by_names(
            named(x.client_id.iter().map(|id| id.0), CLIENTS),
            named(y.client_id.iter().map(|id| id.0), CLIENTS),
        ),
        UserColumn::Teams => by_names(
            named(x.teams.iter().map(|id| id.0), TEAMS),
            named(y.teams.iter().map(|id| id.0), TEAMS),
        ),
        UserColumn::Workspaces => by_names(
            named(x.workspaces.iter().map(|id| id.0), WORKSPACES),
            named(y.workspaces.iter().map(|id| id.0), WORKSPACES),
        ),
    };
    let directed = match sort.direction {
        Direction::Ascending => ordering,
        Direction::Descending => ordering.reverse(),
    };
    directed.then(a.record.user_id.cmp(&b.record.user_id))
}

/// Every segment.
pub fn segments() -> Vec<Segment> {
    let mut all = vec![
        Segment::All,
        Segment::NoRole,
        Segment::New,
        Segment::CreatedUnknown,
        Segment::SignedIn,
        Segment::Pending,
        Segment::OpenSession,
    ];
    all.extend(AccountStatus::ALL.iter().map(|s| Segment::Status(*s)));
    all.extend(Onboarding::ALL.iter().map(|o| Segment::Onboarding(*o)));
    all.extend((1..=10).map(|role| Segment::Role(RoleId(role))));
    all
}

/// Every scope.
pub fn scopes() -> Vec<Scope> {
    let workspaces = [None, Some(1), Some(2), Some(3), Some(99)];
    let kinds = [None, Some(UserKind::Internal), Some(UserKind::Client)];
    let pairs = workspaces
        .iter()
        .flat_map(|w| kinds.iter().map(move |k| (*w, *k)));
    pairs
        .map(|(workspace, kind)| Scope {
            workspace: workspace.map(rollcall::domain::ids::WorkspaceId),
            kind,
            day: None,
        })
        .collect()
}
