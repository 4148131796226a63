//! Writers of files: rows go in one by one, bytes come out; nothing here knows where they come from or go to.
//!
//! Only what is written passes through memory, never all rows. Files are named, made durable and recorded in `app`.

pub mod bundle;
pub mod csv;
pub mod json;
pub mod workbook;
pub mod xlsx;

use std::io::{self, Write};
use std::path::Path;

use crate::domain::table::{Cell, Column, Document, Format};

/// Why a file could not be written.
#[derive(Debug, thiserror::Error)]
pub enum ExportError {
    /// The system refused.
    #[error(transparent)]
    Io(#[from] io::Error),
    /// The workbook could not be made.
    #[error("workbook: {0}")]
    Workbook(String),
}

/// The result of writing.
pub type Result<T> = std::result::Result<T, ExportError>;

/// A file in the making that takes rows in order.
pub trait RowSink {
    /// Adds a row with a cell for each column.
    fn row(&mut self, cells: Vec<Cell>) -> Result<()>;

    /// Writes what remains.
    fn finish(self: Box<Self>) -> Result<()>;
}

/// Begins a file of rows. `scratch` is a folder for unnamed temporary files.
pub fn rows<'a>(
    format: Format,
    document: &'a Document,
    sheet: &str,
    columns: &'a [Column],
    out: &'a mut (dyn Write + Send),
    scratch: &Path,
) -> Result<Box<dyn RowSink + 'a>> {
    Ok(match format {
        Format::Xlsx => Box::new(xlsx::RowBook::new(
            document,
            sheet,
            columns,
            out,
            scratch,
            xlsx::SHEET_ROWS,
        )?),
        Format::Csv => Box::new(csv::CsvRows::new(document.time, columns, out)?),
        Format::Json => Box::new(json::JsonRows::new(document, columns, out)?),
    })
}
