//! People who leave: accounts end with their last day, and a list of everybody tells who is missing.

use std::collections::BTreeSet;

use rollcall::app::commands::Reply;
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::end_dates::EndDatesCommand;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::team::TeamCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, run};
use rollcall::app::queries::bulk::{BulkPreview, BulkPreviewAnswer};
use rollcall::app::queries::teams::Teams;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::bulk::{Chosen, Deed, Refusal};
use rollcall::domain::filter::{Filter, FilterField, Term, Test};
use rollcall::domain::ids::{TeamId, UserId, WorkspaceId};
use rollcall::domain::incoming::Coverage;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::team::TeamProfile;
use rollcall::import::watch::Unwatched;

use super::undo::change;
use crate::support::office::{MAYA, TOMAS, TestOffice};
use crate::support::outside::NOW;

/// Gives somebody a last day, and lets days go by.
fn ending(office: &TestOffice, days: i64) -> Reply {
    let last = office.read(|s| s.office().unwrap().time().date(NOW));
    office.act(change(office, TOMAS, |draft| {
        draft.end_date = last.to_string();
    }));
    office.clock.set(NOW.plus_minutes(days * 24 * 60));
    office.enter();
    office.submit(EndDatesCommand).unwrap()
}

fn status(office: &TestOffice) -> String {
    office
        .sql("SELECT status FROM user WHERE user_id = 2")
        .remove(0)
}

#[test]
fn an_account_ends_when_its_last_day_is_over_and_comes_back() {
    let office = TestOffice::entered();
    assert_eq!(ending(&office, 0), Reply::Done, "the last day is not over");
    assert_eq!(status(&office), "1");
    office.clock.set(NOW.plus_minutes(24 * 60));
    office.enter();
    let ended = office.submit(EndDatesCommand).unwrap();
    assert!(matches!(ended, Reply::Ended { count: 1, .. }), "{ended:?}");
    assert_eq!(status(&office), "0");
    assert!(office.newest_entry().starts_with("users.end|"));
    assert_eq!(office.submit(EndDatesCommand).unwrap(), Reply::Done);
    let seq = office.sql("SELECT max(seq) FROM audit_entry WHERE command = 'users.end'");
    office.act(UndoCommand::of(seq[0].parse().unwrap()));
    assert_eq!(status(&office), "1");
    office.assert_intact();
}

#[test]
fn the_last_who_administers_the_office_goes_on() {
    let office = TestOffice::entered();
    let day = office.read(|s| s.office().unwrap().time().date(NOW));
    office.act(change(&office, MAYA, |draft| {
        draft.end_date = day.to_string();
    }));
    office.clock.set(NOW.plus_minutes(24 * 60));
    office.enter();
    assert_eq!(office.submit(EndDatesCommand).unwrap(), Reply::Done);
    let active = "SELECT status FROM user WHERE user_id = 1";
    assert_eq!(office.sql(active), ["1"]);
}

#[test]
fn a_clock_that_can_t_be_trusted_ends_nobody() {
    let office = TestOffice::entered();
    assert_eq!(ending(&office, 400), Reply::Done);
    assert_eq!(status(&office), "1");
}

fn import(office: &TestOffice, list: &str, covers: Coverage) -> i64 {
    office.act(command(office, list, covers))
}

fn command(office: &TestOffice, list: &str, covers: Coverage) -> ImportCommand {
    let path = office.path().with_file_name("list.csv");
    std::fs::write(&path, list).unwrap();
    let request = Request::of(&path);
    let mut prepared = office.read(|s| run::look(s, &request, &Unwatched).unwrap());
    prepared.mapping.covers = covers;
    let prepared = Box::new(prepared);
    ImportCommand { prepared }
}

fn missing(office: &TestOffice) -> usize {
    let sources = Test::OneOf(["External ID".to_owned()].into());
    let query = UserListQuery {
        filter: Filter::of(Term::new(FilterField::MissingFrom, sources)),
        ..UserListQuery::of(Scope::default(), Segment::All)
    };
    office.ask(UserList(query)).unwrap().ids.len()
}

