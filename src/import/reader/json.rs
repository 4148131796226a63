//! JSON as a table: each record is a row, each name that any of them has is a column.

use std::fs::File;
use std::path::Path;

use super::columns::{Columns, Names};
use super::flatten::{Node, flatten};
use super::scan::Encoding;
use super::tokens::Piece;
use super::walk::{Shape, Walk};
use super::{Records, Row, RowFault};
use crate::import::limits;
use crate::import::problem::FileProblem;

/// A file of JSON that is being read.
pub(super) struct JsonFile {
    walk: Walk,
    columns: Columns,
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
        let shape = match begin()?.shape() {
            Ok(Shape::Under(path)) => Shape::Under(path),
            _ if begin()?.has_lines()? => Shape::Lines,
            other => other?,
        };
        let columns = columns(begin()?, &shape)?;
        let mut walk = begin()?;
        walk.enter(&shape)?;
        Ok(Self {
            walk,
            cells: vec![None; columns.headers.len()],
            columns,
            number: 0,
        })
    }

    fn fill(&mut self, node: &Node, row: &mut Row) {
        self.cells.fill(None);
        let (columns, cells) = (&self.columns, &mut self.cells);
        flatten(node, &mut |name, text| {
            let slot = columns.of(name).and_then(|column| cells.get_mut(column));
            if let Some(slot) = slot.filter(|slot| slot.is_none()) {
                *slot = Some(text.to_owned());
            }
        });
        for cell in &self.cells {
            row.push(cell.as_deref().unwrap_or_default());
        }
    }
}

/// The names of all records as columns.
fn columns(mut walk: Walk, shape: &Shape) -> Result<Columns, FileProblem> {
    let (mut names, mut has_any) = (Names::default(), false);
    walk.enter(shape)?;
    while let Some(piece) = walk.record()? {
        has_any = true;
        if let Some(node) = object(&piece).filter(|node| !node.is_group()) {
            flatten(&node, &mut |name, _| names.take(name));
            names.check()?;
        }
    }
    let columns = names.columns();
    match (has_any, columns.headers.is_empty()) {
        (false, _) => Err(FileProblem::EmptyList),
        (true, true) => Err(FileProblem::NoRecords),
        (true, false) => Ok(columns),
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
        &self.columns.headers
    }

    fn read(&mut self, row: &mut Row) -> Result<bool, FileProblem> {
        let (piece, node) = loop {
            let Some(piece) = self.walk.record()? else {
                return Ok(false);
            };
            self.number += 1;
            if self.number > limits::ROWS {
                return Err(FileProblem::TooManyRows);
            }
            let node = object(&piece);
            if !node.as_ref().is_some_and(Node::is_group) {
                break (piece, node);
            }
        };
        row.begin(self.number);
        match node {
            Some(node) => self.fill(&node, row),
            None if matches!(piece, Piece::Long) => row.note(RowFault::LongRecord),
            None => row.note(RowFault::Broken),
        }
        Ok(true)
    }

    fn position(&self) -> u64 {
        self.walk.position()
    }
}
