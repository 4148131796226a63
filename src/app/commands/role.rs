//! Changing what a role allows.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::FieldChange;
use crate::domain::ids::RoleId;
use crate::domain::permission::Permission;
use crate::domain::text::text;
use crate::store::workspace::Workspace;

/// A change to a role.
#[derive(Clone, PartialEq, Debug)]
pub enum RoleCommand {
    /// Let a role do something.
    Allow(RoleId, Permission),
    /// Forbid a role something.
    Forbid(RoleId, Permission),
}

impl From<RoleCommand> for Command {
    fn from(command: RoleCommand) -> Self {
        Self::Role(command)
    }
}

impl RoleCommand {
    pub(super) fn access(&self) -> Access {
        match self {
            Self::Allow(..) | Self::Forbid(..) => Access::Needs(Permission::RolesUpdate),
        }
    }

    pub(super) fn name(&self) -> &'static str {
        match self {
            Self::Allow(..) => "role.allow",
            Self::Forbid(..) => "role.forbid",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let name = self.name();
        let words = &text().app;
        workspace.transact(context.act(), |w| {
            let (role_id, permission, old, new) = match self {
                Self::Allow(role_id, permission) => {
                    w.allow(role_id, permission)?;
                    (role_id, permission, words.no, words.yes)
                }
                Self::Forbid(role_id, permission) => {
                    w.forbid(role_id, permission)?;
                    (role_id, permission, words.yes, words.no)
                }
            };
            let change = FieldChange {
                field: permission.key().to_owned(),
                old: old.to_owned(),
                new: new.to_owned(),
            };
            w.record(ObjectKind::Role, role_id.0, &[change])?;
            Ok::<_, AppError>(((), NewEntry::done(name, ObjectKind::Role, Some(role_id.0))))
        })?;
        Ok(Done::new(Reply::Done, Topics::DIRECTORY))
    }
}
