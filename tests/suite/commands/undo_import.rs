//! Setting a whole import back: one act, and everybody is as before, as far as nobody was changed since.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use rollcall::app::commands::Reply;
use rollcall::app::commands::bin::{Address, RestoreCommand};
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, run};
use rollcall::app::queries::undo::UndoPreview;
use rollcall::domain::ids::UserId;
use rollcall::domain::validation::draft::UserDraft;
use rollcall::import::watch::Unwatched;

use super::purge::bin;
use super::undo::change;
use crate::support::office::TestOffice;

const PEOPLE: u64 = 30;
/// From so many people on, an act is set back column by column.
const MANY: u32 = 100;

/// Imports a text as a list; the act's place in the log.
fn import(office: &TestOffice, list: &str) -> i64 {
    office.act(command(office, list))
}

fn command(office: &TestOffice, list: &str) -> ImportCommand {
    let path = office.path().with_file_name("list.csv");
    std::fs::write(&path, list).unwrap();
    let request = Request::of(&path);
    let prepared = office.read(|snapshot| run::look(snapshot, &request, &Unwatched).unwrap());
    let prepared = Box::new(prepared);
    ImportCommand { prepared }
}

/// Everybody who is not deleted: what can be edited, when they were created, what they belong to.
fn everybody(office: &TestOffice) -> BTreeMap<i64, String> {
    let rows = office.sql(
        "SELECT user_id, name, email, phone, extension, status, onboarding, kind, client_id, title, department,
            location, language, manager, end_date, notes, tags, created_at,
            (SELECT group_concat(role_id) FROM user_role AS r WHERE r.user_id = u.user_id),
            (SELECT group_concat(team_id) FROM user_team AS t WHERE t.user_id = u.user_id),
            (SELECT group_concat(workspace_id) FROM user_workspace AS w WHERE w.user_id = u.user_id),
            (SELECT group_concat(external_id) FROM external_id AS x WHERE x.user_id = u.user_id)
        FROM user AS u WHERE deleted_at IS NULL ORDER BY user_id",
    );
    let told = rows.into_iter().map(|row| {
        let (id, rest) = row.split_once('|').unwrap();
        (id.parse().unwrap(), rest.to_owned())
    });
    told.collect()
}

/// A list that changes some and adds others.
fn list(changed: &[(u64, u8)], added: u8) -> String {
    let mut list =
        "Contact ID,Name,Email,Department,Title,Team,Workspace,Role,Created at,External ID\n"
            .to_owned();
    for (who, how) in changed {
        let number = 3 + who % PEOPLE;
        let (department, title) = match how % 4 {
            0 => ("Moved", ""),
            1 => ("", "Promoted"),
            _ => ("Moved", "Promoted"),
        };
        let team = if how & 4 == 0 { "" } else { "New team" };
        let role = if how & 8 == 0 { "" } else { "User" };
        let created = if how & 16 == 0 {
            ""
        } else {
            "2020-02-03T10:00:00Z"
        };
        let place = if how & 32 == 0 { "" } else { "New place" };
        let known = if how & 64 == 0 {
            String::new()
        } else {
            format!("x{number}")
        };
        writeln!(
            list,
            "C-{number:06},,,{department},{title},{team},{place},{role},{created},{known}"
        )
        .unwrap();
    }
    for number in 0..added {
        writeln!(
            list,
            ",Nova {number},nova{number}@northwind.example,Brand,,New team,,,2024-05-06T07:08:09Z,n{number}"
        )
        .unwrap();
    }
    list
}

fn cases(count: u32) -> TestRunner {
    TestRunner::new(Config {
        cases: count,
        failure_persistence: None,
        ..Config::default()
    })
}

