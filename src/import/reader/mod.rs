//! From a file's bytes to a header and rows of text, whatever the encoding, delimiter and line ends.
//!
//! Nothing here knows what the columns mean. Other formats become another [`Records`].

mod decode;
mod foreign;
mod parse;
mod scan;
mod sniff;
mod table;

pub use scan::{Encoding, FileFacts};
pub use table::{CsvFile, open, reopen};

use super::problem::FileProblem;

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
    /// What is wrong with the row as a whole.
    pub fault: Option<RowFault>,
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
}

impl Row {
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
