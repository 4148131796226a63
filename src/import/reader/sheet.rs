//! A sheet of an Excel workbook as rows of text: numbers as they are, days and times as ISO 8601 writes them.
//!
//! The workbook is read on a thread of its own, which hands over rows as they are wanted: its reader borrows it.

use std::collections::VecDeque;
use std::fs::File;
use std::io::{BufReader, Read, Seek, SeekFrom};
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::mpsc::{Receiver, SyncSender, sync_channel};

use calamine::{DataRef, ExcelDateTime, Reader, SheetType, SheetVisible, Xlsx};

use super::Row;
use super::bulk;
use super::scan::Form;
use super::table::RawRows;
use crate::domain::text::text;
use crate::import::limits;
use crate::import::problem::FileProblem;

/// Rows that go over together.
const BATCH: usize = 256;
/// Batches that may wait.
const AHEAD: usize = 4;
/// Rows from which the usual width is told.
const LOOK: usize = 60;

type Workbook = Xlsx<BufReader<Counting>>;
type Batch = Result<Vec<Row>, FileProblem>;

/// Rows of a sheet.
pub(super) struct SheetRows {
    batches: Receiver<Batch>,
    ahead: VecDeque<Row>,
    read: Arc<AtomicU64>,
    is_done: bool,
}

/// A file that tells how many bytes of it were read.
struct Counting {
    file: File,
    read: Arc<AtomicU64>,
}

impl Read for Counting {
    fn read(&mut self, to: &mut [u8]) -> std::io::Result<usize> {
        let read = self.file.read(to)?;
        self.read.fetch_add(read as u64, Ordering::Relaxed);
        Ok(read)
    }
}

impl Seek for Counting {
    fn seek(&mut self, to: SeekFrom) -> std::io::Result<u64> {
        self.file.seek(to)
    }
}

impl SheetRows {
    /// Opens a sheet by its name, or the first that has something in it.
    pub(super) fn open(file: File, wanted: Option<&str>) -> Result<(Self, Form), FileProblem> {
        bulk::check(&file)?;
        let read = Arc::new(AtomicU64::new(0));
        let counting = Counting {
            file,
            read: Arc::clone(&read),
        };
        let mut workbook = Workbook::new(BufReader::new(counting)).map_err(broken)?;
        let sheets = shown(&workbook);
        let sheet = chosen(&mut workbook, &sheets, wanted)?;
        // What was read to find the sheet is not progress.
        read.store(0, Ordering::Relaxed);
        let (sender, batches) = sync_channel(AHEAD);
        let name = sheet.clone();
        std::thread::Builder::new()
            .name("workbook-reader".to_owned())
            .spawn(move || send_all(&mut workbook, &name, &sender))
            .map_err(FileProblem::io)?;
        let mut rows = Self {
            batches,
            ahead: VecDeque::new(),
            read,
            is_done: false,
        };
        rows.more()?;
        Ok((rows, Form::Workbook { sheets, sheet }))
    }

    /// How many cells most of the first rows have.
    pub(super) fn width(&self) -> usize {
        let filled = |row: &Row| row.cells().filter(|cell| !cell.trim().is_empty()).count();
        let mut widths: Vec<usize> = self.ahead.iter().take(LOOK).map(filled).collect();
        widths.retain(|width| *width > 0);
        widths.sort_unstable();
        let runs = widths.chunk_by(|a, b| a == b);
        let longest = runs.max_by_key(|run| run.len());
        longest.and_then(|run| run.first()).copied().unwrap_or(1)
    }

    fn more(&mut self) -> Result<bool, FileProblem> {
        match self.batches.recv() {
            Ok(batch) => {
                let batch = batch?;
                self.is_done = batch.is_empty();
                self.ahead.extend(batch);
                Ok(!self.is_done)
            }
            // Whoever hands over the rows has stopped without saying that there are no more.
            Err(_) => Err(broken(text().import.workbook_stopped)),
        }
    }
}

impl RawRows for SheetRows {
    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        while self.ahead.is_empty() {
            if self.is_done || !self.more()? {
                return Ok(false);
            }
        }
        let Some(next) = self.ahead.pop_front() else {
            return Ok(false);
        };
        *row = next;
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.read.load(Ordering::Relaxed)
    }
}

