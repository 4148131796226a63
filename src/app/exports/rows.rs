//! One list of rows: the frame that all exports of lists share.

use std::ops::Range;

use super::output::{Output, Stop};
use super::scene::Scene;
use crate::app::error::AppError;
use crate::domain::table::{Cell, Column, Document};
use crate::export;

/// Rows that are in memory at a time, and between two looks whether anybody still wants the file.
const CHUNK: usize = 1_000;

/// A list that goes into a file of its own.
pub(super) struct List<'a> {
    pub(super) document: &'a Document,
    pub(super) sheet: &'a str,
    pub(super) columns: &'a [Column],
    pub(super) rows: usize,
}

impl List<'_> {
    /// Writes the rows, which `cells` gives for each part of them in order.
    pub(super) fn write<R: IntoIterator<Item = Vec<Cell>>>(
        &self,
        scene: &Scene<'_>,
        out: &mut Output<'_>,
        mut cells: impl FnMut(Range<usize>) -> Result<R, AppError>,
    ) -> Result<(), AppError> {
        out.expect_rows(self.rows as u64);
        let (format, scratch) = (out.format(), out.folder());
        out.write(|out| {
            let (document, columns) = (self.document, self.columns);
            let mut sink = export::rows(format, document, self.sheet, columns, out, &scratch)?;
            for begin in (0..self.rows).step_by(CHUNK) {
                scene.go_on()?;
                let end = (begin + CHUNK).min(self.rows);
                for row in cells(begin..end)? {
                    sink.row(row)?;
                }
                scene.progress.set_done(end as u64);
            }
            Ok::<_, Stop>(sink.finish()?)
        })
    }
}
