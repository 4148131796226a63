//! By whose hand something was done is told only as far as the operator may see that person.

use rollcall::app::queries::roles::HolderRows;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::app::queries::why::{About, Why};
use rollcall::domain::actor::Hand;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::permission::Permission;

use super::twins::{Differ, Twin, VERA, Viewer, Which};

/// Hired by Ada.
const PETRA: UserId = UserId(3);
/// Hired by Olga, who looks.
const MILA: UserId = UserId(5);
const MEMBER: RoleId = RoleId(10);

fn office(viewer: Viewer) -> Twin {
    Twin::new(Differ::Contact, Which::First, viewer)
}

fn name(hand: Option<&Hand>) -> &str {
    hand.map_or("", Hand::name)
}

/// Who created and changed somebody, and did each of the acts in their history.
fn hands(twin: &Twin, user_id: UserId) -> Vec<String> {
    let detail = twin.ask(UserDetail::of(user_id)).unwrap();
    let record = [&detail.record.created_by, &detail.record.changed_by];
    let acts = detail.history.iter().map(|item| &item.actor);
    let all = record.into_iter().chain(acts);
    all.map(|hand| name(hand.as_ref()).to_owned()).collect()
}

#[test]
fn whom_the_operator_may_not_see_is_someone_else() {
    for viewer in [Viewer::InStudio, Viewer::OfClient] {
        let told = hands(&office(viewer), PETRA);
        assert!(told.len() > 3, "{told:?}");
        let own = told.iter().filter(|name| *name == "Olga Operator").count();
        let other = told.iter().filter(|name| *name == "Someone else").count();
        assert_eq!((own + other, own), (told.len(), 1), "{told:?}");
    }
    let told = hands(&office(Viewer::InStudio), MILA);
    assert!(told.iter().all(|name| name == "Olga Operator"), "{told:?}");
}

#[test]
fn whoever_sees_everyone_reads_every_name_also_of_those_who_are_gone() {
    let twin = office(Viewer::NoContact);
    twin.sql("UPDATE user SET deleted_at = 5 WHERE user_id = 2");
    let told = hands(&twin, PETRA);
    assert!(told.contains(&"Ada Backup".to_owned()), "{told:?}");
    assert!(!told.contains(&"Someone else".to_owned()), "{told:?}");
    let by_the_program = hands(&twin, VERA);
    assert!(by_the_program.iter().all(String::is_empty));
}

#[test]
fn whoever_gave_a_role_is_someone_else_too() {
    let twin = office(Viewer::InStudio);
    twin.sql(
        "INSERT INTO role_permission VALUES (12, 'roles.view');
         INSERT INTO user_role (user_id, role_id, place) VALUES (1, 12, 0);",
    );
    let ids = vec![PETRA, MILA];
    let rows = twin
        .ask(HolderRows {
            role_id: MEMBER,
            ids,
        })
        .unwrap();
    let by: Vec<&str> = rows
        .iter()
        .map(|row| name(row.granted_by.as_ref()))
        .collect();
    assert_eq!(by, ["Someone else", "Olga Operator"]);
    twin.sql("INSERT INTO role_permission VALUES (10, 'users.view')");
    let answer = twin.ask(Why {
        user_id: PETRA,
        permission: Permission::UsersView,
        about: About::Anything,
    });
    let said = format!("{:?}", answer.unwrap());
    assert!(said.contains("Someone else"), "{said}");
    assert!(
        !said.contains("Ada") && !said.contains("UserId(2)"),
        "{said}"
    );
}
