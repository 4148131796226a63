//! Setting a whole import back: one act, and everybody is as before, as far as nobody was changed since.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestCaseError, TestRunner};
use rollcall::app::commands::Reply;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, run};
use rollcall::app::queries::undo::UndoPreview;
use rollcall::domain::ids::UserId;
use rollcall::import::watch::Unwatched;

use super::purge::bin;
use super::undo::change;
use crate::support::office::TestOffice;

const PEOPLE: u64 = 30;

/// Imports a text as a list; the act's place in the log.
fn import(office: &TestOffice, list: &str) -> i64 {
    let path = office.path().with_file_name("list.csv");
    std::fs::write(&path, list).unwrap();
    let request = Request::of(&path);
    let prepared = office.read(|snapshot| run::look(snapshot, &request, &Unwatched).unwrap());
    let prepared = Box::new(prepared);
    office.act(ImportCommand { prepared })
}

/// Everybody who is not deleted: what can be edited, when they were created, what they belong to.
fn everybody(office: &TestOffice) -> BTreeMap<i64, String> {
    let rows = office.sql(
        "SELECT user_id, name, email, phone, extension, status, onboarding, kind, client_id, title, department,
            location, language, manager, end_date, notes, tags, created_at,
            (SELECT group_concat(role_id) FROM user_role AS r WHERE r.user_id = u.user_id),
            (SELECT group_concat(team_id) FROM user_team AS t WHERE t.user_id = u.user_id),
            (SELECT group_concat(workspace_id) FROM user_workspace AS w WHERE w.user_id = u.user_id)
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
        "Contact ID,Name,Email,Department,Title,Team,Workspace,Role,Created at\n".to_owned();
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
        writeln!(
            list,
            "C-{number:06},,,{department},{title},{team},{place},{role},{created}"
        )
        .unwrap();
    }
    for number in 0..added {
        writeln!(
            list,
            ",Nova {number},nova{number}@northwind.example,Brand,,New team,,,2024-05-06T07:08:09Z"
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
        (201, 249),
        "the one that was changed since is listed"
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
