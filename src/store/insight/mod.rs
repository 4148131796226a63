//! User Insight: one pass over the columns of one state, so that every figure agrees with the rows that it opens.

use std::collections::BTreeMap;

use super::columns::{Columns, NameOrder, Selection, User, View, in_scope, in_view, sees_scope};
use super::error::Result;
use super::reader::Snapshot;
use crate::domain::access::Reach;
use crate::domain::ids::UserId;
use crate::domain::insight::{Insight, Login, RoleCount, WINDOW_DAYS, share};
use crate::domain::office::Office;
use crate::domain::segment::{Scope, Segment, UserColumn, UserListQuery};
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding};

/// How many sign-ins "Last 5 logins" shows.
const LOGINS: usize = 5;

/// Counts of one pass.
#[derive(Default)]
struct Tally {
    total: u64,
    active: u64,
    onboarding: [u64; Onboarding::ALL.len()],
    roles: RoleTally,
    assignments: u64,
    without_role: u64,
    created_unknown: u64,
    new: u64,
    before: u64,
    previous_new: u64,
    previous_before: u64,
    signed_in: u64,
    user_days: u64,
    /// The newest sign-ins, newest first.
    newest: Vec<(Timestamp, UserId)>,
}

/// Users by role. Roles have small numbers; others are counted all the same.
#[derive(Default)]
struct RoleTally {
    small: [u64; 32],
    others: BTreeMap<i64, u64>,
}

impl RoleTally {
    fn add(&mut self, role_id: i64) {
        match usize::try_from(role_id)
            .ok()
            .and_then(|i| self.small.get_mut(i))
        {
            Some(count) => *count += 1,
            None => *self.others.entry(role_id).or_default() += 1,
        }
    }

    fn of(&self, role_id: i64) -> u64 {
        let small = usize::try_from(role_id)
            .ok()
            .and_then(|i| self.small.get(i));
        small
            .or_else(|| self.others.get(&role_id))
            .copied()
            .unwrap_or(0)
    }
}

impl Snapshot<'_> {
    /// All figures of User Insight for what may be seen of a scope, as of `now`. Definitions: [`Insight`].
    pub fn insight(&self, view: View, scope: Scope, now: Timestamp) -> Result<Insight> {
        let office = self.office()?;
        let columns = self.columns()?;
        let days = columns.active_days(self, &office.time(), now)?;
        let is_whole = view.who.is_everyone() && !scope.is_part();
        let everyone = Selection::new(view, scope, Segment::All, &office.time(), now, Vec::new());
        let windows = Windows::new(&office, now);
        let mut tally = Tally::default();
        for (user, days) in columns.users().zip(days.iter()) {
            if everyone.has(user) {
                tally.add(user, u64::from(*days), &windows);
            }
        }
        let open = self.open_in_scope(&columns, &everyone, now)?;
        let mut roles = self.role_counts(&tally)?;
        // Roles that nobody has are named where the office as a whole is looked at.
        roles.retain(|role| is_whole || role.users > 0);
        let last_logins = self.last_logins(&tally.newest, now)?;
        Ok(finish(&tally, now, open, roles, last_logins))
    }

    /// Numbers of the users of a list as far as they may be seen, in its order, as of `now`.
    pub fn user_list(
        &self,
        view: View,
        query: &UserListQuery,
        now: Timestamp,
    ) -> Result<Vec<UserId>> {
        let time = self.office()?.time();
        let open = match query.segment {
            Segment::OpenSession => self
                .open_session_users(now)?
                .into_iter()
                .map(|(id, _)| id)
                .collect(),
            _ => Vec::new(),
        };
        let places = match query.segment {
            Segment::Offer(offer) => self.places_with(offer)?,
            _ => Vec::new(),
        };
        let selection = Selection::new(view, query.scope, query.segment, &time, now, open);
        let names = self.name_order(query.sort.column)?;
        let selection = selection.among(places).ordered(names);
        let columns = self.columns()?;
        if query.filter.asks_outside() {
            columns.read_outer(self)?;
        }
        columns.list(query, &selection, || self.check_wanted())
    }

    /// The order of the names that a column is sorted by, where it is one of names.
    fn name_order(&self, column: UserColumn) -> Result<NameOrder> {
        let directory = match column {
            UserColumn::Client | UserColumn::Workspaces | UserColumn::Teams => self.directory()?,
            _ => return Ok(NameOrder::default()),
        };
        Ok(match column {
            UserColumn::Client => NameOrder::of(directory.clients.iter().map(|one| one.id.0)),
            UserColumn::Teams => NameOrder::of(directory.teams.iter().map(|one| one.id.0)),
            _ => NameOrder::of(directory.workspaces.iter().map(|one| one.id.0)),
        })
    }

    /// How many users a scope holds, as far as they may be seen.
    pub fn user_count(&self, who: &Reach, scope: Scope) -> Result<u64> {
        let columns = self.columns()?;
        if who.is_everyone() && !scope.is_part() {
            return Ok(columns.len() as u64);
        }
        if !sees_scope(who, scope) {
            return Ok(0);
        }
        let counted = columns
            .users()
            .filter(|user| in_view(who, *user) && in_scope(scope, *user));
        Ok(counted.count() as u64)
    }

    /// Sessions and accounts that are open in a scope.
    fn open_in_scope(
        &self,
        columns: &Columns,
        everyone: &Selection,
        now: Timestamp,
    ) -> Result<(u64, u64)> {
        let open = self.open_session_users(now)?;
        let counted = open
            .iter()
            .filter(|(id, _)| columns.user(*id).is_some_and(|user| everyone.has(user)));
        Ok(counted.fold((0, 0), |(sessions, accounts), (_, n)| {
            (sessions + n, accounts + 1)
        }))
    }

    fn role_counts(&self, tally: &Tally) -> Result<Vec<RoleCount>> {
        let mut counts: Vec<RoleCount> = self
            .directory()?
            .roles
            .into_iter()
            .map(|role| RoleCount {
                role_id: role.role_id,
                users: tally.roles.of(role.role_id.0),
                name: role.name,
            })
            .collect();
        counts.sort_by_key(|role| (std::cmp::Reverse(role.users), role.role_id));
        Ok(counts)
    }

    /// The newest five sign-ins are among those of the five people who signed in last.
    fn last_logins(&self, newest: &[(Timestamp, UserId)], now: Timestamp) -> Result<Vec<Login>> {
        let directory = self.directory()?;
        let mut all = Vec::new();
        for (_, user_id) in newest {
            all.extend(
                self.last_sign_ins(*user_id, now)?
                    .into_iter()
                    .map(|at| (at, *user_id)),
            );
        }
        all.sort_unstable_by(|a, b| b.cmp(a));
        all.truncate(LOGINS);
        let mut logins = Vec::new();
        for (at, user_id) in all {
            if let Some(row) = self.user_rows(&[user_id], at)?.pop() {
                logins.push(Login {
                    user_id,
                    name: row.name,
                    roles: row
                        .roles
                        .iter()
                        .map(|role_id| directory.role(*role_id).to_owned())
                        .collect(),
                    at,
                });
            }
        }
        Ok(logins)
    }
}

