//! The audit log as it is looked through: every act that should be in it, filters against plain SQL, counts that agree.

use chrono::NaiveDate;
use rollcall::app::commands::office::OfficeCommand;
use rollcall::app::commands::role::RoleCommand;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::app::queries::audit_log::{AuditEntry, AuditLog, AuditRows};
use rollcall::domain::audit::{ObjectKind, Outcome};
use rollcall::domain::ids::RoleId;
use rollcall::domain::log::{ActArea, LogFilter, LogRow};
use rollcall::domain::permission::Permission;
use rollcall::domain::time::DateFormat;
use rollcall::store::error::StoreError;
use rollcall::store::testing;
use zeroize::Zeroizing;

use crate::support::office::{MAYA, MEMBER, TOMAS, TestOffice};

fn list(office: &TestOffice, filter: LogFilter) -> Vec<i64> {
    let answer = office.ask(AuditLog { filter }).unwrap();
    let seqs = answer.entries.slice(0..answer.entries.count());
    assert_eq!(seqs.len() as u64, answer.entries.count());
    assert!(seqs.is_sorted_by(|a, b| a > b), "newest first: {seqs:?}");
    seqs
}

fn rows(office: &TestOffice, seqs: Vec<i64>) -> Vec<LogRow> {
    office.ask(AuditRows { seqs }).unwrap()
}

/// The entries that a condition finds in the plain table, newest first.
fn oracle(office: &TestOffice, condition: &str) -> Vec<i64> {
    let sql = format!("SELECT seq FROM audit_entry AS e WHERE {condition} ORDER BY seq DESC");
    let found = office.sql(&sql);
    found.iter().map(|seq| seq.parse().unwrap()).collect()
}

/// An office in which something of each kind was tried.
fn lived_in() -> TestOffice {
    let office = TestOffice::entered();
    office
        .submit(OfficeCommand::SetDateFormat(DateFormat::Iso))
        .unwrap();
    office
        .submit(RoleCommand::Allow(MEMBER, Permission::UsersCreate))
        .unwrap();
    office.forbid("roles.delete");
    let refused = office.submit(RoleCommand::Delete(RoleId(2)));
    assert!(matches!(refused, Err(AppError::Denied(_))));
    office.submit(SessionCommand::SignOut).unwrap();
    let wrong = SessionCommand::SignIn {
        email: "qaxvort@typed.example".into(),
        password: Zeroizing::new("zzkelm".into()),
    };
    let refused = office.submit(wrong);
    assert!(matches!(refused, Err(AppError::WrongCredentials)));
    office.clock.advance_ms(2 * 24 * 3_600_000);
    office.submit(SessionCommand::EnterDemo).unwrap();
    let reasons = "UPDATE audit_entry SET reason = 'Asked for by the Works Council' WHERE command = 'role.allow';
        UPDATE audit_entry SET reason = 'Çalışma' WHERE command = 'office.update';";
    testing::execute(&office.path(), reasons).unwrap();
    office
}

#[test]
fn sign_ins_attempts_denials_and_changes_are_all_listed() {
    let office = lived_in();
    let seqs = list(&office, LogFilter::default());
    assert_eq!(seqs, oracle(&office, "1"));
    let all = rows(&office, seqs);
    let told: Vec<(&str, &str, Outcome)> = all
        .iter()
        .map(|row| (row.who(), row.command.as_str(), row.outcome))
        .collect();
    for wanted in [
        ("Maya Adeyemi", "session.sign_in", Outcome::Done),
        ("Maya Adeyemi", "session.sign_out", Outcome::Done),
        ("Somebody", "session.attempt", Outcome::Failed),
        ("Maya Adeyemi", "role.delete", Outcome::Denied),
        ("Maya Adeyemi", "role.allow", Outcome::Done),
        ("Rollcall", "test.act", Outcome::Done),
        ("Somebody", "session.enter_demo", Outcome::Done),
    ] {
        assert!(told.contains(&wanted), "{wanted:?} in {told:?}");
    }
}

#[test]
fn what_was_typed_at_a_failed_sign_in_is_nowhere_in_the_file() {
    let office = lived_in();
    for table in ["audit_entry", "setting", "session"] {
        let all = office.sql(&format!("SELECT * FROM {table}"));
        for token in ["qaxvort", "typed.example", "zzkelm"] {
            assert!(
                !all.iter().any(|row| row.contains(token)),
                "{token} in {table}"
            );
        }
    }
}

