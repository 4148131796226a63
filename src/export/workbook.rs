//! What every workbook shares: formats, the "About" sheet, small sheets with native charts.

use std::io::Write;

use chrono::{NaiveDateTime, NaiveTime, Timelike};
use rust_xlsxwriter::{
    Chart, ChartDataLabel, ChartLegendPosition, ChartPoint, ChartSolidFill, ChartType,
    DocProperties, ExcelDateTime, Format, FormatAlign, FormatBorder, Workbook, Worksheet,
    XlsxError,
};

use super::{ExportError, Result};
use crate::domain::table::{Cell, ChartKind, Column, Document, Sheet};
use crate::domain::text::text;
use crate::domain::time::{DateFormat, OfficeTime};

/// Most UTF-16 units of a cell in Excel.
const CELL_UNITS: usize = 32_767;
/// Days from Excel's day zero to 1970-01-01.
const EPOCH_SERIAL: f64 = 25_569.0;
/// Excel knows no day before 1900-03-01 that it counts rightly.
const FIRST_SERIAL: f64 = 61.0;
const SECONDS_A_DAY: f64 = 86_400.0;
const HEADER_FILL: u32 = 0x00E9_EDF2;
const HEADER_LINE: u32 = 0x00B8_C2CE;
const NOTE_INK: u32 = 0x005B_6673;
/// Width and height of a chart in pixels.
const CHART_SIZE: (u32, u32) = (520, 320);
const BAR_PIXELS: u32 = 26;
const LABEL_WIDTH: f64 = 22.0;
const VALUE_WIDTH: f64 = 64.0;

/// The cell formats of a workbook.
pub struct Formats {
    header: Format,
    label: Format,
    note: Format,
    wrapped: Format,
    count: Format,
    share: Format,
    instant: Format,
    day: Format,
}

impl Formats {
    /// The formats of an office that writes dates so.
    pub fn new(dates: DateFormat) -> Self {
        let pattern = dates.excel_pattern();
        let day = pattern.split(' ').next().unwrap_or(pattern);
        let left = || Format::new().set_align(FormatAlign::Left);
        Self {
            header: Format::new()
                .set_bold()
                .set_background_color(HEADER_FILL)
                .set_border_bottom(FormatBorder::Thin)
                .set_border_bottom_color(HEADER_LINE),
            label: Format::new().set_bold().set_align(FormatAlign::Top),
            note: Format::new().set_font_color(NOTE_INK).set_italic(),
            wrapped: left().set_text_wrap().set_align(FormatAlign::Top),
            count: Format::new().set_num_format("#,##0"),
            share: Format::new().set_num_format("0.0%"),
            instant: left().set_num_format(pattern),
            day: left().set_num_format(day),
        }
    }

    /// Writes a cell by what it is. Text is written as text: never a formula, a link or a number.
    pub fn write(
        &self,
        sheet: &mut Worksheet,
        row: u32,
        column: u16,
        cell: Cell,
        time: OfficeTime,
    ) -> Result<()> {
        let written = match cell {
            Cell::Empty => return Ok(()),
            Cell::Text(text) => sheet.write_string(row, column, fitting(text)),
            Cell::Choice { label, .. } => sheet.write_string(row, column, label),
            Cell::Names(names) if names.is_empty() => return Ok(()),
            Cell::Names(names) => sheet.write_string(row, column, fitting(names.join(", "))),
            Cell::Count(count) => {
                sheet.write_number_with_format(row, column, count as f64, &self.count)
            }
            Cell::Share(share) => sheet.write_number_with_format(row, column, share, &self.share),
            Cell::Instant(at) => {
                return dated(sheet, row, column, time.local(at), &self.instant);
            }
            Cell::Day(day) => {
                return dated(sheet, row, column, day.and_time(NaiveTime::MIN), &self.day);
            }
        };
        written.map(drop).map_err(wrong)
    }
}

/// A date as Excel's number of days; days that Excel doesn't know as text.
fn dated(
    sheet: &mut Worksheet,
    row: u32,
    column: u16,
    at: NaiveDateTime,
    format: &Format,
) -> Result<()> {
    let days = at
        .date()
        .signed_duration_since(chrono::NaiveDate::default());
    let seconds = f64::from(at.num_seconds_from_midnight());
    let serial = EPOCH_SERIAL + days.num_days() as f64 + seconds / SECONDS_A_DAY;
    let written = if serial < FIRST_SERIAL {
        sheet.write_string(row, column, at.to_string())
    } else {
        sheet.write_number_with_format(row, column, serial, format)
    };
    written.map(drop).map_err(wrong)
}

/// Text that a cell can hold; what is beyond is cut at a character.
fn fitting(text: String) -> String {
    if text.len() <= CELL_UNITS || text.encode_utf16().count() <= CELL_UNITS {
        return text;
    }
    let mut units = 0;
    text.chars()
        .take_while(|c| {
            units += c.len_utf16();
            units < CELL_UNITS
        })
        .chain(['…'])
        .collect()
}

/// A workbook with a title and without the name of a person in its properties.
pub fn begin(document: &Document) -> Result<Workbook> {
    let at = document.as_of.to_utc();
    let created = ExcelDateTime::from_timestamp(at.timestamp()).map_err(wrong)?;
    let properties = DocProperties::new()
        .set_title(&document.title)
        .set_company(text().app.name)
        .set_creation_datetime(&created);
    let mut workbook = Workbook::new();
    workbook.set_properties(&properties);
    Ok(workbook)
}