/// The instants that the figures are measured from.
struct Windows {
    now: Timestamp,
    start: Timestamp,
    previous_start: Timestamp,
}

impl Windows {
    fn new(office: &Office, now: Timestamp) -> Self {
        let time = office.time();
        Self {
            now,
            start: time.window_start(now, WINDOW_DAYS),
            previous_start: time.window_start(now, 2 * WINDOW_DAYS),
        }
    }
}

impl Tally {
    fn add(&mut self, user: User<'_>, active_days: u64, windows: &Windows) {
        self.total += 1;
        self.active += u64::from(user.status() == AccountStatus::Active);
        if let Some(count) = self
            .onboarding
            .get_mut(user.onboarding(windows.now) as usize)
        {
            *count += 1;
        }
        for role in user.roles() {
            self.roles.add(*role);
        }
        self.assignments += user.roles().len() as u64;
        self.without_role += u64::from(user.roles().is_empty());
        self.add_creation(user, windows);
        if let Some(at) = user.last_sign_in() {
            self.signed_in += u64::from(at >= windows.start);
            self.note_login(at, user.id());
        }
        self.user_days += active_days;
    }

    fn add_creation(&mut self, user: User<'_>, windows: &Windows) {
        match user.created() {
            None => self.created_unknown += 1,
            Some(at) if at > windows.now => {}
            Some(at) => {
                self.new += u64::from(at >= windows.start);
                self.before += u64::from(at < windows.start);
                self.previous_new += u64::from(at < windows.start && at >= windows.previous_start);
                self.previous_before += u64::from(at < windows.previous_start);
            }
        }
    }

    fn note_login(&mut self, at: Timestamp, user_id: UserId) {
        let place = self.newest.partition_point(|other| *other > (at, user_id));
        if place < LOGINS {
            self.newest.insert(place, (at, user_id));
            self.newest.truncate(LOGINS);
        }
    }
}

fn finish(
    tally: &Tally,
    now: Timestamp,
    open: (u64, u64),
    roles: Vec<RoleCount>,
    last_logins: Vec<Login>,
) -> Insight {
    let count = |index| tally.onboarding.get(index).copied();
    let of = |onboarding| count(onboarding as usize).unwrap_or(0);
    let mut onboarding: Vec<_> = Onboarding::ALL.iter().map(|o| (*o, of(*o))).collect();
    onboarding.sort_by_key(|(o, users)| (std::cmp::Reverse(*users), *o));
    let average_daily = tally.user_days as f64 / WINDOW_DAYS as f64;
    Insight {
        as_of: now,
        total: tally.total,
        new_users: tally.new,
        growth: share(tally.new, tally.before),
        previous_growth: share(tally.previous_new, tally.previous_before),
        created_unknown: tally.created_unknown,
        active: tally.active,
        signed_in: tally.signed_in,
        stickiness: (tally.signed_in > 0).then(|| average_daily / tally.signed_in as f64),
        open_sessions: open.0,
        session_accounts: open.1,
        pending: of(Onboarding::Launched) + of(Onboarding::InProgress),
        expired: of(Onboarding::Expired),
        status: vec![
            (AccountStatus::Active, tally.active),
            (AccountStatus::Inactive, tally.total - tally.active),
        ],
        onboarding,
        roles,
        assignments: tally.assignments,
        without_role: tally.without_role,
        last_logins,
    }
}
