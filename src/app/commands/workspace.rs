//! Adding and changing workspaces of the office.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::{Field, FieldChange};
use crate::domain::fold::name_key;
use crate::domain::ids::{AddOnId, UserId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::text::{fill, text};
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
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "workspace.add",
            Self::Update { .. } => "workspace.update",
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
    let changes = changes(w, &WorkspaceProfile::default(), &wanted)?;
    w.record(ObjectKind::OfficeWorkspace, id.0, &changes)?;
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
    w.update_workspace(id, &wanted)?;
    let changes = changes(w, &old, &wanted)?;
    w.record(ObjectKind::OfficeWorkspace, id.0, &changes)?;
    Ok(id)
}

fn check_plans(actor: Option<&Actor>) -> Result<(), AppError> {
    if actor.is_some_and(|actor| actor.may_everywhere(Permission::PlansUpdate)) {
        return Ok(());
    }
    Err(AppError::Denied(Permission::PlansUpdate))
}

/// The wanted state with a clean name that no other workspace has; people named in it must be there.
fn checked(
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

fn changes(
    w: &Writer<'_>,
    old: &WorkspaceProfile,
    new: &WorkspaceProfile,
) -> Result<Vec<FieldChange>, AppError> {
    Ok(FieldChange::between(described(w, old)?, described(w, new)?))
}

fn described(
    w: &Writer<'_>,
    profile: &WorkspaceProfile,
) -> Result<[(&'static str, String); 8], AppError> {
    let directory = w.directory()?;
    let plans = w.plans()?;
    let client = directory
        .clients
        .into_iter()
        .find(|c| Some(c.id) == profile.client_id);
    let plan = plans
        .into_iter()
        .find(|plan| Some(plan.plan_id) == profile.plan_id);
    let add_ons = w.add_ons()?.into_iter();
    let add_ons: Vec<String> = add_ons
        .filter(|add_on| profile.add_ons.contains(&add_on.add_on_id))
        .map(|add_on| add_on.terms.name)
        .collect();
    let contact = |id: Option<UserId>| id.map(|id| id.contact_id().to_string()).unwrap_or_default();
    Ok([
        ("name", profile.name.clone()),
        ("status", profile.status.label().to_owned()),
        ("visibility", profile.visibility.label().to_owned()),
        (
            "client",
            client.map(|client| client.name).unwrap_or_default(),
        ),
        ("plan", plan.map(|plan| plan.terms.name).unwrap_or_default()),
        ("add_ons", add_ons.join(", ")),
        ("owner", contact(profile.owner_id)),
        ("billing", contact(profile.billing_id)),
    ])
}
