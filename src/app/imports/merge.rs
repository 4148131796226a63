//! Laying a row over a person: an empty cell leaves things as they are, lists only grow.

use chrono::Timelike;

use crate::domain::change::{Field, FieldChange};
use crate::domain::incoming::{Incoming, IncomingUser};
use crate::domain::time::{OfficeTime, Timestamp};
use crate::domain::user::{Onboarding, Profile, UserRecord};
use crate::domain::validation::draft::UserDraft;

/// The draft with what the row says.
pub(super) fn lay_over(draft: &mut UserDraft, incoming: &IncomingUser) {
    for (field, value) in &incoming.values {
        match value {
            Incoming::Text(text) => {
                if let Some(slot) = text_slot(draft, *field).filter(|slot| !same_words(slot, text))
                {
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

/// Whether texts differ in nothing but blanks: reading joins those that a form keeps.
fn same_words(a: &str, b: &str) -> bool {
    a.split_whitespace().eq(b.split_whitespace())
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

/// Whether a row's instant is the one that is known, as far as a file tells: up to the second, on the office's clock, which
/// shows an hour of autumn twice.
pub(super) fn is_known(said: Timestamp, known: Option<Timestamp>, time: &OfficeTime) -> bool {
    let shown = |at| time.local(at).with_nanosecond(0);
    known.is_some_and(|known| shown(said) == shown(known))
}

/// The onboarding status of a new person: a column's word first, then a sign-in, then what was chosen.
pub(super) fn first_onboarding(
    incoming: &IncomingUser,
    signed_in: Option<Timestamp>,
    of_new: Onboarding,
) -> Onboarding {
    let by_sign_in = signed_in.map(|_| Onboarding::Completed);
    said(incoming).or(by_sign_in).unwrap_or(of_new)
}

/// The onboarding status that follows: a column's word first, then a sign-in, then what is known.
///
/// Somebody who has signed in is never put back to an invitation, and an invitation that has run out is expired already.
pub(super) fn onboarding(
    incoming: &IncomingUser,
    old: &UserRecord,
    signed_in: Option<Timestamp>,
    now: Timestamp,
) -> Onboarding {
    let known = old.profile.onboarding;
    match said(incoming) {
        Some(said) if said == known.effective(old.invitation_expires_at, now) => known,
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

/// The onboarding status that the row gives.
fn said(incoming: &IncomingUser) -> Option<Onboarding> {
    incoming.values.iter().find_map(|(_, value)| match value {
        Incoming::Onboarding(said) => Some(*said),
        _ => None,
    })
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
