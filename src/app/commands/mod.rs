//! Everything that changes the file: commands, grouped by noun, each with who may give it.

pub mod bin;
pub mod bulk;
pub mod end_dates;
pub mod export;
pub mod file;
mod hand_over;
pub mod import;
pub(in crate::app) mod judge;
pub(in crate::app) mod left;
pub mod module;
pub mod office;
pub mod own;
pub mod password;
pub mod plan;
pub mod purge;
pub mod recover;
mod reply;
pub mod review;
pub mod role;
pub mod session;
mod session_lock;
pub mod team;
pub mod undo;
pub mod upkeep;
pub mod user;
pub(in crate::app) mod user_allowed;
pub mod view;
pub mod viewing;
pub mod ways_in;
pub mod workspace;

use std::sync::Arc;

use zeroize::Zeroizing;

pub use reply::{Receipt, Reply, SetBack};

use super::access;
use super::env::Env;
use super::error::AppError;
use super::progress::Progress;
use super::proof::{self, FreshProof};
use super::query::Access;
use super::seat::Seat;
use super::topics::Topics;
use crate::domain::actor::Actor;
use crate::domain::audit::{NewEntry, ObjectKind, Outcome};
use crate::domain::office::Origin;
use crate::domain::permission::Permission;
use crate::store::workspace::{Act, Workspace};

/// A wish to change the file.
#[derive(Clone, PartialEq, Debug)]
pub enum Command {
    /// About a person.
    User(user::UserCommand),
    /// About many people at once.
    Bulk(bulk::BulkCommand),
    /// Accounts whose last day is over.
    EndDates(end_dates::EndDatesCommand),
    /// Restoring somebody from the bin.
    Restore(bin::RestoreCommand),
    /// Removing deleted people for good.
    Purge(purge::PurgeCommand),
    /// About a role.
    Role(role::RoleCommand),
    /// About a team.
    Team(team::TeamCommand),
    /// About a workspace of the office.
    Workspace(workspace::WorkspaceCommand),
    /// About a plan or an add-on.
    Plan(plan::PlanCommand),
    /// About the office.
    Office(office::OfficeCommand),
    /// About a module.
    Module(module::ModuleCommand),
    /// About signing in and out.
    Session(session::SessionCommand),
    /// About a finished export.
    Export(export::ExportCommand),
    /// About the workspace file itself.
    Upkeep(upkeep::UpkeepCommand),
    /// An import of a file.
    Import(import::ImportCommand),
    /// About the workspace file itself.
    File(file::FileCommand),
    /// A new password for somebody.
    Password(password::PasswordCommand),
    /// About the operator's own account.
    Own(own::OwnCommand),
    /// About another's ways in.
    WaysIn(ways_in::WaysInCommand),
    /// Applying an access review.
    Review(review::ReviewCommand),
    /// Setting an earlier act back.
    Undo(undo::UndoCommand),
    /// About a saved view.
    View(view::ViewCommand),
    /// Viewing as a user.
    Viewing(viewing::ViewingCommand),
}

/// What a command gets besides the file.
pub struct Context<'a> {
    /// The outside.
    pub env: &'a Env,
    /// Who sat at the program when the command was given.
    pub seat: &'a Seat,
    /// Progress of long commands, and the wish to stop.
    pub progress: &'a Arc<Progress>,
}

/// What a command did.
#[derive(Clone, PartialEq, Debug)]
pub struct Done {
    /// The answer.
    pub reply: Reply,
    /// What views must ask again.
    pub touched: Topics,
    /// Who sits at the program from now on, where that changed.
    pub seat: Option<Seat>,
}

impl Done {
    /// Done, with what it touched.
    pub fn new(reply: Reply, touched: Topics) -> Self {
        Self {
            reply,
            touched,
            seat: None,
        }
    }
}

impl Context<'_> {
    /// The operator's act, now. Of a locked program it is nobody's: whoever acts has not proven who they are.
    pub fn act(&self) -> Act {
        Act {
            actor: self.seat.operator().map(|o| o.user_id),
            at: self.env.clock.now(),
        }
    }

    /// Refuses where the operator has not given their password lately.
    pub(super) fn require_proof(&self, origin: Origin) -> Result<(), AppError> {
        proof::require(self.seat.operator(), origin, self.env.clock.now())
    }
}

