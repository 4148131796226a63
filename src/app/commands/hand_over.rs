//! Handing over what people answer for: their workspaces and teams get somebody else.

use std::collections::BTreeSet;

use crate::app::error::AppError;
use crate::domain::audit::ObjectKind;
use crate::domain::ids::UserId;
use crate::store::writer::Writer;

/// Has `to` own, be asked and lead wherever one of `from` does.
pub(super) fn hand_over(w: &mut Writer<'_>, from: &[UserId], to: UserId) -> Result<(), AppError> {
    let holdings = w.holdings()?;
    let all = from.iter().copied();
    let workspaces: BTreeSet<_> = all
        .clone()
        .flat_map(|id| holdings.workspaces_of(id))
        .collect();
    let teams: BTreeSet<_> = all.flat_map(|id| holdings.teams_of(id)).collect();
    let from: BTreeSet<UserId> = from.iter().copied().collect();
    let passed_on = |now: Option<UserId>| {
        let goes = now.is_some_and(|now| from.contains(&now));
        if goes { Some(to) } else { now }
    };
    for id in workspaces {
        let before = w.before(ObjectKind::OfficeWorkspace, id.0)?;
        let mut profile = w.workspace(id)?;
        profile.owner_id = passed_on(profile.owner_id);
        profile.billing_id = passed_on(profile.billing_id);
        w.update_workspace(id, &profile)?;
        w.record_since(&before)?;
    }
    for id in teams {
        let before = w.before(ObjectKind::Team, id.0)?;
        let mut profile = w.team(id)?;
        profile.lead_id = passed_on(profile.lead_id);
        w.update_team(id, &profile)?;
        w.record_since(&before)?;
    }
    Ok(())
}
