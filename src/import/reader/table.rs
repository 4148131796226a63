//! Rows of text as named columns and rows: finds the header, skips what stands before it, checks row lengths.

use std::fs::File;

use super::decode::Utf8Stream;
use super::parse::RowParser;
use super::scan::{Encoding, Form};
use super::sheet::SheetRows;
use super::{Records, Row, RowFault, sniff};
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Bytes from which the delimiter is guessed.
const HEAD: usize = 64 * 1024;
/// Most rows before the header, such as a title or a version.
const PREAMBLE: usize = 12;

/// Rows as they stand in a file, the header and blank ones included.
pub(super) trait RawRows {
    /// Reads the next row, which may be blank; `false` at the end.
    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem>;

    /// Bytes read so far.
    fn position(&self) -> u64;
}

/// A table that is being read.
pub(super) struct TableFile {
    headers: Vec<String>,
    raw: Box<dyn RawRows + Send>,
    rows: u64,
    extra: Extra,
}

/// What cells beyond the header are.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Extra {
    /// A sign that a cell holds the delimiter, so that nothing in the row is sure.
    Fault,
    /// Cells of columns without a name, beside which the others stay where they are.
    Unnamed,
}

impl TableFile {
    /// Delimited text, read up to its header; with the byte between cells.
    pub(super) fn of_text(file: File, encoding: Encoding) -> Result<(Self, u8), FileProblem> {
        let stream = Utf8Stream::new(file, encoding);
        let mut parser = RowParser::new(stream, b',');
        let head = parser.peek(HEAD)?;
        let head = head.get(..HEAD).unwrap_or(head);
        if head.contains(&0) {
            return Err(FileProblem::NotText);
        }
        let guess = sniff::guess(head);
        parser.set_delimiter(guess.delimiter);
        let table = Self::begin(Box::new(parser), guess.width, Extra::Fault)?;
        Ok((table, guess.delimiter))
    }

    /// A sheet of a workbook, read up to its header; with what there is to choose from.
    pub(super) fn of_workbook(
        file: File,
        sheet: Option<&str>,
    ) -> Result<(Self, Form), FileProblem> {
        let (rows, form) = SheetRows::open(file, sheet)?;
        let width = rows.width();
        Ok((Self::begin(Box::new(rows), width, Extra::Unnamed)?, form))
    }

    fn begin(
        raw: Box<dyn RawRows + Send>,
        width: usize,
        extra: Extra,
    ) -> Result<Self, FileProblem> {
        let mut table = Self {
            headers: Vec::new(),
            raw,
            rows: 0,
            extra,
        };
        table.find_header(width)?;
        Ok(table)
    }

    /// The header is the first row that is about as wide as the others; titles and versions before it are narrower.
    fn find_header(&mut self, width: usize) -> Result<(), FileProblem> {
        let enough = width.div_ceil(2);
        let mut first = None;
        for _ in 0..PREAMBLE {
            let mut row = Row::default();
            if !self.raw.read(&mut row)? {
                break;
            }
            if row.is_blank() || is_directive(&row) {
                continue;
            }
            if filled(&row) >= enough {
                return self.take_header(&row);
            }
            first.get_or_insert(row);
        }
        match first {
            Some(row) => self.take_header(&row),
            None => Err(FileProblem::Empty),
        }
    }

    fn take_header(&mut self, row: &Row) -> Result<(), FileProblem> {
        let mut headers: Vec<String> = row.cells().map(clean_header).collect();
        while headers.last().is_some_and(String::is_empty) {
            headers.pop();
        }
        if headers.len() > limits::COLUMNS || row.len() > limits::COLUMNS {
            return Err(FileProblem::TooManyColumns(row.total()));
        }
        if headers.iter().any(|name| looks_like_a_value(name)) {
            return Err(FileProblem::NoHeader);
        }
        self.headers = headers;
        Ok(())
    }

    fn check_length(&self, row: &mut Row) {
        let columns = self.headers.len();
        if self.extra == Extra::Fault && row.len() > columns {
            let extra = (columns..row.len()).any(|column| !row.cell(column).trim().is_empty());
            if extra {
                row.note(RowFault::Long {
                    cells: row.total(),
                    columns,
                });
            }
        }
    }
}

impl Records for TableFile {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        loop {
            if !self.raw.read(row)? {
                return Ok(false);
            }
            if !is_blank(row) {
                break;
            }
        }
        self.rows += 1;
        if self.rows > limits::ROWS {
            return Err(FileProblem::TooManyRows);
        }
        self.check_length(row);
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.raw.position()
    }
}

fn is_blank(row: &Row) -> bool {
    row.faults.is_empty() && row.is_blank()
}

/// `version:v1.0` of Entra's templates and `sep=;` of Excel stand alone in their row.
fn is_directive(row: &Row) -> bool {
    let first = row.cell(0).trim();
    let rest_is_empty = row.cells().skip(1).all(|cell| cell.trim().is_empty());
    let lower = first.to_ascii_lowercase();
    rest_is_empty
        && (lower.starts_with("version:v") || lower.starts_with("sep=") || first.starts_with('#'))
}

fn filled(row: &Row) -> usize {
    row.cells().filter(|cell| !cell.trim().is_empty()).count()
}

/// Trimmed, without marks that can't be seen, line breaks as blanks.
pub(super) fn clean_header(raw: &str) -> String {
    let visible: String = raw
        .chars()
        .filter(|c| !matches!(c, '\u{feff}' | '\u{200b}' | '\u{200e}' | '\u{200f}'))
        .map(|c| if c.is_control() { ' ' } else { c })
        .collect();
    let words: Vec<&str> = visible.split_whitespace().collect();
    words.join(" ").chars().take(200).collect()
}

/// Addresses are values of people, never names of columns.
fn looks_like_a_value(name: &str) -> bool {
    crate::domain::validation::email::parse(name).is_ok()
}
