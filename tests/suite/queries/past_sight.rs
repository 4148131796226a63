//! Whom a day that has been shows: not who was never there, nor whom the operator may not see today.

use rollcall::app::commands::session::SessionCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::{UserList, UserRows};
use rollcall::domain::bulk::Deed;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::validation::draft::UserDraft;

use super::past::{bulk, import, office_day};
use crate::support::office::{TOMAS, TestOffice};
use crate::support::outside::NOW;

fn names_on(office: &TestOffice, day: &str) -> Vec<String> {
    let scope = Scope {
        day: day.parse().ok(),
        ..Scope::default()
    };
    let list = office
        .ask(UserList(UserListQuery::of(scope, Segment::All)))
        .unwrap();
    let rows = UserRows {
        ids: list.ids.to_vec(),
        as_of: list.as_of,
        day: scope.day,
    };
    let rows = office.ask(rows).unwrap();
    rows.into_iter().map(|row| row.name).collect()
}

#[test]
fn who_came_by_an_import_that_was_set_back_never_was_there() {
    let office = TestOffice::entered();
    let was_there = |office: &TestOffice| names_on(office, "2026-06-01").contains(&"Old".into());
    import(
        &office,
        "Name,Email,Created at\nOld,old@fjord.example,2026-03-01T12:00:00Z\n",
    )
    .unwrap();
    assert!(was_there(&office));
    let newest = || office.sql("SELECT max(seq) FROM audit_entry").remove(0);
    office
        .submit(UndoCommand::of(newest().parse().unwrap()))
        .unwrap();
    assert!(!was_there(&office));
    office
        .submit(UndoCommand::of(newest().parse().unwrap()))
        .unwrap();
    assert!(was_there(&office));
}

#[test]
fn who_was_deleted_since_is_seen_by_those_who_may_see_the_bin() {
    let office = TestOffice::entered();
    office.clock.set(NOW.plus_minutes(48 * 60));
    office.submit(SessionCommand::EnterDemo).unwrap();
    bulk(&office, Deed::Delete, &[TOMAS]).unwrap();
    let day = office_day(&office, NOW).to_string();
    let all = names_on(&office, &day).len();
    office.forbid("users.delete");
    assert_eq!(names_on(&office, &day).len(), all - 1);
    let form = office.ask(UserDetail {
        user_id: TOMAS,
        day: day.parse().ok(),
    });
    assert!(matches!(form, Err(AppError::NotThen)), "{form:?}");
}

#[test]
fn a_clock_that_was_set_back_for_a_while_makes_no_day_another() {
    let office = TestOffice::entered();
    let at = |days: i64| office.clock.set(NOW.plus_minutes(days * 24 * 60));
    let add = |name: &str| {
        office.submit(SessionCommand::EnterDemo).unwrap();
        let draft = UserDraft {
            name: name.into(),
            email: format!("{name}@fjord.example"),
            ..UserDraft::default()
        };
        office.submit(UserCommand::Create(Box::new(draft))).unwrap();
    };
    at(4);
    add("Late");
    at(5);
    add("Later");
    at(1);
    add("Early");
    at(6);
    let day = office_day(&office, NOW.plus_minutes(2 * 24 * 60)).to_string();
    let names = names_on(&office, &day);
    assert!(!names.contains(&"Late".into()) && !names.contains(&"Later".into()));
}
