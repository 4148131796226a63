//! Adding, changing and deleting teams.

use super::role::with_binned;
use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::Field;
use crate::domain::fold::name_key;
use crate::domain::ids::TeamId;
use crate::domain::permission::Permission;
use crate::domain::team::TeamProfile;
use crate::domain::text::{fill, plural, text};
use crate::domain::validation::name;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to a team.
#[derive(Clone, PartialEq, Debug)]
pub enum TeamCommand {
    /// Add one.
    Create(TeamProfile),
    /// Change one.
    Update {
        /// Which.
        team_id: TeamId,
        /// What it was when the change was typed.
        base: TeamProfile,
        /// The wanted state.
        wanted: TeamProfile,
    },
    /// Delete one that nobody is in.
    Delete(TeamId),
}

impl From<TeamCommand> for Command {
    fn from(command: TeamCommand) -> Self {
        Self::Team(command)
    }
}

impl TeamCommand {
    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Office(&[Permission::TeamsManage])
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        FreshProof::NotNeeded
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Create(_) => "team.add",
            Self::Update { .. } => "team.update",
            Self::Delete(_) => "team.delete",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let command = self.name();
        workspace.transact(context.act(), |w| {
            let id = match self {
                Self::Create(wanted) => create(w, &wanted)?,
                Self::Update {
                    team_id,
                    base,
                    wanted,
                } => update(w, team_id, &base, &wanted)?,
                Self::Delete(team_id) => {
                    let before = w.before(ObjectKind::Team, team_id.0)?;
                    remove(w, team_id)?;
                    w.record_since(&before)?;
                    team_id
                }
            };
            let entry = NewEntry::done(command, ObjectKind::Team, Some(id.0));
            Ok::<_, AppError>(((), entry))
        })?;
        Ok(Done::new(Reply::Done, Topics::ALL))
    }
}

fn create(w: &mut Writer<'_>, wanted: &TeamProfile) -> Result<TeamId, AppError> {
    let wanted = checked(w, None, wanted)?;
    let id = w.insert_team(&wanted.name)?;
    w.update_team(id, &wanted)?;
    w.record_since(&Writer::before_adding(ObjectKind::Team, id.0))?;
    Ok(id)
}

fn update(
    w: &mut Writer<'_>,
    id: TeamId,
    base: &TeamProfile,
    wanted: &TeamProfile,
) -> Result<TeamId, AppError> {
    if w.team(id)? != *base {
        return Err(AppError::Conflict);
    }
    let wanted = checked(w, Some(id), wanted)?;
    let before = w.before(ObjectKind::Team, id.0)?;
    w.update_team(id, &wanted)?;
    w.record_since(&before)?;
    Ok(id)
}

/// Deletes a team that nobody is in.
pub(super) fn remove(w: &mut Writer<'_>, id: TeamId) -> Result<(), AppError> {
    w.team(id)?;
    let (people, binned) = w.in_team(id)?;
    if people > 0 {
        let words = &text().problem;
        let said = plural(people, words.team_used_one, words.team_used_many);
        return Err(AppError::invalid(Field::Teams, with_binned(said, binned)));
    }
    Ok(w.delete_team(id)?)
}

/// The wanted state with a clean name that no other team has; who leads it and what it is of must be there.
pub(super) fn checked(
    w: &Writer<'_>,
    except: Option<TeamId>,
    wanted: &TeamProfile,
) -> Result<TeamProfile, AppError> {
    let name = name::parse(&wanted.name).map_err(|said| AppError::invalid(Field::Name, said))?;
    let key = name_key(&name);
    let mut others = w.directory()?.teams.into_iter();
    if others.any(|other| Some(other.id) != except && name_key(&other.name) == key) {
        let said = fill(text().problem.team_name_taken, &[&name]);
        return Err(AppError::invalid(Field::Name, said));
    }
    if let Some(lead) = wanted.lead_id {
        w.user(lead)?;
    }
    if let Some(workspace) = wanted.workspace_id {
        w.workspace(workspace)?;
    }
    Ok(TeamProfile {
        name,
        ..wanted.clone()
    })
}
