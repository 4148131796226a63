//! What is in the cells: types, text that must not run, times as the screen shows them.

use calamine::Data;
use rollcall::app::exports::Export;
use rollcall::domain::ids::RoleId;
use rollcall::domain::segment::Segment;
use rollcall::domain::table::Format;
use rollcall::domain::user::AccountStatus;

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
    let bytes = std::fs::read(&done.path).unwrap();
    let names_links = bytes
        .windows(10)
        .any(|part| part == b"sheet1.xml".as_slice());
    assert!(
        names_links,
        "the archive's directory lists its parts in clear"
    );
    assert!(
        !bytes
            .windows(16)
            .any(|part| part == b"sheet1.xml.rels\0".as_slice())
    );
}

#[test]
fn cells_have_types_and_times_are_those_of_the_screen() {
    let mut person = Person::named("Zoë Ж 王", "zoe@x.example");
    person.profile.status = AccountStatus::Inactive;
    person.profile.roles = [RoleId(2), RoleId(3)].into();
    person.profile.end_date = chrono::NaiveDate::from_ymd_opt(2027, 1, 31);
    person.profile.extension = Some("0042".to_owned());
    person.created_at = Some(NOW);
    person.signed_in_at = Some(days_ago(150));
    let office = TestOffice::new(&[person]);

    let done = office.export(everyone(), Format::Xlsx, "a.xlsx").unwrap();
    let rows = readers::sheet(&done.path, "Users");
    let header: Vec<&str> = rows[0].iter().map(readers::text).collect();
    assert_eq!(
        header[..8],
        [
            "Contact ID",
            "Name",
            "Email",
            "Status",
            "Onboarding",
            "Roles",
            "Created at",
            "Last sign-in"
        ]
    );
    let row = &rows[2];
    assert_eq!(row[1], Data::String("Zoë Ж 王".to_owned()));
    assert_eq!(row[3], Data::String("Inactive".to_owned()));
    assert_eq!(
        row[5],
        Data::String("Workspace owner, Account manager".to_owned())
    );
    assert_eq!(row[9], Data::String("0042".to_owned()));
    let Data::DateTime(created) = &row[6] else {
        panic!("not a date: {:?}", row[6]);
    };
    assert_eq!(created.to_ymd_hms_milli(), (2026, 11, 21, 9, 14, 0, 0));
    let Data::DateTime(end) = &row[19] else {
        panic!("not a date: {:?}", row[19]);
    };
    assert_eq!(end.to_ymd_hms_milli(), (2027, 1, 31, 0, 0, 0, 0));

    let done = office.export(everyone(), Format::Csv, "a.csv").unwrap();
    let rows = readers::csv(&done.path);
    // In June Lisbon is an hour ahead of UTC.
    assert_eq!(rows[2][6], "2026-11-21 09:14:00");
    assert_eq!(rows[2][7], "2026-06-24 10:14:00");

    let done = office.export(everyone(), Format::Json, "a.json").unwrap();
    let json: serde_json::Value =
        serde_json::from_slice(&std::fs::read(&done.path).unwrap()).unwrap();
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
