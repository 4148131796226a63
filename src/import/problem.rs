//! Why a whole file can't be taken: each problem says what happened and what to do.

use std::path::Path;

use crate::domain::incoming::ImportKind;
use crate::domain::text::{count, fill, text};

use super::limits;

/// A file that can't be taken at all. A wrong row is not a problem of the file; see [`crate::domain::incoming::Rejection`].
#[derive(Debug, thiserror::Error)]
#[error("{} {}", self.what(), self.advice())]
pub enum FileProblem {
    /// It is not there, or may not be read.
    Unreadable(#[source] std::io::Error),
    /// It is a folder or a device.
    NotAFile,
    /// There is nothing in it.
    Empty,
    /// It has a header and nothing below.
    NoRows,
    /// Bytes that no text has.
    NotText,
    /// A file of another kind.
    Other(OtherFormat),
    /// More bytes than are read.
    TooLarge,
    /// More rows than are read.
    TooManyRows,
    /// More columns than are read.
    TooManyColumns(usize),
    /// A quote that opened and never closed; the file was cut off.
    OpenQuote {
        /// Row in which it opened.
        row: u64,
        /// Line of the text in which it opened.
        line: u64,
    },
    /// The first row holds values, not names of columns.
    NoHeader,
    /// It lists the other kind of thing.
    WrongKind {
        /// What was asked for.
        wanted: ImportKind,
        /// What the file seems to hold.
        found: ImportKind,
    },
    /// No column can be used.
    NothingKnown(ImportKind),
    /// No column tells people apart.
    NoIdentity,
    /// No column with times of sign-ins.
    NoTime,
    /// No column with the people who signed in.
    NoPerson,
    /// The mapping is not one, or names what is not there.
    BadMapping(String),
    /// JSON with a list that has nothing in it.
    EmptyList,
    /// JSON that was cut off.
    HalfJson,
    /// It begins like JSON and is none.
    BrokenJson,
    /// JSON without objects.
    NoRecords,
    /// LDIF without entries of people.
    NoPeople,
    /// A workbook that can't be read.
    BrokenWorkbook(String),
    /// A sheet that the workbook doesn't have, or hides.
    NoSheet(String),
    /// It was cancelled.
    Cancelled,
}

/// Kinds of files that can't be read, told apart by their first bytes.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum OtherFormat {
    /// Excel workbook, before 2007.
    OldExcel,
    /// Workbook that a password protects.
    Locked,
    /// Sheet in the open document format.
    OpenDocument,
    /// Zip archive.
    Zip,
    /// Gzip, bzip2, xz, zstd or 7z.
    Compressed,
    /// XML or HTML.
    Markup,
    /// PDF.
    Pdf,
    /// A database file.
    Database,
    /// A picture, program or other binary file.
    Binary,
}

impl FileProblem {
    /// What happened.
    pub fn what(&self) -> String {
        let words = &text().import;
        match self {
            Self::Unreadable(_) => words.unreadable.to_owned(),
            Self::NotAFile => words.not_a_file.to_owned(),
            Self::Empty => words.empty.to_owned(),
            Self::EmptyList => words.empty_list.to_owned(),
            Self::NoRows => words.no_rows.to_owned(),
            Self::NotText => words.not_text.to_owned(),
            Self::Other(format) => fill(words.other_format, &[&format.label()]),
            Self::TooLarge => fill(words.too_large, &[&(limits::FILE_BYTES >> 20)]),
            Self::TooManyRows => fill(words.too_many_rows, &[&count(limits::ROWS)]),
            Self::TooManyColumns(n) => fill(words.too_many_columns, &[n, &limits::COLUMNS]),
            Self::OpenQuote { row, line } => fill(words.open_quote, &[row, line]),
            Self::NoHeader => words.no_header.to_owned(),
            Self::WrongKind { wanted, found } => {
                fill(words.wrong_kind, &[&found.label(), &wanted.label()])
            }
            Self::NothingKnown(kind) => fill(words.nothing_known, &[&kind.label()]),
            Self::NoIdentity => words.no_identity.to_owned(),
            Self::NoTime => words.no_time.to_owned(),
            Self::NoPerson => words.no_person.to_owned(),
            Self::BadMapping(why) => fill(words.bad_mapping, &[why]),
            Self::HalfJson => words.half_json.to_owned(),
            Self::BrokenJson => words.broken_json.to_owned(),
            Self::NoRecords => words.no_records.to_owned(),
            Self::NoPeople => words.no_people_entries.to_owned(),
            Self::BrokenWorkbook(why) => fill(words.broken_workbook, &[why]),
            Self::NoSheet(name) => fill(words.no_sheet, &[name]),
            Self::Cancelled => text().error.cancelled.to_owned(),
        }
    }

