//! The audit log: intact after any acts, broken by any touch, silent about people.

use std::fs;
use std::path::Path;
use std::sync::Arc;

use proptest::prelude::*;
use rollcall::domain::change::{Field, FieldChange};
use rollcall::domain::ids::UserId;
use rollcall::store::audit::{Verdict, verify};
use rollcall::store::testing;
use rollcall::store::workspace::Workspace;

use crate::support::outside::{NOW, TestRandom};
use crate::support::people::{Directory, Seeded, act, random_user};

fn verdict(path: &Path) -> Verdict {
    let workspace = Workspace::open(path, Arc::new(TestRandom::default())).unwrap();
    let mut reader = workspace.reader().unwrap();
    reader.snapshot(verify).unwrap()
}

/// Acts 1 to 6: the office, three people at once, and single changes.
fn log() -> Directory {
    let directory = Directory::empty();
    let mut workspace = directory.open();
    let mut dice = Seeded::new(1);
    act(&mut workspace, NOW, |w| {
        for index in 0..3 {
            let user_id = w.insert_user(&random_user(&mut dice, index))?;
            let change = FieldChange::of(Field::Name, "", format!("Zebulon {index}"));
            w.record_user(user_id, &[change])?;
        }
        Ok(())
    });
    for number in 0..4i64 {
        let at = NOW.plus_minutes(number);
        act(&mut workspace, at, |w| {
            let change = FieldChange::of(Field::Notes, "Quagmire", format!("note {number}"));
            w.record_user(UserId(number % 3 + 1), &[change])
        });
    }
    workspace.checkpoint().unwrap();
    directory
}

/// Tampers with a copy and checks which entry is named.
fn assert_broken(directory: &Directory, sql: &str, seq: i64) {
    let copy = directory.folder.path().join("copy.rollcall");
    fs::copy(&directory.path, &copy).unwrap();
    testing::execute(&copy, sql).unwrap();
    assert_eq!(verdict(&copy), Verdict::Broken(seq), "{sql}");
}

#[test]
fn an_untouched_log_is_intact() {
    let directory = log();
    assert!(matches!(verdict(&directory.path), Verdict::Intact(head) if head.seq == 6));
}

#[test]
fn every_column_of_an_entry_is_covered() {
    let directory = log();
    for seq in [1, 2, 4, 6] {
        for change in [
            "at = at + 1",
            "at = -at",
            "actor_id = 1",
            "actor_id = 0",
            "effective_id = 2",
            "effective_id = 0",
            "command = command || 'x'",
            "command = ''",
            "command = CAST(x'ff' AS TEXT)",
            "object_kind = object_kind + 1",
            "object_kind = 99",
            "object_id = 5",
            "object_id = 0",
            "reason = 'because'",
            "reason = ''",
            "outcome = 1",
            "outcome = 7",
            "details = '{}'",
            "count = count + 1",
            "count = -1",
            "changes_hash = x'00'",
            "changes_hash = zeroblob(32)",
            "hash = zeroblob(32)",
            "hash = x''",
        ] {
            let sql = format!("UPDATE audit_entry SET {change} WHERE seq = {seq}");
            assert_broken(&directory, &sql, seq);
        }
    }
}

#[test]
fn every_byte_of_a_hash_and_a_payload_is_covered() {
    let directory = log();
    // The stored bytes with one of them turned round.
    let flip = |table: &str, column: &str, byte: usize, seq: i64| {
        let query = format!("SELECT {column} FROM {table} WHERE seq = {seq}");
        let hex = testing::rows(&directory.path, &query).unwrap()[0][0].clone();
        let old = u8::from_str_radix(&hex[2 * byte..2 * byte + 2], 16).unwrap();
        let new = format!(
            "{}{:02x}{}",
            &hex[..2 * byte],
            old ^ 0x40,
            &hex[2 * byte + 2..]
        );
        format!("UPDATE {table} SET {column} = x'{new}' WHERE seq = {seq}")
    };
    for byte in 0..32 {
        assert_broken(&directory, &flip("audit_entry", "hash", byte, 3), 3);
        assert_broken(&directory, &flip("audit_entry", "changes_hash", byte, 3), 3);
    }
    let length: usize = testing::rows(
        &directory.path,
        "SELECT length(payload) FROM audit_change WHERE seq = 4",
    )
    .unwrap()[0][0]
        .parse()
        .unwrap();
    for byte in 0..length {
        assert_broken(&directory, &flip("audit_change", "payload", byte, 4), 4);
    }
}

