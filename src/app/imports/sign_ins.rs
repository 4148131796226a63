//! Sign-ins of a file: whose each is, whether it is known already, and what it says about the person.

use std::collections::{BTreeMap, HashMap, HashSet};

use super::ground::{Arrival, Ground};
use super::report::Report;
use crate::app::error::AppError;
use crate::domain::change::{Field, FieldChange};
use crate::domain::fold::email_key;
use crate::domain::ids::UserId;
use crate::domain::incoming::{IncomingSignIn, SignInOutcome};
use crate::domain::time::Timestamp;
use crate::domain::undo::onboarding_mark;
use crate::domain::user::Onboarding;
use crate::import::watch::Watch;
use crate::store::imports::{Known, NewSignIn, event_key};

/// A log being compared with the office.
pub(super) struct SignInImport<'a> {
    ground: &'a mut dyn Ground,
    known: Known,
    source: i64,
    terms: HashMap<String, i64>,
    texts: Vec<String>,
    strangers: HashMap<String, usize>,
    names: Vec<String>,
    rows: Vec<(UserId, NewSignIn)>,
    strays: Vec<(usize, NewSignIn)>,
}

impl<'a> SignInImport<'a> {
    pub(super) fn new(ground: &'a mut dyn Ground, source: &str) -> Result<Self, AppError> {
        let known = ground.view().known(source)?;
        let mut import = Self {
            ground,
            known,
            source: 0,
            terms: HashMap::new(),
            texts: Vec::new(),
            strangers: HashMap::new(),
            names: Vec::new(),
            rows: Vec::new(),
            strays: Vec::new(),
        };
        import.source = import.term(source);
        Ok(import)
    }

    /// Keeps one sign-in until [`Self::finish`]; its key is that of [`key_of`].
    pub(super) fn take(&mut self, entry: &IncomingSignIn, event_key: i64) {
        let reason = match (entry.error_code, entry.reason.as_str()) {
            (0, reason) => reason.to_owned(),
            (code, "") => code.to_string(),
            (code, reason) => [&code.to_string(), reason].join(" "),
        };
        let row = NewSignIn {
            at: entry.at,
            event_key,
            outcome: entry.outcome,
            terms: [
                self.source,
                self.term(&entry.application),
                self.term(&entry.device),
                self.term(&entry.ip),
                self.term(&entry.location),
                self.term(&reason),
            ],
        };
        if let Some(user_id) = self.person(entry) {
            self.rows.push((user_id, row));
        } else {
            let stranger = self.stranger(entry);
            self.strays.push((stranger, row));
        }
    }

    fn person(&self, entry: &IncomingSignIn) -> Option<UserId> {
        let by_external = (!entry.external_id.is_empty())
            .then(|| self.known.by_external.get(&entry.external_id))
            .flatten();
        let by_email = || {
            (!entry.email.is_empty())
                .then(|| self.known.by_email.get(&email_key(&entry.email)))
                .flatten()
        };
        let by_foreign = || self.known.by_foreign.get(&entry.external_id);
        by_external.or_else(by_email).or_else(by_foreign).copied()
    }

    fn stranger(&mut self, entry: &IncomingSignIn) -> usize {
        let name = if entry.email.is_empty() {
            entry.external_id.clone()
        } else {
            email_key(&entry.email)
        };
        if let Some(at) = self.strangers.get(&name) {
            return *at;
        }
        let at = self.names.len();
        self.names.push(name.clone());
        self.strangers.insert(name, at);
        at
    }

    /// The place of a text in the import's own list, from 1; 0 is none.
    fn term(&mut self, text: &str) -> i64 {
        if text.is_empty() {
            return 0;
        }
        if let Some(at) = self.terms.get(text) {
            return *at;
        }
        self.texts.push(text.to_owned());
        let at = self.texts.len() as i64;
        self.terms.insert(text.to_owned(), at);
        at
    }

    /// Sorts, leaves out what is known, writes the rest.
    pub(super) fn finish(mut self, report: &mut Report, watch: &dyn Watch) -> Result<(), AppError> {
        let taken = (self.rows.len() + self.strays.len()) as u64;
        self.rows
            .sort_unstable_by_key(|(user_id, row)| (*user_id, row.at, row.event_key));
        self.rows
            .dedup_by_key(|(user_id, row)| (*user_id, row.at, row.event_key));
        self.strays
            .sort_unstable_by_key(|(who, row)| (*who, row.at, row.event_key));
        self.strays
            .dedup_by_key(|(who, row)| (*who, row.at, row.event_key));
        let distinct = (self.rows.len() + self.strays.len()) as u64;
        watch.step(report.counts.rows)?;
        self.leave_out_known()?;
        let reached = self.reached()?;
        let new = (self.rows.len() + self.strays.len()) as u64;
        report.counts.new = new;
        report.counts.repeated = taken - distinct;
        report.counts.unchanged = taken - new;
        report.counts.of_unknown_people = self.strays.len() as u64;
        let strangers: HashSet<usize> = self.strays.iter().map(|(who, _)| *who).collect();
        report.counts.unknown_people = strangers.len() as u64;
        report.counts.changed = reached.len() as u64;
        self.write(&reached, watch)
    }