impl Command {
    /// The password that it proves, if it does.
    pub(super) fn password(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::Session(command) => command.password(),
            Self::File(command) => command.password(),
            Self::Own(command) => command.password(),
            _ => None,
        }
    }

    /// The new passphrase of the file that it sets, if it does.
    pub(super) fn passphrase(&self) -> Option<&Zeroizing<String>> {
        match self {
            Self::File(command) => command.passphrase(),
            _ => None,
        }
    }

    /// Who may give it.
    pub fn access(&self) -> Access {
        match self {
            Self::User(command) => command.access(),
            Self::Bulk(command) => command.access(),
            Self::EndDates(command) => command.access(),
            Self::Restore(command) => command.access(),
            Self::Purge(command) => command.access(),
            Self::Role(command) => command.access(),
            Self::Team(command) => command.access(),
            Self::Workspace(command) => command.access(),
            Self::Plan(command) => command.access(),
            Self::Office(command) => command.access(),
            Self::Module(command) => command.access(),
            Self::Session(command) => command.access(),
            Self::Export(command) => command.access(),
            Self::Upkeep(command) => command.access(),
            Self::Import(command) => command.access(),
            Self::File(command) => command.access(),
            Self::Password(command) => command.access(),
            Self::Own(command) => command.access(),
            Self::WaysIn(command) => command.access(),
            Self::Review(command) => command.access(),
            Self::Undo(command) => command.access(),
            Self::View(command) => command.access(),
            Self::Viewing(command) => command.access(),
        }
    }

    /// Whether the operator must have given their password lately.
    pub fn needs_fresh_proof(&self) -> FreshProof {
        match self {
            Self::User(command) => command.needs_fresh_proof(),
            Self::Bulk(command) => command.needs_fresh_proof(),
            Self::EndDates(command) => command.needs_fresh_proof(),
            Self::Restore(command) => command.needs_fresh_proof(),
            Self::Purge(command) => command.needs_fresh_proof(),
            Self::Role(command) => command.needs_fresh_proof(),
            Self::Team(command) => command.needs_fresh_proof(),
            Self::Workspace(command) => command.needs_fresh_proof(),
            Self::Plan(command) => command.needs_fresh_proof(),
            Self::Office(command) => command.needs_fresh_proof(),
            Self::Module(command) => command.needs_fresh_proof(),
            Self::Session(command) => command.needs_fresh_proof(),
            Self::Export(command) => command.needs_fresh_proof(),
            Self::Import(command) => command.needs_fresh_proof(),
            Self::File(command) => command.needs_fresh_proof(),
            Self::Upkeep(command) => command.needs_fresh_proof(),
            Self::Password(command) => command.needs_fresh_proof(),
            Self::Own(command) => command.needs_fresh_proof(),
            Self::WaysIn(command) => command.needs_fresh_proof(),
            Self::Review(command) => command.needs_fresh_proof(),
            Self::Undo(command) => command.needs_fresh_proof(),
            Self::View(command) => command.needs_fresh_proof(),
            Self::Viewing(command) => command.needs_fresh_proof(),
        }
    }

    /// The stable name in the audit log.
    pub fn name(&self) -> &'static str {
        match self {
            Self::User(command) => command.name(),
            Self::Bulk(command) => command.deed.name(),
            Self::EndDates(_) => end_dates::EndDatesCommand::NAME,
            Self::Restore(_) => bin::RestoreCommand::NAME,
            Self::Purge(_) => purge::PurgeCommand::NAME,
            Self::Role(command) => command.name(),
            Self::Team(command) => command.name(),
            Self::Workspace(command) => command.name(),
            Self::Plan(command) => command.name(),
            Self::Office(command) => command.name(),
            Self::Module(command) => command.name(),
            Self::Session(command) => command.name(),
            Self::Export(command) => command.name(),
            Self::Upkeep(command) => command.name(),
            Self::Import(command) => command.name(),
            Self::File(command) => command.name(),
            Self::Password(_) => password::PasswordCommand::NAME,
            Self::Own(command) => command.name(),
            Self::WaysIn(command) => command.name(),
            Self::Review(_) => review::ReviewCommand::NAME,
            Self::Undo(_) => undo::UndoCommand::NAME,
            Self::View(command) => command.name(),
            Self::Viewing(_) => viewing::ViewingCommand::NAME,
        }
    }

    /// Checks the operator's permission, carries the command out, and records it or its refusal.
    pub fn execute(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
    ) -> Result<Done, AppError> {
        let actor = actor(workspace, context)?;
        let name = self.name();
        let done = self
            .access()
            .check(actor.as_ref())
            .and_then(|()| self.check_proof(workspace, context))
            .and_then(|()| self.run(workspace, context, actor.as_ref()));
        if done.as_ref().is_err_and(AppError::is_refusal) {
            record_refusal(workspace, context, name)?;
        }
        done
    }

    fn check_proof(&self, workspace: &Workspace, context: &Context<'_>) -> Result<(), AppError> {
        if self.needs_fresh_proof() != FreshProof::Needed {
            return Ok(());
        }
        let office = workspace.reader()?.snapshot(|snapshot| snapshot.office())?;
        context.require_proof(office.origin)
    }

    fn run(
        self,
        workspace: &mut Workspace,
        context: &Context<'_>,
        actor: Option<&Actor>,
    ) -> Result<Done, AppError> {
        match self {
            Self::User(command) => command.run(workspace, context, actor),
            Self::Bulk(command) => command.run(workspace, context, actor),
            Self::EndDates(command) => command.run(workspace, context),
            Self::Restore(command) => command.run(workspace, context, actor),
            Self::Purge(command) => command.run(workspace, context, actor),
            Self::Role(command) => command.run(workspace, context, actor),
            Self::Team(command) => command.run(workspace, context),
            Self::Workspace(command) => command.run(workspace, context, actor),
            Self::Plan(command) => command.run(workspace, context),
            Self::Office(command) => command.run(workspace, context),
            Self::Module(command) => command.run(workspace, context),
            Self::Session(command) => command.run(workspace, context),
            Self::Export(command) => command.run(workspace, context),
            Self::Upkeep(command) => command.run(workspace, context),
            Self::Import(command) => command.run(workspace, context, actor),
            Self::File(command) => command.run(workspace, context),
            Self::Password(command) => command.run(workspace, context, actor),
            Self::Own(command) => command.run(workspace, context),
            Self::WaysIn(command) => command.run(workspace, context, actor),
            Self::Review(command) => command.run(workspace, context, actor),
            Self::Undo(command) => command.run(workspace, context, actor),
            Self::View(command) => command.run(workspace, context, actor),
            Self::Viewing(command) => command.run(workspace, context, actor),
        }
    }
}

