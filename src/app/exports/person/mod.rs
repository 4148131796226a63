//! Everything about one person, for whoever asks what is kept about them: a sheet for each kind of data.
//!
//! What is left out would make the answer wrong, so it takes the right to see all of it in the whole office.

mod record;
mod traces;

use super::Written;
use super::about::{AboutOf, line};
use super::output::{Output, Stop};
use super::scene::Scene;
use crate::app::error::AppError;
use crate::domain::directory::Directory;
use crate::domain::ids::UserId;
use crate::domain::personal::PersonalData;
use crate::domain::table::{Cell, Column, Format, Sheet};
use crate::domain::text::{fill, text};
use crate::domain::time::Timestamp;
use crate::domain::user::UserRecord;
use crate::export::csv::CsvRows;
use crate::export::xlsx::SHEET_ROWS;
use crate::export::{RowSink, json, workbook};

/// What the sheets are made from.
struct Person {
    record: UserRecord,
    deleted_at: Option<Timestamp>,
    data: PersonalData,
    directory: Directory,
}

pub(super) fn write(
    scene: &Scene<'_>,
    user_id: UserId,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let (record, deleted_at) = scene.snapshot.person(user_id)?;
    let person = Person {
        data: scene.snapshot.personal_data(&record)?,
        directory: scene.directory()?,
        record,
        deleted_at,
    };
    let mut sheets = record::sheets(scene, &person)?;
    sheets.extend(traces::sheets(scene, user_id)?);
    sheets.retain(|sheet| !sheet.rows.is_empty());
    let rows = sheets.iter().map(|sheet| sheet.rows.len() as u64).sum();
    let words = &text().personal;
    // By number: the log keeps the title in clear.
    let title = fill(words.title, &[&user_id.contact_id()]);
    let more = vec![
        line(
            "definition",
            text().export.about_definition,
            Cell::text(words.about),
        ),
        line("rows", text().export.about_count, Cell::Count(rows)),
    ];
    let about = AboutOf::scene(scene, title, words.filter.to_owned(), words.left_out);
    let document = about.document(more);
    scene.go_on()?;
    let format = out.format();
    out.write(|out| {
        match format {
            Format::Xlsx => workbook::write(&document, &parted(sheets), out)?,
            Format::Json => json::document(&json::sheets(&document, &sheets), out)?,
            Format::Csv => {
                let columns = flat_columns();
                let mut sink = CsvRows::new(document.time, &columns, out)?;
                for row in sheets.iter().flat_map(flat_rows) {
                    sink.row(row)?;
                }
                Box::new(sink).finish()?;
            }
        }
        Ok::<_, Stop>(())
    })?;
    Ok(Written {
        what: document.title,
        filter: words.filter.to_owned(),
        rows,
    })
}

/// Sheets that hold more rows than Excel allows go on in another.
fn parted(sheets: Vec<Sheet>) -> Vec<Sheet> {
    // The header is one of them.
    let most = SHEET_ROWS as usize - 1;
    let parts = sheets.into_iter().flat_map(|sheet| {
        let parts = sheet.rows.chunks(most).enumerate();
        let part = |(index, rows): (usize, &[Vec<Cell>])| Sheet {
            name: match index {
                0 => sheet.name.clone(),
                _ => fill(text().export.sheet_part, &[&sheet.name, &(index + 1)]),
            },
            columns: sheet.columns.clone(),
            rows: rows.to_vec(),
            ..sheet.clone()
        };
        if sheet.rows.len() <= most {
            vec![sheet]
        } else {
            parts.map(part).collect()
        }
    });
    parts.collect()
}

/// All sheets as one table: part, row, field, value.
fn flat_columns() -> Vec<Column> {
    let words = &text().personal;
    Column::list([
        ("part", text().export.part, 0.0),
        ("row", words.row, 0.0),
        ("field", words.field, 0.0),
        ("value", words.value, 0.0),
    ])
}

/// A line for each cell that holds something.
fn flat_rows(sheet: &Sheet) -> impl Iterator<Item = Vec<Cell>> + '_ {
    (1..).zip(&sheet.rows).flat_map(move |(number, row)| {
        let cells = sheet.columns.iter().zip(row);
        let held = cells.filter(|(_, cell)| **cell != Cell::Empty);
        held.map(move |(column, cell)| {
            vec![
                Cell::text(&*sheet.name),
                Cell::Count(number),
                Cell::text(&*column.header),
                cell.clone(),
            ]
        })
    })
}

/// A sheet without a chart.
fn sheet(
    (key, name): (&'static str, &str),
    columns: Vec<Column>,
    rows: impl IntoIterator<Item = Vec<Cell>>,
) -> Sheet {
    Sheet {
        name: name.to_owned(),
        key,
        columns,
        rows: rows.into_iter().collect(),
        chart: None,
        note: String::new(),
    }
}
