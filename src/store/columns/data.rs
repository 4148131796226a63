//! The columns themselves: parallel arrays in the order of user numbers.

use std::ops::Range;
use std::sync::{Arc, Mutex, OnceLock};

use super::lists::Lists;
use super::order::Orders;
use super::outer::Outer;
use super::texts::Texts;
use super::words::{Tags, Word, Words};
use crate::domain::access::Record;
use crate::domain::ids::{ClientId, UserId};
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding, UserKind};

/// Stands for "unknown" or "never" in a column of times; sorts first.
const NO_TIME: i64 = i64::MIN;
/// Stands for "no day".
pub(super) const NO_DAY: i32 = i32::MIN;

/// What is known of every user who is not deleted, in one state of the file.
#[derive(Default)]
pub struct Columns {
    /// Audit number of the state.
    pub generation: i64,
    pub(super) ids: Vec<i64>,
    status: Vec<u8>,
    onboarding: Vec<u8>,
    kind: Vec<u8>,
    created: Vec<i64>,
    last_sign_in: Vec<i64>,
    expires: Vec<i64>,
    changed: Vec<i64>,
    /// Last days of accounts, counted from the first of the calendar.
    end_day: Vec<i32>,
    pub(super) roles: Lists,
    pub(super) workspaces: Lists,
    pub(super) teams: Lists,
    /// Texts that many share, by [`Word`], and tags.
    pub(super) words: [Words; Word::ALL.len()],
    pub(super) tags: Tags,
    /// The client of each client user; 0 is none.
    clients: Vec<u32>,
    /// Folded name and Contact ID of each user.
    pub(super) open_text: Texts,
    /// Folded e-mail and phone, apart from the rest: who may not see them can't find anybody by them.
    pub(super) contact_text: Texts,
    pub(super) orders: Orders,
    pub(super) active_days: Mutex<Option<super::activity::ActiveDays>>,
    /// Of a moment that has been: whose rows are not those of the present.
    pub(super) recalled: Vec<UserId>,
    /// Of such a moment: those of the present, in which the same people may belong elsewhere.
    pub(super) present: Option<Arc<Columns>>,
    /// What is read when it is first asked for.
    pub(super) outer: OnceLock<Outer>,
}

/// One user as read from the tables, on the way into the columns.
pub(super) struct NewRow<'a> {
    pub(super) user_id: i64,
    pub(super) status: u8,
    pub(super) onboarding: u8,
    pub(super) kind: u8,
    pub(super) created: Option<i64>,
    pub(super) last_sign_in: Option<i64>,
    pub(super) expires: Option<i64>,
    pub(super) changed: i64,
    pub(super) end_day: Option<i32>,
    pub(super) client: Option<i64>,
    pub(super) roles: &'a [i64],
    pub(super) workspaces: &'a [i64],
    pub(super) teams: &'a [i64],
    /// As they are written, by [`Word`].
    pub(super) words: [&'a str; Word::ALL.len()],
    pub(super) tags: &'a [String],
    /// Folded name, e-mail and phone.
    pub(super) texts: [&'a str; 3],
}

/// One user in the columns.
#[derive(Clone, Copy)]
pub struct User<'c> {
    columns: &'c Columns,
    pub(super) row: usize,
}

impl Columns {
    pub(super) fn new(generation: i64) -> Self {
        Self {
            generation,
            ..Self::default()
        }
    }

    /// How many users there are.
    pub fn len(&self) -> usize {
        self.ids.len()
    }

    /// Whether there is nobody.
    pub fn is_empty(&self) -> bool {
        self.ids.is_empty()
    }

