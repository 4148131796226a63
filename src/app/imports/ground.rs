//! The two grounds on which an import is played: a rehearsal, which writes nothing, and the real one, a transaction.

use std::collections::{BTreeMap, BTreeSet};

use crate::domain::access::Grant;
use crate::domain::change::{Field, FieldChange};
use crate::domain::ids::{ClientId, RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::incoming::SignInOutcome;
use crate::domain::time::Timestamp;
use crate::domain::undo::{Mark, UserState};
use crate::domain::user::{Profile, UserRecord};
use crate::store::error::{Result, StoreError};
use crate::store::imports::{LastSignIn, NewSignIn, Reached, View};
use crate::store::users::NewUser;
use crate::store::writer::Writer;

/// What is written about a person beside the profile.
#[derive(Clone, Copy, Debug)]
pub struct Beside<'a> {
    /// The source's name for the person; empty where there is none.
    pub external_id: &'a str,
    /// Creation time, where the file gives another than is known.
    pub created_at: Option<Timestamp>,
    /// Newest sign-in, where the file gives one.
    pub last_sign_in: Option<LastSignIn>,
    /// Newest success among the sign-ins that waited for the person.
    pub waiting: Option<Timestamp>,
    /// What changed, for the person's history.
    pub changes: &'a [FieldChange],
}

/// Somebody whose newest sign-in a log brings.
#[derive(Clone, Debug)]
pub struct Arrival {
    /// Who, and when they came in last.
    pub reached: Reached,
    /// What that changed, for their history.
    pub changes: Vec<FieldChange>,
    /// The parts that it changed.
    pub facts: Vec<Mark>,
}

/// Where an import is played.
pub trait Ground {
    /// The state that it is played on.
    fn view(&self) -> &dyn View;
    /// When it is played.
    fn now(&self) -> Timestamp;
    /// Adds a person.
    fn add(&mut self, profile: Profile, beside: Beside<'_>) -> Result<UserId>;
    /// Changes a person from what they are.
    fn change(&mut self, old: &UserRecord, profile: &Profile, beside: Beside<'_>) -> Result<()>;
    /// Notes that a person was seen, of whom nothing changes but by what name the source knows them.
    fn seen(&mut self, old: &UserRecord, external_id: &str) -> Result<()>;
    /// The number of a list's entry of this name, created where there is none.
    fn ensure(&mut self, field: Field, name: &str) -> Result<i64>;
    /// Joins waiting sign-ins with a person; gives how many.
    fn adopt(&mut self, user_id: UserId, who_key: &str) -> Result<u64>;
    /// Numbers of texts that repeat in logs.
    fn terms(&mut self, texts: &[String]) -> Result<Vec<i64>>;
    /// Adds sign-ins of known people, in the order of person, time and key.
    fn add_sign_ins(&mut self, rows: &mut dyn Iterator<Item = (UserId, NewSignIn)>) -> Result<()>;
    /// Adds sign-ins of unknown people.
    fn add_strays(&mut self, rows: &mut dyn Iterator<Item = (String, NewSignIn)>) -> Result<()>;
    /// Writes what was held back to be written in order; called once at the end.
    fn settle(&mut self) -> Result<()>;
    /// Notes that the list has everybody of its source.
    fn has_everybody(&mut self) -> Result<()>;
    /// Notes the newest success of each person, and what that changed about them.
    fn reach(&mut self, people: &[Arrival]) -> Result<()>;
}

/// Reads and writes nothing; new people and names get numbers that nobody has.
pub struct Rehearsal<'v> {
    view: &'v dyn View,
    now: Timestamp,
    next_user: i64,
    next_name: i64,
}

impl<'v> Rehearsal<'v> {
    /// A rehearsal on a state of the file.
    pub fn new(view: &'v dyn View, now: Timestamp) -> Self {
        Self {
            view,
            now,
            next_user: 0,
            next_name: 0,
        }
    }
}

impl Ground for Rehearsal<'_> {
    fn view(&self) -> &dyn View {
        self.view
    }

    fn now(&self) -> Timestamp {
        self.now
    }

