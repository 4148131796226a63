//! Which entry a command belongs to. A new command does not compile here until it has one.

use rollcall::app::commands::Command;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::own::OwnCommand;
use rollcall::app::commands::plan::PlanCommand;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::team::TeamCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::commands::view::ViewCommand;
use rollcall::app::commands::ways_in::WaysInCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::domain::plan::{OfferId, OfferKind};
use rollcall::domain::review::Subject;

use super::entries::Deed;
use super::upkeep::deed_of;

impl Deed {
    /// The entry of a command.
    pub fn of(command: &Command) -> Self {
        match command {
            Command::User(UserCommand::Create(_)) => Self::UserCreate,
            Command::User(UserCommand::Update { .. }) => Self::UserUpdate,
            Command::Restore(_) => Self::UserRestore,
            Command::Purge(PurgeCommand::These(_)) => Self::UsersPurge,
            Command::Purge(PurgeCommand::Due) => Self::PurgeDue,
            Command::EndDates(_) => Self::EndDates,
            Command::Bulk(command) => super::many::deed_of(command),
            Command::Password(_) => Self::UserPassword,
            Command::Role(RoleCommand::Allow(..)) => Self::RoleAllow,
            Command::Role(RoleCommand::Forbid(..)) => Self::RoleForbid,
            Command::Role(RoleCommand::Create { copy_of: None, .. }) => Self::RoleCreate,
            Command::Role(RoleCommand::Create { .. }) => Self::RoleCopy,
            Command::Role(RoleCommand::Rename(..)) => Self::RoleRename,
            Command::Role(RoleCommand::Delete(_)) => Self::RoleDelete,
            Command::Role(RoleCommand::Place(_)) => Self::RolePlace,
            Command::Office(command) => Self::of_office(command),
            Command::Team(command) => Self::of_team(command),
            Command::Workspace(WorkspaceCommand::Create(_)) => Self::WorkspaceCreate,
            Command::Workspace(WorkspaceCommand::Update { base, wanted, .. })
                if base.plan_id != wanted.plan_id =>
            {
                Self::WorkspacePlan
            }
            Command::Workspace(WorkspaceCommand::Update { base, wanted, .. })
                if base.add_ons != wanted.add_ons =>
            {
                Self::WorkspaceAddOn
            }
            Command::Workspace(WorkspaceCommand::Update { .. }) => Self::WorkspaceUpdate,
            Command::Workspace(WorkspaceCommand::Delete(_)) => Self::WorkspaceDelete,
            Command::Review(command) => match command.subject {
                Subject::Role(_) => Self::ReviewRole,
                Subject::Workspace(_) => Self::ReviewWorkspace,
            },
            Command::Undo(_) => Self::UndoRole,
            Command::View(ViewCommand::Create(_)) => Self::ViewCreate,
            Command::View(ViewCommand::Update { .. }) => Self::ViewUpdate,
            Command::View(ViewCommand::Delete(_)) => Self::ViewDelete,
            Command::View(ViewCommand::Start(_)) => Self::ViewStart,
            Command::Plan(command) => Self::of_offer(command),
            Command::Module(ModuleCommand::Install(_)) => Self::ModuleInstall,
            Command::Module(ModuleCommand::Remove(_)) => Self::ModuleRemove,
            Command::Session(command) => Self::of_session(command),
            Command::Own(command) => Self::of_own(command),
            Command::WaysIn(command) => Self::of_ways_in(command),
            Command::Viewing(_) => Self::ViewAs,
            Command::Export(_) => Self::RecordExport,
            Command::Upkeep(command) => deed_of(command),
            Command::Import(_) => Self::Import,
            Command::File(FileCommand::BackUp) => Self::BackUp,
            Command::File(FileCommand::SecondPlace(_)) => Self::SecondPlace,
            Command::File(FileCommand::Remember) => Self::RememberKey,
            Command::File(FileCommand::Forget) => Self::ForgetKey,
            Command::File(FileCommand::ChangePassphrase { .. }) => Self::ChangePassphrase,
            Command::File(FileCommand::Encrypt { .. }) => Self::Encrypt,
            Command::File(FileCommand::Restore { .. }) => Self::Restore,
        }
    }

    fn of_team(command: &TeamCommand) -> Self {
        match command {
            TeamCommand::Create(_) => Self::TeamCreate,
            TeamCommand::Update { .. } => Self::TeamUpdate,
            TeamCommand::Delete(_) => Self::TeamDelete,
        }
    }

    fn of_office(command: &OfficeCommand) -> Self {
        match command {
            OfficeCommand::SetDateFormat(_) => Self::OfficeDateFormat,
            OfficeCommand::SetContactRule(_) => Self::OfficeContactRule,
            OfficeCommand::SetName(_) => Self::OfficeName,
            OfficeCommand::SetZone(_) => Self::OfficeZone,
            OfficeCommand::SetPhoneRegion(_) => Self::OfficePhoneRegion,
            OfficeCommand::SetIdleLock(_) => Self::OfficeIdleLock,
            OfficeCommand::SetRetention(_) => Self::OfficeRetention,
        }
    }

    fn of_session(command: &SessionCommand) -> Self {
        match command {
            SessionCommand::SignIn { .. } => Self::SignIn,
            SessionCommand::SignInFully(_) => Self::SignInFully,
            SessionCommand::Recover(_) => Self::Recover,
            SessionCommand::EnterDemo => Self::EnterDemo,
            SessionCommand::SignOut => Self::SignOut,
            SessionCommand::Lock => Self::Lock,
            SessionCommand::Unlock { .. } => Self::Unlock,
            SessionCommand::Prove { .. } => Self::Prove,
        }
    }

    fn of_ways_in(command: &WaysInCommand) -> Self {
        match command {
            WaysInCommand::EndSession(_) => Self::EndSession,
            WaysInCommand::ResetFactor(_) => Self::ResetFactor,
            WaysInCommand::EndSessions(_) => Self::EndSessions,
            WaysInCommand::RequirePassword(_) => Self::RequirePassword,
            WaysInCommand::Lock(_) => Self::LockUser,
            WaysInCommand::Unlock(_) => Self::UnlockUser,
        }
    }

    fn of_own(command: &OwnCommand) -> Self {
        match command {
            OwnCommand::ChangePassword { .. } => Self::OwnPassword,
            OwnCommand::TurnOnFactor { .. } => Self::OwnFactorOn,
            OwnCommand::TurnOffFactor { .. } => Self::OwnFactorOff,
            OwnCommand::RenewCodes => Self::OwnCodes,
            OwnCommand::EndSession(_) => Self::OwnSession,
            OwnCommand::EndOtherSessions => Self::OwnSessions,
        }
    }

    fn of_offer(command: &PlanCommand) -> Self {
        let is_plan = match command {
            PlanCommand::Create(kind, _) => *kind == OfferKind::Plan,
            PlanCommand::Update { offer, .. } | PlanCommand::Delete(offer) => {
                matches!(offer, OfferId::Plan(_))
            }
        };
        match (command, is_plan) {
            (PlanCommand::Create(..), true) => Self::PlanCreate,
            (PlanCommand::Create(..), false) => Self::AddOnCreate,
            (PlanCommand::Update { .. }, true) => Self::PlanUpdate,
            (PlanCommand::Update { .. }, false) => Self::AddOnUpdate,
            (PlanCommand::Delete(_), true) => Self::PlanDelete,
            (PlanCommand::Delete(_), false) => Self::AddOnDelete,
        }
    }
}
