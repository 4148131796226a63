//! Signing in, and being slowed down after failures.

use rollcall::app::commands::Reply;
use rollcall::app::commands::session::SessionCommand;
use rollcall::app::error::AppError;
use rollcall::app::password;
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::me::Me;
use rollcall::domain::segment::Scope;
use rollcall::domain::time::Timestamp;
use rollcall::store::testing;
use zeroize::Zeroizing;

use crate::support::office::{MAYA, TestOffice};
use crate::support::outside::{NOW, TestRandom};

/// Maya's.
pub const PASSWORD: &str = "four grey owls at noon";

/// An office that an office made itself, with Maya's password set.
pub fn created() -> TestOffice {
    let mut office = TestOffice::closed();
    let phc = password::hash(PASSWORD, &TestRandom::default()).unwrap();
    let sql = format!(
        "INSERT INTO credential (user_id, phc) VALUES (1, '{phc}'); UPDATE setting SET value = 'created' WHERE key = 'office.origin'"
    );
    testing::execute(&office.path(), &sql).unwrap();
    office.reopen();
    office
}

/// Signs in by e-mail and password.
pub fn sign_in(office: &TestOffice, email: &str, password: &str) -> Result<Reply, AppError> {
    office.submit(SessionCommand::SignIn {
        email: email.into(),
        password: Zeroizing::new(password.into()),
    })
}

fn fail(office: &TestOffice) {
    let refused = sign_in(office, "maya@northwind.example", "wrong");
    assert!(
        matches!(refused, Err(AppError::WrongCredentials)),
        "{refused:?}"
    );
}

fn throttled(office: &TestOffice) -> u64 {
    match sign_in(office, "maya@northwind.example", PASSWORD) {
        Err(AppError::Throttled(seconds)) => seconds,
        other => panic!("{other:?}"),
    }
}

#[test]
fn the_right_password_signs_in_and_out() {
    let office = created();
    let reply = sign_in(&office, " Maya@Northwind.example ", PASSWORD).unwrap();
    assert!(matches!(reply, Reply::SignedIn(operator) if operator.user_id == MAYA));
    assert_eq!(office.newest_entry(), "session.sign_in|0|1|1");
    assert_eq!(office.ask(Me).unwrap().roles, ["System Administrator"]);
    assert_eq!(
        office.sql("SELECT failures, blocked_until FROM credential"),
        ["0|0"]
    );
    assert_eq!(
        office.sql("SELECT user_id, at, outcome FROM sign_in"),
        [format!("1|{}|0", NOW.0)]
    );
    let insight = office
        .ask(InsightOf {
            scope: Scope::default(),
            refreshed: 0,
        })
        .unwrap();
    assert_eq!((insight.open_sessions, insight.last_logins[0].at), (1, NOW));
    office.clock.advance_ms(10);
    office.submit(SessionCommand::SignOut).unwrap();
    assert_eq!(office.newest_entry(), "session.sign_out|0|1|1");
    assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
    assert_eq!(
        office.sql("SELECT ended_at - started_at FROM session"),
        ["10"]
    );
    office.assert_intact();
}

#[test]
fn wrong_unknown_and_inactive_get_the_same_answer() {
    let office = created();
    testing::execute(&office.path(), "INSERT INTO credential (user_id, phc) SELECT 2, phc FROM credential; UPDATE user SET status = 0 WHERE user_id = 2").unwrap();
    for (email, password) in [
        ("maya@northwind.example", "wrong"),
        ("nobody@northwind.example", PASSWORD),
        ("tomas@northwind.example", PASSWORD),
        ("", ""),
    ] {
        let refused = sign_in(&office, email, password);
        assert!(
            matches!(refused, Err(AppError::WrongCredentials)),
            "{email}"
        );
        assert!(office.newest_entry().starts_with("session.attempt|2|"));
    }
    assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
}

#[test]
fn failures_slow_down_and_a_success_forgets_them() {
    let mut office = created();
    for _ in 0..5 {
        fail(&office);
    }
    assert!((1..=2).contains(&throttled(&office)));
    office.reopen();
    assert!((1..=2).contains(&throttled(&office)), "survives a restart");
    office.clock.advance_ms(1_000);
    fail(&office);
    assert!((2..=3).contains(&throttled(&office)), "doubles");
    office.clock.advance_ms(2_000);
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
    fail(&office);
    fail(&office);
    assert_eq!(office.sql("SELECT failures FROM credential"), ["2"]);
}

#[test]
fn a_clock_set_back_neither_frees_nor_locks_for_ever() {
    let office = created();
    for _ in 0..5 {
        fail(&office);
    }
    office.clock.set(NOW.plus_minutes(-365 * 24 * 60));
    let seconds = throttled(&office);
    assert!(seconds <= 15 * 60, "{seconds} seconds");
    office.clock.advance_ms(seconds as i64 * 1_000);
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
}