#[test]
fn rows_that_vanish_move_or_appear_are_found() {
    let directory = log();
    for (sql, seq) in [
        ("DELETE FROM audit_entry WHERE seq = 1", 1),
        ("DELETE FROM audit_entry WHERE seq = 4", 4),
        ("DELETE FROM audit_entry WHERE seq = 6", 6),
        ("DELETE FROM audit_entry", 1),
        (
            "UPDATE audit_entry SET seq = CASE seq WHEN 3 THEN -1 WHEN 4 THEN 3 ELSE seq END; UPDATE audit_entry SET seq = 4 WHERE seq = -1",
            3,
        ),
        ("UPDATE audit_entry SET seq = 60 WHERE seq = 6", 6),
        (
            "INSERT INTO audit_entry SELECT 7, at, actor_id, effective_id, command, object_kind, object_id, reason, outcome, details, count, changes_hash, hash FROM audit_entry WHERE seq = 6",
            7,
        ),
        (
            "INSERT INTO audit_entry SELECT 0, at, actor_id, effective_id, command, object_kind, object_id, reason, outcome, details, count, changes_hash, hash FROM audit_entry WHERE seq = 1",
            1,
        ),
        (
            "DELETE FROM audit_change WHERE seq = 2 AND object_id = 2",
            2,
        ),
        ("DELETE FROM audit_change WHERE seq = 5", 5),
        (
            "INSERT INTO audit_change SELECT 5, object_kind, 77, payload FROM audit_change WHERE seq = 4",
            5,
        ),
        (
            "INSERT INTO audit_change SELECT 9, object_kind, 77, payload FROM audit_change WHERE seq = 4",
            7,
        ),
        ("UPDATE audit_change SET object_id = 70 WHERE seq = 5", 5),
        ("UPDATE audit_change SET object_kind = 2 WHERE seq = 5", 5),
        ("UPDATE audit_change SET seq = 6 WHERE seq = 5", 5),
        (
            "UPDATE audit_change SET payload = (SELECT c.payload FROM audit_change AS c WHERE c.seq = 2 AND c.object_id = 3 - audit_change.object_id) WHERE seq = 2 AND object_id IN (1, 2)",
            2,
        ),
    ] {
        assert_broken(&directory, sql, seq);
    }
}

#[test]
fn what_the_log_says_about_people_is_sealed_and_reads_back() {
    let directory = log();
    let payloads = testing::rows(
        &directory.path,
        "SELECT payload FROM audit_change WHERE object_kind = 1",
    )
    .unwrap();
    let hex = |text: &str| text.bytes().map(|b| format!("{b:02x}")).collect::<String>();
    assert_eq!(payloads.len(), 7);
    for row in &payloads {
        for word in ["Zebulon", "Quagmire", "note", "name"] {
            assert!(!row[0].contains(&hex(word)), "{word} in clear");
        }
    }
    let mut reader = directory.open().reader().unwrap();
    let history = reader.snapshot(|s| s.history(UserId(1))).unwrap();
    let told: Vec<_> = history
        .iter()
        .map(|item| (item.seq, item.changes[0].new.as_str()))
        .collect();
    assert_eq!(told, [(6, "note 3"), (3, "note 0"), (2, "Zebulon 0")]);
    assert_eq!(
        history[0].changes,
        [FieldChange::of(Field::Notes, "Quagmire", "note 3")]
    );
}

#[test]
fn a_destroyed_key_silences_a_person_and_keeps_the_chain() {
    let directory = log();
    testing::execute(&directory.path, "DELETE FROM person_key WHERE user_id = 1").unwrap();
    assert!(matches!(verdict(&directory.path), Verdict::Intact(_)));
    let mut reader = directory.open().reader().unwrap();
    assert!(
        reader
            .snapshot(|s| s.history(UserId(1)))
            .unwrap()
            .is_empty()
    );
    assert_eq!(reader.snapshot(|s| s.history(UserId(2))).unwrap().len(), 2);
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 12, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn random_acts_leave_an_intact_log(seed in any::<u64>(), users in 1u64..30) {
        let directory = Directory::random(seed, users);
        let Verdict::Intact(head) = verdict(&directory.path) else { panic!("broken") };
        prop_assert_eq!(head.seq as u64, 2 + users);
    }
}
