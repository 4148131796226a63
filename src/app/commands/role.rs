//! Changing what a role allows.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::change::{Field, FieldChange};
use crate::domain::ids::RoleId;
use crate::domain::permission::Permission;
use crate::domain::role::{Role, SYSTEM_ADMINISTRATOR};
use crate::domain::text::text;
use crate::domain::validation::issues::Issues;
use crate::store::error::StoreError;
use crate::store::workspace::Workspace;
use crate::store::writer::Writer;

/// A change to a role.
#[derive(Clone, Copy, PartialEq, Debug)]
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
            Self::Allow(..) | Self::Forbid(..) => Access::Office(&[Permission::RolesUpdate]),
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
            let (role_id, permission) = match self {
                Self::Allow(role_id, permission) | Self::Forbid(role_id, permission) => {
                    (role_id, permission)
                }
            };
            let role = find(w, role_id)?;
            let (old, new) = match self {
                Self::Allow(..) => {
                    w.allow(role_id, permission)?;
                    (words.no, words.yes)
                }
                Self::Forbid(..) => {
                    check_no_lockout(&role, permission)?;
                    w.forbid(role_id, permission)?;
                    (words.yes, words.no)
                }
            };
            let had = role.permissions.has(permission);
            let is_change = had == matches!(self, Self::Forbid(..));
            let change = is_change.then(|| FieldChange {
                field: permission.key().to_owned(),
                old: old.to_owned(),
                new: new.to_owned(),
            });
            w.record(ObjectKind::Role, role_id.0, change.as_slice())?;
            Ok::<_, AppError>(((), NewEntry::done(name, ObjectKind::Role, Some(role_id.0))))
        })?;
        Ok(Done::new(Reply::Done, Topics::DIRECTORY))
    }
}

fn find(w: &Writer<'_>, role_id: RoleId) -> Result<Role, AppError> {
    let roles = w.directory()?.roles;
    let found = roles.into_iter().find(|role| role.role_id == role_id);
    found.ok_or(AppError::Store(StoreError::NotFound))
}

/// Without this permission in this role nobody could ever change a role again.
fn check_no_lockout(role: &Role, permission: Permission) -> Result<(), AppError> {
    let is_administrator = role.key.as_deref() == Some(SYSTEM_ADMINISTRATOR);
    if !is_administrator || permission != Permission::RolesUpdate {
        return Ok(());
    }
    let mut issues = Issues::default();
    issues.add(Field::Roles, text().problem.administrator_lockout);
    Err(AppError::Invalid(issues))
}