#[test]
fn a_list_of_everybody_tells_who_is_missing() {
    let office = TestOffice::entered();
    let head = "External ID,Name,Email\n";
    let ann = "1,Ann Abel,ann@fjord.example\n";
    let bo = "2,Bo Berg,bo@fjord.example\n";
    import(&office, &format!("{head}{ann}{bo}"), Coverage::Everybody);
    assert_eq!(missing(&office), 0);
    let some = "3,Cy Cole,cy@fjord.example\n";
    import(&office, &format!("{head}{some}"), Coverage::Some);
    assert_eq!(missing(&office), 0, "a list of some says nothing");
    let changed = "1,Ann Abelard,ann@fjord.example\n";
    let act = import(&office, &format!("{head}{changed}"), Coverage::Everybody);
    assert_eq!(missing(&office), 2, "Bo, and Cy");
    let seen = command(&office, &format!("{head}{bo}"), Coverage::Some);
    office.submit(seen).unwrap();
    assert_eq!(missing(&office), 1, "Bo is back");
    office.act(UndoCommand::of(act));
    assert_eq!(
        missing(&office),
        0,
        "by a list that was taken back nobody is"
    );
    office.assert_intact();
}

fn handing_over(office: &TestOffice, to: UserId) -> Result<BulkPreviewAnswer, AppError> {
    let (deed, chosen) = (Deed::HandOver(to), everybody());
    office.ask(BulkPreview { deed, chosen })
}

fn everybody() -> Chosen {
    let query = UserListQuery::of(Scope::default(), Segment::All);
    Chosen::Matching(Box::new(query), BTreeSet::new())
}

/// Who owns and is asked about the first workspace, and who leads the first team.
fn held(office: &TestOffice) -> Vec<String> {
    let mut held = office.sql("SELECT owner_id, billing_id FROM workspace WHERE workspace_id = 1");
    held.extend(office.sql("SELECT lead_id FROM team WHERE team_id = 1"));
    held
}

#[test]
fn what_somebody_answers_for_is_handed_over_and_comes_back() {
    let office = TestOffice::entered();
    let profile = office.read(|s| s.workspace(WorkspaceId(1)).unwrap());
    let base = Box::new(profile);
    let mut wanted = base.clone();
    (wanted.owner_id, wanted.billing_id) = (Some(TOMAS), Some(TOMAS));
    let workspace_id = WorkspaceId(1);
    office.act(WorkspaceCommand::Update {
        workspace_id,
        base,
        wanted,
    });
    let team_id = TeamId(1);
    let base = office
        .ask(Teams)
        .unwrap()
        .into_iter()
        .find(|team| team.team_id == team_id);
    let base = base.unwrap().profile;
    office.act(TeamCommand::Update {
        team_id,
        wanted: TeamProfile {
            lead_id: Some(TOMAS),
            ..base.clone()
        },
        base,
    });
    let before = held(&office);
    assert_eq!(before, ["2|2", "2"]);
    let found = handing_over(&office, TOMAS).unwrap();
    assert!(found.changes.is_empty());
    assert_eq!(found.refused[&Refusal::Successor].to_vec(), [TOMAS]);
    let found = handing_over(&office, MAYA).unwrap();
    assert_eq!(found.changes.to_vec(), [TOMAS]);
    let seq = office.act(BulkCommand {
        deed: Deed::HandOver(MAYA),
        chosen: everybody(),
        seen: found.changes,
    });
    assert_eq!(held(&office), ["1|1", "1"]);
    assert!(office.newest_entry().starts_with("users.hand_over|"));
    office.act(UndoCommand::of(seq));
    assert_eq!(held(&office), before);
    office.assert_intact();
    // Not by whoever may not change the workspace, and to nobody who is not there.
    let nobody = handing_over(&office, UserId(9_999));
    assert!(matches!(nobody, Err(AppError::Invalid(_))), "{nobody:?}");
    office.forbid("workspaces.update");
    let found = handing_over(&office, MAYA).unwrap();
    assert_eq!(found.refused[&Refusal::Theirs].to_vec(), [TOMAS]);
}
