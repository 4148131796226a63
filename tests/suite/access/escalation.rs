//! Nobody gets or gives more than they have: by giving roles, by saying where they are held, by importing a list.

use rollcall::app::commands::Reply;
use rollcall::app::commands::import::ImportCommand;
use rollcall::app::commands::role::{Placement, RoleCommand};
use rollcall::app::error::AppError;
use rollcall::app::imports::{Request, start};
use rollcall::domain::access::GrantPlace;
use rollcall::domain::change::Field;
use rollcall::domain::ids::{RoleId, UserId};
use rollcall::domain::permission::{Permission, PermissionSet};

use super::twins::{Differ, Twin, Viewer, Which};

/// Anton, a colleague in Studio.
const ANTON: UserId = UserId(4);
/// Another one there, who works in Nocturne too.
const PETRA: UserId = UserId(3);
/// What everybody there has.
const MEMBER: RoleId = RoleId(10);
/// Account manager: users and their contact data.
const MANAGER: RoleId = RoleId(3);

fn office(viewer: Viewer) -> Twin {
    Twin::new(Differ::Contact, Which::First, viewer)
}

fn assert_invalid(result: Result<Reply, AppError>, field: Field) {
    match result {
        Err(AppError::Invalid(issues)) => assert!(issues.get(field).is_some(), "{issues:?}"),
        other => panic!("{other:?}"),
    }
}

/// Where somebody holds a role: kind of place, and the workspaces by name.
fn held(twin: &Twin, user_id: UserId, role_id: RoleId) -> (Vec<String>, Vec<String>) {
    let of = |columns: &str, table: &str| {
        twin.rows(&format!(
            "SELECT {columns} FROM {table} WHERE user_id = {} AND role_id = {}",
            user_id.0, role_id.0
        ))
    };
    (
        of("place", "user_role"),
        of("workspace_id", "user_role_workspace"),
    )
}

#[test]
fn a_role_given_in_a_workspace_is_held_there_alone() {
    for user_id in [ANTON, UserId(1)] {
        let twin = office(Viewer::InStudio);
        twin.update(user_id, |draft| {
            draft.roles.insert(MANAGER);
        })
        .unwrap();
        let (place, named) = held(&twin, user_id, MANAGER);
        assert_eq!((place, named), (vec!["2".to_owned()], vec!["1".to_owned()]));
    }
    let twin = office(Viewer::NoContact);
    twin.allow(PermissionSet::all_but(&[]));
    twin.update(ANTON, |draft| {
        draft.roles.insert(MANAGER);
    })
    .unwrap();
    assert_eq!(held(&twin, ANTON, MANAGER).0, ["0"]);
}

#[test]
fn a_role_allows_nothing_that_its_giver_may_not_do_there() {
    // Contact data only in Atlas: no reason to give it in Studio.
    let twin = office(Viewer::ContactInAtlas);
    twin.allow(PermissionSet::all_but(&[
        Permission::UsersViewContact,
        Permission::RolesUpdate,
    ]));
    let given = twin.update(ANTON, |draft| {
        draft.roles.insert(MANAGER);
    });
    assert_invalid(given, Field::Roles);
    assert!(held(&twin, ANTON, MANAGER).0.is_empty());
}

#[test]
fn a_role_is_not_widened_beyond_the_operators_own_rights() {
    let twin = office(Viewer::NoContact);
    twin.sql("INSERT INTO user_role (user_id, role_id, place) VALUES (4, 3, 1)");
    let widen = || {
        twin.submit(RoleCommand::Place(Box::new(Placement {
            user_id: ANTON,
            role_id: MANAGER,
            place: GrantPlace::Everywhere,
            ends_on: None,
        })))
    };
    twin.allow(PermissionSet::all_but(&[
        Permission::UsersViewContact,
        Permission::RolesUpdate,
    ]));
    assert_invalid(widen(), Field::Roles);
    assert_eq!(held(&twin, ANTON, MANAGER).0, ["1"]);
    twin.allow(PermissionSet::all_but(&[Permission::RolesUpdate]));
    widen().unwrap();
    assert_eq!(held(&twin, ANTON, MANAGER).0, ["0"]);
}

/// Takes the member's role away from somebody.
fn take(twin: &Twin, user_id: UserId) -> Result<Reply, AppError> {
    twin.update(user_id, |draft| {
        draft.roles.remove(&MEMBER);
    })
}