#[test]
fn everybody_is_as_before_and_who_was_added_is_in_the_bin() {
    let plan = (
        prop::collection::btree_map(0..PEOPLE, any::<u8>(), 0..20),
        0u8..6,
        any::<u64>(),
    );
    cases(24)
        .run(&plan, |(changed, added, seed)| {
            let office = TestOffice::crowd(seed, PEOPLE);
            let changed: Vec<(u64, u8)> = changed.into_iter().collect();
            prop_assume!(added > 0 || !changed.is_empty());
            let before = everybody(&office);
            let act = import(&office, &list(&changed, added));
            let between = everybody(&office);
            prop_assert_eq!(between.len(), before.len() + usize::from(added));
            let preview = office.ask(UndoPreview { seq: act }).unwrap();
            prop_assert!(!preview.has_conflicts());
            let undone = office.act(UndoCommand::of(act));
            prop_assert_eq!(&everybody(&office), &before);
            prop_assert_eq!(bin(&office).total, u64::from(added));
            // And there again.
            office.act(UndoCommand::of(undone));
            prop_assert_eq!(&everybody(&office), &between);
            office.assert_intact();
            Ok::<(), TestCaseError>(())
        })
        .unwrap();
}

#[test]
fn what_was_changed_since_stays() {
    let office = TestOffice::crowd(7, PEOPLE);
    let before = everybody(&office);
    let changed: Vec<(u64, u8)> = (0..10).map(|who| (who, 3)).collect();
    let act = import(&office, &list(&changed, 2));
    let (edited, grown) = (UserId(3), *everybody(&office).keys().last().unwrap());
    office.act(change(&office, edited, |draft| {
        draft.department = "Later".into();
    }));
    office.act(change(&office, UserId(grown), |draft| {
        draft.title = "Kept".into();
    }));
    let preview = office.ask(UndoPreview { seq: act }).unwrap();
    assert!(preview.has_changes() && preview.has_conflicts());
    office.act(UndoCommand::of(act));
    let after = everybody(&office);
    for (id, was) in &before {
        if *id != edited.0 {
            assert_eq!(&after[id], was, "{id}");
        }
    }
    assert!(after[&edited.0].contains("Later") && !after[&edited.0].contains("Promoted"));
    assert!(
        after[&grown].contains("Kept"),
        "who was changed since stays"
    );
    assert_eq!(after.len(), before.len() + 1);
    assert_eq!(bin(&office).total, 1);
    office.assert_intact();
}

#[test]
fn an_import_of_many_is_looked_at_and_set_back() {
    let office = TestOffice::entered();
    let mut list = "Name,Email,Team\n".to_owned();
    for number in 0..450 {
        writeln!(list, "Nova {number},nova{number}@northwind.example,Many").unwrap();
    }
    let before = everybody(&office);
    let act = import(&office, &list);
    let later = UserId(*everybody(&office).keys().last().unwrap());
    office.act(change(&office, later, |draft| draft.title = "Kept".into()));
    let preview = office.ask(UndoPreview { seq: act }).unwrap();
    assert_eq!(
        (preview.objects.len(), preview.more),
        (201, 250),
        "the one that was changed since is listed; the team is one more"
    );
    assert!(preview.has_conflicts());
    let Ok(Reply::Done) = office.submit(UndoCommand::of(act)) else {
        panic!("not undone");
    };
    assert_eq!(everybody(&office).len(), before.len() + 1);
    assert_eq!(bin(&office).total, 449);
    let again = office.submit(UndoCommand::of(act));
    assert!(matches!(again, Err(AppError::NothingToUndo)), "{again:?}");
    office.assert_intact();
}

#[test]
fn who_cant_go_back_stays_and_the_others_go() {
    let office = TestOffice::crowd(3, PEOPLE);
    let before = everybody(&office);
    let address = office
        .sql("SELECT email FROM user WHERE user_id = 3")
        .remove(0);
    let list = "Contact ID,Email,Title\nC-000003,moved@northwind.example,\nC-000004,,Promoted\n\
        C-000005,,Promoted\n";
    let act = import(&office, list);
    office
        .submit(UserCommand::Create(Box::new(UserDraft {
            name: "Since".into(),
            email: address,
            ..UserDraft::default()
        })))
        .unwrap();
    let Ok(Reply::SetBack(came)) = office.submit(UndoCommand::of(act)) else {
        panic!("not told who stays");
    };
    assert_eq!((came.changed, came.kept), (2, 1));
    assert!(came.example.contains("already"), "{}", came.example);
    let after = everybody(&office);
    assert_eq!((&after[&4], &after[&5]), (&before[&4], &before[&5]));
    assert!(after[&3].contains("moved@northwind.example"));
    // Nothing but what stood in the way is left.
    let again = office.submit(UndoCommand::of(act));
    assert!(matches!(again, Err(AppError::Invalid(_))), "{again:?}");
    office.assert_intact();
}