/// Header, widths and page of a sheet.
pub fn lay_out(sheet: &mut Worksheet, columns: &[Column], formats: &Formats) -> Result<()> {
    for (index, column) in (0..).zip(columns) {
        sheet.set_column_width(index, column.width).map_err(wrong)?;
        sheet
            .write_string_with_format(0, index, &column.header, &formats.header)
            .map_err(wrong)?;
    }
    sheet.set_landscape().set_print_fit_to_pages(1, 0);
    sheet.set_repeat_rows(0, 0).map_err(wrong)?;
    Ok(())
}

/// What, filter, when, who, time zone, count.
pub fn about_sheet(document: &Document, formats: &Formats) -> Result<Worksheet> {
    let mut sheet = Worksheet::new();
    sheet
        .set_name(sheet_name(text().export.about))
        .map_err(wrong)?;
    sheet.set_column_width(0, LABEL_WIDTH).map_err(wrong)?;
    sheet.set_column_width(1, VALUE_WIDTH).map_err(wrong)?;
    for (row, line) in (0..).zip(&document.about) {
        sheet
            .write_string_with_format(row, 0, &line.label, &formats.label)
            .map_err(wrong)?;
        match &line.value {
            Cell::Text(text) => sheet
                .write_string_with_format(row, 1, text, &formats.wrapped)
                .map(drop)
                .map_err(wrong)?,
            Cell::Count(count) => sheet
                .write_number_with_format(
                    row,
                    1,
                    *count as f64,
                    &formats.count.clone().set_align(FormatAlign::Left),
                )
                .map(drop)
                .map_err(wrong)?,
            other => formats.write(&mut sheet, row, 1, other.clone(), document.time)?,
        }
    }
    Ok(sheet)
}

/// Writes a workbook of "About" and small sheets.
pub fn write(document: &Document, sheets: &[Sheet], out: &mut (dyn Write + Send)) -> Result<()> {
    let mut workbook = begin(document)?;
    let formats = Formats::new(document.time.format);
    workbook.push_worksheet(about_sheet(document, &formats)?);
    for sheet in sheets {
        workbook.push_worksheet(small_sheet(sheet, document, &formats)?);
    }
    workbook.save_to_writer(&mut *out).map_err(wrong)?;
    Ok(out.flush()?)
}

fn small_sheet(sheet: &Sheet, document: &Document, formats: &Formats) -> Result<Worksheet> {
    let mut page = Worksheet::new();
    let name = sheet_name(&sheet.name);
    page.set_name(&name).map_err(wrong)?;
    lay_out(&mut page, &sheet.columns, formats)?;
    page.set_freeze_panes(1, 0).map_err(wrong)?;
    for (row, cells) in (1..).zip(&sheet.rows) {
        for (column, cell) in (0..).zip(cells) {
            formats.write(&mut page, row, column, cell.clone(), document.time)?;
        }
    }
    let last = sheet.rows.len() as u32;
    if last > 0 {
        let columns = sheet.columns.len().saturating_sub(1) as u16;
        page.autofilter(0, 0, last, columns).map_err(wrong)?;
    }
    if !sheet.note.is_empty() {
        page.write_string_with_format(last + 2, 0, &sheet.note, &formats.note)
            .map_err(wrong)?;
    }
    if let Some(chart) = sheet.chart.as_ref().filter(|_| last > 0) {
        let beside = sheet.columns.len() as u16 + 1;
        page.insert_chart(1, beside, &native_chart(chart, &name, last))
            .map_err(wrong)?;
    }
    Ok(page)
}

/// A chart of the first column's names and the second column's values.
fn native_chart(chart: &crate::domain::table::Chart, sheet: &str, last: u32) -> Chart {
    let mut native = Chart::new(match chart.kind {
        ChartKind::Pie => ChartType::Doughnut,
        ChartKind::Bar => ChartType::Bar,
    });
    native.title().set_name(&chart.title);
    native.set_alt_text(&chart.alt_text);
    let series = native
        .add_series()
        .set_name(&chart.title)
        .set_categories((sheet, 1, 0, last, 0))
        .set_values((sheet, 1, 1, last, 1));
    match chart.kind {
        ChartKind::Pie => {
            let points: Vec<ChartPoint> = chart.colours.iter().map(|c| point(*c)).collect();
            series
                .set_points(&points)
                .set_data_label(ChartDataLabel::new().show_percentage());
            native
                .set_hole_size(60)
                .set_width(CHART_SIZE.0)
                .set_height(CHART_SIZE.1);
            native.legend().set_position(ChartLegendPosition::Right);
        }
        ChartKind::Bar => {
            series
                .set_data_label(ChartDataLabel::new().show_value())
                .set_gap(60);
            if let Some(colour) = chart.colours.first() {
                series.set_format(ChartSolidFill::new().set_color(*colour));
            }
            native.legend().set_hidden();
            // Excel draws the first row at the bottom unless told otherwise.
            native.x_axis().set_reverse();
            native.y_axis().set_hidden(true).set_major_gridlines(false);
            let height = CHART_SIZE.1.max(BAR_PIXELS * last + 80);
            native.set_width(CHART_SIZE.0).set_height(height);
        }
    }
    native
}

fn point(colour: u32) -> ChartPoint {
    ChartPoint::new().set_format(ChartSolidFill::new().set_color(colour))
}

/// A name that Excel takes for a sheet: at most 31 characters, none of `[]:*?/\`, no apostrophe at the ends.
pub fn sheet_name(name: &str) -> String {
    let clean: String = name
        .chars()
        .map(|c| {
            if "[]:*?/\\".contains(c) || c.is_control() {
                ' '
            } else {
                c
            }
        })
        .take(31)
        .collect();
    clean.trim_matches(['\'', ' ']).to_owned()
}

/// The writer's error as ours; a failure of the system stays one.
pub fn wrong(error: XlsxError) -> ExportError {
    match error {
        XlsxError::IoError(error) => ExportError::Io(error),
        other => ExportError::Workbook(other.to_string()),
    }
}
