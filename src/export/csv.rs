//! Comma-separated text after RFC 4180, in UTF-8 with a byte order mark.
//!
//! The mark is there because Excel reads a file without one in the computer's old code page and spoils every name with
//! an accent; readers of data, ours included, skip it. Times are the office's wall clock as `2026-11-21 09:14:05`, which
//! spreadsheets and databases read as a time. Text that a spreadsheet would run is guarded ([`guard`]).

use std::io::Write;

use chrono::Timelike;

use super::{Result, RowSink};
use crate::domain::table::{Cell, Column, guard};
use crate::domain::time::OfficeTime;

/// A comma-separated file in the making.
pub struct CsvRows<'a> {
    out: &'a mut (dyn Write + Send),
    time: OfficeTime,
    separator: char,
    line: String,
}

impl<'a> CsvRows<'a> {
    /// Writes mark and header.
    pub fn new(
        time: OfficeTime,
        columns: &[Column],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Self> {
        Self::begin(time, columns, out, (',', "\u{feff}"))
    }

    /// Writes the header of a table for the clipboard: separated by tabs, as spreadsheets take it, and without the mark.
    pub fn tabbed(
        time: OfficeTime,
        columns: &[Column],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Self> {
        Self::begin(time, columns, out, ('\t', ""))
    }

    fn begin(
        time: OfficeTime,
        columns: &[Column],
        out: &'a mut (dyn Write + Send),
        (separator, mark): (char, &str),
    ) -> Result<Self> {
        let mut rows = Self {
            out,
            time,
            separator,
            line: String::from(mark),
        };
        for (index, column) in columns.iter().enumerate() {
            rows.separate(index);
            push_text(&mut rows.line, &column.header);
        }
        rows.end_line()?;
        Ok(rows)
    }

    fn separate(&mut self, index: usize) {
        if index > 0 {
            self.line.push(self.separator);
        }
    }

    fn end_line(&mut self) -> Result<()> {
        self.line.push_str("\r\n");
        self.out.write_all(self.line.as_bytes())?;
        self.line.clear();
        Ok(())
    }

    fn push(&mut self, cell: &Cell) -> std::fmt::Result {
        use std::fmt::Write as _;
        let line = &mut self.line;
        match cell {
            Cell::Empty => {}
            Cell::Text(text) => push_text(line, text),
            Cell::Choice { label, .. } => push_text(line, label),
            Cell::Names(names) => push_text(line, &names.join(", ")),
            Cell::Count(count) => write!(line, "{count}")?,
            Cell::Share(share) => write!(line, "{share:.4}")?,
            Cell::Day(day) => write!(line, "{day}")?,
            Cell::Instant(at) => {
                let local = self.time.local(*at);
                let (date, hour, minute, second) =
                    (local.date(), local.hour(), local.minute(), local.second());
                write!(line, "{date} {hour:02}:{minute:02}:{second:02}")?;
            }
        }
        Ok(())
    }
}

impl RowSink for CsvRows<'_> {
    fn row(&mut self, cells: Vec<Cell>) -> Result<()> {
        for (index, cell) in cells.iter().enumerate() {
            self.separate(index);
            self.push(cell).map_err(std::io::Error::other)?;
        }
        self.end_line()
    }

    fn finish(self: Box<Self>) -> Result<()> {
        Ok(self.out.flush()?)
    }
}

fn push_text(line: &mut String, text: &str) {
    let text = guard(text);
    let is_plain = !text.contains([',', '"', '\r', '\n', ';', '\t'])
        && !text.starts_with(' ')
        && !text.ends_with(' ');
    if is_plain {
        line.push_str(&text);
        return;
    }
    line.push('"');
    for (index, part) in text.split('"').enumerate() {
        if index > 0 {
            line.push_str("\"\"");
        }
        line.push_str(part);
    }
    line.push('"');
}
