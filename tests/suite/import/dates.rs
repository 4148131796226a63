//! Dates in the forms that files have.

use chrono_tz::Europe::Lisbon;
use rollcall::domain::time::{DateFormat, OfficeTime};
use rollcall::import::dates::{DateOrder, OrderEvidence, Zone, read};

fn utc(cell: &str, order: DateOrder) -> Option<String> {
    read(cell, order).map(|found| Zone::Utc.instant(found).rfc3339())
}

#[test]
#[expect(clippy::too_many_lines, reason = "a table of cases is one thing")]
fn many_forms_are_read() {
    use DateOrder::{DayFirst, MonthFirst};
    for (cell, order, told) in [
        ("2025-12-04T08:19:41Z", MonthFirst, "2025-12-04T08:19:41Z"),
        (
            "2025-12-04T08:19:41.1234567Z",
            MonthFirst,
            "2025-12-04T08:19:41Z",
        ),
        ("2025-06-01T01:18:00", MonthFirst, "2025-06-01T01:18:00Z"),
        (
            "2025-06-01T01:18:00+02:00",
            MonthFirst,
            "2025-05-31T23:18:00Z",
        ),
        (
            "2025-06-01 01:18:00 +0200",
            MonthFirst,
            "2025-05-31T23:18:00Z",
        ),
        (
            "2025-06-01 01:18:00 UTC",
            MonthFirst,
            "2025-06-01T01:18:00Z",
        ),
        ("2025-06-01T01:18-05:30", MonthFirst, "2025-06-01T06:48:00Z"),
        ("2016-06-03 04:37:00", MonthFirst, "2016-06-03T04:37:00Z"),
        ("2026/04/10 04:05:20", MonthFirst, "2026-04-10T04:05:20Z"),
        ("2026-11-21", MonthFirst, "2026-11-21T00:00:00Z"),
        (
            "6/4/2021, 4:00:37.371 PM",
            MonthFirst,
            "2021-06-04T16:00:37Z",
        ),
        ("6/4/2021, 4:00:37.371 PM", DayFirst, "2021-04-06T16:00:37Z"),
        ("12/31/2020 12:05 AM", MonthFirst, "2020-12-31T00:05:00Z"),
        ("11/4/2020 21:11", MonthFirst, "2020-11-04T21:11:00Z"),
        ("11-21-2026 09:14", MonthFirst, "2026-11-21T09:14:00Z"),
        ("31.12.2026 23:59", MonthFirst, "2026-12-31T23:59:00Z"),
        ("1.2.26", MonthFirst, "2026-02-01T00:00:00Z"),
        ("4/5/99", MonthFirst, "1999-04-05T00:00:00Z"),
        ("03042000", DayFirst, "2000-04-03T00:00:00Z"),
        ("20200403", DayFirst, "2020-04-03T00:00:00Z"),
        ("20160403043700.0Z", MonthFirst, "2016-04-03T04:37:00Z"),
        ("132539328000000000", MonthFirst, "2021-01-01T00:00:00Z"),
        ("1609459200", MonthFirst, "2021-01-01T00:00:00Z"),
        ("1609459200000", MonthFirst, "2021-01-01T00:00:00Z"),
        ("12 Mar 2024", MonthFirst, "2024-03-12T00:00:00Z"),
        ("Mar 12, 2024 4:05 PM", MonthFirst, "2024-03-12T16:05:00Z"),
        ("12-Mar-24", MonthFirst, "2024-03-12T00:00:00Z"),
        ("3. Oktober 2024", MonthFirst, "2024-10-03T00:00:00Z"),
        ("12 février 2024", MonthFirst, "2024-02-12T00:00:00Z"),
        ("5 de dezembro de 2023", MonthFirst, "2023-12-05T00:00:00Z"),
        (
            "Fri, 21 Nov 2025 09:14:05 GMT",
            MonthFirst,
            "2025-11-21T09:14:05Z",
        ),
        (
            "Sat Nov 21 09:14:05 2026",
            MonthFirst,
            "2026-11-21T09:14:05Z",
        ),
    ] {
        assert_eq!(utc(cell, order).as_deref(), Some(told), "{cell}");
    }
}

#[test]
fn what_is_no_date_is_none() {
    for cell in [
        "",
        "hello",
        "31/02/2026",
        "2026-13-01",
        "12/1110",
        "19/2106",
        "229,932.50",
        "1.2.3.4",
        "25:00",
        "0000-00-00",
        "2026-02-30T00:00:00Z",
        "16051003",
        "99/99/9999",
        "12345",
        "+351 912 345 678",
        "1-2",
        "2024-01-01T99:00:00",
    ] {
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
            assert_eq!(read(cell, order), None, "{cell}");
        }
    }
}

#[test]
fn the_whole_column_decides_the_order() {
    let order = |cells: &[&str], usual| {
        let mut evidence = OrderEvidence::default();
        for cell in cells {
            evidence.take(cell);
        }
        evidence.order(usual)
    };
    use DateOrder::{DayFirst, MonthFirst};
    assert_eq!(order(&["01/02/2026", "13/02/2026"], MonthFirst), DayFirst);
    assert_eq!(order(&["01/02/2026", "02/13/2026"], DayFirst), MonthFirst);
    assert_eq!(order(&["01/02/2026"], DayFirst), DayFirst);
    assert_eq!(order(&["03042000", "25052001"], MonthFirst), DayFirst);
    assert_eq!(order(&["13.02.2026", "2026-01-01"], MonthFirst), MonthFirst);
}

#[test]
fn a_time_without_a_zone_is_the_offices() {
    let lisbon = Zone::Office(OfficeTime {
        zone: Lisbon,
        format: DateFormat::default(),
    });
    let at = read("2026-07-01 10:00:00", DateOrder::MonthFirst).unwrap();
    assert_eq!(lisbon.instant(at).rfc3339(), "2026-07-01T09:00:00Z");
    assert_eq!(Zone::Utc.instant(at).rfc3339(), "2026-07-01T10:00:00Z");
}

proptest::proptest! {
    #[test]
    fn reading_never_panics(cell in "\\PC{0,40}", digits in "[0-9/.:T Z+-]{0,30}") {
        for order in [DateOrder::DayFirst, DateOrder::MonthFirst] {
            proptest::prop_assert!(read(&cell, order).is_none_or(|found| Zone::Utc.instant(found).0 != i64::MIN));
            proptest::prop_assert!(read(&digits, order).is_none_or(|found| Zone::Utc.instant(found).0 != i64::MIN));
        }
    }
}
