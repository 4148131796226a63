//! One pass over sessions, failed sign-ins and accounts: which of them a filter leaves, how many each part has, and by
//! what the part can be narrowed further.

use std::sync::Arc;

use super::error::AppError;
use super::query::QueryContext;
use super::session_sight::{SHOWS, Sight};
use super::session_texts::{Places, Texts};
use crate::domain::fold::fold;
use crate::domain::ids::UserId;
use crate::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};
use crate::domain::session::{Part, SessionColumn, SessionFilter, SessionKey};
use crate::domain::session_end::end_label;
use crate::domain::session_row::AccountState;
use crate::domain::text::text;
use crate::domain::time::Timestamp;
use crate::domain::user::AccountStatus;
use crate::store::columns::Columns;
use crate::store::sessions::SOURCE;
use crate::store::sessions::listing::{Account, Attempt, Failure, Stay};

/// A row, as far as lists are narrowed and sorted by it.
struct Light {
    key: SessionKey,
    user_id: Option<UserId>,
    began: Timestamp,
    last: Timestamp,
    device: u32,
    source: u32,
    reason: u32,
    /// By what it is sorted, known once all rows are.
    order: i64,
}

/// What a pass found.
pub(in crate::app) struct Sifted {
    /// The rows of the part, in order.
    pub(in crate::app) keys: Vec<SessionKey>,
    /// Systems, devices and reasons by which the part can be narrowed.
    pub(in crate::app) choices: [Vec<String>; 3],
}

/// The pass.
pub(in crate::app) struct Sieve<'a> {
    context: &'a QueryContext<'a>,
    filter: &'a SessionFilter,
    columns: Arc<Columns>,
    sight: Sight,
    /// Whom a search finds.
    found: Option<Places>,
    texts: Texts,
    /// The system, the device and the reason that are wanted.
    wanted: [Option<u32>; 3],
    /// Which texts occur in the part, by their number.
    choices: [Vec<bool>; 3],
    counts: [u64; 4],
    rows: Option<Vec<Light>>,
}

impl<'a> Sieve<'a> {
    /// A pass with the operator's rights.
    pub(in crate::app) fn new(
        context: &'a QueryContext<'a>,
        filter: &'a SessionFilter,
    ) -> Result<Self, AppError> {
        let mut texts = Texts::default();
        let mut number = |words: &Option<String>| words.as_ref().map(|words| texts.number(words));
        let wanted = [
            number(&filter.source),
            number(&filter.device),
            number(&filter.reason),
        ];
        let mut sieve = Self {
            context,
            filter,
            columns: context.snapshot.columns()?,
            sight: Sight::of(context),
            found: None,
            texts,
            wanted,
            choices: Default::default(),
            counts: [0; 4],
            rows: None,
        };
        if !filter.search.trim().is_empty() {
            sieve.found = Some(Places::of(&sieve.people(UserColumn::ContactId)?));
        }
        Ok(sieve)
    }

    /// Everyone whom the search finds, in order.
    fn people(&self, column: UserColumn) -> Result<Vec<UserId>, AppError> {
        let query = UserListQuery {
            search: self.filter.search.clone(),
            sort: Sort {
                column,
                direction: Direction::Ascending,
            },
            ..UserListQuery::of(Scope::default(), Segment::All)
        };
        let (view, now) = (self.context.view(SHOWS), self.context.now);
        Ok(self.context.snapshot.user_list(view, &query, now)?)
    }

    /// The rows of the part and by what it can be narrowed; nothing else is looked at.
    pub(in crate::app) fn list(mut self) -> Result<Sifted, AppError> {
        self.rows = Some(Vec::new());
        match self.filter.part {
            Part::Now | Part::Ended => self.stays()?,
            Part::Failed => self.failures()?,
            Part::Accounts => self.accounts()?,
        }
        let rows = self.rows.take().unwrap_or_default();
        let keys = self.sorted(rows)?.iter().map(|row| row.key).collect();
        let texts = &self.texts;
        let choices = self.choices.map(|seen| {
            let numbers = (0..).zip(seen).filter(|(_, is_seen)| *is_seen);
            let words = numbers.map(|(number, _)| texts.get(number));
            let words = words.filter(|words| !words.is_empty());
            let mut words: Vec<String> = words.map(str::to_owned).collect();
            words.sort_by_cached_key(|words| fold(words));
            words
        });
        Ok(Sifted { keys, choices })
    }

