//! From a file's bytes to a header and rows of text, whatever the format, encoding, delimiter and line ends.
//!
//! Nothing here knows what the columns mean. Delimited text and workbooks are rows below a header already; of JSON and LDIF,
//! which are records with named parts, each name becomes a column.

mod bulk;
mod columns;
mod decode;
mod flatten;
mod foreign;
mod json;
mod ldif;
mod lines;
mod lists;
mod parse;
mod scan;
mod sheet;
mod sniff;
mod table;
mod tokens;
mod walk;

use std::fs::File;
use std::path::Path;

pub use scan::{Encoding, FileFacts, Form};

use super::limits;
use super::problem::FileProblem;
use json::JsonFile;
use ldif::LdifFile;
use scan::{rescan, scan};
use table::TableFile;

/// A file that is being read, whatever its format.
pub struct DataFile {
    facts: FileFacts,
    records: Box<dyn Records + Send>,
}

/// Opens a file and reads it up to its first row. Of a workbook with several sheets one is chosen by name, or else the
/// first that has something in it.
pub fn open(path: &Path, sheet: Option<&str>) -> Result<DataFile, FileProblem> {
    let (file, facts) = scan(path)?;
    DataFile::begin(path, file, facts, sheet)
}

/// Opens a file that was read before.
pub fn reopen(path: &Path, known: &FileFacts) -> Result<DataFile, FileProblem> {
    let (file, facts) = rescan(path, known)?;
    let sheet = known.form.sheet().map(str::to_owned);
    DataFile::begin(path, file, facts, sheet.as_deref())
}

impl DataFile {
    fn begin(
        path: &Path,
        file: File,
        mut facts: FileFacts,
        sheet: Option<&str>,
    ) -> Result<Self, FileProblem> {
        let records: Box<dyn Records + Send> = match facts.form {
            Form::Text(_) => {
                let (table, delimiter) = TableFile::of_text(file, facts.encoding)?;
                facts.form = Form::Text(delimiter);
                Box::new(table)
            }
            Form::Workbook { .. } => {
                let (table, form) = TableFile::of_workbook(file, sheet)?;
                facts.form = form;
                Box::new(table)
            }
            Form::Json => Box::new(JsonFile::open(path, facts.encoding)?),
            Form::Ldif => Box::new(LdifFile::open(path, facts.encoding)?),
        };
        Ok(Self { facts, records })
    }

    /// What is known of the file.
    pub fn facts(&self) -> &FileFacts {
        &self.facts
    }
}

impl Records for DataFile {
    fn headers(&self) -> &[String] {
        self.records.headers()
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        self.records.read(row)
    }

    fn position(&self) -> u64 {
        self.records.position()
    }
}

/// A stream of rows under named columns: what every importer reads, whatever the format.
pub trait Records {
    /// Names of the columns, trimmed, in file order; repeated names stay repeated.
    fn headers(&self) -> &[String];

    /// Reads the next row that has anything in it; `false` at the end.
    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem>;

    /// Bytes read so far.
    fn position(&self) -> u64;
}

/// One row: its cells in one buffer.
#[derive(Clone, Debug, Default)]
pub struct Row {
    /// Row as a spreadsheet counts it, from 1, the header and blank rows included.
    pub number: u64,
    /// What is wrong with the row as a whole or with cells of it.
    pub faults: Vec<RowFault>,
    text: String,
    ends: Vec<usize>,
    /// Cells in the file; those beyond the limit are not kept.
    total: usize,
}

/// What can be wrong with a row before its cells are looked at.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum RowFault {
    /// More filled cells than the header has names.
    Long {
        /// Cells in the row.
        cells: usize,
        /// Names in the header.
        columns: usize,
    },
    /// A cell above the limit; its column counts from 0.
    LongCell(usize),
    /// Bytes that are no text in the file's encoding; the column counts from 0.
    Undecodable(usize),
    /// A record above the limit, of which nothing is known.
    LongRecord,
    /// Not written as the file's format asks.
    Broken,
}

impl RowFault {
    /// Whether nothing of the row is sure, not only a cell of it.
    pub fn is_of_the_row(&self) -> bool {
        match self {
            Self::Long { .. } | Self::LongRecord | Self::Broken => true,
            Self::LongCell(_) | Self::Undecodable(_) => false,
        }
    }
}

impl Row {
    /// Empties it, to be filled with the cells of another.
    fn begin(&mut self, number: u64) {
        self.number = number;
        self.faults.clear();
        self.text.clear();
        self.ends.clear();
        self.total = 0;
    }

    /// Adds a cell; what is beyond the limits is not kept.
    fn push(&mut self, cell: &str) {
        self.total += 1;
        if self.ends.len() > limits::COLUMNS {
            return;
        }
        let mut fits = limits::CELL_BYTES.min(cell.len());
        while !cell.is_char_boundary(fits) {
            fits -= 1;
        }
        if fits < cell.len() {
            self.note(RowFault::LongCell(self.ends.len()));
        }
        self.text.push_str(cell.get(..fits).unwrap_or_default());
        self.ends.push(self.text.len());
    }

    /// Notes a fault once.
    fn note(&mut self, fault: RowFault) {
        if self.faults.last() != Some(&fault) {
            self.faults.push(fault);
        }
    }

    /// A cell; empty where the row is shorter.
    pub fn cell(&self, column: usize) -> &str {
        let Some(&end) = self.ends.get(column) else {
            return "";
        };
        let start = column
            .checked_sub(1)
            .and_then(|before| self.ends.get(before))
            .copied()
            .unwrap_or(0);
        self.text.get(start..end).unwrap_or_default()
    }

    /// How many cells are kept: one more than the limit at most.
    pub fn len(&self) -> usize {
        self.ends.len()
    }

    /// How many cells the row has in the file.
    pub fn total(&self) -> usize {
        self.total
    }

    /// Whether there is no cell.
    pub fn is_empty(&self) -> bool {
        self.ends.is_empty()
    }

    /// Every cell.
    pub fn cells(&self) -> impl Iterator<Item = &str> {
        (0..self.len()).map(|column| self.cell(column))
    }

    /// Whether no cell holds more than blanks.
    pub fn is_blank(&self) -> bool {
        self.text.trim().is_empty()
    }
}
