//! A document made of sheets: what an export writes, whatever the format.

use chrono::NaiveDateTime;

/// A whole export: sheets in order, and what the "About" sheet says.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// What, filter, when, who, time zone, count: label and value, in order.
    pub about: Vec<(String, String)>,
    /// Title in the file's properties.
    pub title: String,
}

/// A column of a sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct Column {
    /// Header.
    pub header: String,
    /// Stable key for JSON.
    pub key: &'static str,
    /// Width in characters.
    pub width: f64,
    /// What its cells hold.
    pub kind: ColumnKind,
}

/// What the cells of a column hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ColumnKind {
    /// Text, never run as a formula.
    Text,
    /// A whole number.
    Count,
    /// A share from 0 to 1, shown in per cent.
    Share,
    /// A date with time in the office's zone.
    DateTime,
}

/// One cell.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text.
    Text(String),
    /// A whole number.
    Count(u64),
    /// A share from 0 to 1.
    Share(f64),
    /// Wall-clock time in the office's zone.
    DateTime(NaiveDateTime),
}

/// A small sheet held in memory, with an optional chart beside its first two columns.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Name of the sheet.
    pub name: String,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// A native chart of the first (names) and second (values) column.
    pub chart: Option<ChartKind>,
    /// One-line definition of the measure, printed under the chart.
    pub note: String,
}

/// A native chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChartKind {
    /// Pie or doughnut.
    Pie,
    /// Horizontal bars.
    Bar,
}
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Format {
    Xlsx,
    Csv,
    Json,
}
