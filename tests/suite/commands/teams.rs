//! Teams: added, changed, deleted where nobody is in them, and set back; those of an import go with it.

use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::team::TeamCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, run};
use rollcall::app::queries::teams::Teams;
use rollcall::domain::ids::{TeamId, WorkspaceId};
use rollcall::domain::permission::Permission;
use rollcall::domain::team::{TeamProfile, TeamRow};
use rollcall::domain::workspace::WorkspaceProfile;
use rollcall::import::watch::Unwatched;

use super::undo::change;
use crate::support::office::{MAYA, TOMAS, TestOffice};

fn team(name: &str) -> TeamProfile {
    TeamProfile {
        name: name.into(),
        ..TeamProfile::default()
    }
}

fn found(office: &TestOffice, name: &str) -> Option<TeamRow> {
    let teams = office.ask(Teams).unwrap();
    teams.into_iter().find(|row| row.profile.name == name)
}

#[test]
fn one_is_added_changed_deleted_and_comes_back_as_it_was() {
    let office = TestOffice::entered();
    let wanted = TeamProfile {
        name: " Night shift ".into(),
        lead_id: Some(TOMAS),
        workspace_id: Some(WorkspaceId(1)),
    };
    let added = office.act(TeamCommand::Create(wanted));
    let row = found(&office, "Night shift").unwrap();
    assert_eq!((row.profile.lead_id, row.members), (Some(TOMAS), 0));
    let changed = office.act(TeamCommand::Update {
        team_id: row.team_id,
        base: row.profile.clone(),
        wanted: team("Day shift"),
    });
    assert_eq!(found(&office, "Day shift").unwrap().lead, None);
    office.act(UndoCommand::of(changed));
    assert_eq!(found(&office, "Night shift"), Some(row.clone()));
    let deleted = office.act(TeamCommand::Delete(row.team_id));
    assert_eq!(found(&office, "Night shift"), None);
    office.act(UndoCommand::of(deleted));
    assert_eq!(found(&office, "Night shift"), Some(row));
    office.act(UndoCommand::of(added));
    assert_eq!(found(&office, "Night shift"), None);
    office.assert_intact();
}

#[test]
fn what_is_wrong_is_refused() {
    let office = TestOffice::entered();
    office.act(TeamCommand::Create(team("Night shift")));
    for (wanted, named) in [
        (team(""), "name"),
        (team("NIGHT SHIFT"), "a name that is taken"),
    ] {
        let refused = office.submit(TeamCommand::Create(wanted));
        assert!(matches!(refused, Err(AppError::Invalid(_))), "{named}");
    }
    let row = found(&office, "Night shift").unwrap();
    let stale = office.submit(TeamCommand::Update {
        team_id: row.team_id,
        base: team("Another"),
        wanted: team("Third"),
    });
    assert!(matches!(stale, Err(AppError::Conflict)), "{stale:?}");
    office.forbid("teams.manage");
    let denied = office.submit(TeamCommand::Delete(row.team_id));
    let wanted = Permission::TeamsManage;
    assert!(matches!(denied, Err(AppError::Denied(p)) if p == wanted));
}

#[test]
fn one_with_people_stays_and_so_does_the_workspace_of_one() {
    let office = TestOffice::entered();
    office.act(TeamCommand::Create(TeamProfile {
        workspace_id: Some(WorkspaceId(2)),
        ..team("Night shift")
    }));
    let row = found(&office, "Night shift").unwrap();
    office.act(change(&office, MAYA, |draft| {
        draft.teams = [row.team_id].into();
    }));
    assert_eq!(found(&office, "Night shift").unwrap().members, 1);
    let refused = office.submit(TeamCommand::Delete(row.team_id));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    office
        .submit(WorkspaceCommand::Create(Box::new(WorkspaceProfile {
            name: "Harbour".into(),
            ..WorkspaceProfile::default()
        })))
        .unwrap();
    let harbour = office.sql("SELECT workspace_id FROM workspace WHERE name = 'Harbour'");
    let harbour = WorkspaceId(harbour[0].parse().unwrap());
    office.act(TeamCommand::Update {
        team_id: row.team_id,
        base: row.profile.clone(),
        wanted: TeamProfile {
            workspace_id: Some(harbour),
            ..row.profile
        },
    });
    let refused = office.submit(WorkspaceCommand::Delete(harbour));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
}

#[test]
fn teams_that_an_import_brought_go_with_it_and_come_back_with_it() {
    let office = TestOffice::entered();
    let path = office.path().with_file_name("list.csv");
    std::fs::write(
        &path,
        "Name,Email,Team,Workspace\nNova,nova@fjord.example,Night shift,Harbour\n",
    )
    .unwrap();
    let request = Request::of(&path);
    let prepared = office.read(|snapshot| run::look(snapshot, &request, &Unwatched).unwrap());
    let prepared = Box::new(prepared);
    let imported = office.act(ImportCommand { prepared });
    assert_eq!(found(&office, "Night shift").unwrap().members, 1);
    let undone = office.act(UndoCommand::of(imported));
    // Whoever is in the bin is in it still, so that it can be left.
    let left = found(&office, "Night shift").map(|row| row.members);
    let places = office.sql("SELECT count(*) FROM workspace WHERE name = 'Harbour'");
    office.act(UndoCommand::of(undone));
    assert_eq!(found(&office, "Night shift").unwrap().members, 1);
    assert_eq!((left, places), (Some(0), vec!["1".to_owned()]));
    office.assert_intact();
}

#[test]
fn a_number_is_given_once() {
    let office = TestOffice::entered();
    office.act(TeamCommand::Create(team("One")));
    let one = found(&office, "One").unwrap().team_id;
    office.act(TeamCommand::Delete(one));
    office.act(TeamCommand::Create(team("Two")));
    assert_eq!(found(&office, "Two").unwrap().team_id, TeamId(one.0 + 1));
}
