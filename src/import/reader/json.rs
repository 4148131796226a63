//! JSON as a table: each record is a row, each name that any of them has is a column.

use std::collections::HashMap;
use std::fs::File;
use std::path::Path;

use super::flatten::{Node, flatten};
use super::scan::Encoding;
use super::table::clean_header;
use super::walk::{Piece, Shape, Walk};
use super::{Records, Row, RowFault};
use crate::import::limits;
use crate::import::problem::FileProblem;

/// A file of JSON that is being read.
pub(super) struct JsonFile {
    walk: Walk,
    headers: Vec<String>,
    columns: HashMap<String, usize>,
    cells: Vec<Option<String>>,
    number: u64,
}

impl JsonFile {
    /// Reads the file twice: for where its records are, and for the names that they have.
    pub(super) fn open(path: &Path, encoding: Encoding) -> Result<Self, FileProblem> {
        let begin = || -> Result<Walk, FileProblem> {
            let file = File::open(path).map_err(FileProblem::io)?;
            Ok(Walk::new(file, encoding))
        };
        let shape = begin()?.shape()?;
        let (headers, columns) = names(begin()?, &shape)?;
        let mut walk = begin()?;
        walk.enter(&shape)?;
        Ok(Self {
            walk,
            cells: vec![None; headers.len()],
            headers,
            columns,
            number: 0,
        })
    }

    fn fill(&mut self, node: &Node, row: &mut Row) {
        self.cells.fill(None);
        let (columns, cells) = (&self.columns, &mut self.cells);
        flatten(node, &mut |name, text| {
            let slot = columns.get(name).and_then(|column| cells.get_mut(*column));
            if let Some(slot) = slot.filter(|slot| slot.is_none()) {
                *slot = Some(text.to_owned());
            }
        });
        for cell in &self.cells {
            row.push(cell.as_deref().unwrap_or_default());
        }
    }
}

/// The names of all records, in the order in which they first come.
fn names(
    mut walk: Walk,
    shape: &Shape,
) -> Result<(Vec<String>, HashMap<String, usize>), FileProblem> {
    let (mut headers, mut columns) = (Vec::new(), HashMap::new());
    let mut has_any = false;
    walk.enter(shape)?;
    while let Some(piece) = walk.record()? {
        has_any = true;
        let Some(node) = object(&piece) else {
            continue;
        };
        flatten(&node, &mut |name, _| {
            if !columns.contains_key(name) {
                columns.insert(name.to_owned(), headers.len());
                headers.push(clean_header(name));
            }
        });
        if headers.len() > limits::COLUMNS {
            return Err(FileProblem::TooManyColumns(headers.len()));
        }
    }
    match (has_any, headers.is_empty()) {
        (false, _) => Err(FileProblem::NoRows),
        (true, true) => Err(FileProblem::NoRecords),
        (true, false) => Ok((headers, columns)),
    }
}

fn object(piece: &Piece) -> Option<Node> {
    let Piece::Whole(bytes) = piece else {
        return None;
    };
    let node = serde_json::from_slice(bytes).ok();
    node.filter(|node| matches!(node, Node::Object(_)))
}

impl Records for JsonFile {
    fn headers(&self) -> &[String] {
        &self.headers
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        let Some(piece) = self.walk.record()? else {
            return Ok(false);
        };
        self.number += 1;
        if self.number > limits::ROWS {
            return Err(FileProblem::TooManyRows);
        }
        row.begin(self.number);
        match object(&piece) {
            Some(node) => self.fill(&node, row),
            None if matches!(piece, Piece::Long) => row.fault = Some(RowFault::LongCell(0)),
            None => row.fault = Some(RowFault::Broken),
        }
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.walk.position()
    }
}