    /// Every user, by number.
    pub fn users(&self) -> impl Iterator<Item = User<'_>> {
        (0..self.ids.len()).map(|row| User { columns: self, row })
    }

    /// Whether a row is not that of the present, of which the tables tell.
    pub fn is_recalled(&self, user_id: UserId) -> bool {
        self.recalled.binary_search(&user_id).is_ok()
    }

    /// The user with this number.
    pub fn user(&self, user_id: UserId) -> Option<User<'_>> {
        let row = self.ids.binary_search(&user_id.0).ok()?;
        Some(User { columns: self, row })
    }

    pub(super) fn at(&self, row: usize) -> User<'_> {
        User { columns: self, row }
    }

    pub(super) fn push(&mut self, new: &NewRow<'_>) {
        self.ids.push(new.user_id);
        self.status.push(new.status);
        self.onboarding.push(new.onboarding);
        self.kind.push(new.kind);
        self.created.push(new.created.unwrap_or(NO_TIME));
        self.last_sign_in.push(new.last_sign_in.unwrap_or(NO_TIME));
        self.expires.push(new.expires.unwrap_or(NO_TIME));
        self.changed.push(new.changed);
        self.end_day.push(new.end_day.unwrap_or(NO_DAY));
        self.roles.push(new.roles);
        self.workspaces.push(new.workspaces);
        self.teams.push(new.teams);
        for (words, word) in self.words.iter_mut().zip(new.words) {
            words.push(word);
        }
        self.tags.push(new.tags.iter().map(String::as_str));
        self.clients.push(
            new.client
                .and_then(|id| u32::try_from(id).ok())
                .unwrap_or(0),
        );
        let [name, email, phone] = new.texts;
        self.open_text
            .push([name, &format!("c-{:06}", new.user_id)]);
        self.contact_text.push([email, phone]);
    }

    /// Gives a row other times: those of a moment that has been.
    pub(super) fn set_times(
        &mut self,
        row: usize,
        last_sign_in: Option<Timestamp>,
        changed: Timestamp,
    ) {
        if let Some(place) = self.last_sign_in.get_mut(row) {
            *place = last_sign_in.map_or(NO_TIME, |at| at.0);
        }
        if let Some(place) = self.changed.get_mut(row) {
            *place = changed.0;
        }
    }

    /// Appends rows of other columns.
    pub(super) fn copy(&mut self, from: &Self, rows: Range<usize>) {
        fn part<T: Copy>(to: &mut Vec<T>, from: &[T], rows: &Range<usize>) {
            to.extend_from_slice(from.get(rows.clone()).unwrap_or_default());
        }
        part(&mut self.ids, &from.ids, &rows);
        part(&mut self.status, &from.status, &rows);
        part(&mut self.onboarding, &from.onboarding, &rows);
        part(&mut self.kind, &from.kind, &rows);
        part(&mut self.created, &from.created, &rows);
        part(&mut self.last_sign_in, &from.last_sign_in, &rows);
        part(&mut self.expires, &from.expires, &rows);
        part(&mut self.changed, &from.changed, &rows);
        part(&mut self.end_day, &from.end_day, &rows);
        self.roles.copy(&from.roles, rows.clone());
        self.workspaces.copy(&from.workspaces, rows.clone());
        self.teams.copy(&from.teams, rows.clone());
        for (words, from) in self.words.iter_mut().zip(&from.words) {
            words.copy(from, rows.clone());
        }
        self.tags.copy(&from.tags, rows.clone());
        part(&mut self.clients, &from.clients, &rows);
        self.open_text.copy(&from.open_text, rows.clone());
        self.contact_text.copy(&from.contact_text, rows);
    }

    /// How many users these and other columns know differently.
    pub(super) fn differences(&self, other: &Self) -> u64 {
        let mut differ = 0;
        for user in self.users() {
            if !other
                .user(user.id())
                .is_some_and(|there| user.is_same(there))
            {
                differ += 1;
            }
        }
        let missing = other.users().filter(|user| self.user(user.id()).is_none());
        differ + missing.count() as u64
    }

    /// Empty columns with room for as many rows as these and a few more.
    pub(super) fn with_room_of(other: &Self, generation: i64) -> Self {
        const MORE: usize = 64;
        let rows = other.len() + MORE;
        Self {
            generation,
            ids: Vec::with_capacity(rows),
            created: Vec::with_capacity(rows),
            last_sign_in: Vec::with_capacity(rows),
            expires: Vec::with_capacity(rows),
            changed: Vec::with_capacity(rows),
            words: other.words.each_ref().map(Words::beside),
            tags: other.tags.beside(),
            open_text: Texts::with_room_of(&other.open_text, MORE),
            contact_text: Texts::with_room_of(&other.contact_text, MORE),
            ..Self::default()
        }
    }
}

impl<'c> User<'c> {
    /// The user's number.
    pub fn id(self) -> UserId {
        UserId(self.columns.ids.get(self.row).copied().unwrap_or_default())
    }

