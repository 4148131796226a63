//! Deleting and restoring: whoever is deleted is gone everywhere, and comes back as they were.

use std::sync::Arc;

use proptest::prelude::*;
use rollcall::app::commands::Reply;
use rollcall::app::commands::bin::{Address, RestoreCommand};
use rollcall::app::commands::bulk::BulkCommand;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::user::UserCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::bin::{Bin, BinAnswer};
use rollcall::app::queries::bulk::{BulkPreview, BulkPreviewAnswer};
use rollcall::app::queries::totals::Totals;
use rollcall::app::queries::undo::UndoPreview;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::user_list::UserList;
use rollcall::domain::bulk::{Chosen, Deed, Refusal};
use rollcall::domain::change::Field;
use rollcall::domain::ids::UserId;
use rollcall::domain::segment::{Scope, Segment, UserListQuery};
use rollcall::domain::validation::draft::UserDraft;
use rollcall::store::testing;

use super::undo::change;
use crate::support::office::{MAYA, TOMAS, TestOffice};

const ADDRESS: &str = "tomas@northwind.example";

fn preview(office: &TestOffice, ids: &[UserId]) -> BulkPreviewAnswer {
    let (deed, chosen) = (Deed::Delete, Chosen::These(Arc::new(ids.to_vec())));
    office.ask(BulkPreview { deed, chosen }).unwrap()
}

pub(super) fn delete(office: &TestOffice, ids: &[UserId]) -> i64 {
    office.act(BulkCommand {
        deed: Deed::Delete,
        chosen: Chosen::These(Arc::new(ids.to_vec())),
        seen: preview(office, ids).changes,
    })
}

fn restore(user_id: UserId, address: Address) -> RestoreCommand {
    RestoreCommand { user_id, address }
}

pub(super) fn add(office: &TestOffice, name: &str, email: &str) -> (UserId, i64) {
    let draft = UserDraft {
        name: name.into(),
        email: email.into(),
        ..UserDraft::default()
    };
    let seq = office.act(UserCommand::Create(Box::new(draft)));
    let id = office.sql("SELECT max(user_id) FROM user").remove(0);
    (UserId(id.parse().unwrap()), seq)
}

fn listed(office: &TestOffice) -> Vec<UserId> {
    let all = UserListQuery::of(Scope::default(), Segment::All);
    office.ask(UserList(all)).unwrap().ids.to_vec()
}

fn bin(office: &TestOffice, search: &str) -> BinAnswer {
    let search = search.to_owned();
    office.ask(Bin { search }).unwrap()
}

/// Everything about people but when and by whom they were changed.
fn people(office: &TestOffice) -> Vec<String> {
    let tables = [
        "SELECT user_id, name, email, status, tags, title, deleted_at IS NULL FROM user",
        "SELECT * FROM user_role",
        "SELECT * FROM user_workspace",
    ];
    let rows = tables.iter().flat_map(|sql| office.sql(sql).into_iter());
    rows.collect()
}

fn problem_of(result: Result<Reply, AppError>) -> (Field, String) {
    match result {
        Err(AppError::Invalid(issues)) => {
            let (field, said) = issues.first().unwrap();
            (field, said.to_owned())
        }
        other => panic!("{other:?}"),
    }
}

fn nothing_to_undo(office: &TestOffice, seq: i64) {
    let undone = office.submit(UndoCommand::of(seq));
    assert!(matches!(undone, Err(AppError::NothingToUndo)), "{undone:?}");
}

#[test]
fn whoever_is_deleted_is_gone_until_they_are_restored_as_they_were() {
    let office = TestOffice::crowd(3, 40);
    let before = people(&office);
    let total = office.ask(Totals).unwrap().users;
    delete(&office, &[TOMAS]);
    assert_eq!(office.newest_entry(), "users.delete|0|1|1");
    assert_eq!(office.ask(Totals).unwrap().users, total - 1);
    assert!(!listed(&office).contains(&TOMAS));
    let gone = office.ask(UserDetail::of(TOMAS));
    assert!(gone.unwrap_err().is_not_found());
    let found = bin(&office, "vidal TOMAS");
    assert_eq!((found.found, found.total), (1, 1));
    assert_eq!(found.rows[0].email.as_deref(), Some(ADDRESS));
    assert_eq!(bin(&office, "nobody").found, 0);
    let seq = office.act(restore(TOMAS, Address::Kept));
    assert_eq!(people(&office), before);
    assert!(listed(&office).contains(&TOMAS));
    assert_eq!(bin(&office, "").total, 0);
    let history = office.ask(UserDetail::of(TOMAS)).unwrap().history;
    let told: Vec<_> = history
        .iter()
        .take(2)
        .map(|item| (item.command.as_str(), item.changes[0].values()))
        .collect();
    let yes_and_no = [
        ("user.restore", "Yes → No".to_owned()),
        ("users.delete", "No → Yes".to_owned()),
    ];
    assert_eq!(told, yes_and_no);
    office.act(UndoCommand::of(seq));
    assert_eq!(bin(&office, "").total, 1);
    office.assert_intact();
}