    /// How many rows each part has.
    pub(in crate::app) fn counts(mut self) -> Result<[u64; 4], AppError> {
        self.stays()?;
        self.failures()?;
        self.accounts()?;
        Ok(self.counts)
    }

    fn stays(&mut self) -> Result<(), AppError> {
        let (context, person) = (self.context, self.filter.person);
        let since = self.filter.period.since(context.now);
        let each = |stay| self.stay(&stay, since);
        Ok(context.snapshot.stays(person, context.now, each)?)
    }

    fn failures(&mut self) -> Result<(), AppError> {
        let (context, person) = (self.context, self.filter.person);
        let since = self.filter.period.since(context.now);
        let mut failures = Vec::new();
        context.snapshot.failures(person, since, |failure| {
            // Nothing is kept of whom nobody may see.
            if self.keeps(Part::Failed, Some(failure.user_id)) {
                failures.push(failure);
            }
        })?;
        for failure in failures {
            self.failure(failure)?;
        }
        let each = |attempt| self.attempt(&attempt);
        Ok(context.snapshot.attempts(person, since, each)?)
    }

    fn accounts(&mut self) -> Result<(), AppError> {
        let snapshot = self.context.snapshot;
        let accounts = match self.filter.person {
            Some(user_id) => snapshot.account(user_id)?.into_iter().collect(),
            None => snapshot.accounts()?,
        };
        for account in accounts {
            self.account(account);
        }
        Ok(())
    }

    /// Whether a row of somebody belongs to a part at all.
    fn keeps(&self, part: Part, user_id: Option<UserId>) -> bool {
        if self.filter.person.is_some() && self.filter.person != user_id {
            return false;
        }
        let sight = &self.sight;
        let Some(user_id) = user_id else {
            return sight.is_whole() && self.found.is_none();
        };
        let is_seen = self.columns.user(user_id).is_some_and(|user| match part {
            Part::Now | Part::Ended | Part::Failed => sight.sees(user),
            Part::Accounts => sight.manages(user),
        });
        is_seen
            && self
                .found
                .as_ref()
                .is_none_or(|ids| ids.get(user_id).is_some())
    }

    fn take(&mut self, part: Part, row: Light) {
        let has = [row.source, row.device, row.reason];
        let is_here = part == self.filter.part;
        if is_here {
            for (choices, number) in self.choices.iter_mut().zip(has) {
                note(choices, number);
            }
        }
        // Accounts are all of this program. A reason belongs to its part; whoever goes to another one leaves it behind.
        let is_asked = [part != Part::Accounts, part != Part::Accounts, is_here];
        let mut pairs = self.wanted.iter().zip(has).zip(is_asked);
        if !pairs.all(|((wanted, number), is_asked)| {
            !is_asked || wanted.is_none_or(|wanted| wanted == number)
        }) {
            return;
        }
        if let Some(count) = self.counts.get_mut(part as usize) {
            *count += 1;
        }
        if let Some(rows) = self.rows.as_mut().filter(|_| is_here) {
            rows.push(row);
        }
    }

    fn stay(&mut self, stay: &Stay, since: Timestamp) {
        let now = self.context.now;
        let ended = stay.ended.unwrap_or(stay.expires);
        let part = if stay.is_open(now) {
            Part::Now
        } else {
            Part::Ended
        };
        if !self.keeps(part, Some(stay.user_id)) || (part == Part::Ended && ended < since) {
            return;
        }
        let reason = match (part, stay.ended) {
            (Part::Now, _) => "",
            (_, None) => end_label(None),
            (_, Some(_)) => end_label(Some(stay.reason.as_deref().unwrap_or_default())),
        };
        let row = Light {
            key: SessionKey::Session(stay.session_id),
            user_id: Some(stay.user_id),
            began: stay.began,
            last: if part == Part::Now { stay.seen } else { ended },
            device: self.texts.number(&stay.device),
            source: self.texts.number(&stay.source),
            reason: self.texts.number(reason),
            order: 0,
        };
        self.take(part, row);
    }

    fn failure(&mut self, failure: Failure) -> Result<(), AppError> {
        let device = self.term(failure.device_id)?;
        let source = self.term(failure.source_id)?;
        let reason = match self.term(failure.reason_id)? {
            reason if self.texts.get(reason).is_empty() => {
                self.texts.number(text().sessions.why_unknown)
            }
            reason => reason,
        };
        let row = Light {
            key: SessionKey::SignIn(failure.user_id, failure.at, failure.event_key),
            user_id: Some(failure.user_id),
            began: failure.at,
            last: failure.at,
            device,
            source,
            reason,
            order: 0,
        };
        self.take(Part::Failed, row);
        Ok(())
    }

