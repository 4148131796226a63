//! Setting a team back.

use super::check;
use crate::app::commands::team::{checked, remove};
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::ids::TeamId;
use crate::domain::permission::Permission;
use crate::domain::team::TeamProfile;
use crate::domain::undo::State;
use crate::store::error::StoreError;
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    object_id: i64,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let team_id = TeamId(object_id);
    check(actor, Permission::TeamsManage)?;
    if wanted.is_empty() {
        return remove(w, team_id);
    }
    let mut wanted: TeamProfile = wanted.read().ok_or(AppError::NothingToUndo)?;
    // Who is gone leads nobody, and what is gone has no teams.
    let is_gone = |found: Result<(), StoreError>| match found {
        Ok(()) => Ok(false),
        Err(StoreError::NotFound) => Ok(true),
        Err(error) => Err(error),
    };
    if let Some(lead) = wanted.lead_id
        && is_gone(w.user(lead).map(drop))?
    {
        wanted.lead_id = None;
    }
    if let Some(workspace) = wanted.workspace_id
        && is_gone(w.workspace(workspace).map(drop))?
    {
        wanted.workspace_id = None;
    }
    let wanted = checked(w, Some(team_id), &wanted)?;
    if is_gone(w.team(team_id).map(drop))? {
        w.restore_team(team_id, &wanted.name)?;
    }
    Ok(w.update_team(team_id, &wanted)?)
}
