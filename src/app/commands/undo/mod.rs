//! Undo: sets back what an act changed, as far as nothing was changed since or the operator wants it all the same.
//!
//! Setting back is an act of its own: it needs the rights that the change itself would need, keeps every rule, and can be
//! undone in turn.

mod all;
pub(in crate::app) mod many;
mod office;
mod plan;
mod role;
mod team;
mod user;
mod view;
mod workspace;

use std::collections::{BTreeMap, BTreeSet};

use super::module::{self, ModuleCommand};
use super::{Command, Context, Done, Reply, user_allowed as allowed};
use crate::app::error::AppError;
use crate::app::imports::run::USERS;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome, Touched};
use crate::domain::ids::{AddOnId, PlanId, UserId};
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::domain::plan::OfferId;
use crate::domain::undo::{Plan, RETENTION, State, UserState};
use crate::store::error::StoreError;
use crate::store::workspace::{CacheFor, Workspace};
use crate::store::writer::Writer;

pub(in crate::app) use all::is_refusal;
use many::Light;

/// The object that a part belongs to.
pub type ObjectKey = (ObjectKind, i64);

/// A wish to set an act back.
#[derive(Clone, PartialEq, Debug)]
pub struct UndoCommand {
    /// The act's place in the log.
    pub seq: i64,
    /// Parts that were changed since and are to be set back all the same.
    pub over: BTreeMap<ObjectKey, BTreeSet<String>>,
}

impl From<UndoCommand> for Command {
    fn from(command: UndoCommand) -> Self {
        Self::Undo(command)
    }
}

impl UndoCommand {
    /// The stable name in the audit log.
    pub const NAME: &'static str = "undo";

    /// Sets back what nobody has changed since.
    pub fn of(seq: i64) -> Self {
        Self {
            seq,
            over: BTreeMap::new(),
        }
    }

