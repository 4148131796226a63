//! The Sessions page: its figures are the lengths of its lists, plain SQL says the same, and nobody sees what is not theirs.

use std::collections::BTreeSet;

use proptest::prelude::*;
use rollcall::app::exports::{self, Export, ExportDone, ExportRequest};
use rollcall::app::queries::insight::InsightOf;
use rollcall::app::queries::person_sessions::PersonSessions;
use rollcall::app::queries::session_list::{
    SessionFigures, SessionList, SessionListAnswer, SessionRows,
};
use rollcall::domain::ids::UserId;
use rollcall::domain::segment::{Direction, Scope};
use rollcall::domain::session::{Part, Period, SessionColumn, SessionFilter, SessionKey};
use rollcall::domain::table::Format;
use rollcall::store::testing;

use crate::support::office::TestOffice;
use crate::support::outside::NOW;

/// An office with sessions and failed sign-ins of everybody, open and ended, here and elsewhere.
fn office(seed: u64) -> TestOffice {
    let mut office = TestOffice::crowd(seed, 30);
    let now = NOW.0;
    let sql = format!(
        "INSERT INTO term (text) VALUES ('Payroll'), ('Tablet'), ('Wrong password'), ('Code not entered');
        INSERT INTO credential (user_id, phc, locked_at, is_due)
            SELECT user_id, 'x', iif(user_id % 4 = 0, {now}, NULL), user_id % 2 FROM user WHERE user_id BETWEEN 2 AND 9;
        INSERT INTO session (user_id, source, device, started_at, last_seen_at, expires_at, ended_at, end_reason)
            SELECT user_id, iif(user_id % 3 = 0, 'Rollcall', 'Payroll'), iif(user_id % 2 = 0, 'Tablet', 'Desk'),
                {now} - 3600000 * user_id, {now} - 60000 * user_id, {now} + 3600000 * (user_id % 5 - 2),
                iif(user_id % 7 = 0, {now} - 86400000 * user_id, NULL), iif(user_id % 7 = 0, 'signed out', NULL)
            FROM user;
        INSERT INTO sign_in (user_id, at, event_key, outcome, source_id, device_id, reason_id)
            SELECT user_id, {now} - 3600000 * n * user_id, n, n % 3,
                (SELECT term_id FROM term WHERE text = 'Payroll'), (SELECT term_id FROM term WHERE text = 'Tablet'),
                (SELECT term_id FROM term WHERE text = iif(n % 2 = 0, 'Wrong password', 'Code not entered'))
            FROM user, (SELECT 1 AS n UNION SELECT 2 UNION SELECT 4 UNION SELECT 5)
            WHERE user_id > 1;
        UPDATE counter SET value = (SELECT count(*) FROM sign_in) WHERE name = 'sign_in'"
    );
    testing::execute(&office.path(), &sql).unwrap();
    office.allow("data.export");
    office.reopen();
    office.enter();
    office
}

fn ask(office: &TestOffice, filter: &SessionFilter) -> SessionListAnswer {
    let filter = filter.clone();
    office.ask(SessionList { filter }).unwrap()
}

fn counts(office: &TestOffice, filter: &SessionFilter) -> [u64; 4] {
    let filter = filter.clone();
    office.ask(SessionFigures { filter }).unwrap().counts
}

fn export(office: &TestOffice, what: Export) -> ExportDone {
    let path = office.path().with_file_name("sessions.csv");
    let format = Format::Csv;
    let ticket = exports::start(office.backend(), ExportRequest { what, format, path });
    while office.backend().step() {}
    ticket.take().unwrap().unwrap()
}

fn number(office: &TestOffice, sql: &str) -> u64 {
    office.sql(sql)[0].parse().unwrap()
}

#[test]
fn whole_parts_are_what_plain_sql_counts() {
    let office = office(1);
    let now = NOW.0;
    let month = now - 30 * 86_400_000;
    let there = "user_id IN (SELECT user_id FROM user WHERE deleted_at IS NULL)";
    let counts = counts(&office, &SessionFilter::default());
    let sql = [
        format!(
            "SELECT count(*) FROM session WHERE ended_at IS NULL AND expires_at > {now} AND {there}"
        ),
        format!(
            "SELECT count(*) FROM session WHERE coalesce(ended_at, expires_at) >= {month}
            AND (ended_at IS NOT NULL OR expires_at <= {now}) AND {there}"
        ),
        format!("SELECT count(*) FROM sign_in WHERE outcome <> 0 AND at >= {month} AND {there}"),
        format!("SELECT count(*) FROM credential WHERE {there}"),
    ];
    let expected = sql.map(|sql| number(&office, &sql));
    assert_eq!(counts, expected);
    assert!(counts.iter().all(|count| *count > 3), "{counts:?}");
    // The figure of User Insight is that of the page.
    let (scope, refreshed) = (Scope::default(), 0);
    let insight = office.ask(InsightOf { scope, refreshed }).unwrap();
    assert_eq!(insight.open_sessions, counts[Part::Now as usize]);
}