#[test]
fn a_sign_in_with_a_clock_set_back_does_not_hide_the_newest() {
    let office = TestOffice::entered();
    office.clock.set(NOW.plus_minutes(-90 * 24 * 60));
    office.submit(SessionCommand::EnterDemo).unwrap();
    office.clock.set(NOW.plus_minutes(1));
    let insight = office
        .ask(InsightOf {
            scope: Scope::default(),
            refreshed: 0,
        })
        .unwrap();
    assert_eq!(insight.signed_in, 1);
    assert_eq!(insight.last_logins[0].at, NOW);
    let newest: Timestamp = Timestamp(
        office.sql("SELECT last_sign_in_at FROM user WHERE user_id = 1")[0]
            .parse()
            .unwrap(),
    );
    assert_eq!(newest, NOW);
}

#[test]
fn the_demo_is_entered_without_a_password_and_other_files_are_not() {
    let demo = TestOffice::entered();
    assert_eq!(demo.newest_entry(), "session.sign_in|0|1|1");
    let office = created();
    let entries = office.entries();
    assert!(matches!(
        office.submit(SessionCommand::EnterDemo),
        Err(AppError::WrongCredentials)
    ));
    assert!(matches!(office.ask(Me), Err(AppError::NotSignedIn)));
    assert_eq!(office.entries(), entries);
}

#[test]
fn signing_out_needs_someone_signed_in() {
    let office = created();
    assert!(matches!(
        office.submit(SessionCommand::SignOut),
        Err(AppError::NotSignedIn)
    ));
}

#[test]
fn an_unknown_address_is_slowed_down_and_answered_like_a_known_one() {
    let mut office = created();
    let answers = |office: &TestOffice, email: &str| -> Vec<String> {
        let answer = |_| match sign_in(office, email, "wrong") {
            Err(error) => error.message().line(),
            Ok(reply) => panic!("{reply:?}"),
        };
        (0..7).map(answer).collect()
    };
    let known = answers(&office, "maya@northwind.example");
    let unknown = answers(&office, "nobody@northwind.example");
    assert_eq!(known, unknown);
    assert!(known[6].starts_with("Too many failed attempts."));
    office.reopen();
    for email in ["maya@northwind.example", "nobody@northwind.example"] {
        let refused = sign_in(&office, email, PASSWORD);
        assert!(matches!(refused, Err(AppError::Throttled(_))), "{email}");
    }
    let kept = office.sql("SELECT bucket BETWEEN 0 AND 4095, failures FROM stranger");
    assert_eq!(kept, ["1|5"], "of the address only a few bits are kept");
}

#[test]
fn an_unknown_address_takes_as_long_as_a_wrong_password() {
    let office = created();
    let mut took = [Vec::new(), Vec::new()];
    for _ in 0..5 {
        let emails = ["maya@northwind.example", "nobody@northwind.example"];
        for (email, took) in emails.iter().zip(&mut took) {
            let begun = std::time::Instant::now();
            let refused = sign_in(&office, email, "wrong");
            took.push(begun.elapsed());
            let is_wrong = matches!(refused, Err(AppError::WrongCredentials));
            assert!(is_wrong, "{email}: {refused:?}");
        }
    }
    let median = |took: &mut Vec<std::time::Duration>| {
        took.sort_unstable();
        took[took.len() / 2].as_secs_f64()
    };
    let ratio = median(&mut took[0]) / median(&mut took[1]);
    assert!((0.4..2.5).contains(&ratio), "{ratio}");
}

#[test]
fn a_clock_set_back_before_a_restart_neither_frees_nor_locks_for_ever() {
    let mut office = created();
    for _ in 0..5 {
        fail(&office);
    }
    office.clock.set(NOW.plus_minutes(-365 * 24 * 60));
    office.reopen();
    let seconds = throttled(&office);
    office.reopen();
    assert!(throttled(&office) <= seconds, "it begins anew only once");
    office.clock.advance_ms(seconds as i64 * 1_000);
    office.reopen();
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
}

#[test]
fn the_last_administrator_is_never_kept_out_for_ever() {
    let office = created();
    for _ in 0..20 {
        fail(&office);
        office.clock.advance_ms(15 * 60 * 1_000);
    }
    fail(&office);
    let seconds = throttled(&office);
    assert!(seconds <= 15 * 60 + 1, "{seconds}");
    office.clock.advance_ms(seconds as i64 * 1_000);
    sign_in(&office, "maya@northwind.example", PASSWORD).unwrap();
    assert_eq!(office.sql("SELECT failures FROM credential"), ["0"]);
}