    /// What to do.
    pub fn advice(&self) -> String {
        let words = &text().import;
        match self {
            Self::Unreadable(_) => text().error.file_read_do.to_owned(),
            Self::NotAFile => words.not_a_file_do.to_owned(),
            Self::Empty => words.empty_do.to_owned(),
            Self::NoRows | Self::EmptyList => words.no_rows_do.to_owned(),
            Self::NotText => words.not_text_do.to_owned(),
            Self::Other(format) => format.advice().to_owned(),
            Self::TooLarge | Self::TooManyRows => words.split_do.to_owned(),
            Self::TooManyColumns(_) => words.too_many_columns_do.to_owned(),
            Self::OpenQuote { .. } => words.open_quote_do.to_owned(),
            Self::NoHeader => words.no_header_do.to_owned(),
            Self::WrongKind { found, .. } => fill(words.wrong_kind_do, &[&found.label()]),
            Self::NothingKnown(_) => words.nothing_known_do.to_owned(),
            Self::NoIdentity => words.no_identity_do.to_owned(),
            Self::NoTime => words.no_time_do.to_owned(),
            Self::NoPerson => words.no_person_do.to_owned(),
            Self::BadMapping(_) => words.bad_mapping_do.to_owned(),
            Self::HalfJson | Self::BrokenJson => words.half_json_do.to_owned(),
            Self::NoRecords => words.no_records_do.to_owned(),
            Self::NoPeople => words.no_people_entries_do.to_owned(),
            Self::BrokenWorkbook(_) => words.broken_workbook_do.to_owned(),
            Self::NoSheet(_) => words.no_sheet_do.to_owned(),
            Self::Cancelled => text().error.cancelled_do.to_owned(),
        }
    }

    /// A file that could not be opened or read.
    pub fn io(error: std::io::Error) -> Self {
        Self::Unreadable(error)
    }
}

impl OtherFormat {
    fn label(self) -> &'static str {
        let words = &text().import;
        match self {
            Self::OldExcel => words.format_excel,
            Self::Locked => words.format_locked,
            Self::OpenDocument => words.format_opendocument,
            Self::Zip => words.format_zip,
            Self::Compressed => words.format_compressed,
            Self::Markup => words.format_markup,
            Self::Pdf => words.format_pdf,
            Self::Database => words.format_database,
            Self::Binary => words.format_binary,
        }
    }

    fn advice(self) -> &'static str {
        let words = &text().import;
        match self {
            Self::Locked => words.format_locked_do,
            Self::OldExcel | Self::OpenDocument => words.format_sheet_do,
            Self::Zip | Self::Compressed => words.format_zip_do,
            Self::Markup => words.format_export_do,
            Self::Database => words.format_database_do,
            Self::Pdf | Self::Binary => words.format_binary_do,
        }
    }
}

/// The last part of a path, as people see it.
pub fn file_name(path: &Path) -> String {
    path.file_name()
        .map(|name| name.to_string_lossy().into_owned())
        .unwrap_or_default()
}
