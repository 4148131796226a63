//! Adding and changing workspaces of the office.

use super::role::with_binned;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::fold::name_key;
use crate::domain::ids::{AddOnId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::text::{fill, plural, text};
use crate::domain::validation::name;
use crate::domain::workspace::WorkspaceProfile;
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to a workspace of the office.
#[derive(Clone, PartialEq, Debug)]
pub enum WorkspaceCommand {
    /// Add one.
    Create(Box<WorkspaceProfile>),
    /// Change one.
    Update {
        /// Which.
        workspace_id: WorkspaceId,
        /// What it was when the change was typed.
        base: Box<WorkspaceProfile>,
        /// The wanted state.
        wanted: Box<WorkspaceProfile>,
    },
    /// Delete one that nobody belongs to.
    Delete(WorkspaceId),
}

impl From<WorkspaceCommand> for Command {
    fn from(command: WorkspaceCommand) -> Self {
        Self::Workspace(command)
    }
}

impl WorkspaceCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Create(_) => Access::Office(&[Permission::WorkspacesCreate]),
            Self::Update { .. } => Access::Part(&[Permission::WorkspacesUpdate]),
            Self::Delete(_) => Access::Office(&[Permission::WorkspacesDelete]),
        }
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::Create(_) | Self::Update { .. } | Self::Delete(_) => FreshProof::NotNeeded,
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "workspace.add",
            Self::Update { .. } => "workspace.update",
            Self::Delete(_) => "workspace.delete",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        let command = self.name();
        let id = workspace.transact(context.act(), |w| {
            let id = match self {
                Self::Create(wanted) => create(w, &wanted, actor)?,
                Self::Update {
                    workspace_id,
                    base,
                    wanted,
                } => update(w, workspace_id, &base, &wanted, actor)?,
                Self::Delete(workspace_id) => {
                    let before = w.before(ObjectKind::OfficeWorkspace, workspace_id.0)?;
                    remove(w, workspace_id)?;
                    w.record_since(&before)?;
                    workspace_id
                }
            };
            let entry = NewEntry::done(command, ObjectKind::OfficeWorkspace, Some(id.0));
            Ok::<_, AppError>((id, entry))
        })?;
        Ok(Done::new(Reply::WorkspaceSaved(id), Topics::ALL))
    }
}

fn create(
    w: &mut Writer<'_>,
    wanted: &WorkspaceProfile,
    actor: Option<&Actor>,
) -> Result<WorkspaceId, AppError> {
    let wanted = checked(w, None, wanted)?;
    if wanted.plan_id.is_some() || !wanted.add_ons.is_empty() {
        check_plans(actor)?;
    }
    let id = w.insert_workspace(&wanted.name)?;
    w.update_workspace(id, &wanted)?;
    w.record_since(&Writer::before_adding(ObjectKind::OfficeWorkspace, id.0))?;
    Ok(id)
}

fn update(
    w: &mut Writer<'_>,
    id: WorkspaceId,
    base: &WorkspaceProfile,
    wanted: &WorkspaceProfile,
    actor: Option<&Actor>,
) -> Result<WorkspaceId, AppError> {
    let may = |permission| actor.is_some_and(|actor| actor.rights.may_in(permission, id));
    if !may(Permission::WorkspacesUpdate) {
        return Err(AppError::Denied(Permission::WorkspacesUpdate));
    }
    if (wanted.plan_id, &wanted.add_ons) != (base.plan_id, &base.add_ons) {
        check_plans(actor)?;
    }
    let old = w.workspace(id)?;
    if !actor.is_some_and(|actor| actor.rights.side().sees_workspace(&old)) {
        return Err(StoreError::NotFound.into());
    }
    let mut wanted = checked(w, Some(id), wanted)?;
    let mut base = base.clone();
    if !may(Permission::PlansView) {
        // What was not shown stays as it is.
        for profile in [&mut base, &mut wanted] {
            profile.plan_id = old.plan_id;
            profile.add_ons.clone_from(&old.add_ons);
        }
    }
    if old != base {
        return Err(AppError::Conflict);
    }
    let before = w.before(ObjectKind::OfficeWorkspace, id.0)?;
    w.update_workspace(id, &wanted)?;
    w.record_since(&before)?;
    Ok(id)
}

/// Deletes a workspace that nobody belongs to.
pub(super) fn remove(w: &mut Writer<'_>, id: WorkspaceId) -> Result<(), AppError> {
    w.workspace(id)?;
    let people = w.belonging(id)?;
    if people > 0 {
        let words = &text().problem;
        let said = plural(people, words.workspace_used_one, words.workspace_used_many);
        let said = with_binned(said, w.binned_members(id)?);
        return Err(AppError::invalid(Field::Workspaces, said));
    }
    let teams = w.teams_of(id)?;
    if teams > 0 {
        let words = &text().problem;
        let (one, many) = (
            words.workspace_has_teams_one,
            words.workspace_has_teams_many,
        );
        return Err(AppError::invalid(
            Field::Workspaces,
            plural(teams, one, many),
        ));
    }
    Ok(w.delete_workspace(id)?)
}

pub(super) fn check_plans(actor: Option<&Actor>) -> Result<(), AppError> {
    if actor.is_some_and(|actor| actor.may_everywhere(Permission::PlansUpdate)) {
        return Ok(());
    }
    Err(AppError::Denied(Permission::PlansUpdate))
}

/// The wanted state with a clean name that no other workspace has; people named in it must be there.
pub(super) fn checked(
    w: &Writer<'_>,
    except: Option<WorkspaceId>,
    wanted: &WorkspaceProfile,
) -> Result<WorkspaceProfile, AppError> {
    let name = name::parse(&wanted.name).map_err(|said| AppError::invalid(Field::Name, said))?;
    let key = name_key(&name);
    let mut others = w.directory()?.workspaces.into_iter();
    if others.any(|other| Some(other.id) != except && name_key(&other.name) == key) {
        let said = fill(text().problem.workspace_name_taken, &[&name]);
        return Err(AppError::invalid(Field::Name, said));
    }
    let has_plan = |plan_id| -> Result<bool, AppError> {
        Ok(w.plans()?.iter().any(|plan| plan.plan_id == plan_id))
    };
    if let Some(plan_id) = wanted.plan_id
        && !has_plan(plan_id)?
    {
        return Err(StoreError::NotFound.into());
    }
    let add_ons = w.add_ons()?;
    let has_add_on = |id: &AddOnId| add_ons.iter().any(|add_on| add_on.add_on_id == *id);
    if !wanted.add_ons.iter().all(has_add_on) {
        return Err(StoreError::NotFound.into());
    }
    for user_id in [wanted.owner_id, wanted.billing_id].into_iter().flatten() {
        w.user(user_id)?;
    }
    Ok(WorkspaceProfile {
        name,
        ..wanted.clone()
    })
}
