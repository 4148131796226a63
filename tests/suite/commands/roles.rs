//! Changing what roles allow.

use rollcall::app::commands::role::RoleCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::me::Me;
use rollcall::domain::audit::ObjectKind;
use rollcall::domain::ids::RoleId;
use rollcall::domain::permission::Permission;
use rollcall::store::testing;

use crate::support::office::{ADMINISTRATOR, MEMBER, TestOffice};

fn allowed(office: &TestOffice, role: RoleId) -> Vec<String> {
    office.sql(&format!(
        "SELECT permission FROM role_permission WHERE role_id = {} ORDER BY 1",
        role.0
    ))
}

/// What the newest entry says was changed about a role.
fn told(office: &TestOffice) -> Vec<String> {
    office.told(ObjectKind::Role).pop().into_iter().collect()
}

#[test]
fn a_permission_is_given_and_taken_and_holds_at_once() {
    let office = TestOffice::entered();
    let may_export = || office.ask(Me).unwrap().actor.may(Permission::DataExport);
    assert!(
        !may_export(),
        "an administrator may not export from the start"
    );
    office
        .submit(RoleCommand::Allow(ADMINISTRATOR, Permission::DataExport))
        .unwrap();
    assert!(may_export());
    assert_eq!(office.newest_entry(), "role.allow|0|1|1");
    office
        .submit(RoleCommand::Forbid(ADMINISTRATOR, Permission::DataExport))
        .unwrap();
    assert!(!may_export());
    assert_eq!(office.newest_entry(), "role.forbid|0|1|1");
    office.assert_intact();
}

#[test]
fn it_needs_a_permission_of_its_own() {
    let office = TestOffice::entered();
    office.forbid("roles.update");
    let refused = office.submit(RoleCommand::Allow(MEMBER, Permission::DataExport));
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::RolesUpdate))
    ));
    assert!(allowed(&office, MEMBER).is_empty());
    assert_eq!(office.newest_entry(), "role.allow|1|1|0");
}

#[test]
fn what_was_so_already_is_not_told_as_a_change() {
    let office = TestOffice::entered();
    office
        .submit(RoleCommand::Allow(MEMBER, Permission::UsersView))
        .unwrap();
    assert_eq!(
        told(&office),
        [r#"[{"f":"users.view","o":"No","n":"Yes"}]"#]
    );
    office
        .submit(RoleCommand::Allow(MEMBER, Permission::UsersView))
        .unwrap();
    assert_eq!(told(&office), ["[]"]);
    office
        .submit(RoleCommand::Forbid(MEMBER, Permission::DataExport))
        .unwrap();
    assert_eq!(told(&office), ["[]"]);
}

#[test]
fn a_role_that_is_not_there_is_not_found() {
    let office = TestOffice::entered();
    let entries = office.entries();
    for command in [
        RoleCommand::Allow(RoleId(99), Permission::UsersView),
        RoleCommand::Forbid(RoleId(99), Permission::UsersView),
    ] {
        let refused = office.submit(command);
        assert!(
            matches!(
                refused,
                Err(AppError::Store(
                    rollcall::store::error::StoreError::NotFound
                ))
            ),
            "{refused:?}"
        );
    }
    assert_eq!(office.entries(), entries);
}

#[test]
fn administrators_cannot_lock_themselves_out() {
    let office = TestOffice::entered();
    let refused = office.submit(RoleCommand::Forbid(ADMINISTRATOR, Permission::RolesUpdate));
    assert!(matches!(refused, Err(AppError::Invalid(_))), "{refused:?}");
    assert!(allowed(&office, ADMINISTRATOR).contains(&"roles.update".to_owned()));
    office
        .submit(RoleCommand::Forbid(ADMINISTRATOR, Permission::DataImport))
        .unwrap();
}

#[test]
fn an_act_that_cannot_be_recorded_is_not_done() {
    let office = TestOffice::entered();
    let trigger =
        "CREATE TRIGGER no_log BEFORE INSERT ON audit_change BEGIN SELECT RAISE(ABORT, 'no'); END";
    testing::execute(&office.path(), trigger).unwrap();
    assert!(
        office
            .submit(RoleCommand::Allow(MEMBER, Permission::DataExport))
            .is_err()
    );
    assert!(allowed(&office, MEMBER).is_empty());
}
