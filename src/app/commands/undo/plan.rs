//! Setting a plan or an add-on back.

use super::check;
use crate::app::commands::plan::{check_name, remove};
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::permission::Permission;
use crate::domain::plan::{OfferId, Terms};
use crate::domain::undo::State;
use crate::store::writer::Writer;

pub(super) fn restore(
    w: &mut Writer<'_>,
    offer: OfferId,
    (now, wanted): (&State, &State),
    actor: Option<&Actor>,
) -> Result<(), AppError> {
    if wanted.is_empty() {
        check(actor, Permission::PlansDelete)?;
        return remove(w, offer);
    }
    let terms: Terms = wanted.read().ok_or(AppError::NothingToUndo)?;
    check_name(w, offer.kind(), Some(offer), &terms.name)?;
    if now.is_empty() {
        check(actor, Permission::PlansCreate)?;
        w.restore_offer(offer, &terms.name)?;
    } else {
        check(actor, Permission::PlansUpdate)?;
    }
    Ok(w.update_offer(offer, &terms)?)
}
