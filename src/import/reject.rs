//! Writing rejected rows so that a spreadsheet shows them, runs nothing, and the file can be imported again.

use std::io::Write;

use super::headers::is_secret;
use super::problem::FileProblem;
use super::reader::Row;
use crate::domain::incoming::Rejection;
use crate::domain::text::text;

/// A file of rejected rows.
pub struct RejectedFile<W: Write> {
    out: csv::Writer<W>,
    columns: Vec<usize>,
}

impl<W: Write> RejectedFile<W> {
    /// Writes the header: the file's columns without credentials, and three of our own.
    pub fn begin(mut to: W, headers: &[String]) -> Result<Self, FileProblem> {
        // Excel reads UTF-8 only with a mark.
        to.write_all("\u{feff}".as_bytes())
            .map_err(FileProblem::io)?;
        let words = &text().import;
        let own = [
            words.rejected_row,
            words.rejected_column,
            words.rejected_reason,
        ];
        let columns: Vec<usize> = (0..headers.len())
            .filter(|at| {
                headers
                    .get(*at)
                    .is_some_and(|h| !is_secret(h) && !own.contains(&h.as_str()))
            })
            .collect();
        let mut out = csv::WriterBuilder::new()
            .terminator(csv::Terminator::CRLF)
            .from_writer(to);
        let kept = columns
            .iter()
            .filter_map(|at| headers.get(*at))
            .map(String::as_str);
        out.write_record(kept.chain(own)).map_err(problem)?;
        Ok(Self { out, columns })
    }

    /// Writes one row with its reason.
    pub fn row(&mut self, row: &Row, rejection: &Rejection) -> Result<(), FileProblem> {
        let number = rejection.row.to_string();
        let kept = self.columns.iter().map(|at| harmless(row.cell(*at)));
        let own = [number.as_str(), &rejection.column, &rejection.reason];
        self.out
            .write_record(kept.chain(own.into_iter().map(harmless)))
            .map_err(problem)
    }

    /// Writes what is buffered.
    pub fn finish(mut self) -> Result<(), FileProblem> {
        self.out.flush().map_err(FileProblem::io)
    }
}

/// A cell that a spreadsheet would run gets a leading apostrophe; a phone number keeps its plus.
fn harmless(cell: &str) -> String {
    let first = cell.trim_start().chars().next();
    let is_phone = cell.starts_with('+')
        && cell
            .chars()
            .skip(1)
            .all(|c| c.is_ascii_digit() || " ()-./".contains(c));
    let runs = matches!(
        first,
        Some('=' | '+' | '-' | '@' | '＝' | '＋' | '－' | '＠')
    ) || cell.starts_with(['\t', '\r']);
    if runs && !is_phone && cell.trim().len() > 1 {
        ["'", cell].concat()
    } else {
        cell.to_owned()
    }
}

fn problem(error: csv::Error) -> FileProblem {
    FileProblem::io(error.into())
}