    /// The same user as of the present, where these columns are those of another moment and they are there still.
    pub(super) fn today(self) -> Option<User<'c>> {
        self.columns.present.as_deref()?.user(self.id())
    }

    /// Account status.
    pub fn status(self) -> AccountStatus {
        match self.columns.status.get(self.row) {
            Some(1) => AccountStatus::Active,
            _ => AccountStatus::Inactive,
        }
    }

    /// Onboarding status as of `now`.
    pub fn onboarding(self, now: Timestamp) -> Onboarding {
        self.stored_onboarding().effective(self.expires(), now)
    }

    /// Onboarding status as it is stored: an invitation that ran out is still open there.
    pub fn stored_onboarding(self) -> Onboarding {
        let code = self.columns.onboarding.get(self.row).copied();
        Onboarding::from_code(i64::from(code.unwrap_or_default())).unwrap_or(Onboarding::NotInvited)
    }

    /// Internal or client user.
    pub fn kind(self) -> UserKind {
        match self.columns.kind.get(self.row) {
            Some(1) => UserKind::Client,
            _ => UserKind::Internal,
        }
    }

    /// Creation time.
    pub fn created(self) -> Option<Timestamp> {
        time(self.columns.created.get(self.row))
    }

    /// Newest sign-in.
    pub fn last_sign_in(self) -> Option<Timestamp> {
        time(self.columns.last_sign_in.get(self.row))
    }

    /// When an open invitation runs out.
    pub fn expires(self) -> Option<Timestamp> {
        time(self.columns.expires.get(self.row))
    }

    /// When it was last changed.
    pub fn changed(self) -> Option<Timestamp> {
        time(self.columns.changed.get(self.row))
    }

    /// The last day of the account.
    pub fn last_day(self) -> Option<chrono::NaiveDate> {
        let day = Some(self.end_day()).filter(|day| *day != NO_DAY);
        day.and_then(chrono::NaiveDate::from_num_days_from_ce_opt)
    }

    /// The last day of the account, counted from the first of the calendar; [`NO_DAY`] where there is none.
    pub(super) fn end_day(self) -> i32 {
        self.columns
            .end_day
            .get(self.row)
            .copied()
            .unwrap_or(NO_DAY)
    }

    /// The client's number; 0 where there is none.
    pub(super) fn client(self) -> u32 {
        self.columns
            .clients
            .get(self.row)
            .copied()
            .unwrap_or_default()
    }

    /// Numbers of the teams joined, ascending.
    pub fn teams(self) -> &'c [i64] {
        self.columns.teams.of(self.row)
    }

    /// Numbers of the roles held, ascending.
    pub fn roles(self) -> &'c [i64] {
        self.columns.roles.of(self.row)
    }

    /// Numbers of the workspaces that the user is a member of, ascending.
    pub fn workspaces(self) -> &'c [i64] {
        self.columns.workspaces.of(self.row)
    }

    /// Tags as they are written.
    pub fn tags(self) -> Vec<Arc<str>> {
        self.columns.tags.texts(self.row)
    }

    /// What a decision needs to know of the user.
    pub fn record(self) -> Record<'c> {
        let client = self.client();
        Record {
            workspaces: self.workspaces(),
            kind: self.kind(),
            client_id: (client > 0).then(|| ClientId(i64::from(client))),
        }
    }

    /// The folded name and Contact ID, a line each.
    pub fn open_text(self) -> &'c [u8] {
        self.columns.open_text.of(self.row)
    }

    /// The folded e-mail and phone, a line each.
    pub fn contact_text(self) -> &'c [u8] {
        self.columns.contact_text.of(self.row)
    }

    /// Whether other columns know the same of the user.
    fn is_same(self, other: User<'_>) -> bool {
        fn at<T: Copy>(values: &[T], row: usize) -> Option<T> {
            values.get(row).copied()
        }
        let (a, b) = (self.columns, other.columns);
        let codes =
            |c: &Columns, row| (at(&c.status, row), at(&c.onboarding, row), at(&c.kind, row));
        let times = |c: &Columns, row| {
            (
                at(&c.created, row),
                at(&c.last_sign_in, row),
                at(&c.expires, row),
                at(&c.changed, row),
                at(&c.end_day, row),
            )
        };
        let words = |c: &Columns, row| c.words.each_ref().map(|words| words.text(row));
        codes(a, self.row) == codes(b, other.row)
            && times(a, self.row) == times(b, other.row)
            && at(&a.clients, self.row) == at(&b.clients, other.row)
            && self.roles() == other.roles()
            && self.workspaces() == other.workspaces()
            && self.teams() == other.teams()
            && words(a, self.row) == words(b, other.row)
            && a.tags.texts(self.row) == b.tags.texts(other.row)
            && self.open_text() == other.open_text()
            && self.contact_text() == other.contact_text()
    }

    /// The folded name.
    pub(super) fn name(self) -> &'c [u8] {
        self.columns.open_text.line(self.row, 0)
    }

    /// The folded telephone number.
    pub(super) fn phone(self) -> &'c [u8] {
        self.columns.contact_text.line(self.row, 1)
    }

    /// The folded e-mail.
    pub(super) fn email(self) -> &'c [u8] {
        self.columns.contact_text.line(self.row, 0)
    }
}

fn time(value: Option<&i64>) -> Option<Timestamp> {
    value.filter(|ms| **ms != NO_TIME).map(|ms| Timestamp(*ms))
}
