//! People of a file, row by row: who each is, what changes, and why a row can't be taken.

use std::collections::{BTreeSet, HashMap};
use std::hash::{DefaultHasher, Hash, Hasher};

use super::ground::{Beside, Ground};
use super::lists::Lists;
use super::merge;
use super::report::Report;
use crate::app::error::AppError;
use crate::domain::change::{Field, FieldChange};
use crate::domain::fold::email_key;
use crate::domain::ids::UserId;
use crate::domain::incoming::{IncomingUser, Rejection};
use crate::domain::office::{ContactRule, Office};
use crate::domain::permission::{Permission, PermissionSet};
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::domain::user::{AccountStatus, Onboarding, Profile, UserRecord};
use crate::domain::validation::draft::{DraftRules, EmailRule, UserDraft};
use crate::import::people::People;
use crate::store::imports::{Known, LastSignIn, event_key};

/// A list of people being compared with the office.
pub(super) struct UserImport<'a> {
    ground: &'a mut dyn Ground,
    people: &'a People,
    office: Office,
    source: String,
    of_new: Onboarding,
    permissions: PermissionSet,
    known: Known,
    strays: BTreeSet<String>,
    lists: Lists,
    /// By person the row of this file that named them, and a hash of what it said.
    seen: HashMap<UserId, (u64, u64)>,
    /// People added by this import, who can't be read from the state that it began with.
    added: BTreeSet<UserId>,
}

/// A row that can be taken.
struct Taken {
    profile: Profile,
    created_at: Option<Timestamp>,
    last_sign_in: Option<LastSignIn>,
    waiting: Vec<String>,
    newest_waiting: Option<Timestamp>,
    changes: Vec<FieldChange>,
}

/// Why a row is not taken, or why everything stops.
enum Stop {
    Row(Rejection),
    All(AppError),
}

impl<E: Into<AppError>> From<E> for Stop {
    fn from(error: E) -> Self {
        Self::All(error.into())
    }
}

impl<'a> UserImport<'a> {
    pub(super) fn new(
        ground: &'a mut dyn Ground,
        people: &'a People,
        mapping: &super::Mapping,
        permissions: PermissionSet,
    ) -> Result<Self, AppError> {
        let view = ground.view();
        Ok(Self {
            people,
            office: view.office_settings()?,
            source: mapping.source.clone(),
            of_new: mapping.new_onboarding,
            permissions,
            known: view.known(&mapping.source)?,
            strays: view.stray_keys()?,
            lists: Lists::new(view.lists()?, permissions),
            seen: HashMap::new(),
            added: BTreeSet::new(),
            ground,
        })
    }

    /// Takes one row, or notes why not.
    pub(super) fn take(
        &mut self,
        incoming: &IncomingUser,
        report: &mut Report,
    ) -> Result<(), AppError> {
        match self.try_take(incoming, report) {
            Ok(()) => Ok(()),
            Err(Stop::All(error)) => Err(error),
            Err(Stop::Row(rejection)) => {
                report.reject(rejection);
                Ok(())
            }
        }
    }

    /// Writes what was held back, and counts the people of the source whom no row named.
    pub(super) fn finish(self, report: &mut Report) -> Result<(), AppError> {
        self.ground.settle()?;
        let missing = self
            .known
            .of_source
            .iter()
            .filter(|id| !self.seen.contains_key(id));
        report.counts.not_in_file = missing.count() as u64;
        Ok(())
    }

    fn try_take(&mut self, incoming: &IncomingUser, report: &mut Report) -> Result<(), Stop> {
        let fingerprint = fingerprint(incoming);
        let person = self.find(incoming);
        if let Some((row, before)) = person.and_then(|id| self.seen.get(&id)).copied() {
            if before == fingerprint {
                report.counts.repeated += 1;
                report.counts.unchanged += 1;
                return Ok(());
            }
            let by_id = self.known.by_external.contains_key(&incoming.external_id);
            let field = if by_id {
                Field::ExternalId
            } else {
                Field::Email
            };
            let why = fill(text().import.same_as_row, &[&row]);
            return Err(self.reject(incoming, field, why));
        }
        let old = match person {
            Some(user_id) => Some(self.ground.view().person(user_id)?),
            None => None,
        };
        let taken = self.weigh(incoming, old.as_ref(), report)?;
        let user_id = self.write(incoming, old.as_ref(), taken, report)?;
        self.remember(user_id, incoming);
        self.seen.insert(user_id, (incoming.row, fingerprint));
        Ok(())
    }

