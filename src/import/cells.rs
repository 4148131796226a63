//! A mapping made ready for reading: for each target the columns that fill it, in the order in which they are asked.

use std::collections::BTreeMap;

use super::dates::{self, DateOrder, Read, Zone};
use super::headers::{self, compact};
use super::mapping::Mapping;
use super::problem::FileProblem;
use super::reader::{Row, RowFault};
use super::target::Target;
use super::values;
use crate::domain::incoming::Rejection;
use crate::domain::office::Office;
use crate::domain::table::unguard;
use crate::domain::text::{fill, text};
use crate::domain::time::OfficeTime;

/// One column of a target.
#[derive(Clone, Debug)]
pub struct Column {
    index: usize,
    /// Its header.
    pub header: String,
    /// Lower ranks are asked first.
    pub rank: u8,
    values: BTreeMap<String, String>,
    order: DateOrder,
    utc: bool,
}

/// The columns of a mapping in a certain file.
pub struct Cells {
    slots: Vec<(Target, Vec<Column>)>,
    headers: Vec<String>,
    zone: Zone,
}

/// A cell of a column.
#[derive(Clone, Copy)]
pub struct Cell<'a> {
    /// What it says, after the mapping's values; never empty.
    pub text: &'a str,
    /// Whether the mapping's values said it.
    pub said: Said,
    /// Its column.
    pub column: &'a Column,
}

/// Who said what a cell means.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Said {
    /// The file.
    ByFile,
    /// The mapping.
    ByMapping,
}

impl Cells {
    /// Makes a mapping ready for a file with these headers.
    pub fn new(
        mapping: &Mapping,
        headers: &[String],
        office: &Office,
    ) -> Result<Self, FileProblem> {
        super::check::check_targets(mapping)?;
        let zone = zone_of(mapping, office)?;
        let mut slots: Vec<(Target, Vec<Column>)> = Vec::new();
        for (index, map) in mapping.places(headers)? {
            let header = headers.get(index).cloned().unwrap_or_default();
            // A credential can't be mapped to a field, whatever the mapping says.
            let skipped = matches!(map.target, Target::Ignore | Target::Secret)
                || headers::is_secret(&header);
            if skipped {
                continue;
            }
            let column = Column {
                index,
                utc: headers::keys(&header).utc,
                header,
                rank: map.rank,
                values: map.compact_values(),
                order: map.date_order.unwrap_or(DateOrder::MonthFirst),
            };
            match slots.iter_mut().find(|(target, _)| *target == map.target) {
                Some((_, columns)) => columns.push(column),
                None => slots.push((map.target, vec![column])),
            }
        }
        for (_, columns) in &mut slots {
            columns.sort_by_key(|column| column.rank);
        }
        Ok(Self {
            slots,
            headers: headers.to_vec(),
            zone,
        })
    }

    /// The columns of a target.
    pub fn columns(&self, target: Target) -> &[Column] {
        self.slots
            .iter()
            .find(|(t, _)| *t == target)
            .map_or(&[], |(_, columns)| columns.as_slice())
    }

    /// The first filled cell of a target.
    pub fn first<'a>(&'a self, row: &'a Row, target: Target) -> Option<Cell<'a>> {
        self.each(row, target).next()
    }

    /// The filled cells of a target.
    pub fn each<'a>(&'a self, row: &'a Row, target: Target) -> impl Iterator<Item = Cell<'a>> {
        self.columns(target)
            .iter()
            .map(|column| column.cell(row))
            .filter(|cell| !cell.text.is_empty())
    }

    /// The header that a rejection of a target names.
    pub fn header(&self, target: Target) -> &str {
        self.columns(target)
            .first()
            .map_or("", |column| column.header.as_str())
    }

