//! Recording an export: the file is written elsewhere, and counts only once its entry is in the audit log.

use super::{Command, Context, Done, Reply};
use crate::app::error::AppError;
use crate::app::proof::FreshProof;
use crate::app::query::Access;
use crate::app::topics::Topics;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome};
use crate::domain::permission::Permission;
use crate::store::workspace::Workspace;

/// A finished export.
#[derive(Clone, PartialEq, Debug)]
pub struct ExportCommand {
    /// What was exported, such as the title of the segment.
    pub what: String,
    /// The filter as people read it, and whether there was a search; not what was searched for.
    pub filter: String,
    /// Rows in the file.
    pub rows: u64,
    /// SHA-256 of the file, in hexadecimal.
    pub sha256: String,
    /// `xlsx`, `csv` or `json`.
    pub format: &'static str,
}

impl From<ExportCommand> for Command {
    fn from(command: ExportCommand) -> Self {
        Self::Export(command)
    }
}

impl ExportCommand {
    /// The stable name in the audit log.
    pub(in crate::app) const NAME: &'static str = "data.export";

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn access(&self) -> Access {
        Access::Part(&[Permission::DataExport])
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn needs_fresh_proof(&self) -> FreshProof {
        // The export itself has asked, before it read anything.
        FreshProof::NotNeeded
    }

    #[expect(clippy::unused_self, reason = "every command answers for itself")]
    pub(super) fn name(&self) -> &'static str {
        Self::NAME
    }

    pub(super) fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        workspace.transact(context.act(), |_| Ok::<_, AppError>(((), self.entry())))?;
        Ok(Done::new(Reply::Done, Topics::NONE))
    }

    /// Records that the file never got its name, which is known only after the export was recorded: entries stay as they
    /// are, so the last one tells how it ended.
    pub(in crate::app) fn record_failure(
        &self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<(), AppError> {
        let entry = NewEntry {
            outcome: Outcome::Failed,
            count: 0,
            ..self.entry()
        };
        workspace.transact(context.act(), |_| Ok::<_, AppError>(((), entry)))
    }

    fn entry(&self) -> NewEntry {
        let details = serde_json::json!({
            "what": self.what, "filter": self.filter, "rows": self.rows, "sha256": self.sha256, "format": self.format,
        });
        let entry = NewEntry {
            count: self.rows,
            ..NewEntry::done(Self::NAME, ObjectKind::Export, None)
        };
        entry.with_details(details.to_string())
    }
}