#[test]
fn adding_somebody_is_set_back_into_the_bin_and_done_again() {
    let office = TestOffice::entered();
    let (ada, seq) = add(&office, "Ada Byron", "ada@northwind.example");
    let after = people(&office);
    let undone = office.act(UndoCommand::of(seq));
    assert!(!listed(&office).contains(&ada));
    assert_eq!(bin(&office, "ada").rows[0].user_id, ada);
    let again = office.act(UndoCommand::of(undone));
    assert_eq!(people(&office), after);
    office.act(UndoCommand::of(again));
    assert_eq!(bin(&office, "").total, 1);
    nothing_to_undo(&office, seq);
    office.assert_intact();
}

#[test]
fn what_was_changed_after_adding_stands_in_the_way_of_setting_it_back() {
    let office = TestOffice::entered();
    let (ada, seq) = add(&office, "Ada Byron", "ada@northwind.example");
    office.act(change(&office, ada, |draft| {
        draft.title = "Countess".into()
    }));
    let found = office.ask(UndoPreview { seq }).unwrap();
    assert!(found.has_conflicts() && !found.has_changes());
    nothing_to_undo(&office, seq);
    assert!(listed(&office).contains(&ada));
}

#[test]
fn an_act_on_somebody_in_the_bin_is_left_as_it_is() {
    let office = TestOffice::entered();
    let edit = office.act(change(&office, TOMAS, |draft| {
        draft.title = "Editor".into()
    }));
    delete(&office, &[TOMAS]);
    let found = office.ask(UndoPreview { seq: edit }).unwrap();
    assert!(!found.has_conflicts() && !found.has_changes());
    nothing_to_undo(&office, edit);
    office.act(restore(TOMAS, Address::Kept));
    office.act(UndoCommand::of(edit));
    assert_eq!(office.sql("SELECT title FROM user WHERE user_id = 2"), [""]);
}

#[test]
fn a_deleted_address_can_be_used_again_and_then_stands_in_the_way() {
    let office = TestOffice::entered();
    let deleted = delete(&office, &[TOMAS]);
    let (other, _) = add(&office, "Tom Other", ADDRESS);
    let expected = (
        Field::Email,
        format!(
            "Somebody else has the address of Tomás Vidal since: {}",
            other.contact_id()
        ),
    );
    let refused = office.submit(restore(TOMAS, Address::Kept));
    assert_eq!(problem_of(refused), expected);
    let refused = office.submit(UndoCommand::of(deleted));
    assert_eq!(problem_of(refused), expected);
    let emails = || office.sql("SELECT email FROM user WHERE user_id = 2");
    let seq = office.act(restore(TOMAS, Address::Dropped));
    assert_eq!(emails(), ["NULL"]);
    office.act(UndoCommand::of(seq));
    assert_eq!(
        (emails(), bin(&office, "").total),
        (vec![ADDRESS.to_owned()], 1)
    );
    delete(&office, &[other]);
    office.act(restore(TOMAS, Address::Kept));
    assert_eq!(emails(), [ADDRESS]);
    office.assert_intact();
}

#[test]
fn whoever_is_needed_where_they_are_is_not_deleted() {
    let office = TestOffice::entered();
    let refused = |found: BulkPreviewAnswer| found.refused.into_keys().collect::<Vec<_>>();
    assert_eq!(refused(preview(&office, &[MAYA])), [Refusal::Oneself]);
    let (ada, seq) = add(&office, "Ada Byron", "ada@northwind.example");
    for column in ["owner_id", "billing_id"] {
        let sql = format!(
            "UPDATE workspace SET {column} = {} WHERE workspace_id = 1",
            ada.0
        );
        testing::execute(&office.path(), &sql).unwrap();
        assert_eq!(refused(preview(&office, &[ada])), [Refusal::Owner]);
        let (field, said) = problem_of(office.submit(UndoCommand::of(seq)));
        assert_eq!(field, Field::Name);
        assert!(said.contains("hand it over"), "{said}");
        let sql = format!("UPDATE workspace SET {column} = NULL");
        testing::execute(&office.path(), &sql).unwrap();
    }
    assert_eq!(preview(&office, &[ada]).changes.len(), 1);
    office.forbid("users.delete");
    let denied = office.ask(Bin {
        search: String::new(),
    });
    assert!(matches!(denied, Err(AppError::Denied(_))), "{denied:?}");
    assert!(matches!(
        office.submit(restore(ada, Address::Kept)),
        Err(AppError::Denied(_))
    ));
}

#[test]
fn a_role_whose_holder_is_in_the_bin_says_where_to_look() {
    let office = TestOffice::entered();
    let created = RoleCommand::Create {
        name: "Guest".into(),
        copy_of: None,
    };
    let Reply::RoleCreated(role) = office.submit(created).unwrap() else {
        panic!("no role");
    };
    office.act(change(&office, TOMAS, |draft| {
        draft.roles.insert(role);
    }));
    delete(&office, &[TOMAS]);
    let (_, said) = problem_of(office.submit(RoleCommand::Delete(role)));
    assert_eq!(
        said,
        "1 person holds this role; take it from them first; 1 of them in the bin, from where they can be restored"
    );
}

