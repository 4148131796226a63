//! What is in the cells: types, text that must not run, times as the screen shows them.

use calamine::Data;
use rollcall::app::exports::Export;
use rollcall::domain::ids::RoleId;
use rollcall::domain::segment::{Segment, UserColumn};
use rollcall::domain::table::Format;
use rollcall::domain::user::AccountStatus;
use serde_json::Value;

use super::readers;
use crate::support::directory::{NOW, Person, TestOffice, days_ago};

const RUNS: [&str; 7] = [
    "=HYPERLINK(\"http://x.example\",\"a\")",
    "+1+1",
    "-2+3",
    "@SUM(A1:A9)",
    "＝1+1",
    "=cmd|' /C calc'!A0",
    "'=1+1",
];

fn hostile() -> Vec<Person> {
    RUNS.iter()
        .enumerate()
        .map(|(index, text)| {
            let mut person = Person::named(text, &format!("p{index}@x.example"));
            person.profile.department = format!(" {text}");
            person.profile.title = format!("a,\"b\";\t{text}");
            person.profile.phone = Some("+33612345678".to_owned());
            person.profile.tags = [text.to_string(), "plain".to_owned()].into();
            person
        })
        .collect()
}

fn everyone() -> Export {
    Export::Users(readers::list(Segment::All))
}

#[test]
fn csv_cells_never_begin_like_a_formula_and_lose_nothing() {
    let office = TestOffice::new(&hostile());
    let done = office.export(everyone(), Format::Csv, "a.csv").unwrap();
    let rows = readers::csv(&done.path);
    for cell in rows.iter().flatten() {
        let first = cell.trim_start().chars().next();
        let runs = first.is_some_and(|c| "=+-@＝＋－＠".contains(c)) || cell.starts_with('\t');
        assert!(!runs, "{cell:?}");
    }
    for (row, text) in rows[2..].iter().zip(RUNS) {
        assert_eq!(rollcall::domain::table::unguard(&row[1]), text);
        assert_eq!(row[8], "'+33612345678");
    }
    assert_eq!(rows.len(), RUNS.len() + 2);
}

#[test]
fn excel_has_strings_without_formulas_or_links_and_phones_keep_their_plus() {
    let office = TestOffice::new(&hostile());
    let done = office.export(everyone(), Format::Xlsx, "a.xlsx").unwrap();
    let rows = readers::sheet(&done.path, "Users");
    for (row, text) in rows[2..].iter().zip(RUNS) {
        assert_eq!(row[1], Data::String(text.to_owned()));
        assert_eq!(row[8], Data::String("+33612345678".to_owned()));
    }
    let mut book: calamine::Xlsx<_> = calamine::open_workbook(&done.path).unwrap();
    let formulas = calamine::Reader::worksheet_formula(&mut book, "Users").unwrap();
    assert!(formulas.is_empty(), "{formulas:?}");
    // The archive names its parts in clear; links of a sheet would be a part of their own.
    let bytes = std::fs::read(&done.path).unwrap();
    let has = |name: &[u8]| bytes.windows(name.len()).any(|part| part == name);
    assert!(has(b"xl/worksheets/sheet1.xml"));
    assert!(!has(b"xl/worksheets/_rels/"));
}

/// Two people: the administrator, and one with something in many fields.
fn office_of_zoe() -> TestOffice {
    let mut person = Person::named("Zoë Ж 王", "zoe@x.example");
    person.profile.status = AccountStatus::Inactive;
    person.profile.roles = [RoleId(2), RoleId(3)].into();
    person.profile.end_date = chrono::NaiveDate::from_ymd_opt(2027, 1, 31);
    person.profile.extension = Some("0042".to_owned());
    person.created_at = Some(NOW);
    person.signed_in_at = Some(days_ago(150));
    TestOffice::new(&[person])
}

fn is_text(cell: &Data, text: &str) -> bool {
    *cell == Data::String(text.to_owned())
}

#[test]
fn excel_cells_have_types_and_the_columns_of_the_window_come_first() {
    let office = office_of_zoe();
    let done = office.export(everyone(), Format::Xlsx, "a.xlsx").unwrap();
    let rows = readers::sheet(&done.path, "Users");
    let header: Vec<&str> = rows[0].iter().map(readers::text).collect();
    let shown: Vec<&str> = UserColumn::USUAL.iter().map(|c| c.label()).collect();
    assert_eq!(header[..8], shown);
    let row = &rows[2];
    assert!(is_text(&row[1], "Zoë Ж 王"), "{row:?}");
    assert!(is_text(&row[3], "Inactive"), "{row:?}");
    assert!(
        is_text(&row[5], "Workspace owner, Account manager"),
        "{row:?}"
    );
    assert!(is_text(&row[9], "0042"), "{row:?}");
    let Data::DateTime(created) = &row[6] else {
        panic!("not a date: {:?}", row[6]);
    };
    assert_eq!(created.to_ymd_hms_milli(), (2026, 11, 21, 9, 14, 0, 0));
    let Data::DateTime(end) = &row[19] else {
        panic!("not a date: {:?}", row[19]);
    };
    assert_eq!(end.to_ymd_hms_milli(), (2027, 1, 31, 0, 0, 0, 0));
}

#[test]
fn times_are_those_of_the_screen() {
    let office = office_of_zoe();
    let done = office.export(everyone(), Format::Csv, "a.csv").unwrap();
    let rows = readers::csv(&done.path);
    // In June Lisbon is an hour ahead of UTC.
    assert_eq!(rows[2][6], "2026-11-21 09:14:00");
    assert_eq!(rows[2][7], "2026-06-24 10:14:00");

    let done = office.export(everyone(), Format::Json, "a.json").unwrap();
    let json: Value = serde_json::from_slice(&std::fs::read(&done.path).unwrap()).unwrap();
    let row = &json["rows"][1];
    assert_eq!(row["last_sign_in"], "2026-06-24T10:14:00+01:00");
    assert_eq!(row["status"], "inactive");
    assert_eq!(
        row["roles"],
        serde_json::json!(["Workspace owner", "Account manager"])
    );
    assert_eq!(json["about"]["rows"], 2);
    assert_eq!(json["about"]["time_zone"], "Europe/Lisbon");
}
