//! Backups from before somebody was removed for good: restoring one does not bring them back.

use std::path::Path;

use rollcall::app::backups::{self, Restoring};
use rollcall::app::commands::Reply;
use rollcall::app::commands::file::FileCommand;
use rollcall::app::launch::Keep;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::store::testing;

use super::bin::{add, delete};
use super::purge::{bin, canary, found_in, purge};
use crate::support::office::{MAYA, TOMAS, TestOffice};
use crate::support::outside::env;

/// Puts a backup into the place of the office.
fn restore(office: &mut TestOffice, backup: &Path) {
    put_in_place(office, backup);
    office.reopen();
    office.enter();
}

fn put_in_place(office: &mut TestOffice, backup: &Path) {
    office.shut();
    let what = Restoring {
        backup: backup.to_owned(),
        key: None,
        target: office.path(),
        current: None,
        actor: Some(MAYA),
        keep: Keep::AsItWas,
    };
    backups::restore(&what, &env(&office.clock)).unwrap();
}

fn backed_up(office: &TestOffice) -> std::path::PathBuf {
    let Reply::MadeBackup(made) = office.submit(FileCommand::BackUp).unwrap() else {
        panic!("no backup");
    };
    made.path
}

#[test]
fn a_restored_backup_does_not_bring_them_back() {
    let mut office = TestOffice::entered();
    let id = canary(&office);
    let (bob, _) = add(&office, "Bob", "bob@northwind.example");
    let sql = format!(
        "UPDATE workspace SET owner_id = {0}, billing_id = {0} WHERE workspace_id = 1",
        id.0
    );
    testing::execute(&office.path(), &sql).unwrap();
    let backup = backed_up(&office);
    testing::execute(
        &office.path(),
        "UPDATE workspace SET owner_id = NULL, billing_id = NULL",
    )
    .unwrap();
    office.clock.advance_ms(60_000);
    delete(&office, &[id, bob]);
    office.submit(purge(&[id])).unwrap();
    restore(&mut office, &backup);
    assert_eq!(found_in(&office.path()), 0);
    assert!(
        office.ask(UserDetail::of(bob)).is_ok(),
        "deleted since, but not for good"
    );
    assert!(office.ask(UserDetail::of(id)).unwrap_err().is_not_found());
    assert_eq!(bin(&office).total, 0);
    let owners = office
        .sql("SELECT count(*) FROM workspace WHERE owner_id IS NOT NULL OR billing_id IS NOT NULL");
    assert_eq!(owners, ["0"]);
    let told = office.sql("SELECT details FROM audit_entry WHERE command = 'backup.restored'");
    assert!(told[0].contains(&id.contact_id().to_string()), "{told:?}");
    office.assert_intact();
    // The backup of a backup knows it too.
    restore(&mut office, &backup);
    assert_eq!(found_in(&office.path()), 0);
}

#[test]
fn older_and_newer_backups_in_turn_do_not_bring_them_back_either() {
    let mut office = TestOffice::entered();
    let before = backed_up(&office);
    office.clock.advance_ms(60_000);
    let id = canary(&office);
    let after = backed_up(&office);
    office.clock.advance_ms(60_000);
    delete(&office, &[id]);
    office.submit(purge(&[id])).unwrap();
    restore(&mut office, &before);
    // Their number is somebody else's in this copy.
    let (other, _) = add(&office, "Somebody", "somebody@northwind.example");
    assert_eq!(other, id);
    restore(&mut office, &after);
    assert_eq!(found_in(&office.path()), 0);
}

#[test]
fn of_a_file_that_can_not_be_read_the_log_says_so() {
    let mut office = TestOffice::entered();
    let backup = backed_up(&office);
    office.shut();
    std::fs::write(office.path(), [7; 9_000]).unwrap();
    put_in_place(&mut office, &backup);
    let told = office.sql("SELECT details FROM audit_entry WHERE command = 'backup.restored'");
    assert!(told[0].contains("could not be told"), "{told:?}");
}

/// The names in a backup from before Tomás was removed for good, once it is restored; something else is done to it before.
fn restored_after(sql: &str) -> Vec<String> {
    let mut office = TestOffice::entered();
    let backup = backed_up(&office);
    office.clock.advance_ms(60_000);
    delete(&office, &[TOMAS]);
    office.submit(purge(&[TOMAS])).unwrap();
    testing::execute(&backup, sql).unwrap();
    put_in_place(&mut office, &backup);
    office.sql("SELECT name FROM user ORDER BY user_id")
}

#[test]
fn a_restored_backup_keeps_others_with_the_same_number_and_its_only_administrator() {
    let gone = ["Maya Adeyemi", "C-000002"];
    assert_eq!(restored_after("UPDATE user SET title = 'x'"), gone);
    let all = ["Maya Adeyemi", "Tomás Vidal"];
    let another = "UPDATE person_key SET key = randomblob(32) WHERE user_id = 2";
    assert_eq!(restored_after(another), all);
    let only = "UPDATE user_role SET role_id = 1 WHERE user_id = 2; UPDATE user SET status = 0 WHERE user_id = 1";
    assert_eq!(restored_after(only), all);
}
