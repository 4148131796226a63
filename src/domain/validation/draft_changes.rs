//! What a draft would change, said while it is still being typed: invalid entries are shown as they are.

use super::draft::UserDraft;
use crate::domain::change::{Field, FieldChange};
use crate::domain::directory::Directory;
use crate::domain::user::Profile;

/// The changes from one draft to another, in form order.
pub fn draft_changes(
    directory: &Directory,
    original: &UserDraft,
    draft: &UserDraft,
) -> Vec<FieldChange> {
    let (before, after) = (chosen(original), chosen(draft));
    let value = |draft: &UserDraft, chosen: &Profile, field| match typed(draft, field) {
        Some(text) => text.trim().to_owned(),
        None => directory.value(chosen, field),
    };
    Field::ALL
        .iter()
        .map(|field| {
            (
                *field,
                value(original, &before, *field),
                value(draft, &after, *field),
            )
        })
        .filter(|(_, old, new)| old != new)
        .map(|(field, old, new)| FieldChange::of(field, old, new))
        .collect()
}

/// The text of a field that is typed; `None` for one that is chosen.
fn typed(draft: &UserDraft, field: Field) -> Option<&str> {
    match field {
        Field::Name => Some(&draft.name),
        Field::Email => Some(&draft.email),
        Field::Phone => Some(&draft.phone),
        Field::Extension => Some(&draft.extension),
        Field::Title => Some(&draft.title),
        Field::Department => Some(&draft.department),
        Field::Location => Some(&draft.location),
        Field::Language => Some(&draft.language),
        Field::Manager => Some(&draft.manager),
        Field::EndDate => Some(&draft.end_date),
        Field::Notes => Some(&draft.notes),
        Field::Status
        | Field::Onboarding
        | Field::Kind
        | Field::Client
        | Field::Workspaces
        | Field::Teams
        | Field::Roles
        | Field::Tags
        | Field::CreatedAt
        | Field::LastSignIn
        | Field::ExternalId => None,
    }
}

/// The part of a draft that is chosen, not typed.
fn chosen(draft: &UserDraft) -> Profile {
    Profile {
        status: draft.status,
        onboarding: draft.onboarding,
        kind: draft.kind,
        client_id: draft.client_id,
        tags: draft.tags.clone(),
        roles: draft.roles.clone(),
        teams: draft.teams.clone(),
        workspaces: draft.workspaces.clone(),
        ..Profile::default()
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::domain::user::AccountStatus;

    #[test]
    fn invalid_text_is_listed_as_it_stands() {
        let original = UserDraft {
            extension: "204".into(),
            ..UserDraft::default()
        };
        let draft = UserDraft {
            extension: "x204 ".into(),
            status: AccountStatus::Inactive,
            ..original.clone()
        };
        let expected = [
            FieldChange::of(Field::Extension, "204", "x204"),
            FieldChange::of(Field::Status, "Active", "Inactive"),
        ];
        assert_eq!(
            draft_changes(&Directory::default(), &original, &draft),
            expected
        );
    }
}
