//! Removing people for good: nothing of them is left in the file, and the log stays valid.

use std::path::Path;
use std::sync::Arc;

use rollcall::app::backups;
use rollcall::app::commands::Reply;
use rollcall::app::commands::bin::{Address, RestoreCommand};
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::purge::PurgeCommand;
use rollcall::app::commands::undo::UndoCommand;
use rollcall::app::commands::workspace::WorkspaceCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::bin::{Bin, BinAnswer, Overdue};
use rollcall::app::queries::totals::Totals;
use rollcall::app::queries::user_detail::UserDetail;
use rollcall::domain::ids::{UserId, WorkspaceId};
use rollcall::domain::office::Retention;
use rollcall::domain::time::Clock;
use rollcall::domain::workspace::WorkspaceProfile;
use rollcall::store::testing;

use super::bin::{add, delete};
use super::undo::change;
use crate::support::office::{MAYA, TOMAS, TestOffice};

/// What stands in every field of somebody, to be searched for.
const CANARY: &str = "kanarie";
const DAY: i64 = 24 * 60;

pub(super) fn purge(users: &[UserId]) -> PurgeCommand {
    PurgeCommand::These(Arc::new(users.to_vec()))
}

pub(super) fn bin(office: &TestOffice) -> BinAnswer {
    let search = String::new();
    office.ask(Bin { search }).unwrap()
}

/// Somebody whose every text is a canary of its own.
pub(super) fn canary(office: &TestOffice) -> UserId {
    let mine = |what: &str| format!("{CANARY}-{what}");
    let (id, _) = add(
        office,
        &mine("name"),
        &format!("{CANARY}-mail@northwind.example"),
    );
    office.act(change(office, id, |draft| {
        draft.title = mine("title");
        draft.department = mine("department");
        draft.location = mine("location");
        draft.language = mine("language");
        draft.manager = mine("manager");
        draft.notes = mine("notes");
        draft.tags.insert(mine("tag"));
        draft.extension = "42424242".into();
    }));
    for sql in [
        format!(
            "INSERT INTO external_id VALUES ('crm', '{CANARY}-external', {}, 1)",
            id.0
        ),
        format!(
            "INSERT INTO term (term_id, text) VALUES (900, '{CANARY}-device'), (901, 'shared device'),
            (902, '{CANARY}-address')"
        ),
        format!(
            "INSERT INTO sign_in (user_id, at, event_key, outcome, device_id, app_id) VALUES
            ({}, 1, 1, 0, 900, 901), (2, 1, 1, 0, 901, NULL)",
            id.0
        ),
        "UPDATE counter SET value = value + 2 WHERE name = 'sign_in'".to_owned(),
        format!(
            "INSERT INTO stray_sign_in (who_key, at, event_key, outcome, ip_id) VALUES ('{CANARY}-external', 1, 1, 0, 902)"
        ),
        format!(
            "INSERT INTO saved_view (view_id, owner_id, name, sharing, version) VALUES (1, {}, '{CANARY}-view', 0, 1)",
            id.0
        ),
        format!("INSERT INTO saved_view_version VALUES (1, 1, '{{\"q\":\"{CANARY}-search\"}}')"),
        format!("INSERT INTO start_view VALUES ({}, 1)", id.0),
        format!(
            "INSERT INTO credential (user_id, phc) VALUES ({}, '{CANARY}-phc')",
            id.0
        ),
        format!(
            "INSERT INTO session (user_id, source, device, started_at, last_seen_at, expires_at)
            VALUES ({}, 'x', '{CANARY}-session', 1, 1, 2)",
            id.0
        ),
    ] {
        testing::execute(&office.path(), &sql).unwrap();
    }
    id
}

/// How often the canary stands in a file and what waits beside it.
pub(super) fn found_in(path: &Path) -> usize {
    let beside = [path.to_owned(), path.with_extension("rollcall-wal")];
    let bytes = beside.iter().filter_map(|path| std::fs::read(path).ok());
    let found = |bytes: Vec<u8>| {
        let windows = bytes.windows(CANARY.len());
        windows
            .filter(|window| window.eq_ignore_ascii_case(CANARY.as_bytes()))
            .count()
    };
    bytes.map(found).sum()
}

