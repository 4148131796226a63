//! Setting every object of an act back, each by itself: what can't go back keeps nothing else from it.

use super::many::{self, Light};
use super::{Context, UndoCommand};
use crate::app::commands::SetBack;
use crate::app::error::AppError;
use crate::domain::actor::Actor;
use crate::domain::audit::{ObjectKind, Touched};
use crate::domain::ids::UserId;
use crate::domain::text::{fill, text};
use crate::store::error::StoreError;
use crate::store::writer::Writer;

/// Sets back whatever can be. Where nothing can, the reason is that of the first; a single object has its own.
pub(super) fn set_back(
    undo: &UndoCommand,
    w: &mut Writer<'_>,
    context: &Context<'_>,
    (actor, light): (Option<&Actor>, Option<&Light<'_>>),
    touched: &[Touched],
) -> Result<SetBack, AppError> {
    if light.is_some() && many::changes_roles(touched) {
        context.require_proof(w.office()?.origin)?;
    }
    let mut left: Vec<&Touched> = touched.iter().filter(|one| !one.marks.is_empty()).collect();
    // What people belong to comes back before them; where it goes instead, it waits for them in the next round.
    left.sort_by_key(|one| one.object == ObjectKind::User);
    let is_alone = left.len() == 1;
    context.progress.set_total(left.len() as u64);
    let (mut changed, mut done) = (0, 0);
    let mut kept = loop {
        let mut kept = Vec::new();
        let asked = left.len();
        for one in left {
            if context.progress.is_cancelled() {
                return Err(AppError::Cancelled);
            }
            context.progress.set_done(done);
            match w.attempt(|w| undo.set_back(w, context, (actor, light), one)) {
                Ok(is_changed) => {
                    changed += u64::from(is_changed);
                    done += 1;
                }
                Err(error) if !is_alone && is_refusal(&error) => kept.push((one, error)),
                Err(error) => return Err(error),
            }
        }
        // What stood in the way of one may have gone with another.
        if kept.is_empty() || kept.len() == asked {
            break kept;
        }
        left = kept.iter().map(|(one, _)| *one).collect();
    };
    if touched.iter().any(|one| one.object == ObjectKind::User) {
        // A team or workspace that an act brought along, and that others use by now, is nothing that was meant to go.
        kept.retain(|(one, _)| one.object == ObjectKind::User);
    }
    let example = kept.first().map(|(one, error)| example(w, one, error));
    let came = SetBack {
        changed,
        kept: kept.len() as u64,
        example: example.transpose()?.unwrap_or_default(),
    };
    match kept.into_iter().next() {
        Some((_, error)) if changed == 0 => Err(error),
        _ => Ok(came),
    }
}

/// Whether it is about the object alone.
pub(in crate::app) fn is_refusal(error: &AppError) -> bool {
    matches!(
        error,
        AppError::Denied(_)
            | AppError::Invalid(_)
            | AppError::InUse(..)
            | AppError::Store(StoreError::NotFound)
    )
}

/// Who stays as they are, and why; somebody out of sight has no name.
fn example(w: &Writer<'_>, one: &Touched, error: &AppError) -> Result<String, AppError> {
    let is_hidden = error.is_not_found();
    let name = match w.user(UserId(one.object_id)) {
        _ if is_hidden => return Ok(error.message().line()),
        Ok(record) => record.profile.name,
        Err(StoreError::NotFound) => w.binned(UserId(one.object_id))?.profile.name,
        Err(error) => return Err(error.into()),
    };
    let why = error.message().line();
    Ok(fill(text().undo.change, &[&name, &why]))
}