    /// What a date cell says.
    pub fn date(&self, row: &Row, cell: Cell<'_>) -> Result<Option<Dated>, Rejection> {
        let text = values::filled_date(cell.text);
        if text.is_empty() {
            return Ok(None);
        }
        let zone = if cell.column.utc {
            Zone::Utc
        } else {
            self.zone
        };
        match dates::read(text, cell.column.order) {
            Some(read) => Ok(Some(Dated { read, zone })),
            None => Err(cell.reject(row, crate::domain::text::text().import.not_a_date)),
        }
    }

    /// What is wrong with the row as a whole, or with a cell of it that is taken; of others nothing is wanted.
    pub fn fault(&self, row: &Row) -> Option<Rejection> {
        let words = &text().import;
        let name = |column: usize| self.headers.get(column).map_or("", String::as_str);
        let counts = |fault: &&RowFault| match fault {
            RowFault::LongCell(column) | RowFault::Undecodable(column) => self.takes(*column),
            RowFault::Long { .. } | RowFault::LongRecord | RowFault::Broken => true,
        };
        let rejection = match *row.faults.iter().find(counts)? {
            RowFault::Long { cells, columns } => {
                let extra = (columns..cells)
                    .map(|c| row.cell(c))
                    .find(|c| !c.is_empty());
                let why = fill(words.row_long, &[&cells, &columns]);
                Rejection::new(row.number, "", why, extra.unwrap_or_default())
            }
            RowFault::LongCell(column) => {
                let why = fill(words.cell_long, &[&super::limits::CELL_BYTES]);
                Rejection::new(row.number, name(column), why, self.shown(row, column))
            }
            RowFault::Undecodable(column) => Rejection::new(
                row.number,
                name(column),
                words.cell_undecodable,
                self.shown(row, column),
            ),
            RowFault::LongRecord => Rejection::new(row.number, "", words.record_long, ""),
            RowFault::Broken => Rejection::new(row.number, "", words.row_broken, ""),
        };
        Some(rejection)
    }

    fn takes(&self, column: usize) -> bool {
        let mut all = self.slots.iter().flat_map(|(_, columns)| columns);
        all.any(|taken| taken.index == column)
    }

    fn shown<'a>(&self, row: &'a Row, column: usize) -> &'a str {
        let secret = self
            .headers
            .get(column)
            .is_some_and(|h| headers::is_secret(h));
        if secret { "" } else { row.cell(column) }
    }
}

impl Column {
    fn cell<'a>(&'a self, row: &'a Row) -> Cell<'a> {
        let raw = values::filled(row.cell(self.index));
        let mapped = if self.values.is_empty() || raw.is_empty() {
            None
        } else {
            self.values.get(&compact(raw))
        };
        Cell {
            text: mapped.map_or(raw, String::as_str),
            said: if mapped.is_some() {
                Said::ByMapping
            } else {
                Said::ByFile
            },
            column: self,
        }
    }

    /// The cell as it stands in the file, for names, in which "None" and "Null" are names.
    pub fn raw<'a>(&self, row: &'a Row) -> &'a str {
        unguard(row.cell(self.index).trim())
    }
}

impl Cell<'_> {
    /// A rejection of the row because of this cell.
    pub fn reject(&self, row: &Row, reason: impl Into<String>) -> Rejection {
        Rejection::new(row.number, &self.column.header, reason, self.text)
    }
}

/// A date with the zone that holds for it.
#[derive(Clone, Copy, Debug)]
pub struct Dated {
    /// The date.
    pub read: Read,
    /// The zone, where the cell had none.
    pub zone: Zone,
}

fn zone_of(mapping: &Mapping, office: &Office) -> Result<Zone, FileProblem> {
    match mapping.zone.trim().to_ascii_lowercase().as_str() {
        "utc" => Ok(Zone::Utc),
        "office" | "" => Ok(Zone::Office(office.time())),
        _ => {
            let zone = mapping.zone.trim().parse().map_err(|_| {
                FileProblem::BadMapping(fill(text().import.mapping_zone, &[&mapping.zone]))
            })?;
            Ok(Zone::Office(OfficeTime {
                zone,
                format: office.date_format,
            }))
        }
    }
}
