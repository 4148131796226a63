//! Reading files back.

use std::path::Path;

use calamine::{Data, Reader, Xlsx, open_workbook};
use rollcall::domain::segment::{Direction, Scope, Segment, Sort, UserColumn, UserListQuery};

/// Everyone in a segment, by Contact ID.
pub fn list(segment: Segment) -> UserListQuery {
    UserListQuery {
        sort: Sort {
            column: UserColumn::ContactId,
            direction: Direction::Ascending,
        },
        ..UserListQuery::of(Scope::default(), segment)
    }
}

/// Header and rows of a CSV file.
pub fn csv(path: &Path) -> Vec<Vec<String>> {
    let bytes = std::fs::read(path).unwrap();
    let text = bytes
        .strip_prefix("\u{feff}".as_bytes())
        .expect("a byte order mark");
    let mut reader = csv::ReaderBuilder::new()
        .has_headers(false)
        .from_reader(text);
    let rows = reader.records().map(|row| {
        let row = row.expect("RFC 4180, with the same number of fields in each row");
        row.iter().map(str::to_owned).collect()
    });
    rows.collect()
}

/// Names of the sheets of a workbook.
pub fn sheet_names(path: &Path) -> Vec<String> {
    let book: Xlsx<_> = open_workbook(path).unwrap();
    book.sheet_names()
}

/// Header and rows of a sheet.
pub fn sheet(path: &Path, name: &str) -> Vec<Vec<Data>> {
    let mut book: Xlsx<_> = open_workbook(path).unwrap();
    let range = book.worksheet_range(name).unwrap();
    range.rows().map(<[Data]>::to_vec).collect()
}

/// A cell as text.
pub fn text(cell: &Data) -> &str {
    match cell {
        Data::String(text) => text,
        Data::Empty => "",
        other => panic!("not text: {other:?}"),
    }
}

/// A cell as a number.
pub fn number(cell: &Data) -> f64 {
    match cell {
        Data::Float(number) => *number,
        Data::Int(number) => *number as f64,
        other => panic!("not a number: {other:?}"),
    }
}

/// The value beside a label on a sheet of labels and values.
pub fn beside<'a>(rows: &'a [Vec<Data>], label: &str) -> &'a Data {
    let row = rows.iter().find(|row| text(&row[0]) == label);
    &row.unwrap_or_else(|| panic!("no line {label:?} in {rows:?}"))[1]
}
