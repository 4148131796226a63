//! The commands about the office itself, its workspaces and its modules.

use std::path::PathBuf;

use rollcall::app::commands::Command;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::commands::module::ModuleCommand;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::team::TeamCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::launch::Keep;
use rollcall::domain::ids::WorkspaceId;
use rollcall::domain::module::Module;
use rollcall::domain::office::{ContactRule, IdleLock, Retention};
use rollcall::domain::team::TeamProfile;
use rollcall::domain::time::DateFormat;
use rollcall::domain::workspace::{Visibility, WorkspaceProfile};
use zeroize::Zeroizing;

use super::entries::Deed;
use super::ground::{EMPTY, EMPTY_TEAM, Ground};
use super::offers::{SPARE_ADD_ON, SPARE_PLAN, fitted_offer, of_offers};
use super::situations::Situation;

/// A change of a workspace, a plan or an add-on begins with what it is.
pub fn fitted(command: Command, ground: &Ground) -> Command {
    if let Command::Plan(command) = command {
        return fitted_offer(command, ground);
    }
    let Command::Workspace(WorkspaceCommand::Update {
        workspace_id,
        wanted,
        ..
    }) = command
    else {
        return command;
    };
    let base = Box::new(ground.workspace(workspace_id));
    let wanted = Box::new(WorkspaceProfile {
        name: base.name.clone(),
        plan_id: wanted.plan_id.or(base.plan_id),
        add_ons: &base.add_ons | &wanted.add_ons,
        ..*wanted
    });
    WorkspaceCommand::Update {
        workspace_id,
        base,
        wanted,
    }
    .into()
}

fn changed_workspace(situation: &Situation, wanted: WorkspaceProfile) -> Command {
    WorkspaceCommand::Update {
        workspace_id: WorkspaceId(situation.workspace),
        base: Box::default(),
        wanted: Box::new(wanted),
    }
    .into()
}

fn team(name: &str) -> TeamProfile {
    TeamProfile {
        name: name.into(),
        ..TeamProfile::default()
    }
}

/// The command of a deed about the office, its workspaces and modules.
pub fn of_the_office(deed: Deed, situation: &Situation) -> Command {
    match deed {
        Deed::OfficeDateFormat => OfficeCommand::SetDateFormat(DateFormat::Iso).into(),
        Deed::OfficeContactRule => {
            OfficeCommand::SetContactRule(ContactRule::ReservedForPerson).into()
        }
        Deed::OfficeName => OfficeCommand::SetName("Renamed".into()).into(),
        Deed::OfficeZone => OfficeCommand::SetZone(chrono_tz::Asia::Tokyo).into(),
        Deed::OfficePhoneRegion => OfficeCommand::SetPhoneRegion("DE".into()).into(),
        Deed::OfficeIdleLock => OfficeCommand::SetIdleLock(IdleLock::Sixty).into(),
        Deed::OfficeRetention => OfficeCommand::SetRetention(Retention::Days(30)).into(),
        Deed::TeamCreate => TeamCommand::Create(team("Fresh")).into(),
        Deed::TeamUpdate => TeamCommand::Update {
            team_id: EMPTY_TEAM,
            base: team("Empty"),
            wanted: team("Renamed"),
        }
        .into(),
        Deed::TeamDelete => TeamCommand::Delete(EMPTY_TEAM).into(),
        Deed::WorkspaceCreate => WorkspaceCommand::Create(Box::new(WorkspaceProfile {
            name: "Fresh".into(),
            ..WorkspaceProfile::default()
        }))
        .into(),
        Deed::WorkspaceUpdate => changed_workspace(
            situation,
            WorkspaceProfile {
                visibility: Visibility::WithClient,
                ..WorkspaceProfile::default()
            },
        ),
        Deed::WorkspacePlan => changed_workspace(
            situation,
            WorkspaceProfile {
                plan_id: Some(SPARE_PLAN),
                ..WorkspaceProfile::default()
            },
        ),
        Deed::WorkspaceDelete => WorkspaceCommand::Delete(EMPTY).into(),
        Deed::WorkspaceAddOn => changed_workspace(
            situation,
            WorkspaceProfile {
                add_ons: [SPARE_ADD_ON].into(),
                ..WorkspaceProfile::default()
            },
        ),
        Deed::PlanCreate
        | Deed::PlanUpdate
        | Deed::PlanDelete
        | Deed::AddOnCreate
        | Deed::AddOnUpdate
        | Deed::AddOnDelete => of_offers(deed),
        Deed::ModuleInstall => ModuleCommand::Install(Module::Plans).into(),
        Deed::ModuleRemove => ModuleCommand::Remove(Module::Import).into(),
        other => of_the_file(other),
    }
}

/// The command of a deed about the file.
fn of_the_file(deed: Deed) -> Command {
    match deed {
        Deed::BackUp => FileCommand::BackUp.into(),
        Deed::SecondPlace => FileCommand::SecondPlace(None).into(),
        Deed::RememberKey => FileCommand::Remember.into(),
        Deed::ForgetKey => FileCommand::Forget.into(),
        Deed::ChangePassphrase => FileCommand::ChangePassphrase {
            passphrase: Zeroizing::new("another four words here".into()),
            password: Zeroizing::default(),
        }
        .into(),
        Deed::Encrypt => FileCommand::Encrypt {
            passphrase: Zeroizing::new("another four words here".into()),
            password: Zeroizing::default(),
            keep: Keep::AsItWas,
        }
        .into(),
        Deed::Restore => FileCommand::Restore {
            backup: PathBuf::from("/nowhere/at/all.rollcall"),
            password: Zeroizing::default(),
        }
        .into(),
        other => panic!("{other:?} has no sample"),
    }
}