#[test]
fn a_person_is_shown_the_same_in_their_form() {
    let office = office(2);
    for user_id in (1..12).map(UserId) {
        for shown in office.ask(PersonSessions { user_id }).unwrap().parts {
            let (part, total, few) = (shown.part, shown.total, shown.entries);
            let filter = SessionFilter {
                person: Some(user_id),
                ..SessionFilter::of(part)
            };
            let keys = ask(&office, &filter).keys;
            assert_eq!(keys.len() as u64, total, "{user_id:?} {part:?}");
            let first: Vec<SessionKey> = keys.iter().take(5).copied().collect();
            let shown: Vec<SessionKey> = few.iter().map(|entry| entry.key).collect();
            assert_eq!(shown, first, "{user_id:?} {part:?}");
        }
    }
}

#[test]
fn failures_are_found_by_an_index() {
    let office = office(3);
    for (sql, index) in [
        (
            include_str!("../../../src/store/sessions/failures.sql"),
            "USING COVERING INDEX sign_in_failed",
        ),
        (
            include_str!("../../../src/store/sessions/failures_of.sql"),
            "USING PRIMARY KEY (user_id=? AND at>?)",
        ),
        (
            include_str!("../../../src/store/sessions/attempts.sql"),
            "USING COVERING INDEX audit_entry_list",
        ),
    ] {
        let sql = sql.replace(":user_id", "1").replace(":since", "0");
        let plan = office.sql(&format!("EXPLAIN QUERY PLAN {sql}")).join("\n");
        assert!(plan.contains(index), "{plan}");
        assert!(!plan.contains("USE TEMP B-TREE"), "{plan}");
    }
}

fn filters() -> impl Strategy<Value = SessionFilter> {
    let columns = [
        SessionColumn::ContactId,
        SessionColumn::Name,
        SessionColumn::Device,
        SessionColumn::Source,
        SessionColumn::Last,
        SessionColumn::Reason,
    ];
    let words = |words: &'static [&'static str]| {
        prop::option::weighted(0.3, prop::sample::select(words)).prop_map(|w| w.map(str::to_owned))
    };
    (
        (
            prop::sample::select(&Part::ALL[..]),
            prop::sample::select(&Period::ALL[..]),
        ),
        prop::option::weighted(0.2, (1..20_i64).prop_map(UserId)),
        prop::sample::select(&["", "", "a", "C-00000", "tomás"][..]),
        words(&["Payroll", "Rollcall", "Nowhere"]),
        words(&["Tablet", "Desk"]),
        words(&["Signed out", "Ran out", "Wrong password", "Locked"]),
        (prop::sample::select(columns.to_vec()), any::<bool>()),
    )
        .prop_map(
            |((part, period), person, search, source, device, reason, (by, up))| {
                let direction = if up {
                    Direction::Ascending
                } else {
                    Direction::Descending
                };
                SessionFilter {
                    person,
                    search: search.to_owned(),
                    source,
                    device,
                    reason,
                    period,
                    sort: (by, direction),
                    ..SessionFilter::of(part)
                }
            },
        )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(60))]

    #[test]
    fn figures_are_the_lengths_of_lists_and_of_what_is_exported(filter in filters()) {
        thread_local! {
            static OFFICE: TestOffice = office(4);
        }
        OFFICE.with(|office| {
            let answer = ask(office, &filter);
            let counts = counts(office, &filter);
            for part in Part::ALL {
                let other = if part == filter.part { filter.clone() } else { filter.in_part(part) };
                let keys = ask(office, &other).keys;
                assert_eq!(keys.len() as u64, counts[part as usize], "{filter:?} {part:?}");
            }
            let rows = office.ask(SessionRows { keys: answer.keys.to_vec() }).unwrap();
            let shown: Vec<SessionKey> = rows.iter().map(|row| row.key).collect();
            assert_eq!(&shown, &*answer.keys);
            for row in &rows {
                assert!(filter.person.is_none() || row.user_id == filter.person);
                let is_of_accounts = filter.part == Part::Accounts;
                assert!(is_of_accounts || filter.source.as_ref().is_none_or(|s| *s == row.source));
                assert!(is_of_accounts || filter.device.as_ref().is_none_or(|d| *d == row.device));
                assert!(filter.reason.as_ref().is_none_or(|r| *r == row.reason));
            }
            let unsorted = SessionFilter { sort: SessionFilter::default().sort, ..filter.clone() };
            let set = |answer: &SessionListAnswer| answer.keys.iter().copied().collect::<BTreeSet<_>>();
            assert_eq!(set(&answer), set(&ask(office, &unsorted)), "an order leaves nobody out");
            let what = Export::SessionList(Box::new(filter.clone()));
            let done = export(office, what);
            assert_eq!(done.rows, answer.keys.len() as u64);
        });
    }
}