/// The operator with the rights that their roles give now.
fn actor(workspace: &Workspace, context: &Context<'_>) -> Result<Option<Actor>, AppError> {
    let Some(operator) = context.seat.operator() else {
        return Ok(None);
    };
    let now = context.env.clock.now();
    let actor = workspace
        .reader()?
        .snapshot(|snapshot| access::actor(snapshot, operator, now))?;
    Ok(Some(actor))
}

/// Records that an act was refused.
pub(in crate::app) fn record_refusal(
    workspace: &mut Workspace,
    context: &Context<'_>,
    name: &'static str,
) -> Result<(), AppError> {
    record_denied(workspace, context, (name, String::new()))
}

/// Records that a kind of question was refused, and which permission is missing.
pub(in crate::app) fn record_refused_question(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (question, missing): (&'static str, Permission),
) -> Result<(), AppError> {
    let details = serde_json::json!({ "question": question, "missing": missing.key() });
    record_denied(workspace, context, ("question.ask", details.to_string()))
}

fn record_denied(
    workspace: &mut Workspace,
    context: &Context<'_>,
    (name, details): (&'static str, String),
) -> Result<(), AppError> {
    if workspace.only_reads() {
        return Ok(());
    }
    let entry = NewEntry::done(name, ObjectKind::Workspace, None);
    let denied = NewEntry {
        outcome: Outcome::Denied,
        count: 0,
        ..entry.with_details(details)
    };
    workspace.transact(context.act(), |_| Ok::<_, AppError>(((), denied)))
}