    /// Known by its own number first, then by the source's ID, then by address.
    fn find(&self, incoming: &IncomingUser) -> Option<UserId> {
        let by_number = incoming
            .contact_id
            .filter(|id| self.known.numbers.contains(id));
        let by_external = self.known.by_external.get(&incoming.external_id);
        by_number
            .or_else(|| by_external.copied())
            .or_else(|| self.owner_of(incoming.text_of(Field::Email)))
    }

    fn owner_of(&self, email: &str) -> Option<UserId> {
        if email.is_empty() {
            return None;
        }
        self.known.by_email.get(&email_key(email)).copied()
    }

    fn weigh(
        &mut self,
        incoming: &IncomingUser,
        old: Option<&UserRecord>,
        report: &mut Report,
    ) -> Result<Taken, Stop> {
        let draft = wanted(incoming, old);
        let rules = DraftRules {
            phone_region: &self.office.phone_region,
            email: EmailRule::Optional,
        };
        let mut profile = draft.parse(&rules).map_err(|issues| {
            let (field, problem) = issues.first().unwrap_or((Field::Name, ""));
            self.reject(incoming, field, problem)
        })?;
        self.check_email(incoming, &profile, old)?;
        self.check_reserved(incoming, &profile, old)?;
        self.check_administrator(incoming, &profile, old)?;
        self.check_workspaces(incoming)?;
        self.lists
            .fill(&mut profile, incoming, &mut *self.ground, report)?;
        let waiting = self.waiting(incoming, &profile);
        let mut newest_waiting = None;
        for who_key in &waiting {
            newest_waiting = newest_waiting.max(self.ground.view().stray_newest(who_key)?);
        }
        let last_sign_in = merge::instant(incoming, Field::LastSignIn).map(|at| LastSignIn {
            at,
            event_key: event_key(&["last sign-in", &self.source]),
        });
        let signed_in = last_sign_in.map(|last| last.at).max(newest_waiting);
        profile.onboarding = match old {
            Some(old) => merge::onboarding(incoming, old, signed_in, self.ground.now()),
            None => merge::first_onboarding(incoming, signed_in, self.of_new),
        };
        let created_at = merge::instant(incoming, Field::CreatedAt).filter(|at| {
            let known = old.and_then(|old| old.created_at);
            !merge::is_known(*at, known, &self.office.time())
        });
        let directory = &self.lists.directory;
        let mut changes = match old {
            Some(old) => directory.changes(&old.profile, &profile),
            // What somebody is who is added is recorded as it is; only names can change later.
            None => directory.changes_of(Field::NAMED, &merge::blank(), &profile),
        };
        let known = (
            old.and_then(|old| old.created_at),
            old.and_then(|old| old.last_sign_in_at),
        );
        changes.extend(merge::time_changes(known, created_at, signed_in));
        Ok(Taken {
            profile,
            created_at,
            last_sign_in,
            waiting,
            newest_waiting,
            changes,
        })
    }

    fn write(
        &mut self,
        incoming: &IncomingUser,
        old: Option<&UserRecord>,
        taken: Taken,
        report: &mut Report,
    ) -> Result<UserId, Stop> {
        let beside = Beside {
            external_id: &incoming.external_id,
            created_at: taken.created_at,
            last_sign_in: taken.last_sign_in,
            waiting: taken.newest_waiting,
            changes: &taken.changes,
        };
        let user_id = match old {
            None => {
                self.needs(Permission::UsersCreate)?;
                report.counts.new += 1;
                let user_id = self.ground.add(taken.profile, beside)?;
                self.added.insert(user_id);
                user_id
            }
            Some(old) if taken.changes.is_empty() => {
                report.counts.unchanged += 1;
                self.ground.seen(old, beside.external_id)?;
                old.user_id
            }
            Some(old) => {
                self.needs(Permission::UsersUpdate)?;
                report.counts.changed += 1;
                for change in &taken.changes {
                    report.change(&change.field);
                }
                if taken.profile.status == AccountStatus::Inactive {
                    self.known.administrators.remove(&old.user_id);
                }
                self.ground.change(old, &taken.profile, beside)?;
                old.user_id
            }
        };
        for who_key in &taken.waiting {
            report.counts.joined += self.ground.adopt(user_id, who_key)?;
            self.strays.remove(who_key);
        }
        Ok(user_id)
    }