    fn leave_out_known(&mut self) -> Result<(), AppError> {
        let mut rows = Vec::with_capacity(self.rows.len());
        for run in self.rows.chunk_by(|a, b| a.0 == b.0) {
            let (Some(first), Some(last)) = (run.first(), run.last()) else {
                continue;
            };
            let known = self
                .ground
                .view()
                .events_between(first.0, first.1.at.0, last.1.at.0)?;
            let known: HashSet<(i64, i64)> = known.into_iter().collect();
            let is_new =
                |row: &&(UserId, NewSignIn)| !known.contains(&(row.1.at.0, row.1.event_key));
            rows.extend(run.iter().filter(is_new));
        }
        self.rows = rows;
        let mut strays = Vec::with_capacity(self.strays.len());
        for run in self.strays.chunk_by(|a, b| a.0 == b.0) {
            let name = run.first().and_then(|(who, _)| self.names.get(*who));
            let known = self
                .ground
                .view()
                .stray_events(name.map_or("", String::as_str))?;
            let known: HashSet<(i64, i64)> = known.into_iter().collect();
            let is_new =
                |row: &&(usize, NewSignIn)| !known.contains(&(row.1.at.0, row.1.event_key));
            strays.extend(run.iter().filter(is_new));
        }
        self.strays = strays;
        Ok(())
    }

    /// Whose newest success moves, and what that changes about them.
    fn reached(&self) -> Result<Vec<Arrival>, AppError> {
        let mut newest: BTreeMap<UserId, Timestamp> = BTreeMap::new();
        for (user_id, row) in &self.rows {
            if row.outcome == SignInOutcome::Success {
                let at = newest.entry(*user_id).or_insert(row.at);
                *at = row.at.max(*at);
            }
        }
        let mut reached = Vec::with_capacity(newest.len());
        for (user_id, at) in newest {
            let (onboarding, last) = self.ground.view().standing(user_id)?;
            let mut changes = super::merge::time_changes((None, last), None, Some(at));
            let mut facts = Vec::new();
            if !matches!(onboarding, Onboarding::Completed | Onboarding::Revoked) {
                let (before, after) = (onboarding.label(), Onboarding::Completed.label());
                changes.push(FieldChange::of(Field::Onboarding, before, after));
                facts.push(onboarding_mark(onboarding, Onboarding::Completed));
            }
            if !changes.is_empty() {
                reached.push(Arrival {
                    reached: (user_id, at),
                    changes,
                    facts,
                });
            }
        }
        Ok(reached)
    }

    fn write(self, reached: &[Arrival], watch: &dyn Watch) -> Result<(), AppError> {
        let numbers = self.ground.terms(&self.texts)?;
        let number = |row: NewSignIn| NewSignIn {
            terms: row.terms.map(|place| {
                let at = usize::try_from(place - 1).ok();
                at.and_then(|at| numbers.get(at)).copied().unwrap_or(0)
            }),
            ..row
        };
        for part in self.rows.chunks(PART) {
            watch.step(0)?;
            let mut rows = part.iter().map(|(user_id, row)| (*user_id, number(*row)));
            self.ground.add_sign_ins(&mut rows)?;
        }
        let mut strays: Vec<(&str, NewSignIn)> = self
            .strays
            .iter()
            .map(|(who, row)| (self.names.get(*who).map_or("", String::as_str), *row))
            .collect();
        strays.sort_unstable_by(|a, b| {
            (a.0, a.1.at, a.1.event_key).cmp(&(b.0, b.1.at, b.1.event_key))
        });
        for part in strays.chunks(PART) {
            watch.step(0)?;
            let mut rows = part
                .iter()
                .map(|(who, row)| ((*who).to_owned(), number(*row)));
            self.ground.add_strays(&mut rows)?;
        }
        self.ground.reach(reached)?;
        Ok(())
    }
}

/// Rows between two looks at the wish to stop.
const PART: usize = 4_096;

/// The source's ID of the event, or the whole row where it has none.
pub(super) fn key_of(entry: &IncomingSignIn) -> i64 {
    if !entry.event_id.is_empty() {
        return event_key(&[&entry.event_id]);
    }
    let at = entry.at.0.to_string();
    let (code, outcome) = (
        entry.error_code.to_string(),
        entry.outcome.code().to_string(),
    );
    event_key(&[
        "row",
        &at,
        &outcome,
        &code,
        &entry.application,
        &entry.device,
        &entry.ip,
        &entry.location,
        &entry.session_id,
    ])
}
