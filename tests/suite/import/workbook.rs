//! Workbooks as tables.

use rollcall::app::imports::{Form, Request};
use rollcall::domain::user::AccountStatus;
use rollcall::import::problem::FileProblem;
use rollcall::import::reader;
use rust_xlsxwriter::{ExcelDateTime, Format, Workbook};

use super::support::desk;
use super::tables::{rows_of, table};

/// A workbook with a title, a list whose cells are of every kind, a hidden sheet and an empty one.
fn workbook() -> Vec<u8> {
    let mut book = Workbook::new();
    let cover = book.add_worksheet();
    cover.set_name("Cover").unwrap();
    cover.write(0, 0, "The office, 2026").unwrap();
    book.add_worksheet().set_name("Empty").unwrap();
    let hidden = book.add_worksheet();
    hidden.set_name("Old").unwrap().set_hidden(true);
    hidden.write(0, 0, "Email").unwrap();
    let list = book.add_worksheet();
    list.set_name("People").unwrap();
    list.write(0, 0, "Everybody of the office").unwrap();
    for (column, name) in (0..).zip([
        "Name",
        "Email",
        "Mobile",
        "Employee ID",
        "Created",
        "Enabled",
    ]) {
        list.write(2, column, name).unwrap();
    }
    let day = Format::new().set_num_format("yyyy-mm-dd hh:mm");
    list.write(3, 0, "Zoë Čapek").unwrap();
    list.write(3, 1, "zoe@x.example").unwrap();
    list.write(3, 2, "+351 912 345 678").unwrap();
    list.write(3, 3, 17.0).unwrap();
    let created = ExcelDateTime::from_ymd(2024, 4, 10)
        .unwrap()
        .and_hms(4, 5, 20)
        .unwrap();
    list.write_with_format(3, 4, &created, &day).unwrap();
    list.write(3, 5, false).unwrap();
    list.write(5, 0, "Ann Abel").unwrap();
    list.write(5, 1, "ann@x.example").unwrap();
    list.write(5, 3, "00042").unwrap();
    let created = ExcelDateTime::from_ymd(2025, 12, 31).unwrap();
    list.write_with_format(5, 4, &created, &day).unwrap();
    list.write(5, 5, true).unwrap();
    let log = book.add_worksheet();
    log.set_name("Log").unwrap();
    log.write(0, 0, "Nothing to see").unwrap();
    book.save_to_buffer().unwrap()
}

#[test]
fn a_workbook_keeps_days_numbers_zeros_and_signs() {
    let desk = desk();
    let path = desk.file("people.xlsx", workbook());
    let file = reader::open(&path, Some("People")).unwrap();
    let form = Form::Workbook {
        sheets: ["Cover", "Empty", "People", "Log"]
            .map(str::to_owned)
            .to_vec(),
        sheet: "People".into(),
    };
    assert_eq!(file.facts().form, form);
    let (headers, rows) = rows_of(file);
    assert_eq!(
        headers,
        [
            "Name",
            "Email",
            "Mobile",
            "Employee ID",
            "Created",
            "Enabled"
        ]
    );
    assert_eq!(
        rows,
        [
            (
                4,
                [
                    "Zoë Čapek",
                    "zoe@x.example",
                    "+351 912 345 678",
                    "17",
                    "2024-04-10 04:05:20",
                    "false"
                ]
                .map(str::to_owned)
                .to_vec()
            ),
            (
                6,
                [
                    "Ann Abel",
                    "ann@x.example",
                    "",
                    "00042",
                    "2025-12-31",
                    "true"
                ]
                .map(str::to_owned)
                .to_vec()
            ),
        ]
    );
}

#[test]
fn people_of_a_workbook_come_in_and_are_known_again() {
    let mut desk = desk();
    let path = desk.file("people.xlsx", workbook());
    let prepared = desk.look(&Request::of(&path)).unwrap();
    let sheet = prepared.facts.form.sheet();
    assert_eq!(sheet, Some("People"), "the first that has people");
    let report = desk.import_prepared(&prepared).unwrap();
    assert_eq!((report.counts.new, report.counts.rejected), (2, 0));
    let zoe = desk.person("zoe@x.example");
    assert_eq!(zoe.profile.status, AccountStatus::Inactive);
    assert_eq!(zoe.created_at.unwrap().rfc3339(), "2024-04-10T03:05:20Z");
    let again = desk.import_prepared(&prepared).unwrap();
    assert_eq!((again.counts.new, again.counts.unchanged), (0, 2));
}

#[test]
fn another_sheet_is_read_when_it_is_asked_for() {
    let desk = desk();
    let path = desk.file("people.xlsx", workbook());
    let of = |sheet: &str| {
        desk.look(&Request {
            sheet: Some(sheet.into()),
            ..Request::of(&path)
        })
    };
    assert_eq!(of("People").unwrap().facts.form.sheet(), Some("People"));
    for (sheet, told) in [
        (
            "Log",
            "None of the columns can be recognised as something that users have.",
        ),
        ("Empty", "The file is empty."),
        ("Old", "The workbook has no sheet “Old” that is shown."),
    ] {
        let what = of(sheet).expect_err(sheet).message().what;
        assert_eq!(what, told, "{sheet}");
    }
}

/// A workbook with one part of these bytes, again and again, as small as it gets.
fn bomb(part: &str, (piece, times): (&[u8], usize)) -> Vec<u8> {
    use std::io::Write as _;
    let mut zip = zip::ZipWriter::new(std::io::Cursor::new(Vec::new()));
    let options = zip::write::SimpleFileOptions::default();
    zip.start_file("[Content_Types].xml", options).unwrap();
    zip.start_file(part, options).unwrap();
    for _ in 0..times {
        zip.write_all(piece).unwrap();
    }
    zip.finish().unwrap().into_inner()
}

#[test]
fn a_workbook_that_fills_all_memory_or_is_none_is_refused() {
    let (blanks, elements) = (vec![b' '; 1 << 20], b"<v></v>".repeat(1 << 17));
    let (texts, sheet) = ("xl/sharedStrings.xml", "xl/worksheets/sheet1.xml");
    for (part, piece, times) in [
        (texts, &elements[..], 300),
        (sheet, &elements, 1_200),
        (sheet, &blanks, 2),
        ("xl/media/image1.png", &blanks, 40),
        (texts, b"<sst uniqueCount=\"1000000000000\"/>", 1),
        (texts, b"<sst uniqueCount = '99999999999999999999999'/>", 1),
    ] {
        let bomb = bomb(part, (piece, times));
        assert!(bomb.len() < 8 << 20, "{}", bomb.len());
        let found = table("a.xlsx", &bomb);
        assert!(
            matches!(found, Err(FileProblem::TooLarge)),
            "{part}: {found:?}"
        );
    }
    let whole = workbook();
    let half = &whole[..whole.len() / 2];
    assert!(matches!(
        table("a.xlsx", half),
        Err(FileProblem::BrokenWorkbook(_))
    ));
}
