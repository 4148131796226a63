//! Installing and removing modules. Data stays; before a module is removed the file is copied and the copy checked.

use std::path::PathBuf;

use super::{Command, Context, Done, Reply};
use crate::app::backups;
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind};
use crate::domain::backup::Reason;
use crate::domain::module::Module;
use crate::domain::permission::Permission;
use crate::store::workspace::Workspace;

/// A change to what is installed.
#[derive(Clone, Copy, PartialEq, Debug)]
pub enum ModuleCommand {
    /// Install a module.
    Install(Module),
    /// Remove a module; its data stays.
    Remove(Module),
}

impl From<ModuleCommand> for Command {
    fn from(command: ModuleCommand) -> Self {
        Self::Module(command)
    }
}

impl ModuleCommand {
    pub(super) fn access(self) -> Access {
        match self {
            Self::Install(_) | Self::Remove(_) => Access::Office(&[Permission::ModulesManage]),
        }
    }

    pub(super) fn needs_fresh_proof(self) -> FreshProof {
        match self {
            Self::Install(_) | Self::Remove(_) => FreshProof::NotNeeded,
        }
    }

    pub(super) fn name(self) -> &'static str {
        match self {
            Self::Install(_) => "module.install",
            Self::Remove(_) => "module.remove",
        }
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let backup = match self {
            Self::Install(_) => None,
            Self::Remove(_) => Some(back_up(workspace, context)?),
        };
        let name = self.name();
        let reply = match &backup {
            Some(path) => Reply::BackedUp(path.clone()),
            None => Reply::Done,
        };
        workspace.transact(context.act(), |w| {
            let (Self::Install(module) | Self::Remove(module)) = self;
            let before = w.before(ObjectKind::Module, module as i64)?;
            match self {
                Self::Install(_) => w.install_module(module)?,
                Self::Remove(_) => w.remove_module(module)?,
            }
            w.record_since(&before)?;
            let entry = NewEntry::done(name, ObjectKind::Module, Some(module as i64));
            let details = serde_json::json!({ "module": module.key(), "backup": backup });
            Ok::<_, AppError>(((), entry.with_details(details.to_string())))
        })?;
        // What is installed decides what everybody may see.
        Ok(Done::new(reply, Topics::ALL))
    }
}

/// A checked copy of the file, as it was before.
pub(super) fn back_up(workspace: &Workspace, context: &Context<'_>) -> Result<PathBuf, AppError> {
    let made = backups::before(workspace, Reason::Module, context.env, context.progress)?;
    Ok(made.path)
}
