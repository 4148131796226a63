//! A delimited text file as named columns and rows: finds the header, skips what stands before it, checks row lengths.

use std::fs::File;
use std::path::Path;

use super::decode::Utf8Stream;
use super::parse::RowParser;
use super::scan::{FileFacts, rescan, scan};
use super::{Records, Row, RowFault, sniff};
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Bytes from which the delimiter is guessed.
const HEAD: usize = 64 * 1024;
/// Most rows before the header, such as a title or a version.
const PREAMBLE: usize = 12;

/// A delimited text file that is being read.
pub struct CsvFile {
    facts: FileFacts,
    headers: Vec<String>,
    parser: RowParser,
    delimiter: u8,
    rows: u64,
}

/// Opens a file and reads it up to its header.
pub fn open(path: &Path) -> Result<CsvFile, FileProblem> {
    let (file, facts) = scan(path)?;
    CsvFile::begin(file, facts)
}

/// Opens a file that was read before.
pub fn reopen(path: &Path, known: &FileFacts) -> Result<CsvFile, FileProblem> {
    let (file, facts) = rescan(path, known)?;
    CsvFile::begin(file, facts)
}

impl CsvFile {
    fn begin(file: File, facts: FileFacts) -> Result<Self, FileProblem> {
        let stream = Utf8Stream::new(file, facts.encoding);
        let mut parser = RowParser::new(stream, b',');
        let head = parser.peek(HEAD)?;
        let head = head.get(..HEAD).unwrap_or(head);
        if head.contains(&0) {
            return Err(FileProblem::NotText);
        }
        let guess = sniff::guess(head);
        parser.set_delimiter(guess.delimiter);
        let mut csv = Self {
            facts,
            headers: Vec::new(),
            parser,
            delimiter: guess.delimiter,
            rows: 0,
        };
        csv.find_header(guess.width)?;
        Ok(csv)
    }

    /// What is known of the file.
    pub fn facts(&self) -> &FileFacts {
        &self.facts
    }

    /// The byte between cells.
    pub fn delimiter(&self) -> u8 {
        self.delimiter
    }

    /// The header is the first row that is about as wide as the others; titles and versions before it are narrower.
    fn find_header(&mut self, width: usize) -> Result<(), FileProblem> {
        let enough = width.div_ceil(2);
        let mut first = None;
        for _ in 0..PREAMBLE {
            let mut row = Row::default();
            if !self.parser.read(&mut row)? {
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
        if row.len() > columns && row.fault.is_none() {
            let extra = (columns..row.len()).any(|column| !row.cell(column).trim().is_empty());
            if extra {
                row.fault = Some(RowFault::Long {
                    cells: row.total(),
                    columns,
                });
            }
        }
    }
}

impl Records for CsvFile {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        loop {
            if !self.parser.read(row)? {
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
        self.parser.position()
    }
}

fn is_blank(row: &Row) -> bool {
    row.fault.is_none() && row.is_blank()
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
fn clean_header(raw: &str) -> String {
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
