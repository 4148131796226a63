//! Rows for the clipboard: the same cells as in a file, recorded as one, and only for those who may take them out.

use std::collections::BTreeSet;
use std::sync::Arc;

use rollcall::app::error::AppError;
use rollcall::app::exports::Export;
use rollcall::app::exports::clipboard::{self, Clip, Clipped};
use rollcall::domain::bulk::Chosen;
use rollcall::domain::ids::UserId;
use rollcall::domain::permission::Permission;
use rollcall::domain::segment::{Direction, Segment, Sort, UserColumn};
use rollcall::domain::table::Format;

use super::readers;
use crate::support::audit;
use crate::support::directory::{Person, TestOffice};

fn people() -> Vec<Person> {
    vec![
        Person::named("Zoë Quill", "zoe@x.example"),
        Person::named("=HYPERLINK(\"x\")", "run@x.example"),
        Person::named("Two\tCells \"quoted\"", "two@x.example"),
        Person::named("Last One", "last@x.example"),
    ]
}

fn copy(office: &TestOffice, chosen: Chosen, columns: &[UserColumn]) -> Result<Clipped, AppError> {
    let clip = Clip {
        chosen,
        sort: Sort {
            column: UserColumn::Name,
            direction: Direction::Descending,
        },
        columns: columns.to_vec(),
    };
    office.wait(&clipboard::start(&office.backend, clip))
}

fn these(ids: &[i64]) -> Chosen {
    Chosen::These(Arc::new(ids.iter().map(|id| UserId(*id)).collect()))
}

/// The cells as a spreadsheet takes them.
fn cells(clipped: &Clipped) -> Vec<Vec<String>> {
    let mut reader = csv::ReaderBuilder::new()
        .delimiter(b'\t')
        .has_headers(false)
        .from_reader(clipped.text.as_bytes());
    let rows = reader.records().map(|row| row.unwrap());
    rows.map(|row| row.iter().map(str::to_owned).collect())
        .collect()
}

#[test]
fn the_cells_are_those_of_the_file_in_the_columns_and_order_that_are_shown() {
    let office = TestOffice::new(&people());
    let chosen = Chosen::Matching(
        Box::new(readers::list(Segment::All)),
        BTreeSet::from([UserId(1)]),
    );
    let clipped = copy(&office, chosen, UserColumn::ALL).unwrap();
    assert_eq!(clipped.rows, 4);
    let clip = cells(&clipped);
    office
        .export(
            Export::Users(readers::list(Segment::All)),
            Format::Csv,
            "all.csv",
        )
        .unwrap();
    let file = readers::csv(&office.path("all.csv"));
    assert_eq!(clip[0], file[0], "the header");
    let sorted = |mut rows: Vec<Vec<String>>| {
        rows.sort();
        rows
    };
    let of_file: Vec<Vec<String>> = file[1..]
        .iter()
        .filter(|row| row[0] != "C-000001")
        .cloned()
        .collect();
    assert_eq!(sorted(clip[1..].to_vec()), sorted(of_file));
    let some = copy(
        &office,
        these(&[2, 5]),
        &[UserColumn::Name, UserColumn::ContactId],
    )
    .unwrap();
    assert_eq!(
        cells(&some),
        [
            ["Name", "Contact ID"],
            ["Zoë Quill", "C-000002"],
            ["Last One", "C-000005"]
        ]
    );
    assert!(!some.text.starts_with('\u{feff}'));
}

#[test]
fn a_copy_is_recorded_with_its_rows_and_sum_and_nothing_of_whom_it_is_about() {
    let office = TestOffice::new(&people());
    let clipped = copy(&office, these(&[2, 3]), &[UserColumn::Email]).unwrap();
    let entries = audit::exports(office.file());
    let (outcome, count, details) = entries.last().unwrap();
    assert_eq!((*outcome, *count), (0, 2));
    let told: serde_json::Value = serde_json::from_str(details).unwrap();
    assert_eq!(told["format"], "clipboard");
    assert_eq!(told["rows"], 2);
    assert_eq!(told["sha256"].as_str().unwrap().len(), 64);
    assert!(clipped.text.contains("zoe@x.example") && !details.contains("zoe"));
}

#[test]
fn who_may_take_nothing_out_copies_nothing() {
    let office = TestOffice::with_permissions(&people(), &[]);
    let refused = copy(&office, these(&[2]), &[UserColumn::Name]).unwrap_err();
    assert!(
        matches!(refused, AppError::Denied(Permission::DataExport)),
        "{refused}"
    );
    assert_eq!(audit::exports(office.file()), [(1, 0, String::new())]);
}
