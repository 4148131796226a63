//! Tries of what is about access itself: why, who can, what changed, setting back, reviewing.

use rollcall::app::commands::Command;
use rollcall::app::commands::bin::{Address, RestoreCommand};
use rollcall::app::commands::password::PasswordCommand;
use rollcall::app::commands::review::ReviewCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::access_changes::AccessChanges;
use rollcall::app::queries::reviews::{ReviewCandidates, ReviewItems, ReviewList, Reviews};
use rollcall::app::queries::roles::{HolderCounts, HolderRows, RoleHolders};
use rollcall::app::queries::teams::Teams;
use rollcall::app::queries::who_can::WhoCan;
use rollcall::app::queries::why::{About, Why};
use rollcall::app::queries::why_not::WhyNot;
use rollcall::app::queries::workspaces::Workspaces;
use rollcall::domain::access::GrantPlace;
use rollcall::domain::ids::WorkspaceId;
use rollcall::domain::permission::Permission;
use rollcall::domain::review::{Decision, Subject};

use zeroize::Zeroizing;

use super::entries::{Deed, Question};
use super::ground::{Ground, TARGET, Template, ZYMURGY};
use super::offers::terms;
use super::samples::{Outcome, seen_if, told};
use super::situations::Situation;

/// Questions about why, and about workspaces.
pub fn of_access(
    question: Question,
    ground: &Ground,
    situation: &Situation,
) -> Result<Outcome, AppError> {
    Ok(match question {
        Question::HolderCounts => seen_if(ground.ask(HolderCounts)?.contains_key(&ZYMURGY)),
        Question::RoleHolders => told(&ground.ask(RoleHolders {
            role_id: ZYMURGY,
            search: String::new(),
        })?),
        Question::HolderRows => told(&ground.ask(HolderRows {
            role_id: ZYMURGY,
            ids: vec![TARGET],
        })?),
        Question::Why => told(&ground.ask(Why {
            user_id: TARGET,
            permission: Permission::UsersView,
            about: About::Person(TARGET),
        })?),
        Question::WhyNot => told(&ground.ask(WhyNot {
            permission: Permission::UsersView,
        })?),
        Question::Workspaces => {
            let answer = ground.ask(Workspaces)?;
            let place = WorkspaceId(situation.workspace);
            seen_if(answer.workspaces.iter().any(|w| w.workspace_id == place))
        }
        Question::Teams => {
            let teams = ground.ask(Teams)?;
            seen_if(teams.iter().any(|team| team.members > 0))
        }
        Question::WhoCan => told(&ground.ask(WhoCan {
            permission: Permission::InsightView,
            workspace_id: None,
            search: String::new(),
        })?),
        Question::AccessChanges => told(&ground.ask(AccessChanges {
            since: "2020-01-01".parse().unwrap(),
        })?),
        Question::ReviewList => told(&ground.ask(ReviewList {
            subject: Subject::Role(ZYMURGY),
            search: String::new(),
        })?),
        Question::ReviewCandidates => told(&ground.ask(ReviewCandidates { ids: vec![TARGET] })?),
        Question::Reviews => told(&ground.ask(Reviews)?),
        Question::ReviewItems => told(&ground.ask(ReviewItems { review_id: 1 })?),
        _ => terms(question, ground, situation)?,
    })
}

/// Placing a role, setting back, and reviewing.
pub fn of_acts(deed: Deed, template: &Template, situation: &Situation) -> Command {
    let subject = match deed {
        Deed::RolePlace => {
            return RoleCommand::Place(Box::new(Placement {
                user_id: TARGET,
                role_id: ZYMURGY,
                place: GrantPlace::TheirWorkspaces,
                ends_on: None,
            }))
            .into();
        }
        Deed::UserPassword => {
            // Too short, so that whoever may is refused before it is hashed, which takes long.
            let password = Zeroizing::new("short".into());
            let user_id = TARGET;
            return PasswordCommand { user_id, password }.into();
        }
        Deed::UserRestore => {
            let (user_id, address) = (TARGET, Address::Kept);
            return RestoreCommand { user_id, address }.into();
        }
        Deed::UndoUser => return UndoCommand::of(template.acts.user).into(),
        Deed::UndoRole => return UndoCommand::of(template.acts.role).into(),
        Deed::UndoView => return UndoCommand::of(template.acts.view).into(),
        Deed::UndoPlan => return UndoCommand::of(template.acts.plan).into(),
        Deed::UndoSetting => return UndoCommand::of(template.acts.setting).into(),
        Deed::ReviewWorkspace => Subject::Workspace(WorkspaceId(situation.workspace)),
        _ => Subject::Role(ZYMURGY),
    };
    let decision = Decision::Remove("Left".into());
    ReviewCommand {
        subject,
        decisions: vec![(TARGET, decision)],
    }
    .into()
}