    fn remember(&mut self, user_id: UserId, incoming: &IncomingUser) {
        let email = incoming.text_of(Field::Email);
        if !email.is_empty() {
            self.known.by_email.insert(email_key(email), user_id);
        }
        if !incoming.external_id.is_empty() {
            self.known
                .by_external
                .insert(incoming.external_id.clone(), user_id);
        }
    }

    fn waiting(&self, incoming: &IncomingUser, profile: &Profile) -> Vec<String> {
        if self.strays.is_empty() {
            return Vec::new();
        }
        let keys = [
            profile.email.as_deref().map(email_key),
            Some(incoming.external_id.clone()),
        ];
        keys.into_iter()
            .flatten()
            .filter(|key| self.strays.contains(key))
            .collect()
    }

    fn check_email(
        &self,
        incoming: &IncomingUser,
        profile: &Profile,
        old: Option<&UserRecord>,
    ) -> Result<(), Stop> {
        let owner = self.owner_of(profile.email.as_deref().unwrap_or_default());
        let Some(owner) = owner.filter(|owner| Some(*owner) != old.map(|old| old.user_id)) else {
            return Ok(());
        };
        let words = &text().import;
        let why = match self.seen.get(&owner) {
            Some((row, _)) => fill(words.same_as_row, &[row]),
            None => fill(words.same_as_person, &[&owner.contact_id()]),
        };
        Err(self.reject(incoming, Field::Email, why))
    }

    fn check_reserved(
        &self,
        incoming: &IncomingUser,
        profile: &Profile,
        old: Option<&UserRecord>,
    ) -> Result<(), Stop> {
        let rule = self.office.contact_rule == ContactRule::ReservedForPerson;
        let Some(old) = old.filter(|old| rule && old.profile.onboarding.has_begun()) else {
            return Ok(());
        };
        let field = match (
            old.profile.email == profile.email,
            old.profile.phone == profile.phone,
        ) {
            (true, true) => return Ok(()),
            (false, _) => Field::Email,
            (true, false) => Field::Phone,
        };
        Err(self.reject(incoming, field, text().problem.reserved))
    }

    fn check_administrator(
        &self,
        incoming: &IncomingUser,
        profile: &Profile,
        old: Option<&UserRecord>,
    ) -> Result<(), Stop> {
        let others = &self.known.administrators;
        let is_last = old.is_some_and(|old| others.len() == 1 && others.contains(&old.user_id));
        if is_last && profile.status == AccountStatus::Inactive {
            return Err(self.reject(incoming, Field::Status, text().problem.last_administrator));
        }
        Ok(())
    }

    fn check_workspaces(&self, incoming: &IncomingUser) -> Result<(), Stop> {
        let Some(name) = self.lists.refused_workspace(incoming) else {
            return Ok(());
        };
        let header = self.people.header_of(Field::Workspaces);
        let why = text().import.no_workspace;
        Err(Stop::Row(Rejection::new(incoming.row, header, why, name)))
    }

    fn needs(&self, permission: Permission) -> Result<(), Stop> {
        if self.permissions.has(permission) {
            return Ok(());
        }
        Err(Stop::All(AppError::Denied(permission)))
    }

    fn reject(&self, incoming: &IncomingUser, field: Field, why: impl Into<String>) -> Stop {
        let mut header = self.people.header_of(field);
        let mut value = match field {
            Field::ExternalId => incoming.external_id.as_str(),
            field => incoming.text_of(field),
        };
        if field == Field::ExternalId && value.is_empty() {
            header = self.people.header_of(Field::Email);
            value = incoming.text_of(Field::Email);
        }
        Stop::Row(Rejection::new(incoming.row, header, why, value))
    }
}

fn fingerprint(incoming: &IncomingUser) -> u64 {
    let mut hasher = DefaultHasher::new();
    incoming.external_id.hash(&mut hasher);
    incoming.contact_id.hash(&mut hasher);
    incoming.values.hash(&mut hasher);
    hasher.finish()
}

/// What the row makes of `old`, or of nobody.
fn wanted(incoming: &IncomingUser, old: Option<&UserRecord>) -> UserDraft {
    let mut draft = old.map_or_else(UserDraft::default, |old| UserDraft::from(&old.profile));
    merge::lay_over(&mut draft, incoming);
    if draft.name.is_empty() {
        draft.name.clone_from(&incoming.called);
    }
    draft
}
