//! What is written on a terminal, and how tables look there.

use super::caller;
use super::refusal::Refusal;
use crate::domain::table::{Cell, Sheet};
use crate::domain::text::{count, percent};
use crate::domain::time::OfficeTime;

/// Prints a text with a line end.
pub fn print(text: &str) -> Result<(), Refusal> {
    caller::out(format!("{}\n", text.trim_end()))
}

/// Shows how far work is, where somebody watches; the line is written over by the next.
pub fn progress(line: &str) {
    if caller::is_watched() {
        caller::err(format!("\r{line} "));
    }
}

/// Takes the line of progress away.
pub fn end_progress() {
    if caller::is_watched() {
        caller::err("\r\u{1b}[K".to_owned());
    }
}

/// Asks somebody at the terminal for something; the error stream, since the output may go elsewhere.
pub fn ask(prompt: &str) {
    caller::err(format!("{prompt} "));
}

/// Sheets as aligned text; definitions are too long for a line and left to JSON and files.
pub fn tables(sheets: &[Sheet], time: OfficeTime) -> String {
    let mut out = String::new();
    for sheet in sheets {
        out.push_str(&sheet.name);
        out.push('\n');
        let shown = sheet
            .columns
            .iter()
            .filter(|column| column.key != "definition");
        let shown = shown.count();
        let rows = sheet.rows.iter().map(|row| cells(row, shown, time));
        let rows: Vec<Vec<String>> = rows.collect();
        for line in aligned(&rows) {
            out.push_str("  ");
            out.push_str(&line);
            out.push('\n');
        }
        out.push('\n');
    }
    out
}

/// Lines in which columns begin at the same place.
pub fn aligned(rows: &[Vec<String>]) -> Vec<String> {
    let mut widths = Vec::new();
    for row in rows {
        for (index, cell) in row.iter().enumerate() {
            let width = cell.chars().count();
            match widths.get_mut(index) {
                Some(widest) => *widest = width.max(*widest),
                None => widths.push(width),
            }
        }
    }
    rows.iter()
        .map(|row| {
            let padded = row
                .iter()
                .zip(&widths)
                .map(|(cell, width)| format!("{cell:width$}"));
            padded.collect::<Vec<_>>().join("  ").trim_end().to_owned()
        })
        .collect()
}

fn cells(row: &[Cell], shown: usize, time: OfficeTime) -> Vec<String> {
    row.iter()
        .take(shown)
        .map(|cell| match cell {
            Cell::Empty => percent(None),
            Cell::Text(text) => text.clone(),
            Cell::Choice { label, .. } => (*label).to_owned(),
            Cell::Names(names) => names.join(", "),
            Cell::Count(number) => count(*number),
            Cell::Share(share) => percent(Some(*share)),
            Cell::Instant(at) => time.stamp(*at),
            Cell::Day(day) => time.day(*day),
        })
        .collect()
}