/// Filters, each with the condition of plain SQL that means the same.
fn filters() -> Vec<(LogFilter, &'static str)> {
    let day = |text: &str| text.parse::<NaiveDate>().ok();
    let with = |change: &dyn Fn(&mut LogFilter)| {
        let mut filter = LogFilter::default();
        change(&mut filter);
        filter
    };
    vec![
        (with(&|f| f.actor = Some(MAYA)), "actor_id = 1"),
        (
            with(&|f| f.object = Some((ObjectKind::Role, MEMBER.0))),
            "object_kind = 2 AND object_id = 10",
        ),
        (
            with(&|f| f.object = Some((ObjectKind::User, MAYA.0))),
            "EXISTS (SELECT 1 FROM audit_change AS c WHERE c.seq = e.seq AND c.object_kind = 1 AND c.object_id = 1)
                OR command IN ('session.enter_demo', 'session.password_right')",
        ),
        (
            with(&|f| f.area = Some(ActArea::SignIns)),
            "command LIKE 'session.%'",
        ),
        (with(&|f| f.outcome = Some(Outcome::Denied)), "outcome = 1"),
        (
            with(&|f| f.from = day("2026-11-22")),
            "at >= unixepoch('2026-11-22') * 1000",
        ),
        (
            with(&|f| (f.from, f.to) = (day("2026-11-21"), day("2026-11-21"))),
            "date(at / 1000, 'unixepoch') = '2026-11-21'",
        ),
        (
            with(&|f| f.reason = "works  asked".into()),
            "reason LIKE 'Asked%'",
        ),
        (
            with(&|f| {
                f.actor = Some(MAYA);
                f.area = Some(ActArea::Roles);
                f.outcome = Some(Outcome::Done);
            }),
            "actor_id = 1 AND command LIKE 'role.%' AND outcome = 0",
        ),
    ]
}

#[test]
fn each_filter_finds_what_plain_sql_finds() {
    let office = lived_in();
    for (filter, condition) in filters() {
        let found = list(&office, filter.clone());
        assert_eq!(found, oracle(&office, condition), "{filter:?}");
        assert!(!found.is_empty(), "{filter:?}");
    }
}

#[test]
fn an_entry_tells_what_changed_with_number_and_hash() {
    let office = lived_in();
    let seq = oracle(&office, "command = 'role.allow'")[0];
    let entry = office.ask(AuditEntry { seq }).unwrap();
    assert!(entry.is_undoable);
    assert_eq!(entry.row.object.kind, ObjectKind::Role);
    assert_eq!(entry.parts.len(), 1);
    let change = &entry.parts[0].changes[0];
    assert_eq!((change.old.as_str(), change.new.as_str()), ("No", "Yes"));
    let hash = office.sql(&format!("SELECT hash FROM audit_entry WHERE seq = {seq}"));
    assert_eq!(rollcall::domain::log::hexadecimal(&entry.hash), hash[0]);
    let none = office.ask(AuditEntry { seq: 999 });
    assert!(matches!(none, Err(AppError::Store(StoreError::NotFound))));
}

#[test]
fn without_the_right_there_is_no_log() {
    let office = lived_in();
    office.forbid("audit.view");
    let filter = LogFilter::default();
    let refused = office.ask(AuditLog { filter });
    assert!(matches!(
        refused,
        Err(AppError::Denied(Permission::AuditView))
    ));
}

#[test]
fn whoever_sees_no_users_reads_of_the_office_and_of_themselves_only() {
    let office = lived_in();
    let everything = list(&office, LogFilter::default()).len();
    office.forbid("users.view");
    let answer = office.ask(AuditLog {
        filter: LogFilter::default(),
    });
    let answer = answer.unwrap();
    assert_eq!(answer.total, answer.entries.count());
    assert!((answer.total as usize) < everything || everything == office.entries());
    let of_tomas = LogFilter {
        object: Some((ObjectKind::User, TOMAS.0)),
        ..LogFilter::default()
    };
    assert!(list(&office, of_tomas).is_empty());
}
