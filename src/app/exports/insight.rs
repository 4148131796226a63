//! User Insight as a workbook, a table or JSON: the same figures as on the screen.

use super::Written;
use super::about::{self, AboutOf};
use super::output::{Output, Stop};
use super::scene::Scene;
use super::sheets;
use crate::app::error::AppError;
use crate::app::queries::insight::InsightOf;
use crate::app::query::Query;
use crate::domain::directory::Directory;
use crate::domain::insight::Insight;
use crate::domain::office::Office;
use crate::domain::segment::Scope;
use crate::domain::table::{Cell, Column, Document, Format, Sheet};
use crate::domain::text::text;
use crate::export::csv::CsvRows;
use crate::export::{RowSink, json, workbook};

/// Figures of one state with what is needed to present them.
#[derive(Clone, Debug)]
pub struct InsightReport {
    /// What the figures say about themselves.
    pub document: Document,
    /// Figures first, then a sheet a chart, then the last logins.
    pub sheets: Vec<Sheet>,
}

impl InsightReport {
    /// The report of `insight`, asked for a scope by a person.
    pub fn new(
        insight: &Insight,
        scope: Scope,
        office: &Office,
        directory: &Directory,
        who: &str,
    ) -> Self {
        let what = text().insight.title;
        let about = AboutOf {
            what: what.to_owned(),
            filter: about::filter(what, scope, directory),
            who,
            office,
            as_of: insight.as_of,
            left_out: text().export.left_out_insight,
        };
        Self {
            document: about.document(Vec::new()),
            sheets: sheets::all(insight),
        }
    }

    /// JSON with stable keys: `about`, `figures`, `definitions`, then a list a chart.
    pub fn json(&self) -> String {
        let mut out = Vec::new();
        let value = json::insight(&self.document, &self.sheets);
        match json::document(&value, &mut out) {
            Ok(()) => String::from_utf8(out).unwrap_or_default(),
            // Writing to memory can't fail.
            Err(_) => String::new(),
        }
    }
}

pub(super) fn write(
    scene: &Scene<'_>,
    scope: Scope,
    out: &mut Output<'_>,
) -> Result<Written, AppError> {
    let question = InsightOf {
        scope,
        refreshed: 0,
    };
    let insight = question.run(&scene.question())?;
    let directory = scene.directory()?;
    let report = InsightReport::new(&insight, scope, &scene.office, &directory, scene.who());
    let (document, sheets) = (&report.document, &report.sheets);
    let format = out.format();
    out.write(|out| {
        match format {
            Format::Xlsx => workbook::write(document, sheets, out)?,
            Format::Json => json::document(&json::insight(document, sheets), out)?,
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
        what: document.title.clone(),
        filter: about::filter(&document.title, scope, &directory),
        rows: sheets.iter().map(|sheet| sheet.rows.len() as u64).sum(),
    })
}

/// All sheets as one table: part, item, value, share.
fn flat_columns() -> Vec<Column> {
    let words = &text().export;
    Column::list([
        ("part", words.part, 0.0),
        ("item", words.item, 0.0),
        ("value", words.value, 0.0),
        ("share", words.share, 0.0),
    ])
}

/// A figure has a value, a bar users and their share, a login a name and a time.
fn flat_rows(sheet: &Sheet) -> impl Iterator<Item = Vec<Cell>> + '_ {
    sheet.rows.iter().map(|row| {
        let part = Cell::text(&*sheet.name);
        let (item, value, share) = match row.as_slice() {
            [_, name, _, at @ Cell::Instant(_)] => (name, at, &Cell::Empty),
            [item, value, share @ Cell::Share(_), ..] => (item, value, share),
            [item, value, ..] => (item, value, &Cell::Empty),
            _ => (&Cell::Empty, &Cell::Empty, &Cell::Empty),
        };
        vec![part, item.clone(), value.clone(), share.clone()]
    })
}
