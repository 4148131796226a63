//! The command behind a change that would turn a "no" of [`Why`](super::queries::why::Why), for those who may give it.

use super::commands::Command;
use super::commands::module::ModuleCommand;
use super::commands::role::{Placement, RoleCommand};
use super::commands::user::UserCommand;
use super::commands::user_allowed::may_give;
use super::commands::workspace::WorkspaceCommand;
use super::queries::why::WhyAnswer;
use crate::domain::access::GrantPlace;
use crate::domain::access::why::Fix;
use crate::domain::actor::Actor;
use crate::domain::directory::Directory;
use crate::domain::ids::{RoleId, WorkspaceId};
use crate::domain::permission::Permission;
use crate::domain::user::{AccountStatus, UserRecord};
use crate::domain::validation::draft::UserDraft;
use crate::domain::workspace::{WorkspaceProfile, WorkspaceStatus};

/// What commands are made from.
pub struct Ground<'a> {
    /// The person whom the answer is about.
    pub record: &'a UserRecord,
    /// The answer.
    pub answer: &'a WhyAnswer,
    /// The office's roles.
    pub directory: &'a Directory,
    /// The operator.
    pub actor: &'a Actor,
}

impl Ground<'_> {
    /// The command that makes a change; none where the operator may not, or another page has to do it.
    pub fn command(&self, fix: &Fix) -> Option<Command> {
        let command = match fix {
            Fix::Activate => Some(self.person(|draft| draft.status = AccountStatus::Active)),
            Fix::Give(role_id) => Some(self.person(|draft| draft.roles.extend([*role_id]))),
            Fix::Join(id) => Some(self.person(|draft| draft.workspaces.extend([*id]))),
            Fix::Allow(role_id, permission) => {
                Some(RoleCommand::Allow(*role_id, *permission).into())
            }
            Fix::Widen(role_id) => self.placement(*role_id, GrantPlace::Everywhere),
            Fix::Prolong(role_id) => {
                let ended = self.answer.ended.iter().find(|(id, _)| id == role_id);
                let place = ended.map(|(_, place)| place.clone());
                place
                    .filter(|place| self.is_member(place))
                    .and_then(|place| self.placement(*role_id, place))
            }
            Fix::Install(module) => Some(ModuleCommand::Install(*module).into()),
            Fix::AddOn(id, add_on_id) => self
                .workspace(*id, |profile| profile.add_ons.extend([*add_on_id]))
                .filter(|_| self.actor.may_everywhere(Permission::PlansUpdate)),
            Fix::Reopen(id) => {
                self.workspace(*id, |profile| profile.status = WorkspaceStatus::Open)
            }
            Fix::Include(..) => None,
        };
        command.filter(|command| command.access().check(Some(self.actor)).is_ok())
    }

    fn person(&self, change: impl FnOnce(&mut UserDraft)) -> Command {
        let mut draft = UserDraft::from(&self.record.profile);
        change(&mut draft);
        let command = UserCommand::Update {
            user_id: self.record.user_id,
            draft: Box::new(draft),
            base: self.record.changed_at,
        };
        command.into()
    }

    /// Holds a role at a place without an end, where the operator may give it there.
    fn placement(&self, role_id: RoleId, place: GrantPlace) -> Option<Command> {
        let mut roles = self.directory.roles.iter();
        let role = roles.find(|role| role.role_id == role_id)?;
        if !may_give(&self.actor.rights, role, &place) {
            return None;
        }
        let placement = Placement {
            user_id: self.record.user_id,
            role_id,
            place,
            ends_on: None,
        };
        Some(RoleCommand::Place(Box::new(placement)).into())
    }

    /// Whether the person is still a member wherever the role was held.
    fn is_member(&self, place: &GrantPlace) -> bool {
        match place {
            GrantPlace::Everywhere | GrantPlace::TheirWorkspaces => true,
            GrantPlace::Named(named) => named.is_subset(&self.record.profile.workspaces),
        }
    }

    fn workspace(
        &self,
        workspace_id: WorkspaceId,
        change: impl FnOnce(&mut WorkspaceProfile),
    ) -> Option<Command> {
        let rights = &self.actor.rights;
        if !rights.may_in(Permission::WorkspacesUpdate, workspace_id) {
            return None;
        }
        let mut shown = self.answer.workspaces.iter();
        let (_, base) = shown.find(|(id, _)| *id == workspace_id)?;
        let mut wanted = base.clone();
        change(&mut wanted);
        let command = WorkspaceCommand::Update {
            workspace_id,
            base: Box::new(base.clone()),
            wanted: Box::new(wanted),
        };
        Some(command.into())
    }
}