    fn attempt(&mut self, attempt: &Attempt) {
        if !self.keeps(Part::Failed, attempt.user_id) {
            return;
        }
        let row = Light {
            key: SessionKey::Attempt(attempt.seq),
            user_id: attempt.user_id,
            began: attempt.at,
            last: attempt.at,
            device: self.texts.number(""),
            source: self.texts.number(SOURCE),
            reason: self.texts.number(why(attempt)),
            order: 0,
        };
        self.take(Part::Failed, row);
    }

    fn account(&mut self, account: Account) {
        let Some(user) = self.columns.user(account.user_id) else {
            return;
        };
        let state = state_of(&account, user.status(), self.context.now);
        let last = user.last_sign_in().unwrap_or(Timestamp(i64::MIN));
        if !self.keeps(Part::Accounts, Some(account.user_id)) {
            return;
        }
        let row = Light {
            key: SessionKey::Account(account.user_id),
            user_id: Some(account.user_id),
            began: last,
            last,
            device: self.texts.number(""),
            source: self.texts.number(SOURCE),
            reason: self.texts.number(state.label()),
            order: 0,
        };
        self.take(Part::Accounts, row);
    }

    /// The small number of a term.
    fn term(&mut self, term_id: Option<i64>) -> Result<u32, AppError> {
        let Some(term_id) = term_id else {
            return Ok(self.texts.number(""));
        };
        if let Some(number) = self.texts.terms.get(&term_id) {
            return Ok(*number);
        }
        let words = self.context.snapshot.term_text(term_id)?;
        let number = self.texts.number(&words);
        self.texts.terms.insert(term_id, number);
        Ok(number)
    }

    fn sorted(&self, mut rows: Vec<Light>) -> Result<Vec<Light>, AppError> {
        let (column, direction) = self.filter.sort;
        let names = match column {
            SessionColumn::Name => Places::of(&self.people(UserColumn::Name)?),
            _ => Places::default(),
        };
        let ranks = self.texts.ranks();
        let rank = |number: u32| i64::from(ranks.get(number as usize).copied().unwrap_or(0));
        for row in &mut rows {
            row.order = match column {
                SessionColumn::ContactId => row.user_id.map_or(i64::MAX, |id| id.0),
                SessionColumn::Name => {
                    let place = row.user_id.and_then(|id| names.get(id));
                    place.map_or(i64::MAX, i64::from)
                }
                SessionColumn::Device => rank(row.device),
                SessionColumn::Source => rank(row.source),
                SessionColumn::Reason => rank(row.reason),
                SessionColumn::Began => row.began.0,
                SessionColumn::Last
                | SessionColumn::Email
                | SessionColumn::Place
                | SessionColumn::Failures
                | SessionColumn::Open => row.last.0,
            };
        }
        // Ties go by time, the newest first, and by their key, whatever the direction.
        rows.sort_by(|a, b| {
            let by = match direction {
                Direction::Ascending => a.order.cmp(&b.order),
                Direction::Descending => b.order.cmp(&a.order),
            };
            by.then_with(|| b.last.cmp(&a.last))
                .then_with(|| a.key.cmp(&b.key))
        });
        Ok(rows)
    }
}

fn note(seen: &mut Vec<bool>, number: u32) {
    let at = number as usize;
    if seen.len() <= at {
        seen.resize(at + 1, false);
    }
    if let Some(is_seen) = seen.get_mut(at) {
        *is_seen = true;
    }
}

/// Why an attempt came to nothing.
pub(in crate::app) fn why(attempt: &Attempt) -> &'static str {
    let words = &text().sessions;
    match attempt.user_id {
        None => words.why_stranger,
        Some(_) if attempt.is_held => words.why_held,
        Some(_) => words.why_wrong,
    }
}

/// Whether somebody can sign in.
pub(in crate::app) fn state_of(
    account: &Account,
    status: AccountStatus,
    now: Timestamp,
) -> AccountState {
    if account.locked_at.is_some() {
        AccountState::Locked
    } else if status == AccountStatus::Inactive {
        AccountState::Inactive
    } else if account.blocked_until > now {
        AccountState::Waiting
    } else if account.is_due {
        AccountState::Due
    } else {
        AccountState::Open
    }
}