    fn add(&mut self, _: Profile, _: Beside<'_>) -> Result<UserId> {
        self.next_user -= 1;
        Ok(UserId(self.next_user))
    }

    fn change(&mut self, _: &UserRecord, _: &Profile, _: Beside<'_>) -> Result<()> {
        Ok(())
    }

    fn seen(&mut self, _: &UserRecord, _: &str) -> Result<()> {
        Ok(())
    }

    fn ensure(&mut self, _: Field, _: &str) -> Result<i64> {
        self.next_name -= 1;
        Ok(self.next_name)
    }

    fn adopt(&mut self, _: UserId, who_key: &str) -> Result<u64> {
        Ok(self.view.stray_events(who_key)?.len() as u64)
    }

    fn terms(&mut self, texts: &[String]) -> Result<Vec<i64>> {
        Ok(vec![0; texts.len()])
    }

    fn add_sign_ins(&mut self, _: &mut dyn Iterator<Item = (UserId, NewSignIn)>) -> Result<()> {
        Ok(())
    }

    fn add_strays(&mut self, _: &mut dyn Iterator<Item = (String, NewSignIn)>) -> Result<()> {
        Ok(())
    }

    fn settle(&mut self) -> Result<()> {
        Ok(())
    }

    fn has_everybody(&mut self) -> Result<()> {
        Ok(())
    }

    fn reach(&mut self, _: &[Arrival]) -> Result<()> {
        Ok(())
    }
}

/// Writes, inside a transaction.
pub struct Real<'w, 't> {
    writer: &'w mut Writer<'t>,
    source: String,
    /// External IDs of people who were seen; an index is built quicker in its own order.
    seen: Vec<(String, UserId)>,
}

impl<'w, 't> Real<'w, 't> {
    /// The ground of a transaction, for files of a source.
    pub fn new(writer: &'w mut Writer<'t>, source: &str) -> Self {
        Self {
            writer,
            source: source.to_owned(),
            seen: Vec::new(),
        }
    }

    /// By what name the source knows somebody; nothing where the file has none.
    fn known_as(&self, external_id: &str) -> BTreeSet<(String, String)> {
        let named = Some(external_id).filter(|id| !id.is_empty());
        let known = named.map(|id| (self.source.clone(), id.to_owned()));
        known.into_iter().collect()
    }

    fn name(&mut self, user_id: UserId, external_id: &str) {
        if !external_id.is_empty() {
            self.seen.push((external_id.to_owned(), user_id));
        }
    }

    /// Roles that one profile has and another has not, as they are held now.
    fn held(
        &self,
        user_id: UserId,
        (has, has_not): (&Profile, &Profile),
    ) -> Result<BTreeMap<RoleId, Grant>> {
        let roles = has.roles.difference(&has_not.roles);
        roles
            .map(|id| Ok((*id, self.writer.held_as(user_id, *id)?)))
            .collect()
    }

    /// Writes what the file says beside the profile.
    fn beside(&mut self, user_id: UserId, beside: Beside<'_>) -> Result<()> {
        self.name(user_id, beside.external_id);
        if let Some(last) = beside.last_sign_in {
            let source_id = self.writer.term(&self.source)?;
            let row = NewSignIn {
                at: last.at,
                event_key: last.event_key,
                outcome: SignInOutcome::Success,
                terms: [source_id, 0, 0, 0, 0, 0],
            };
            self.writer
                .insert_sign_ins(std::iter::once((user_id, row)))?;
        }
        let last_at = beside.last_sign_in.map(|last| last.at).max(beside.waiting);
        if beside.created_at.is_some() || last_at.is_some() {
            self.writer
                .note_times(user_id, beside.created_at, last_at)?;
        }
        Ok(())
    }
}

impl Ground for Real<'_, '_> {
    fn view(&self) -> &dyn View {
        &*self.writer
    }

    fn now(&self) -> Timestamp {
        self.writer.act().at
    }