#[test]
fn nothing_of_whoever_is_removed_for_good_is_left_in_the_file() {
    let office = TestOffice::entered();
    let id = canary(&office);
    delete(&office, &[id]);
    let sign_ins = office.ask(Totals).unwrap().sign_ins;
    assert!(found_in(&office.path()) > 20, "the search finds them");
    let number = id.contact_id().to_string();
    office.submit(purge(&[id])).unwrap();
    assert_eq!(found_in(&office.path()), 0);
    assert_eq!(office.newest_entry(), "users.purge|0|1|1");
    let told = office.sql("SELECT details, object_id FROM audit_entry ORDER BY seq DESC LIMIT 1");
    assert!(
        told[0].contains(&number) && told[0].ends_with(&format!("|{}", id.0)),
        "{told:?}"
    );
    assert_eq!(
        office.sql("SELECT text FROM term WHERE term_id > 899"),
        ["shared device"]
    );
    assert_eq!(office.ask(Totals).unwrap().sign_ins, sign_ins - 1);
    assert_eq!(bin(&office).total, 0);
    let left = office.sql(&format!(
        "SELECT name, email, notes, tags FROM user WHERE user_id = {}",
        id.0
    ));
    assert_eq!(left, [format!("{number}|NULL||[]")]);
    office.assert_intact();
    // The backup that was made before still has them.
    let folder = backups::folder(&office.path());
    let made = backups::find(&office.path(), &folder);
    assert!(found_in(&made[0].path) > 10);
}

#[test]
fn whoever_is_removed_for_good_can_not_be_brought_back_and_their_number_is_not_given_again() {
    let office = TestOffice::entered();
    let (ada, added) = add(&office, "Ada Byron", "ada@northwind.example");
    let edited = office.act(change(&office, ada, |draft| {
        draft.title = "Countess".into()
    }));
    let deleted = delete(&office, &[ada, TOMAS]);
    office.submit(purge(&[ada])).unwrap();
    for seq in [added, edited] {
        let undone = office.submit(UndoCommand::of(seq));
        assert!(matches!(undone, Err(AppError::NothingToUndo)), "{undone:?}");
    }
    let address = Address::Kept;
    let restored = office.submit(RestoreCommand {
        user_id: ada,
        address,
    });
    assert!(restored.unwrap_err().is_not_found());
    assert!(office.ask(UserDetail::of(ada)).unwrap_err().is_not_found());
    assert!(office.submit(purge(&[ada])).unwrap_err().is_not_found());
    // Of what was done to several, the others are still set back.
    office.act(UndoCommand::of(deleted));
    assert_eq!(bin(&office).total, 0);
    assert!(office.ask(UserDetail::of(TOMAS)).is_ok());
    let (other, _) = add(&office, "Ada Again", "ada@northwind.example");
    assert_eq!(other.0, ada.0 + 1);
    office.assert_intact();
}

#[test]
fn whoever_waited_as_long_as_the_office_keeps_them_goes_by_the_program_itself() {
    let office = TestOffice::entered();
    let (ada, _) = add(&office, "Ada Byron", "ada@northwind.example");
    delete(&office, &[TOMAS]);
    office.clock.advance_ms(5 * DAY * 60_000);
    delete(&office, &[ada]);
    let due = |office: &TestOffice| office.submit(PurgeCommand::Due).unwrap();
    let entries = office.entries();
    office.clock.advance_ms(1_000 * DAY * 60_000);
    assert_eq!(due(&office), Reply::ChangedMany(0), "kept for ever");
    assert_eq!(office.entries(), entries, "and nothing was written");
    office.clock.advance_ms(-1_000 * DAY * 60_000);
    let retention = Retention::Days(30);
    assert_eq!(office.ask(Overdue { retention }).unwrap(), 0);
    let set = office.act(OfficeCommand::SetRetention(retention));
    // The first has waited long enough on that day, and goes at the midnight after it.
    let midnight = 24 * 60 - office_minutes(&office) % DAY;
    office.clock.advance_ms((25 * DAY + midnight) * 60_000 - 1);
    assert_eq!(due(&office), Reply::ChangedMany(0));
    office.clock.advance_ms(1);
    assert_eq!(office.ask(Overdue { retention }).unwrap(), 1);
    let ends: Vec<_> = bin(&office).rows.iter().map(|row| row.ends_at).collect();
    assert!(ends[0] > ends[1]);
    assert_eq!(due(&office), Reply::ChangedMany(1));
    assert_eq!(office.newest_entry(), "users.purge|0|NULL|1");
    assert_eq!(bin(&office).rows[0].user_id, ada);
    office.act(UndoCommand::of(set));
    office.clock.advance_ms(40 * DAY * 60_000);
    assert_eq!(due(&office), Reply::ChangedMany(0), "set back");
    office.assert_intact();
}

