//! A file as its headers and rows, whatever the format.

use rollcall::import::problem::FileProblem;
use rollcall::import::reader::{self, Records, Row};

/// Headers, and rows with their numbers.
pub type Table = (Vec<String>, Vec<(u64, Vec<String>)>);

pub fn rows_of(mut file: reader::DataFile) -> Table {
    let headers = file.headers().to_vec();
    let mut rows = Vec::new();
    let mut row = Row::default();
    while file.read(&mut row).unwrap() {
        assert_eq!(row.faults, []);
        let cells = (0..headers.len()).map(|at| row.cell(at).to_owned());
        rows.push((row.number, cells.collect()));
    }
    (headers, rows)
}

pub fn table(name: &str, bytes: &[u8]) -> Result<Table, FileProblem> {
    let folder = tempfile::tempdir().unwrap();
    let path = folder.path().join(name);
    std::fs::write(&path, bytes).unwrap();
    reader::open(&path, None).map(rows_of)
}

pub fn texts(rows: &[(u64, Vec<String>)]) -> Vec<Vec<&str>> {
    let cells = rows.iter().map(|(_, cells)| cells);
    cells
        .map(|cells| cells.iter().map(String::as_str).collect())
        .collect()
}