    fn add(&mut self, profile: Profile, beside: Beside<'_>) -> Result<UserId> {
        let new = NewUser {
            profile,
            created_at: beside.created_at,
            invitation_expires_at: None,
        };
        let user_id = self.writer.insert_user(&new)?;
        let grants = self.held(user_id, (&new.profile, &Profile::default()))?;
        let added = UserState {
            profile: new.profile,
            grants,
            created_at: new.created_at,
            external_ids: self.known_as(beside.external_id),
            ..UserState::default()
        };
        let later = Beside {
            created_at: None,
            ..beside
        };
        self.beside(user_id, later)?;
        self.writer.record_added(user_id, beside.changes, &added)?;
        Ok(user_id)
    }

    fn change(&mut self, old: &UserRecord, profile: &Profile, beside: Beside<'_>) -> Result<()> {
        let user_id = old.user_id;
        let was = UserState {
            profile: old.profile.clone(),
            grants: self.held(user_id, (&old.profile, profile))?,
            created_at: old.created_at,
            external_ids: old.external_ids.iter().cloned().collect(),
            ..UserState::default()
        };
        self.writer.update_user(user_id, profile)?;
        let is = UserState {
            profile: profile.clone(),
            grants: self.held(user_id, (profile, &old.profile))?,
            created_at: beside.created_at.or(old.created_at),
            external_ids: &was.external_ids | &self.known_as(beside.external_id),
            ..UserState::default()
        };
        self.beside(user_id, beside)?;
        self.writer
            .record_person(user_id, beside.changes, &was.marks(&is))
    }

    fn seen(&mut self, old: &UserRecord, external_id: &str) -> Result<()> {
        self.name(old.user_id, external_id);
        let was = UserState {
            external_ids: old.external_ids.iter().cloned().collect(),
            ..UserState::default()
        };
        let is = UserState {
            external_ids: &was.external_ids | &self.known_as(external_id),
            ..UserState::default()
        };
        let marks = was.marks(&is);
        if marks.is_empty() {
            return Ok(());
        }
        let said = FieldChange::of(Field::ExternalId, String::new(), external_id.to_owned());
        self.writer.record_person(old.user_id, &[said], &marks)
    }

    fn settle(&mut self) -> Result<()> {
        self.seen.sort_unstable();
        let seen = self.seen.iter().map(|(_, user_id)| *user_id);
        self.writer.note_back(&self.source, seen)?;
        for (external_id, user_id) in self.seen.drain(..) {
            self.writer
                .note_external_id(user_id, &self.source, &external_id)?;
        }
        Ok(())
    }

    fn ensure(&mut self, field: Field, name: &str) -> Result<i64> {
        match field {
            Field::Teams => self.writer.ensure_team(name).map(|TeamId(id)| id),
            Field::Workspaces => self.writer.ensure_workspace(name).map(|WorkspaceId(id)| id),
            Field::Client => self.writer.ensure_client(name).map(|ClientId(id)| id),
            _ => Err(StoreError::NotFound),
        }
    }

    fn adopt(&mut self, user_id: UserId, who_key: &str) -> Result<u64> {
        self.writer.adopt_strays(user_id, who_key)
    }

    fn terms(&mut self, texts: &[String]) -> Result<Vec<i64>> {
        texts.iter().map(|text| self.writer.term(text)).collect()
    }

    fn add_sign_ins(&mut self, rows: &mut dyn Iterator<Item = (UserId, NewSignIn)>) -> Result<()> {
        self.writer.insert_sign_ins(rows).map(drop)
    }

    fn add_strays(&mut self, rows: &mut dyn Iterator<Item = (String, NewSignIn)>) -> Result<()> {
        self.writer.insert_strays(rows).map(drop)
    }

    fn has_everybody(&mut self) -> Result<()> {
        self.writer.note_full_list(&self.source)
    }

    fn reach(&mut self, people: &[Arrival]) -> Result<()> {
        for Arrival {
            reached,
            changes,
            facts,
        } in people
        {
            self.writer.reach(&[*reached])?;
            if !changes.is_empty() {
                self.writer.record_noted(reached.0, changes, facts)?;
            }
        }
        Ok(())
    }
}
