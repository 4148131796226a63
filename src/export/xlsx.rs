//! Excel workbooks of any number of rows: constant memory, typed cells, frozen header, filter, widths.
//!
//! Rows come first, so that the workbook reads back as a list; "About" is the last sheet. A sheet that is full is
//! continued on the next: "Users", "Users 2", …

use std::io::Write;
use std::path::Path;

use rust_xlsxwriter::{IgnoreError, Workbook, Worksheet};

use super::workbook::{self, Formats, wrong};
use super::{Result, RowSink};
use crate::domain::table::{Cell, Column, Document};
use crate::domain::text::{fill, text};

/// Rows of an Excel sheet, the header included.
pub const SHEET_ROWS: u32 = 1_048_576;

/// A workbook of rows in the making.
pub struct RowBook<'a> {
    document: &'a Document,
    columns: &'a [Column],
    out: &'a mut (dyn Write + Send),
    sheet_rows: u32,
    name: String,
    part: u32,
    workbook: Workbook,
    formats: Formats,
    /// The sheet that takes rows, and the number of its next one.
    sheet: Worksheet,
    next: u32,
}

impl<'a> RowBook<'a> {
    /// Begins a workbook whose sheets hold at most `sheet_rows` rows with the header.
    pub fn new(
        document: &'a Document,
        name: &str,
        columns: &'a [Column],
        out: &'a mut (dyn Write + Send),
        scratch: &Path,
        sheet_rows: u32,
    ) -> Result<Self> {
        let mut workbook = workbook::begin(document)?;
        workbook.set_tempdir(scratch).map_err(wrong)?;
        let formats = Formats::new(document.time.format);
        let sheet = begin_sheet(&mut workbook, &formats, name, columns)?;
        Ok(Self {
            document,
            columns,
            out,
            sheet_rows,
            name: name.to_owned(),
            part: 1,
            workbook,
            formats,
            sheet,
            next: 1,
        })
    }

    fn continue_on_next(&mut self) -> Result<()> {
        self.part += 1;
        let name = fill(text().export.sheet_part, &[&self.name, &self.part]);
        let next = begin_sheet(&mut self.workbook, &self.formats, &name, self.columns)?;
        let full = std::mem::replace(&mut self.sheet, next);
        end_sheet(&mut self.workbook, full, self.next, self.columns)?;
        self.next = 1;
        Ok(())
    }
}

impl RowSink for RowBook<'_> {
    fn row(&mut self, cells: Vec<Cell>) -> Result<()> {
        if self.next >= self.sheet_rows {
            self.continue_on_next()?;
        }
        for (column, cell) in (0..).zip(cells) {
            self.formats
                .write(&mut self.sheet, self.next, column, cell, self.document.time)?;
        }
        self.next += 1;
        Ok(())
    }

    fn finish(self: Box<Self>) -> Result<()> {
        let mut book = *self;
        end_sheet(&mut book.workbook, book.sheet, book.next, book.columns)?;
        let about = workbook::about_sheet(book.document, &book.formats)?;
        book.workbook.push_worksheet(about);
        book.workbook
            .save_to_writer(&mut *book.out)
            .map_err(wrong)?;
        Ok(book.out.flush()?)
    }
}

fn begin_sheet(
    workbook: &mut Workbook,
    formats: &Formats,
    name: &str,
    columns: &[Column],
) -> Result<Worksheet> {
    let mut sheet = workbook
        .new_worksheet_with_constant_memory()
        .map_err(wrong)?;
    sheet.set_name(workbook::sheet_name(name)).map_err(wrong)?;
    workbook::lay_out(&mut sheet, columns, formats)?;
    sheet.set_freeze_panes(1, 2).map_err(wrong)?;
    Ok(sheet)
}

/// Filter and hints need to know how many rows there are.
fn end_sheet(
    workbook: &mut Workbook,
    mut sheet: Worksheet,
    next: u32,
    columns: &[Column],
) -> Result<()> {
    let (last_row, last_column) = (next - 1, columns.len().saturating_sub(1) as u16);
    sheet
        .autofilter(0, 0, last_row, last_column)
        .map_err(wrong)?;
    // Phone numbers are text on purpose: no green corner that offers to turn them into numbers.
    sheet
        .ignore_error_range(0, 0, last_row, last_column, IgnoreError::NumberStoredAsText)
        .map_err(wrong)?;
    workbook.push_worksheet(sheet);
    Ok(())
}