/// Minutes since 1970 by the office's clock.
fn office_minutes(office: &TestOffice) -> i64 {
    office.clock.now().0 / 60_000
}

#[test]
fn a_clock_that_leaps_removes_nobody_until_it_was_so_for_a_day() {
    let office = TestOffice::entered();
    delete(&office, &[TOMAS]);
    office.act(OfficeCommand::SetRetention(Retention::Days(30)));
    office.clock.advance_ms(1_000 * DAY * 60_000);
    let due = || office.submit(PurgeCommand::Due).unwrap();
    assert_eq!(due(), Reply::ChangedMany(0));
    office.act(change(&office, MAYA, |draft| draft.title = "Head".into()));
    assert_eq!(due(), Reply::ChangedMany(0));
    office.clock.advance_ms((DAY + 1) * 60_000);
    assert_eq!(due(), Reply::ChangedMany(1));
}

#[test]
fn only_who_is_in_the_bin_is_removed_and_only_by_who_may() {
    let office = TestOffice::entered();
    assert!(office.submit(purge(&[TOMAS])).unwrap_err().is_not_found());
    let nobody = office.submit(purge(&[]));
    assert!(
        matches!(nobody, Err(AppError::NobodyToChange)),
        "{nobody:?}"
    );
    delete(&office, &[TOMAS]);
    assert_eq!(*bin(&office).removable, [TOMAS]);
    office.forbid("users.purge");
    assert!(bin(&office).removable.is_empty());
    let entries = office.entries();
    for denied in [
        office.submit(purge(&[TOMAS])),
        office.submit(OfficeCommand::SetRetention(Retention::Days(1))),
    ] {
        assert!(matches!(denied, Err(AppError::Denied(_))), "{denied:?}");
    }
    assert_eq!(office.entries(), entries + 2, "both tries are told");
    assert_eq!(bin(&office).total, 1);
}

#[test]
fn what_waits_for_somebody_else_stays() {
    let office = TestOffice::entered();
    let id = canary(&office);
    delete(&office, &[id]);
    let mail = format!("{CANARY}-mail@northwind.example");
    let (other, _) = add(&office, "Successor", &mail);
    let sql = format!(
        "INSERT INTO stray_sign_in (who_key, at, event_key, outcome) VALUES ('{mail}', 2, 2, 0), ('17', 2, 2, 0);
        INSERT INTO external_id VALUES ('erp', '17', {}, 1), ('crm', '17', {}, 1)",
        other.0, id.0
    );
    testing::execute(&office.path(), &sql).unwrap();
    office.submit(purge(&[id])).unwrap();
    let left = office.sql("SELECT who_key FROM stray_sign_in ORDER BY who_key");
    assert_eq!(left, ["17".to_owned(), mail]);
}

#[test]
fn setting_a_workspace_back_keeps_its_owner_where_the_one_before_is_gone() {
    let office = TestOffice::entered();
    let (ada, _) = add(&office, "Ada Byron", "ada@northwind.example");
    let owned = |owner_id: Option<UserId>, office: &TestOffice| {
        let base = Box::new(office.read(|s| s.workspace(WorkspaceId(1)).unwrap()));
        let wanted = Box::new(WorkspaceProfile {
            owner_id,
            ..(*base).clone()
        });
        let workspace_id = WorkspaceId(1);
        office.act(WorkspaceCommand::Update {
            workspace_id,
            base,
            wanted,
        })
    };
    owned(Some(ada), &office);
    let handed_over = owned(Some(TOMAS), &office);
    delete(&office, &[ada]);
    office.submit(purge(&[ada])).unwrap();
    let undone = office.submit(UndoCommand::of(handed_over));
    assert!(
        undone.is_ok() || matches!(undone, Err(AppError::NothingToUndo)),
        "{undone:?}"
    );
    assert_eq!(
        office.sql("SELECT owner_id FROM workspace WHERE workspace_id = 1"),
        ["2"]
    );
}
