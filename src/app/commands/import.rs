//! Importing a file, as it was looked at and mapped.

use super::{Command, Context, Done, Reply};
use crate::app::backups;
use crate::app::error::AppError;
use crate::app::imports::{Prepared, run};
use crate::app::progress::Progress;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::backup::Reason;
use crate::domain::permission::Permission;
use crate::import::target::Target;
use crate::store::workspace::Workspace;

/// An import of more rows than this makes a backup first.
const MANY: u64 = 1_000;

/// An import.
#[derive(Clone, PartialEq, Debug)]
pub struct ImportCommand {
    /// The file and where its columns go.
    pub prepared: Box<Prepared>,
}

impl From<ImportCommand> for Command {
    fn from(command: ImportCommand) -> Self {
        Self::Import(command)
    }
}

impl ImportCommand {
    /// A file is about the whole office, and what it changes tells who has which address.
    pub const ACCESS: Access =
        Access::Office(&[Permission::DataImport, Permission::UsersViewContact]);

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Self::ACCESS
    }

    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        let mut columns = self.prepared.mapping.columns.iter();
        if columns.any(|column| column.target == Target::Roles) {
            FreshProof::Needed
        } else {
            FreshProof::NotNeeded
        }
    }

    pub(super) fn name(&self) -> &'static str {
        run::command_name(self.prepared.mapping.kind)
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        // A file names anybody, so what is allowed in some workspaces only is not enough.
        let permissions = actor
            .map(|actor| actor.rights.everywhere())
            .unwrap_or_default();
        if self.prepared.rows > MANY {
            // How far the copy is would be mistaken for the import's own progress.
            let unseen = Progress::default();
            backups::before(workspace, Reason::Import, context.env, &unseen)?;
        }
        if context.progress.is_cancelled() {
            return Err(AppError::Cancelled);
        }
        context.progress.set_total(self.prepared.rows);
        let report = run::import(
            workspace,
            context.act(),
            &self.prepared,
            permissions,
            context.progress.as_ref(),
        )?;
        Ok(Done::new(Reply::Imported(Box::new(report)), Topics::ALL))
    }
}