fn hold(twin: &Twin, user_id: UserId, place: i64) {
    let id = user_id.0;
    twin.sql(&format!(
        "DELETE FROM user_role WHERE user_id = {id};
         DELETE FROM user_role_workspace WHERE user_id = {id};
         INSERT INTO user_role (user_id, role_id, place) VALUES ({id}, 10, {place});"
    ));
    if place == 2 {
        twin.sql(&format!(
            "INSERT INTO user_role_workspace VALUES ({id}, 10, 1);"
        ));
    }
}

#[test]
fn a_role_is_taken_only_from_where_the_operator_may_assign_roles() {
    let twin = office(Viewer::InStudio);
    assert_eq!(held(&twin, ANTON, MEMBER).0, ["0"], "everywhere");
    assert_invalid(take(&twin, ANTON), Field::Roles);
    assert_eq!(held(&twin, ANTON, MEMBER).0, ["0"]);
    // In the workspaces they belong to: Anton to Studio alone, Petra to Nocturne too.
    for user_id in [ANTON, PETRA] {
        hold(&twin, user_id, 1);
    }
    assert_invalid(take(&twin, PETRA), Field::Roles);
    assert_eq!(held(&twin, PETRA, MEMBER).0, ["1"]);
    take(&twin, ANTON).unwrap();
    assert!(held(&twin, ANTON, MEMBER).0.is_empty());
    // In Studio by name.
    hold(&twin, PETRA, 2);
    take(&twin, PETRA).unwrap();
    assert!(held(&twin, PETRA, MEMBER).0.is_empty());
    // Deciding what roles allow is no right to assign them.
    hold(&twin, ANTON, 0);
    twin.sql(
        "INSERT INTO role_permission VALUES (12, 'roles.update');
         INSERT INTO user_role (user_id, role_id, place) VALUES (1, 12, 0);",
    );
    assert_invalid(take(&twin, ANTON), Field::Roles);
    let wide = office(Viewer::NoContact);
    take(&wide, ANTON).unwrap();
}

#[test]
fn a_role_that_is_not_touched_is_held_where_it_was() {
    let twin = office(Viewer::InStudio);
    for place in [0, 2] {
        hold(&twin, ANTON, place);
        let before = held(&twin, ANTON, MEMBER);
        twin.update(ANTON, |draft| {
            draft.title.push('r');
            draft.roles.insert(MANAGER);
        })
        .unwrap();
        assert_eq!(held(&twin, ANTON, MEMBER), before);
        assert_eq!(
            held(&twin, ANTON, MANAGER),
            (vec!["2".to_owned()], vec!["1".to_owned()])
        );
    }
}

#[test]
fn a_list_changes_only_whom_the_operator_may_change_everywhere() {
    let twin = office(Viewer::NoContact);
    let list = twin.file(
        "list.csv",
        "Name,Email,Job title,Roles\nVera Visible,vera@office.example,Boss,System Administrator\n",
    );
    let import = || {
        let prepared = twin.wait(&start::look(twin.backend(), Request::of(&list)))?;
        let rehearsed = twin.wait(&start::rehearse(twin.backend(), prepared.clone()));
        let prepared = Box::new(prepared);
        let done = twin.submit(ImportCommand { prepared });
        assert_eq!(rehearsed.is_ok(), done.is_ok());
        done
    };
    // The right to change people in Studio is no right to change Vera, who works in Atlas.
    twin.allow(PermissionSet::all_but(&[Permission::UsersUpdate]));
    twin.sql(
        "INSERT INTO role_permission VALUES (12, 'users.update');
         INSERT INTO user_role (user_id, role_id, place) VALUES (1, 12, 1);",
    );
    let refused = import();
    assert!(
        matches!(refused, Err(AppError::Denied(Permission::UsersUpdate))),
        "{refused:?}"
    );
    // The right to assign roles is no right to give the widest.
    twin.allow(PermissionSet::all_but(&[
        Permission::RolesUpdate,
        Permission::AuditView,
    ]));
    import().unwrap();
    assert_eq!(
        twin.rows("SELECT title FROM user WHERE user_id = 8"),
        ["Boss"]
    );
    assert_eq!(
        twin.rows("SELECT role_id FROM user_role WHERE user_id = 8"),
        ["9"]
    );
    twin.allow(PermissionSet::all_but(&[]));
    import().unwrap();
    assert_eq!(
        twin.rows("SELECT role_id FROM user_role WHERE user_id = 8"),
        ["1", "9"]
    );
}