/// Sheets with cells that people see.
fn shown(workbook: &Workbook) -> Vec<String> {
    let all = workbook.sheets_metadata().iter();
    all.filter(|sheet| sheet.visible == SheetVisible::Visible && sheet.typ == SheetType::WorkSheet)
        .map(|sheet| sheet.name.clone())
        .collect()
}

fn chosen(
    workbook: &mut Workbook,
    sheets: &[String],
    wanted: Option<&str>,
) -> Result<String, FileProblem> {
    if let Some(wanted) = wanted {
        let found = sheets.iter().find(|name| *name == wanted).cloned();
        return found.ok_or_else(|| FileProblem::NoSheet(wanted.to_owned()));
    }
    for name in sheets {
        let mut cells = workbook.worksheet_cells_reader(name).map_err(broken)?;
        while let Some(cell) = cells.next_cell().map_err(broken)? {
            if !matches!(cell.get_value(), DataRef::Empty) {
                return Ok(name.clone());
            }
        }
    }
    Err(FileProblem::Empty)
}

/// Ends quietly when nobody listens any more.
fn send_all(workbook: &mut Workbook, sheet: &str, to: &SyncSender<Batch>) {
    if let Err(problem) = try_send(workbook, sheet, to) {
        drop(to.send(Err(problem)));
    }
}

fn try_send(
    workbook: &mut Workbook,
    sheet: &str,
    to: &SyncSender<Batch>,
) -> Result<(), FileProblem> {
    let mut cells = workbook.worksheet_cells_reader(sheet).map_err(broken)?;
    let mut batch = Vec::with_capacity(BATCH);
    let mut row: Option<Row> = None;
    while let Some(cell) = cells.next_cell().map_err(broken)? {
        let (at, column) = cell.get_position();
        let number = u64::from(at) + 1;
        if row.as_ref().is_none_or(|row| row.number != number) {
            batch.extend(row.take());
            if batch.len() >= BATCH {
                let full = std::mem::replace(&mut batch, Vec::with_capacity(BATCH));
                if to.send(Ok(full)).is_err() {
                    return Ok(());
                }
            }
            let mut next = Row::default();
            next.begin(number);
            row = Some(next);
        }
        if let Some(row) = &mut row {
            put(row, column as usize, &written(cell.get_value()));
        }
    }
    batch.extend(row);
    // An empty batch says that there are no more rows; a last one that is empty anyway does, too.
    let is_last = batch.is_empty();
    if to.send(Ok(batch)).is_ok() && !is_last {
        drop(to.send(Ok(Vec::new())));
    }
    Ok(())
}

/// Puts a cell into its column; those before it that the file leaves out are empty.
fn put(row: &mut Row, column: usize, cell: &str) {
    if cell.is_empty() {
        return;
    }
    while row.len() < column.min(limits::COLUMNS + 1) {
        row.push("");
    }
    row.push(cell);
}

fn written(value: &DataRef<'_>) -> String {
    match value {
        DataRef::Empty | DataRef::Error(_) => String::new(),
        DataRef::Int(number) => number.to_string(),
        DataRef::Float(number) => of_number(*number),
        DataRef::SharedString(text) => (*text).to_owned(),
        DataRef::Bool(said) => said.to_string(),
        DataRef::DateTime(at) => of_time(at),
        DataRef::String(text) | DataRef::DateTimeIso(text) | DataRef::DurationIso(text) => {
            text.clone()
        }
    }
}

/// Whole numbers without a point, as telephone numbers and personnel numbers are.
fn of_number(number: f64) -> String {
    number.to_string()
}

/// Days without a time where it is midnight; a time of no day alone.
fn of_time(at: &ExcelDateTime) -> String {
    if !at.is_datetime() {
        return of_number(at.as_f64());
    }
    let (year, month, day, hour, minute, second, _) = at.to_ymd_hms_milli();
    let time = format!("{hour:02}:{minute:02}:{second:02}");
    let date = format!("{year:04}-{month:02}-{day:02}");
    match (at.as_f64(), time.as_str()) {
        (value, _) if value < 1.0 => time,
        (_, "00:00:00") => date,
        _ => format!("{date} {time}"),
    }
}

pub(super) fn broken(error: impl std::fmt::Display) -> FileProblem {
    FileProblem::BrokenWorkbook(error.to_string())
}
