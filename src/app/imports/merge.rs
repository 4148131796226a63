//! Laying a row over a person: an empty cell leaves things as they are, lists only grow.

use crate::domain::change::{Field, FieldChange};
use crate::domain::incoming::{Incoming, IncomingUser};
use crate::domain::time::Timestamp;
use crate::domain::user::{Onboarding, Profile, UserRecord};
use crate::domain::validation::draft::UserDraft;

/// The draft with what the row says.
pub(super) fn lay_over(draft: &mut UserDraft, incoming: &IncomingUser) {
    for (field, value) in &incoming.values {
        match value {
            Incoming::Text(text) => {
                if let Some(slot) = text_slot(draft, *field) {
                    slot.clone_from(text);
                }
            }
            Incoming::Status(status) => draft.status = *status,
            Incoming::Kind(kind) if draft.client_id.is_none() => draft.kind = *kind,
            Incoming::Day(day) => draft.end_date = day.to_string(),
            Incoming::Kind(_) | Incoming::Onboarding(_) | Incoming::At(_) | Incoming::Names(_) => {}
        }
    }
}

fn text_slot(draft: &mut UserDraft, field: Field) -> Option<&mut String> {
    Some(match field {
        Field::Name => &mut draft.name,
        Field::Email => &mut draft.email,
        Field::Phone => &mut draft.phone,
        Field::Extension => &mut draft.extension,
        Field::Title => &mut draft.title,
        Field::Department => &mut draft.department,
        Field::Location => &mut draft.location,
        Field::Language => &mut draft.language,
        Field::Manager => &mut draft.manager,
        Field::Notes => &mut draft.notes,
        _ => return None,
    })
}

/// An instant that the row gives.
pub(super) fn instant(incoming: &IncomingUser, field: Field) -> Option<Timestamp> {
    incoming.values.iter().find_map(|(f, value)| match value {
        Incoming::At(at) if *f == field => Some(*at),
        _ => None,
    })
}

/// The onboarding status that follows: a column's word first, then a sign-in, then what is known.
///
/// Somebody who has signed in is never put back to an invitation.
pub(super) fn onboarding(
    incoming: &IncomingUser,
    old: Option<&UserRecord>,
    signed_in: Option<Timestamp>,
    of_new: Onboarding,
) -> Onboarding {
    let said = incoming.values.iter().find_map(|(_, value)| match value {
        Incoming::Onboarding(said) => Some(*said),
        _ => None,
    });
    let Some(old) = old else {
        let by_sign_in = signed_in.map(|_| Onboarding::Completed);
        return said.or(by_sign_in).unwrap_or(of_new);
    };
    let known = old.profile.onboarding;
    match said {
        Some(Onboarding::Launched | Onboarding::InProgress | Onboarding::NotInvited)
            if old.last_sign_in_at.is_some() && known == Onboarding::Completed =>
        {
            known
        }
        Some(said) => said,
        None if signed_in > old.last_sign_in_at && known != Onboarding::Revoked => {
            Onboarding::Completed
        }
        None => known,
    }
}

/// Changes of the times beside the profile, for the person's history. `known` is the creation time and the newest sign-in.
pub(super) fn time_changes(
    known: (Option<Timestamp>, Option<Timestamp>),
    created_at: Option<Timestamp>,
    signed_in: Option<Timestamp>,
) -> Vec<FieldChange> {
    let told = |at: Option<Timestamp>| at.map(Timestamp::rfc3339).unwrap_or_default();
    let (created_before, last) = known;
    let mut changes = Vec::new();
    if created_at.is_some() && created_at != created_before {
        changes.push(FieldChange::of(
            Field::CreatedAt,
            told(created_before),
            told(created_at),
        ));
    }
    if signed_in > last {
        changes.push(FieldChange::of(
            Field::LastSignIn,
            told(last),
            told(signed_in),
        ));
    }
    changes
}

/// A profile with nothing said yet.
pub(super) fn blank() -> Profile {
    Profile::default()
}