#[test]
fn by_what_names_the_source_knows_people_goes_back() {
    let office = TestOffice::crowd(5, PEOPLE);
    let known = |office: &TestOffice| {
        office.sql("SELECT external_id, user_id FROM external_id ORDER BY external_id")
    };
    let before = known(&office);
    let list = "Contact ID,External ID,Title\nC-000003,wrong-3,Promoted\nC-000004,wrong-4,\n";
    let act = import(&office, list);
    assert_eq!(known(&office).len(), before.len() + 2);
    let undone = office.act(UndoCommand::of(act));
    assert_eq!(known(&office), before);
    office.act(UndoCommand::of(undone));
    assert_eq!(known(&office).len(), before.len() + 2);
    office.assert_intact();
}

#[test]
fn sign_ins_of_who_was_added_wait_again() {
    let office = TestOffice::crowd(5, PEOPLE);
    let counted = |office: &TestOffice| {
        office.sql(
            "SELECT (SELECT count(*) FROM stray_sign_in), (SELECT count(*) FROM sign_in),
            (SELECT value FROM counter WHERE name = 'sign_in')",
        )
    };
    let log = "Date (UTC),Request ID,User,Username,Status\n\
        2026-11-20T10:00:00Z,r1,X,nova@fjord.example,Success\n";
    office.submit(command(&office, log)).unwrap();
    let waiting = counted(&office);
    let list = "Name,Email\nNova,nova@fjord.example\n";
    let act = import(&office, list);
    assert_ne!(counted(&office), waiting);
    let undone = office.act(UndoCommand::of(act));
    assert_eq!(counted(&office), waiting);
    office.act(UndoCommand::of(undone));
    let newest = "SELECT last_sign_in_at IS NOT NULL FROM user WHERE email = 'nova@fjord.example' AND deleted_at IS NULL";
    assert_eq!(office.sql(newest), ["1"]);
    office.assert_intact();
}

#[test]
fn sign_ins_come_back_with_many_and_with_who_is_restored() {
    let office = TestOffice::crowd(5, PEOPLE);
    let (mut log, mut list) = (
        "Date (UTC),Request ID,User,Username,Status\n".to_owned(),
        "Name,Email\n".to_owned(),
    );
    for number in 0..MANY + 20 {
        let day = 1 + number % 20;
        writeln!(
            log,
            "2026-11-{day:02}T10:00:00Z,r{number},X,n{number}@fjord.example,Success"
        )
        .unwrap();
        writeln!(list, "Nova {number},n{number}@fjord.example").unwrap();
    }
    office.submit(command(&office, &log)).unwrap();
    let act = import(&office, &list);
    let signed_in = "SELECT count(*) FROM user WHERE email LIKE 'n%@fjord.example' AND deleted_at IS NULL AND last_sign_in_at IS NOT NULL";
    let all = office.sql(signed_in);
    let undone = office.act(UndoCommand::of(act));
    assert_eq!(office.sql(signed_in), ["0"]);
    let redone = office.act(UndoCommand::of(undone));
    assert_eq!(office.sql(signed_in), all);
    office.act(UndoCommand::of(redone));
    let gone = office.sql("SELECT user_id FROM user WHERE email = 'n7@fjord.example'");
    let user_id = UserId(gone[0].parse().unwrap());
    let address = Address::Kept;
    office.act(RestoreCommand { user_id, address });
    assert_eq!(office.sql(signed_in), ["1"]);
    office.assert_intact();
}
