//! A document made of sheets: what an export writes, whatever the format; and the guard against cells that run.

use std::borrow::Cow;
use std::path::Path;
use std::sync::Arc;

use chrono::NaiveDate;

use super::time::{OfficeTime, Timestamp};

/// The form of a file.
#[derive(Clone, Copy, PartialEq, Eq, Hash, Debug)]
pub enum Format {
    /// Excel workbook.
    Xlsx,
    /// Comma-separated text.
    Csv,
    /// JSON.
    Json,
}

impl Format {
    /// Every form, in the order in which they are offered.
    pub const ALL: [Self; 3] = [Self::Xlsx, Self::Csv, Self::Json];

    /// The file name's extension, which is also the stable name in the audit log.
    pub fn extension(self) -> &'static str {
        match self {
            Self::Xlsx => "xlsx",
            Self::Csv => "csv",
            Self::Json => "json",
        }
    }

    /// The form that a file name asks for.
    pub fn of_path(path: &Path) -> Option<Self> {
        let extension = path.extension()?.to_str()?.to_ascii_lowercase();
        Self::ALL
            .into_iter()
            .find(|format| format.extension() == extension)
    }
}

/// What an export says about itself, and how it shows times.
#[derive(Clone, PartialEq, Debug)]
pub struct Document {
    /// Title in the file's properties.
    pub title: String,
    /// What, filter, when, who, time zone, count, in order.
    pub about: Vec<AboutLine>,
    /// Zone and format of the office.
    pub time: OfficeTime,
    /// When the figures and rows hold.
    pub as_of: Timestamp,
}

/// One line of the "About" sheet.
#[derive(Clone, PartialEq, Debug)]
pub struct AboutLine {
    /// Stable key for JSON.
    pub key: &'static str,
    /// What people read before the value.
    pub label: String,
    /// The value.
    pub value: Cell,
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
}

impl Column {
    /// Columns from key, header and width in characters.
    pub fn list<'a>(columns: impl IntoIterator<Item = (&'static str, &'a str, f64)>) -> Vec<Self> {
        let columns = columns.into_iter().map(|(key, header, width)| Self {
            header: header.to_owned(),
            key,
            width,
        });
        columns.collect()
    }
}

/// One cell. What it is decides how each format writes it.
#[derive(Clone, PartialEq, Debug)]
pub enum Cell {
    /// Nothing.
    Empty,
    /// Text, never run as a formula.
    Text(String),
    /// One of a fixed list: the stable key for JSON, and what people read.
    Choice {
        /// Stable key.
        key: &'static str,
        /// What people read.
        label: &'static str,
    },
    /// Names of roles, teams, workspaces or tags.
    Names(Vec<Arc<str>>),
    /// A whole number.
    Count(u64),
    /// A share from 0 to 1, shown in per cent.
    Share(f64),
    /// An instant, shown in the office's zone.
    Instant(Timestamp),
    /// A day.
    Day(NaiveDate),
}

impl Cell {
    /// Text, or nothing where it is empty.
    pub fn text(text: impl Into<String>) -> Self {
        let text = text.into();
        if text.is_empty() {
            Self::Empty
        } else {
            Self::Text(text)
        }
    }

    /// An instant, or nothing.
    pub fn instant(at: Option<Timestamp>) -> Self {
        at.map_or(Self::Empty, Self::Instant)
    }
}

/// A small sheet held in memory, with an optional chart of its first two columns beside them.
#[derive(Clone, PartialEq, Debug)]
pub struct Sheet {
    /// Name of the sheet.
    pub name: String,
    /// Stable key for JSON.
    pub key: &'static str,
    /// Columns.
    pub columns: Vec<Column>,
    /// Rows.
    pub rows: Vec<Vec<Cell>>,
    /// A native chart of the first (names) and second (values) column.
    pub chart: Option<Chart>,
    /// One-line definition of the measure, printed under the rows.
    pub note: String,
}

/// A native chart.
#[derive(Clone, PartialEq, Debug)]
pub struct Chart {
    /// Pie or bars.
    pub kind: ChartKind,
    /// Title over the chart.
    pub title: String,
    /// What a screen reader says: title, names and values.
    pub alt_text: String,
    /// Colours of the rows as `0xRRGGBB`, in order; a single one is that of all bars.
    pub colours: Vec<u32>,
}

/// The form of a chart.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum ChartKind {
    /// A ring with a segment a row.
    Pie,
    /// Horizontal bars, the first row on top.
    Bar,
}

/// Text for a delimited file, where a spreadsheet runs a cell that begins like a formula: such text gets a leading `'`.
///
/// Text that already has one (or several) before a formula gets one more, so that [`unguard`] gives back exactly the text.
pub fn guard(text: &str) -> Cow<'_, str> {
    if is_run(text.trim_start_matches('\'')) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// The text that [`guard`] was given.
pub fn unguard(text: &str) -> &str {
    match text.strip_prefix('\'') {
        Some(rest) if is_run(rest.trim_start_matches('\'')) => rest,
        _ => text,
    }
}

/// Whether a spreadsheet might run the text: `=`, `+`, `-`, `@` or their wide and small forms after blanks, or a tab or
/// line end at the beginning.
fn is_run(text: &str) -> bool {
    if text.starts_with(['\t', '\r', '\n']) {
        return true;
    }
    let invisible = |c: char| {
        c.is_whitespace()
            || c.is_control()
            || matches!(c, '\u{200b}'..='\u{200f}' | '\u{2060}' | '\u{feff}')
    };
    text.trim_start_matches(invisible).starts_with([
        '=', '+', '-', '@', '＝', '＋', '－', '＠', '﹦', '﹢', '﹣', '﹫',
    ])
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn text_that_runs_is_guarded_and_other_text_is_not() {
        for run in [
            "=1+1",
            "+33612345678",
            "-1",
            "@SUM(A1)",
            " =1",
            "\t=1",
            "\tx",
            "\rx",
            "\nx",
            "＝1",
            "＋1",
            "－1",
            "＠x",
            "\u{a0}=1",
            "\u{feff}=1",
            "\u{200b}=1",
            "'=1",
            "''+1",
        ] {
            assert_eq!(guard(run), format!("'{run}"), "{run:?}");
        }
        for plain in [
            "",
            "Zoë",
            "a=b",
            "'tis",
            "O'Neill",
            "1-2",
            "x@y.example",
            "'",
        ] {
            assert_eq!(guard(plain), plain);
        }
    }

    proptest! {
        #[test]
        fn guarding_loses_nothing(text in "['=+@\\-\t a＝]{0,6}") {
            let guarded = guard(&text).into_owned();
            prop_assert_eq!(unguard(&guarded), &text);
            prop_assert!(!is_run(&guarded));
        }
    }
}
