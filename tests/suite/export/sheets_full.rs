//! A sheet that is full is continued on the next one.

use rollcall::domain::table::{AboutLine, Cell, Column, Document};
use rollcall::domain::time::{DateFormat, OfficeTime};
use rollcall::export::RowSink;
use rollcall::export::xlsx::RowBook;

use super::readers;
use crate::support::directory::NOW;

#[test]
fn rows_beyond_a_sheet_go_on_the_next_under_the_same_header() {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join("a.xlsx");
    let document = Document {
        title: "Many".to_owned(),
        about: vec![AboutLine {
            key: "rows",
            label: "Rows".to_owned(),
            value: Cell::Count(25),
        }],
        time: OfficeTime {
            zone: chrono_tz::Europe::Lisbon,
            format: DateFormat::default(),
        },
        as_of: NOW,
    };
    let columns = [Column {
        header: "Number".to_owned(),
        key: "number",
        width: 10.0,
    }];
    let mut file = std::fs::File::create(&path).unwrap();
    let book = RowBook::new(&document, "Users", &columns, &mut file, folder.path(), 11);
    let mut book = Box::new(book.unwrap());
    for number in 0..25 {
        book.row(vec![Cell::Count(number)]).unwrap();
    }
    book.finish().unwrap();
    assert_eq!(
        readers::sheet_names(&path),
        ["Users", "Users 2", "Users 3", "About"]
    );
    let mut numbers = Vec::new();
    for name in ["Users", "Users 2", "Users 3"] {
        let rows = readers::sheet(&path, name);
        assert_eq!(readers::text(&rows[0][0]), "Number");
        numbers.extend(rows[1..].iter().map(|row| readers::number(&row[0]) as u64));
    }
    assert_eq!(numbers, (0..25).collect::<Vec<_>>());
}
