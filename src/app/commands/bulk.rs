//! One deed done to many people in one act: all of it, or nothing.

use std::collections::HashMap;
use std::sync::Arc;

use chrono::{Datelike as _, NaiveDate};
use serde_json::Value;

use super::hand_over::hand_over;
use super::user::INVITATION_MINUTES;
use super::user_allowed::place_of_given;
use super::{Command, Context, Done, Reply};
use crate::app::backups;
use crate::app::bulk::{Judged, judge, placed};
use crate::app::error::AppError;
use crate::app::progress::Progress;
use crate::app::proof::FreshProof;
use crate::app::query::{Access, QueryContext};
use crate::app::topics::Topics;
use crate::domain::access::GrantPlace;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::backup::Reason;
use crate::domain::bulk::{Belonging, Chosen, Deed};
use crate::domain::change::FieldChange;
use crate::domain::ids::{RoleId, TeamId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::undo::{BIN, END_DATE, Mark, Names, State, UserState, changes, role_part};
use crate::domain::user::{AccountStatus, Profile};
use crate::store::columns::User;
use crate::store::users::Kind;
use crate::store::workspace::{CacheFor, Workspace};
use crate::store::writer::Writer;

/// A deed that changes more people than this makes a backup first.
const MANY: usize = 1_000;
/// So many people between two looks whether the deed is still wanted.
const STEP: usize = 256;

/// A wish to do something to many people.
#[derive(Clone, PartialEq, Debug)]
pub struct BulkCommand {
    /// What.
    pub deed: Deed,
    /// To whom.
    pub chosen: Chosen,
    /// Who was shown as to be changed, by number: where it is others meanwhile, nothing is done.
    pub seen: Arc<Vec<UserId>>,
}

impl From<BulkCommand> for Command {
    fn from(command: BulkCommand) -> Self {
        Self::Bulk(command)
    }
}

impl BulkCommand {
    pub(super) fn access(&self) -> Access {
        Self::access_of(&self.deed)
    }

    /// Whoever may change, or delete, somebody; who of the chosen that is decides the deed for each.
    pub fn access_of(deed: &Deed) -> Access {
        match deed.permission() {
            Permission::UsersDelete => Access::Part(&[Permission::UsersDelete]),
            _ => Access::Part(&[Permission::UsersUpdate]),
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self.deed.role() {
            Some(_) => FreshProof::WhereRolesChange,
            None => FreshProof::NotNeeded,
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let mut judged = self.judged(workspace, context, actor)?;
        if self.deed.role().is_some() {
            let office = workspace.reader()?.snapshot(|snapshot| snapshot.office())?;
            context.require_proof(office.origin)?;
        }
        if judged.changes.len() > MANY {
            // How far the copy is would be mistaken for the deed's own progress.
            backups::before(workspace, Reason::Bulk, context.env, &Progress::default())?;
            judged = self.judged(workspace, context, actor)?;
        }
        workspace.set_cache(CacheFor::Bulk)?;
        let done = workspace.transact(context.act(), |w| self.write(w, context, actor, &judged));
        workspace.set_cache(CacheFor::Edits)?;
        done?;
        Ok(Done::new(
            Reply::ChangedMany(judged.changes.len() as u64),
            match self.deed {
                Deed::HandOver(_) => Topics::ALL,
                _ => Topics::USERS,
            },
        ))
    }

    /// What becomes of whom now; refused where that is not what was shown.
    fn judged(
        &self,
        workspace: &Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Judged, AppError> {
        let judged = workspace.reader()?.snapshot(|snapshot| {
            let context = QueryContext {
                snapshot,
                actor,
                now: context.env.clock.now(),
            };
            judge(&context, &self.deed, &self.chosen)
        })?;
        if judged.changes != self.seen {
            return Err(AppError::SetChanged);
        }
        if judged.changes.is_empty() {
            return Err(AppError::NobodyToChange);
        }
        Ok(judged)
    }

    fn write(
        &self,
        w: &mut Writer<'_>,
        context: &Context<'_>,
        actor: Option<&Actor>,
        judged: &Judged,
    ) -> Result<((), NewEntry), AppError> {
        // The state that was judged is the one that is changed.
        if w.seq() != judged.columns.generation + 1 {
            return Err(AppError::SetChanged);
        }
        if let Deed::HandOver(to) = &self.deed {
            hand_over(w, &judged.changes, *to)?;
            return Ok(((), self.entry(judged)));
        }
        let mut hand = Hand::new(w, &self.deed, actor)?;
        context.progress.set_total(judged.changes.len() as u64);
        for (done, user_id) in judged.changes.iter().enumerate() {
            if done % STEP == 0 {
                if context.progress.is_cancelled() {
                    return Err(AppError::Cancelled);
                }
                context.progress.set_done(done as u64);
            }
            let user = judged.columns.user(*user_id).ok_or(AppError::SetChanged)?;
            hand.change(w, user)?;
        }
        Ok(((), self.entry(judged)))
    }

    fn entry(&self, judged: &Judged) -> NewEntry {
        let entry = NewEntry {
            count: judged.changes.len() as u64,
            ..NewEntry::done(self.deed.name(), ObjectKind::User, None)
        };
        entry.with_details(self.details(judged))
    }

    /// What the log keeps of the deed. A tag may tell of people, so it stands with them only.
    fn details(&self, judged: &Judged) -> String {
        let (key, id) = match &self.deed {
            Deed::Add(what) | Deed::Remove(what) => match what {
                Belonging::Role(id) => ("role", Some(id.0)),
                Belonging::Team(id) => ("team", Some(id.0)),
                Belonging::Workspace(id) => ("workspace", Some(id.0)),
                Belonging::Tag(_) => ("tag", None),
            },
            Deed::HandOver(id) => ("to", Some(id.0)),
            Deed::SetStatus(_) | Deed::EndOn(_) | Deed::Resend | Deed::Revoke | Deed::Delete => {
                ("what", None)
            }
        };
        let refused: usize = judged.refused.values().map(|ids| ids.len()).sum();
        let mut details = serde_json::json!({
            "changed": judged.changes.len(), "already": judged.already.len(), "refused": refused,
        });
        if let (Some(id), Some(fields)) = (id, details.as_object_mut()) {
            fields.insert(key.to_owned(), id.into());
        }
        details.to_string()
    }
}

/// What changes one person after the other, with what is the same for all of them.
struct Hand<'a> {
    deed: &'a Deed,
    actor: Option<&'a Actor>,
    names: Names,
    /// What everybody's record says, where that is the same for all.
    marks: Vec<Mark>,
    /// What people read, by what somebody had before.
    said: HashMap<Profiled, Vec<FieldChange>>,
}

/// What a deed looks at of a person: numbers and tags.
type Profiled = (Vec<i64>, Vec<Arc<str>>);

impl<'a> Hand<'a> {
    fn new(w: &Writer<'_>, deed: &'a Deed, actor: Option<&'a Actor>) -> Result<Self, AppError> {
        Ok(Self {
            deed,
            actor,
            names: w.names()?,
            marks: marks_of(deed),
            said: HashMap::new(),
        })
    }

    fn change(&mut self, w: &mut Writer<'_>, user: User<'_>) -> Result<(), AppError> {
        let user_id = user.id();
        match self.deed {
            Deed::SetStatus(status) => w.set_status(user_id, *status)?,
            Deed::Add(Belonging::Role(id)) => return self.give(w, user, *id),
            Deed::Remove(Belonging::Role(id)) => return self.take(w, user, *id),
            Deed::Add(Belonging::Team(id)) => w.join(user_id, (Kind::Teams, id.0))?,
            Deed::Remove(Belonging::Team(id)) => w.leave(user_id, (Kind::Teams, id.0))?,
            Deed::Add(Belonging::Workspace(id)) => w.join(user_id, (Kind::Workspaces, id.0))?,
            Deed::Remove(Belonging::Workspace(id)) => w.leave(user_id, (Kind::Workspaces, id.0))?,
            Deed::Add(Belonging::Tag(_)) | Deed::Remove(Belonging::Tag(_)) => {
                let mut profile = before(self.deed, user);
                self.deed.apply(&mut profile);
                w.set_tags(user_id, &profile.tags)?;
            }
            Deed::EndOn(day) => return self.end_on(w, user, *day),
            Deed::Resend | Deed::Revoke => return self.invite(w, user),
            // That is done to what they have.
            Deed::HandOver(_) => return Ok(()),
            Deed::Delete => w.put_in_bin(user_id)?,
        }
        let said = self.words(user);
        Ok(w.record_person(user_id, &said, &self.marks)?)
    }

    fn give(
        &mut self,
        w: &mut Writer<'_>,
        user: User<'_>,
        role_id: RoleId,
    ) -> Result<(), AppError> {
        let rights = &self.actor.ok_or(AppError::NotSignedIn)?.rights;
        let user_id = user.id();
        w.join(user_id, (Kind::Roles, role_id.0))?;
        let place = place_of_given(rights, &placed(user));
        if place != GrantPlace::Everywhere {
            w.set_grant(user_id, role_id, &place, None)?;
        }
        let held = serde_json::to_value(w.held_as(user_id, role_id)?).unwrap_or_default();
        let mark = mark(&role_part(role_id), Value::Null, held);
        let said = self.words(user);
        Ok(w.record_person(user_id, &said, &[mark])?)
    }

    fn take(
        &mut self,
        w: &mut Writer<'_>,
        user: User<'_>,
        role_id: RoleId,
    ) -> Result<(), AppError> {
        let user_id = user.id();
        let held = serde_json::to_value(w.held_as(user_id, role_id)?).unwrap_or_default();
        w.leave(user_id, (Kind::Roles, role_id.0))?;
        let mark = mark(&role_part(role_id), held, Value::Null);
        let said = self.words(user);
        Ok(w.record_person(user_id, &said, &[mark])?)
    }

    fn end_on(
        &mut self,
        w: &mut Writer<'_>,
        user: User<'_>,
        day: Option<NaiveDate>,
    ) -> Result<(), AppError> {
        w.set_end_date(user.id(), day)?;
        let said = |day: Option<NaiveDate>| day.map_or(Value::Null, |day| day.to_string().into());
        let mark = mark(END_DATE, said(user.last_day()), said(day));
        let words = self.words(user);
        Ok(w.record_person(user.id(), &words, &[mark])?)
    }

    /// Prolongs an invitation, or withdraws it.
    fn invite(&self, w: &mut Writer<'_>, user: User<'_>) -> Result<(), AppError> {
        let mut profile = before(self.deed, user);
        let was = UserState {
            profile: profile.clone(),
            invitation_expires_at: user.expires(),
            ..UserState::default()
        };
        self.deed.apply(&mut profile);
        let is_open = profile.onboarding.is_open();
        let expires = is_open.then(|| w.act().at.plus_minutes(INVITATION_MINUTES));
        w.set_onboarding(user.id(), profile.onboarding, expires)?;
        let is = UserState {
            profile,
            invitation_expires_at: expires,
            ..UserState::default()
        };
        let (was, is) = (was.state(), is.state());
        let said = changes(ObjectKind::User, &was, &is, &self.names);
        Ok(w.record_person(user.id(), &said, &was.marks(&is))?)
    }

    /// What people read of the change.
    fn words(&mut self, user: User<'_>) -> Vec<FieldChange> {
        let (deed, names) = (self.deed, &self.names);
        let said = self.said.entry(looked_at(deed, user)).or_insert_with(|| {
            if *deed == Deed::Delete {
                let binned = UserState {
                    is_binned: true,
                    ..UserState::default()
                };
                let (was, is) = (UserState::default().state(), binned.state());
                return changes(ObjectKind::User, &was, &is, names);
            }
            let was = before(deed, user);
            let mut is = was.clone();
            deed.apply(&mut is);
            names.directory.changes(&was, &is)
        });
        said.clone()
    }
}

/// What a deed looks at of a person.
fn looked_at(deed: &Deed, user: User<'_>) -> Profiled {
    match deed {
        Deed::Add(what) | Deed::Remove(what) => match what {
            Belonging::Role(_) => (user.roles().to_vec(), Vec::new()),
            Belonging::Team(_) => (user.teams().to_vec(), Vec::new()),
            Belonging::Workspace(_) => (user.workspaces().to_vec(), Vec::new()),
            Belonging::Tag(_) => (Vec::new(), user.tags()),
        },
        Deed::SetStatus(_) => (vec![user.status().code()], Vec::new()),
        Deed::EndOn(_) => {
            let day = user.last_day().map(|day| day.num_days_from_ce().into());
            (day.into_iter().collect(), Vec::new())
        }
        Deed::Resend | Deed::Revoke => (vec![user.stored_onboarding().code()], Vec::new()),
        Deed::HandOver(_) | Deed::Delete => Profiled::default(),
    }
}

/// A profile with what a deed looks at, and nothing else.
fn before(deed: &Deed, user: User<'_>) -> Profile {
    let mut profile = Profile {
        status: user.status(),
        onboarding: user.stored_onboarding(),
        end_date: matches!(deed, Deed::EndOn(_))
            .then(|| user.last_day())
            .flatten(),
        ..Profile::default()
    };
    let (numbers, tags) = looked_at(deed, user);
    let numbers = numbers.into_iter();
    if let Deed::Add(what) | Deed::Remove(what) = deed {
        match what {
            Belonging::Role(_) => profile.roles = numbers.map(RoleId).collect(),
            Belonging::Team(_) => profile.teams = numbers.map(TeamId).collect(),
            Belonging::Workspace(_) => profile.workspaces = numbers.map(WorkspaceId).collect(),
            Belonging::Tag(_) => profile.tags = tags.iter().map(|tag| (**tag).into()).collect(),
        }
    }
    profile
}

/// What the deed changes part by part, where that is the same for everybody.
fn marks_of(deed: &Deed) -> Vec<Mark> {
    let (mut was, mut is) = (Profile::default(), Profile::default());
    deed.apply(&mut is);
    match deed {
        Deed::SetStatus(status) => {
            let mut others = AccountStatus::ALL.iter();
            was.status = *others.find(|other| *other != status).unwrap_or(status);
        }
        Deed::Add(_) => {}
        Deed::Remove(what) => {
            Deed::Add(what.clone()).apply(&mut was);
        }
        Deed::EndOn(_) | Deed::HandOver(_) | Deed::Resend | Deed::Revoke => return Vec::new(),
        Deed::Delete => return vec![mark(BIN, Value::Null, true.into())],
    }
    State::of(&was).marks(&State::of(&is))
}

fn mark(key: &str, before: Value, after: Value) -> Mark {
    Mark {
        key: key.to_owned(),
        before,
        after,
    }
}