    /// Whoever may change something; what is set back decides then: each object asks for the rights that changing it needs.
    pub const ACCESS: Access = Access::Hand(&[
        Permission::UsersUpdate,
        Permission::UsersDelete,
        Permission::RolesUpdate,
        Permission::RolesAssign,
        Permission::RolesCreate,
        Permission::RolesDelete,
        Permission::WorkspacesUpdate,
        Permission::WorkspacesCreate,
        Permission::WorkspacesDelete,
        Permission::TeamsManage,
        Permission::PlansUpdate,
        Permission::PlansCreate,
        Permission::PlansDelete,
        Permission::ModulesManage,
        Permission::SettingsManage,
        // Whoever sees users may save views, and set that back.
        Permission::UsersView,
    ]);

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Self::ACCESS
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        FreshProof::WhereRolesChange
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let backup = self.backup(workspace, context, actor)?;
        let (columns, is_of_many) = workspace.reader()?.snapshot(|snapshot| {
            let is_of_many = many::is_of_many(snapshot.reach_of(self.seq, many::MOST)?);
            let columns = is_of_many.then(|| snapshot.columns()).transpose()?;
            Ok::<_, AppError>((columns, is_of_many))
        })?;
        if is_of_many {
            workspace.set_cache(CacheFor::Bulk)?;
        }
        let done = workspace.transact(context.act(), |w| {
            let (act, touched) = w.act_of(self.seq)?;
            let names = w.names()?;
            let light = match (&columns, actor) {
                // The state of the columns is the one that is changed.
                (Some(columns), Some(actor)) if w.seq() == columns.generation + 1 => Some(Light {
                    columns,
                    actor,
                    names: &names,
                }),
                _ => None,
            };
            let came = all::set_back(&self, w, context, (actor, light.as_ref()), &touched)?;
            if act.command == USERS {
                w.forget_full_list(self.seq)?;
            }
            if came.changed == 0 || act.outcome != Outcome::Done {
                return Err(AppError::NothingToUndo);
            }
            // An act on several is about none of them in particular.
            let only = (touched.len() == 1).then_some(());
            let (object, object_id) = touched.first().map_or((ObjectKind::Workspace, None), |t| {
                (t.object, only.map(|()| t.object_id))
            });
            let details = serde_json::json!({
                "undoes": self.seq, "command": act.command, "backup": backup, "kept": came.kept,
            });
            let entry = NewEntry {
                count: came.changed,
                ..NewEntry::done(Self::NAME, object, object_id)
            };
            Ok::<_, AppError>((came, entry.with_details(details.to_string())))
        });
        if is_of_many {
            workspace.set_cache(CacheFor::Edits)?;
        }
        let reply = match (done?, backup) {
            (came, _) if came.kept > 0 => Reply::SetBack(came),
            (_, Some(path)) => Reply::BackedUp(path),
            (_, None) => Reply::Done,
        };
        Ok(Done::new(reply, Topics::ALL))
    }

    /// Sets one object back; whether anything of it changed.
    fn set_back(
        &self,
        w: &mut Writer<'_>,
        context: &Context<'_>,
        (actor, light): (Option<&Actor>, Option<&Light<'_>>),
        one: &Touched,
    ) -> Result<bool, AppError> {
        let quick = light.map(|light| light.now(w, one)).transpose()?.flatten();
        let is_quick = quick.is_some();
        let now = |object, id| {
            quick
                .clone()
                .map_or_else(|| seen(w, (object, id), actor), Ok)
        };
        let Some((object, now, wanted)) = self.way(one, now)? else {
            return Ok(false);
        };
        match light.filter(|_| is_quick) {
            Some(light) => light.restore(w, object, (&now, &wanted))?,
            None => {
                if is_dangerous(w, object, &wanted)? {
                    context.require_proof(w.office()?.origin)?;
                }
                restore(w, object, &wanted, actor)?;
            }
        }
        Ok(true)
    }

    /// An object that is to be set back, with the state it has and the one it gets.
    fn way(
        &self,
        one: &Touched,
        now: impl Fn(ObjectKind, i64) -> Result<State, AppError>,
    ) -> Result<Option<(ObjectKey, State, State)>, AppError> {
        if one.marks.is_empty() {
            return Ok(None);
        }
        let key = (one.object, one.object_id);
        let plan = Plan::new(&one.marks, now(one.object, one.object_id)?);
        let none = BTreeSet::new();
        let wanted = plan.wanted(self.over.get(&key).unwrap_or(&none));
        // What is gone, and was not taken away by this act, stays gone.
        let is_gone = has_name(one.object) && plan.now.is_empty();
        let is_meant = wanted != plan.now && !(is_gone && wanted.get("name").is_null());
        Ok(is_meant.then_some((key, plan.now, wanted)))
    }

    /// The objects that are to be set back, each with the state it gets.
    fn ways(
        &self,
        touched: &[Touched],
        now: impl Fn(ObjectKind, i64) -> Result<State, AppError>,
    ) -> Result<Vec<(ObjectKey, State)>, AppError> {
        let ways = touched.iter().map(|one| self.way(one, &now));
        let found = ways.filter_map(Result::transpose);
        found
            .map(|way| way.map(|(key, _, wanted)| (key, wanted)))
            .collect()
    }

    /// A checked copy of the file where a module goes, as whenever one is removed.
    fn backup(
        &self,
        workspace: &Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Option<std::path::PathBuf>, AppError> {
        let removed = workspace.reader()?.snapshot(|snapshot| {
            let (_, mut touched) = snapshot.act(self.seq)?;
            touched.retain(|one| one.object == ObjectKind::Module);
            let ways = self.ways(&touched, |object, id| Ok(snapshot.state(object, id)?))?;
            let goes = |((_, id), state): &(ObjectKey, State)| state.is_empty().then_some(*id);
            Ok::<_, AppError>(ways.iter().find_map(goes))
        })?;
        let Some(module) = removed.and_then(module_of) else {
            return Ok(None);
        };
        ModuleCommand::Remove(module).access().check(actor)?;
        module::back_up(workspace, context).map(Some)
    }
}

/// What an object is now. Somebody whom the operator may not see is not found, whatever was changed since.
fn seen(w: &Writer<'_>, (object, id): ObjectKey, actor: Option<&Actor>) -> Result<State, AppError> {
    if object == ObjectKind::User {
        let operator = actor.ok_or(AppError::NotSignedIn)?;
        match w.user(UserId(id)) {
            Err(StoreError::NotFound) => {
                let old = w.binned(UserId(id))?.profile;
                allowed::about(&old, Permission::UsersDelete, operator)?;
            }
            old => allowed::about(&old?.profile, Permission::UsersUpdate, operator)?,
        }
    }
    Ok(w.state(object, id)?)
}

/// Whether setting an object back changes what a role allows, who holds one and where, or how long deleted users are kept.
fn is_dangerous(
    w: &Writer<'_>,
    (object, object_id): ObjectKey,
    wanted: &State,
) -> Result<bool, AppError> {
    Ok(match object {
        ObjectKind::Role => true,
        ObjectKind::User => {
            let now = UserState::read(&w.state(object, object_id)?).unwrap_or_default();
            let wanted = UserState::read(wanted).unwrap_or_default();
            now.profile.roles != wanted.profile.roles || now.grants != wanted.grants
        }
        ObjectKind::Setting => w.state(object, object_id)?.get(RETENTION) != wanted.get(RETENTION),
        ObjectKind::OfficeWorkspace
        | ObjectKind::Module
        | ObjectKind::Plan
        | ObjectKind::AddOn
        | ObjectKind::View
        | ObjectKind::Workspace
        | ObjectKind::Team
        | ObjectKind::Session
        | ObjectKind::Import
        | ObjectKind::Export => false,
    })
}

/// Sets an object to a state, with every check of a change by hand, and records it.
fn restore(
    w: &mut Writer<'_>,
    (object, object_id): ObjectKey,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let before = w.before(object, object_id)?;
    match object {
        ObjectKind::User => user::restore(w, object_id, wanted, actor)?,
        ObjectKind::Role => role::restore(w, object_id, wanted, actor)?,
        ObjectKind::OfficeWorkspace => workspace::restore(w, object_id, wanted, actor)?,
        ObjectKind::Team => team::restore(w, object_id, wanted, actor)?,
        ObjectKind::Module => restore_module(w, object_id, wanted, actor)?,
        ObjectKind::Setting => office::restore(w, wanted, actor)?,
        ObjectKind::Plan => {
            let offer = OfferId::Plan(PlanId(object_id));
            plan::restore(w, offer, (before.state(), wanted), actor)?;
        }
        ObjectKind::AddOn => {
            let offer = OfferId::AddOn(AddOnId(object_id));
            plan::restore(w, offer, (before.state(), wanted), actor)?;
        }
        ObjectKind::View => view::restore(w, object_id, wanted, actor)?,
        ObjectKind::Workspace | ObjectKind::Session | ObjectKind::Import | ObjectKind::Export => {
            return Err(AppError::NothingToUndo);
        }
    }
    Ok(w.record_since(&before)?)
}

fn restore_module(
    w: &mut Writer<'_>,
    object_id: i64,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    check(actor, Permission::ModulesManage)?;
    let module = module_of(object_id).ok_or(AppError::NothingToUndo)?;
    if wanted.is_empty() {
        w.remove_module(module)?;
    } else {
        w.install_module(module)?;
    }
    Ok(())
}

/// Whether a thing of this kind is there exactly when it has a name.
fn has_name(object: ObjectKind) -> bool {
    match object {
        ObjectKind::User
        | ObjectKind::Role
        | ObjectKind::OfficeWorkspace
        | ObjectKind::Team
        | ObjectKind::Plan
        | ObjectKind::AddOn
        | ObjectKind::View => true,
        ObjectKind::Workspace
        | ObjectKind::Setting
        | ObjectKind::Session
        | ObjectKind::Import
        | ObjectKind::Export
        | ObjectKind::Module => false,
    }
}

fn module_of(object_id: i64) -> Option<Module> {
    let mut all = Module::ALL.iter().copied();
    all.find(|module| *module as i64 == object_id)
}

/// Refuses what the operator may not do in the whole office.
fn check(actor: Option<&Actor>, permission: Permission) -> Result<(), AppError> {
    if actor.is_some_and(|actor| actor.may_everywhere(permission)) {
        return Ok(());
    }
    Err(AppError::Denied(permission))
}