#[test]
fn an_open_program_is_closed_to_whoever_is_deleted() {
    let office = TestOffice::entered();
    testing::execute(
        &office.path(),
        "UPDATE user SET deleted_at = 5 WHERE user_id = 1",
    )
    .unwrap();
    let found = office.submit(restore(TOMAS, Address::Kept));
    assert!(matches!(found, Err(AppError::SessionOver)), "{found:?}");
}

/// What is done to one of a few people.
#[derive(Clone, Copy, Debug)]
enum Move {
    Add,
    Edit(usize),
    Delete(usize),
    Restore(usize),
    Purge(usize),
    UndoNewest,
}

fn moves() -> impl Strategy<Value = Vec<Move>> {
    let one = prop_oneof![
        Just(Move::Add),
        (0..6_usize).prop_map(Move::Edit),
        (0..6_usize).prop_map(Move::Delete),
        (0..6_usize).prop_map(Move::Restore),
        (0..6_usize).prop_map(Move::Purge),
        Just(Move::UndoNewest),
    ];
    proptest::collection::vec(one, 1..40)
}

/// Where somebody is.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
enum Place {
    There,
    Bin,
    Nowhere,
}

/// Title, and where they are.
type Known = Vec<(String, Place)>;

/// Nothing brings somebody back who was removed for good, whatever is set back.
fn remove_from<'a>(states: impl IntoIterator<Item = &'a mut Known>, index: usize) {
    for known in states {
        if let Some(person) = known.get_mut(index) {
            *person = (String::new(), Place::Nowhere);
        }
    }
}

/// What was before an act, where whoever was added by it waits in the bin, if they are anywhere.
fn after_undo(now: &Known, was: &Known) -> Known {
    let added = now.iter().skip(was.len()).map(|(title, place)| {
        let place = match place {
            Place::Nowhere => Place::Nowhere,
            Place::There | Place::Bin => Place::Bin,
        };
        (title.clone(), place)
    });
    was.iter().cloned().chain(added).collect()
}

/// What the office holds, as the list is told.
fn held(office: &TestOffice) -> Vec<String> {
    office.sql(
        "SELECT title, CASE WHEN deleted_at IS NULL THEN 'There' WHEN user_id IN (SELECT user_id FROM purged)
        THEN 'Nowhere' ELSE 'Bin' END FROM user WHERE user_id > 2 ORDER BY user_id",
    )
}

fn told(known: &Known) -> Vec<String> {
    let lines = known
        .iter()
        .map(|(title, place)| format!("{title}|{place:?}"));
    lines.collect()
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 24, ..ProptestConfig::default() })]

    /// A plain list of people and what it was before each act tell what the office must hold.
    #[test]
    fn people_come_and_go_as_in_a_plain_list(moves in moves()) {
        let office = TestOffice::entered();
        let mut known: Known = Vec::new();
        let mut acts: Vec<(i64, Known)> = Vec::new();
        let id = |index: usize| UserId(index as i64 + 3);
        for (step, one) in moves.into_iter().enumerate() {
            let before = known.clone();
            let place = |index: usize| known.get(index).map(|person| person.1);
            let seq = match one {
                Move::Add => {
                    let email = format!("person{}@northwind.example", known.len());
                    known.push((String::new(), Place::There));
                    add(&office, "Somebody", &email).1
                }
                Move::Edit(index) if place(index) == Some(Place::There) => {
                    let title = format!("Title {step}");
                    known[index].0.clone_from(&title);
                    office.act(change(&office, id(index), |draft| draft.title = title))
                }
                Move::Delete(index) if place(index) == Some(Place::There) => {
                    known[index].1 = Place::Bin;
                    delete(&office, &[id(index)])
                }
                Move::Restore(index) if place(index) == Some(Place::Bin) => {
                    known[index].1 = Place::There;
                    office.act(restore(id(index), Address::Kept))
                }
                Move::Purge(index) if place(index) == Some(Place::Bin) => {
                    let gone = Arc::new(vec![id(index)]);
                    office.submit(PurgeCommand::These(gone)).unwrap();
                    remove_from(acts.iter_mut().map(|act| &mut act.1), index);
                    remove_from([&mut known], index);
                    continue;
                }
                Move::UndoNewest if !acts.is_empty() => {
                    let (seq, was) = acts.pop().unwrap();
                    known = after_undo(&known, &was);
                    if known == before {
                        nothing_to_undo(&office, seq);
                        continue;
                    }
                    office.act(UndoCommand::of(seq))
                }
                _ => continue,
            };
            acts.push((seq, before));
            prop_assert_eq!(held(&office), told(&known));
            let count = |wanted| known.iter().filter(|person| person.1 == wanted).count();
            prop_assert_eq!(listed(&office).len(), count(Place::There) + 2);
            prop_assert_eq!(bin(&office, "").total as usize, count(Place::Bin));
        }
        office.assert_intact();
    }
}
