//! Setting a saved view back.

use crate::app::commands::view::{check_change, check_sharing, checked_name, remove};
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::ids::ViewId;
use crate::domain::undo::State;
use crate::domain::view::ViewProfile;
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    object_id: i64,
    wanted: &State,
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    let view_id = ViewId(object_id);
    if wanted.is_empty() {
        return remove(w, view_id, actor);
    }
    let profile: ViewProfile = wanted.read().ok_or(AppError::NothingToUndo)?;
    let holder = w.view_holder(view_id)?;
    check_change(actor, holder)?;
    check_sharing(actor.ok_or(AppError::NotSignedIn)?, profile.sharing)?;
    let name = checked_name(w, (holder.0, Some(view_id)), &profile.name)?;
    Ok(w.update_view(view_id, &ViewProfile { name, ..profile })?)
}
