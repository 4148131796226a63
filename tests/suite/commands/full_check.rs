//! The full check: what it finds wrong, that it is kept and recorded, and when it is made without being asked for.

use std::path::Path;
use std::sync::mpsc::channel;
use std::sync::{Arc, Mutex};
use std::time::Duration;

use rollcall::app::checks;
use rollcall::app::launch::{self, Means};
use rollcall::app::queries::upkeep::AboutFile;
use rollcall::domain::file::{CheckKind, Checked, Health};
use rollcall::domain::text::text;
use rollcall::store::testing;

use crate::support::office::TestOffice;
use crate::support::outside::{NOW, TestClock, env};

const PAGE: usize = 4_096;
const DAY_MS: i64 = 24 * 3_600_000;

fn check(office: &TestOffice, kind: CheckKind) -> Checked {
    let ticket = checks::check(office.backend(), kind);
    while office.backend().step() {}
    ticket.take().unwrap().unwrap()
}

fn tamper(office: &TestOffice, sql: &str) {
    testing::execute(&office.path(), sql).unwrap();
}

/// Changes a letter of an address in the index of the addresses, and nowhere else.
fn break_index(office: &TestOffice) {
    let path = office.path();
    let sql = "SELECT rootpage FROM sqlite_schema WHERE name = 'user_email'";
    let page: usize = testing::rows(&path, sql).unwrap()[0][0].parse().unwrap();
    let mut bytes = std::fs::read(&path).unwrap();
    let begin = (page - 1) * PAGE;
    let tomas = bytes[begin..begin + PAGE]
        .windows(5)
        .position(|word| word == b"tomas");
    bytes[begin + tomas.unwrap()] = b'z';
    std::fs::write(path, bytes).unwrap();
}

#[test]
fn a_broken_index_is_found_by_the_full_check_alone() {
    let mut office = TestOffice::closed();
    break_index(&office);
    office.reopen();
    office.enter();
    assert!(check(&office, CheckKind::Quick).is_sound());
    let checked = check(&office, CheckKind::Full);
    let said = "row 2 missing from index user_email";
    assert!(checked.faults.contains(&said.to_owned()), "{checked:?}");
    assert_eq!(office.newest_entry(), "file.check|2|1|1");
}

#[test]
fn a_wrong_count_and_a_changed_entry_are_told_together_and_kept() {
    let office = TestOffice::entered();
    tamper(
        &office,
        "UPDATE counter SET value = 99 WHERE name = 'sign_in'",
    );
    tamper(&office, "UPDATE audit_entry SET at = at + 1 WHERE seq = 2");
    assert!(check(&office, CheckKind::Quick).is_sound());
    let checked = check(&office, CheckKind::Full);
    assert_eq!(checked.faults.len(), 2, "{checked:?}");
    assert!(checked.faults[0].starts_with("Entry 2 "), "{checked:?}");
    assert!(checked.faults[1].contains("99 was kept"), "{checked:?}");
    assert_eq!(checked.head, 1);
    assert_eq!(office.newest_entry(), "file.check|2|1|1");
    let path = office.path();
    let kept = office.ask(AboutFile { path }).unwrap().checks;
    assert!(kept.contains(&(CheckKind::Full, checked)), "{kept:?}");
}

#[test]
fn once_a_week_everything_is_looked_through_and_the_demo_never() {
    let office = TestOffice::entered();
    let looked = || {
        office.backend().tend_health();
        while office.backend().step() {}
        let sql =
            "SELECT count(*) FROM audit_entry WHERE command = 'file.check' AND actor_id IS NULL";
        office.sql(sql)[0].clone()
    };
    assert_eq!(looked(), "0", "the demo");
    tamper(
        &office,
        "UPDATE setting SET value = 'created' WHERE key = 'office.origin'",
    );
    for (days, checks) in [(0, "1"), (1, "1"), (6, "2"), (6, "2"), (1, "3")] {
        office.clock.advance_ms(days * DAY_MS);
        assert_eq!(looked(), checks, "{days} days later");
        assert_eq!(office.backend().health(), Some(Health::Sound));
    }
    assert_eq!(office.backend().notice(), None);
    tamper(
        &office,
        "UPDATE counter SET value = 99 WHERE name = 'sign_in'",
    );
    office.clock.advance_ms(7 * DAY_MS);
    assert_eq!(looked(), "4");
    assert_eq!(
        office.backend().notice(),
        Some(text().opening.numbers_wrong)
    );
}

#[test]
fn after_an_end_that_was_none_everything_is_looked_through() {
    let office = TestOffice::closed();
    let path = office.path();
    let changed = "UPDATE audit_entry SET at = at + 1 WHERE seq = 2";
    let open = |path: &Path| {
        let (said, heard) = channel();
        let said = Mutex::new(said);
        let wake = Arc::new(move || said.lock().unwrap().send(()).unwrap_or(()));
        let outside = env(&TestClock::at(NOW));
        let came = launch::open(path, &Means::Remembered, &outside, wake).unwrap();
        while came.backend.health().is_none() {
            heard.recv_timeout(Duration::from_secs(20)).unwrap();
        }
        came.backend.health()
    };
    testing::execute(&path, changed).unwrap();
    assert_eq!(open(&path), Some(Health::Sound), "only the pages");
    let note = path.with_file_name(".office.rollcall.holder");
    std::fs::write(note, "{}").unwrap();
    assert_eq!(open(&path), Some(Health::LogChanged));
    let told = "SELECT command, outcome, actor_id FROM audit_entry ORDER BY seq DESC LIMIT 1";
    assert_eq!(
        testing::rows(&path, told).unwrap(),
        [["file.check", "2", "NULL"]]
    );
    // What waits beside a file says the same as the note, which a copy of the two does not have.
    let elsewhere = tempfile::tempdir().unwrap();
    let copy = elsewhere.path().join("copy.rollcall");
    let mut crashed = office;
    crashed.reopen();
    crashed.enter();
    for suffix in ["", "-wal"] {
        let beside = |path: &Path| format!("{}{suffix}", path.display());
        std::fs::copy(beside(&path), beside(&copy)).unwrap();
    }
    assert_eq!(open(&copy), Some(Health::LogChanged));
}
