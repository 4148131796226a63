//! One look at every row before anything is proposed: what columns hold, how many rows there are, how dates are written.

use std::collections::BTreeMap;

use super::dates::OrderEvidence;
use super::headers;
use super::problem::FileProblem;
use super::reader::{Records, Row, RowFault};
use super::target::Target;
use super::values;
use super::watch::Watch;
use crate::domain::incoming::ImportKind;

/// Most different values of a column that are kept.
const VALUES: usize = 64;
/// Rows whose values are looked at closely.
const SAMPLE: u64 = 5_000;
/// Most characters of a value that are kept.
const SHOWN: usize = 80;

/// What a file's columns hold.
#[derive(Clone, Debug, Default)]
pub struct Survey {
    /// Rows below the header.
    pub rows: u64,
    /// One for each header.
    pub columns: Vec<ColumnSurvey>,
}

/// What one column holds.
#[derive(Clone, Debug, Default)]
pub struct ColumnSurvey {
    /// Cells that are not empty.
    pub filled: u64,
    /// Addresses among the filled cells of the sample.
    pub emails: u64,
    /// Filled cells of the sample.
    pub sampled: u64,
    /// The first filled cell, shortened; never of a secret column.
    pub first: String,
    /// Its different values with their number; `None` where there are too many.
    pub values: Option<BTreeMap<String, u64>>,
    /// What the cells say about dates; only for columns that may hold dates.
    pub dates: OrderEvidence,
}

impl ColumnSurvey {
    /// Whether most cells that are filled are addresses.
    pub fn is_mostly_emails(&self) -> bool {
        self.emails * 2 > self.sampled
    }

    /// Whether every kept value is understood by `reads`; a column with many values is not.
    pub fn all_values(&self, reads: impl Fn(&str) -> bool) -> bool {
        self.values
            .as_ref()
            .is_some_and(|values| !values.is_empty() && values.keys().all(|value| reads(value)))
    }

    /// Whether at least half of the cells with kept values are understood.
    pub fn most_values(&self, reads: impl Fn(&str) -> bool) -> bool {
        let Some(values) = &self.values else {
            return false;
        };
        let total: u64 = values.values().sum();
        let good: u64 = values
            .iter()
            .filter(|(value, _)| reads(value))
            .map(|(_, n)| n)
            .sum();
        good > 0 && good * 2 >= total
    }
}

/// Reads every row of a file.
pub fn survey(
    records: &mut dyn Records,
    dates: &[usize],
    watch: &dyn Watch,
) -> Result<Survey, FileProblem> {
    let secret: Vec<bool> = records
        .headers()
        .iter()
        .map(|h| headers::is_secret(h))
        .collect();
    let may_be_date: Vec<bool> = (0..secret.len())
        .map(|at| {
            dates.contains(&at) || records.headers().get(at).is_some_and(|h| suggests_date(h))
        })
        .collect();
    let mut survey = Survey {
        rows: 0,
        columns: vec![new_column(); secret.len()],
    };
    let mut row = Row::default();
    while records.read(&mut row)? {
        survey.rows += 1;
        if survey.rows.is_multiple_of(4096) {
            watch.step(records.position())?;
        }
        if row.faults.iter().any(RowFault::is_of_the_row) {
            continue;
        }
        let flags = secret.iter().zip(&may_be_date);
        for (at, (column, (secret, date))) in survey.columns.iter_mut().zip(flags).enumerate() {
            let cell = values::filled(row.cell(at));
            if cell.is_empty() {
                continue;
            }
            column.filled += 1;
            if *secret {
                continue;
            }
            if survey.rows <= SAMPLE {
                look(column, cell);
            } else {
                count_value(column, cell);
            }
            let day = if *date { values::filled_date(cell) } else { "" };
            if !day.is_empty() {
                column.dates.take(day);
            }
        }
    }
    Ok(survey)
}

fn new_column() -> ColumnSurvey {
    ColumnSurvey {
        values: Some(BTreeMap::new()),
        ..ColumnSurvey::default()
    }
}

fn look(column: &mut ColumnSurvey, cell: &str) {
    column.sampled += 1;
    if column.first.is_empty() {
        column.first = cell.chars().take(SHOWN).collect();
    }
    if is_like_an_address(cell) {
        column.emails += 1;
    }
    count_value(column, cell);
}

/// Something around an `@` and no blank: typing mistakes are for the row, not for the column.
fn is_like_an_address(cell: &str) -> bool {
    let cell = values::first_of(cell);
    cell.find('@').is_some_and(|at| at > 0) && !cell.contains(char::is_whitespace)
}

fn count_value(column: &mut ColumnSurvey, cell: &str) {
    let Some(values) = &mut column.values else {
        return;
    };
    if let Some(count) = values.get_mut(cell) {
        *count += 1;
    } else if values.len() < VALUES && cell.len() <= 200 {
        values.insert(cell.to_owned(), 1);
    } else {
        column.values = None;
    }
}

fn suggests_date(header: &str) -> bool {
    let keys = headers::keys(header);
    [ImportKind::Users, ImportKind::SignIns]
        .into_iter()
        .any(|kind| {
            super::synonyms::look_up(kind, &keys).is_some_and(|place| Target::is_date(place.target))
        })
}
