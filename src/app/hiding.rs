//! Taking out of what changed about a person what the operator may not see.

use super::commands::role::RoleCommand;
use crate::domain::change::{Field, FieldChange};
use crate::domain::directory::Named;
use crate::domain::ids::WorkspaceId;
use crate::domain::text::text;

/// Leaves no name of a workspace that may not be seen, by whatever name it went then.
pub(in crate::app) fn workspaces(
    seen: &[Named<WorkspaceId>],
    command: &str,
    changes: &mut [FieldChange],
) {
    let is_seen = |name: &str| seen.iter().any(|workspace| workspace.name == name);
    let is_place = command == RoleCommand::PLACE;
    for change in changes {
        let is_list = change.field == Field::Workspaces.key();
        for value in [&mut change.old, &mut change.new] {
            let is_open = value.is_empty() || (is_list && value.split(", ").all(is_seen));
            if (is_list || is_place) && !is_open {
                text().history.hidden.clone_into(value);
            }
        }
    }
}

/// Leaves no trace of contact data, but that it was changed.
pub(in crate::app) fn contact(changes: &mut [FieldChange]) {
    hide(
        changes,
        &[Field::Email, Field::Phone, Field::Extension].map(Field::key),
    );
}

/// Leaves no value of some fields, but that they were changed.
pub(in crate::app) fn hide(changes: &mut [FieldChange], fields: &[&str]) {
    for change in changes
        .iter_mut()
        .filter(|c| fields.contains(&c.field.as_str()))
    {
        for value in [&mut change.old, &mut change.new] {
            if !value.is_empty() {
                text().history.hidden.clone_into(value);
            }
        }
    }
}
