//! The command behind a change that would turn a "no" of [`Why`](super::queries::why::Why).

use super::commands::Command;
use super::commands::role::{Placement, RoleCommand};
use super::commands::user::UserCommand;
use crate::domain::access::GrantPlace;
use crate::domain::access::why::Fix;
use crate::domain::user::{AccountStatus, UserRecord};
use crate::domain::validation::draft::UserDraft;

/// The command that makes the change to a person; none where another page has to do it.
pub fn command(fix: &Fix, record: &UserRecord) -> Option<Command> {
    let user_id = record.user_id;
    let everywhere = |role_id| {
        let placement = Placement {
            user_id,
            role_id,
            place: GrantPlace::Everywhere,
            ends_on: None,
        };
        RoleCommand::Place(Box::new(placement)).into()
    };
    match fix {
        Fix::Allow(role_id, permission) => Some(RoleCommand::Allow(*role_id, *permission).into()),
        Fix::Widen(role_id) => Some(everywhere(*role_id)),
        Fix::Activate => Some(update(record, |draft| draft.status = AccountStatus::Active)),
        Fix::Give(role_id) => Some(update(record, |draft| draft.roles.extend([*role_id]))),
        Fix::Join(id) => Some(update(record, |draft| draft.workspaces.extend([*id]))),
        Fix::Prolong(_) | Fix::Install(_) | Fix::Include(..) | Fix::Reopen(_) => None,
    }
}

fn update(record: &UserRecord, change: impl FnOnce(&mut UserDraft)) -> Command {
    let mut draft = UserDraft::from(&record.profile);
    change(&mut draft);
    let command = UserCommand::Update {
        user_id: record.user_id,
        draft: Box::new(draft),
        base: record.changed_at,
    };
    command.into()
}
