//! The rows that could not be taken, as a file that can be mended and imported again.

use std::collections::HashMap;
use std::io::Write;

use super::prepare::Prepared;
use super::report::Report;
use crate::app::error::AppError;
use crate::domain::incoming::Rejection;
use crate::import::reader::{self, Records, Row};
use crate::import::reject::RejectedFile;

/// Writes the rejected rows of a file: its columns without credentials, then row, column and reason. Gives their number.
pub fn write(prepared: &Prepared, report: &Report, to: impl Write) -> Result<u64, AppError> {
    let reasons: HashMap<u64, &Rejection> = report.rejections.iter().map(|r| (r.row, r)).collect();
    let mut file = reader::reopen(&prepared.path, &prepared.facts)?;
    let mut out = RejectedFile::begin(to, file.headers())?;
    let mut row = Row::default();
    let mut written = 0;
    while file.read(&mut row)? {
        if let Some(rejection) = reasons.get(&row.number) {
            out.row(&row, rejection)?;
            written += 1;
        }
    }
    out.finish()?;
    Ok(written)
}
