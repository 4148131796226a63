//! Rows out of a stream of text: quotes, quoted line breaks, doubled quotes, every kind of line end.
//!
//! Lenient where spreadsheets are: a quote inside an unquoted cell is a quote, text after a closing quote belongs to the cell.

use super::decode::Utf8Stream;
use super::table::RawRows;
use super::{Row, RowFault};
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Reads raw rows, blank ones included.
pub struct RowParser {
    stream: Utf8Stream,
    buffer: Vec<u8>,
    at: usize,
    delimiter: u8,
    next_number: u64,
    line: u64,
    bytes: Vec<u8>,
}

/// What ended a cell.
#[derive(Clone, Copy, PartialEq, Eq)]
enum End {
    Cell,
    Row,
    File,
}

impl RowParser {
    /// A parser at the beginning of a stream.
    pub fn new(stream: Utf8Stream, delimiter: u8) -> Self {
        Self {
            stream,
            buffer: Vec::new(),
            at: 0,
            delimiter,
            next_number: 1,
            line: 1,
            bytes: Vec::new(),
        }
    }

    /// Text ahead without consuming it, as much as `wanted` bytes where the file has them.
    pub fn peek(&mut self, wanted: usize) -> Result<&[u8], FileProblem> {
        while self.buffer.len() - self.at < wanted && self.refill()? {}
        Ok(self.ahead())
    }

    /// From now on cells are cut at this byte.
    pub fn set_delimiter(&mut self, delimiter: u8) {
        self.delimiter = delimiter;
    }

    fn read_cell(&mut self, row: &mut Row, start: usize) -> Result<End, FileProblem> {
        if self.ahead().is_empty() {
            self.refill()?;
        }
        if self.ahead().first() == Some(&b'"') {
            self.at += 1;
            self.read_quoted(row, start)?;
        }
        loop {
            let ahead = self.ahead();
            let stop = memchr::memchr3(self.delimiter, b'\n', b'\r', ahead);
            let length = stop.unwrap_or(ahead.len());
            self.take(length, row, start);
            let Some(_) = stop else {
                if self.refill()? {
                    continue;
                }
                return Ok(End::File);
            };
            return self.read_end();
        }
    }

    /// Reads up to and with the closing quote; the opening one is behind.
    fn read_quoted(&mut self, row: &mut Row, start: usize) -> Result<(), FileProblem> {
        let opened = self.line;
        loop {
            let ahead = self.ahead();
            let stop = memchr::memchr(b'"', ahead);
            let length = stop.unwrap_or(ahead.len());
            self.line += count_lines(ahead.get(..length).unwrap_or_default());
            self.take(length, row, start);
            let Some(_) = stop else {
                if self.refill()? {
                    continue;
                }
                return Err(FileProblem::OpenQuote {
                    row: row.number,
                    line: opened,
                });
            };
            self.at += 1;
            if self.ahead().is_empty() {
                self.refill()?;
            }
            if self.ahead().first() != Some(&b'"') {
                return Ok(());
            }
            self.take(1, row, start);
        }
    }

    /// Consumes the delimiter or line end that stands next.
    fn read_end(&mut self) -> Result<End, FileProblem> {
        let byte = self.ahead().first().copied();
        self.at += 1;
        if byte == Some(self.delimiter) {
            return Ok(End::Cell);
        }
        if byte == Some(b'\r') {
            if self.ahead().is_empty() {
                self.refill()?;
            }
            if self.ahead().first() == Some(&b'\n') {
                self.at += 1;
            }
        }
        self.line += 1;
        Ok(End::Row)
    }

    /// Moves text into the row; above the limit it is skipped and the row marked.
    fn take(&mut self, length: usize, row: &mut Row, start: usize) {
        let end = self.at + length;
        let held = self.bytes.len() - start;
        let fits = limits::CELL_BYTES.saturating_sub(held).min(length);
        if let Some(piece) = self.buffer.get(self.at..self.at + fits) {
            self.bytes.extend_from_slice(piece);
        }
        if fits < length {
            row.note(RowFault::LongCell(row.ends.len()));
        }
        self.at = end.min(self.buffer.len());
    }

    fn ahead(&self) -> &[u8] {
        self.buffer.get(self.at..).unwrap_or_default()
    }

    fn refill(&mut self) -> Result<bool, FileProblem> {
        self.buffer.drain(..self.at);
        self.at = 0;
        self.stream.fill(&mut self.buffer)
    }

    /// Turns the bytes into text; what is none becomes a mark and a fault.
    fn finish(&mut self, row: &mut Row) {
        match String::from_utf8(std::mem::take(&mut self.bytes)) {
            Ok(text) => {
                row.text = text;
                mark_replaced(row);
            }
            Err(error) => replace_bad(row, error.as_bytes()),
        }
    }
}

impl RawRows for RowParser {
    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        row.number = self.next_number;
        row.faults.clear();
        row.ends.clear();
        row.total = 0;
        self.bytes = std::mem::take(&mut row.text).into_bytes();
        self.bytes.clear();
        if self.ahead().is_empty() && !self.refill()? {
            return Ok(false);
        }
        self.next_number += 1;
        if self.next_number > limits::ROWS + 64 {
            return Err(FileProblem::TooManyRows);
        }
        loop {
            let start = self.bytes.len();
            let end = self.read_cell(row, start)?;
            row.total += 1;
            if row.ends.len() <= limits::COLUMNS {
                row.ends.push(self.bytes.len());
            } else {
                self.bytes.truncate(start);
            }
            if end != End::Cell {
                break;
            }
        }
        self.finish(row);
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.stream.position()
    }
}

/// A decoder writes U+FFFD for what it could not read.
fn mark_replaced(row: &mut Row) {
    if row.text.is_ascii() || !row.text.contains('\u{fffd}') {
        return;
    }
    for column in 0..row.len() {
        if row.cell(column).contains('\u{fffd}') {
            row.note(RowFault::Undecodable(column));
        }
    }
}

fn replace_bad(row: &mut Row, bytes: &[u8]) {
    let ends = std::mem::take(&mut row.ends);
    let mut text = String::with_capacity(bytes.len() + 8);
    let mut start = 0;
    for (column, end) in ends.into_iter().enumerate() {
        let cell = bytes.get(start..end).unwrap_or_default();
        if std::str::from_utf8(cell).is_err() {
            row.note(RowFault::Undecodable(column));
        }
        text.push_str(&String::from_utf8_lossy(cell));
        row.ends.push(text.len());
        start = end;
    }
    row.text = text;
}

fn count_lines(text: &[u8]) -> u64 {
    let feeds = memchr::memchr_iter(b'\n', text).count();
    let returns = memchr::memchr_iter(b'\r', text).count();
    feeds.max(returns) as u64
}
