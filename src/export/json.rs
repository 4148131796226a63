//! JSON with stable keys: an object with `about` and `rows`. Times are RFC 3339 in the office's zone, choices their keys.

use std::io::Write;

use serde_json::{Map, Value};

use super::{Result, RowSink};
use crate::domain::table::{Cell, Column, Document, Sheet};
use crate::domain::time::OfficeTime;

/// A JSON file in the making: a row a line.
pub struct JsonRows<'a> {
    out: &'a mut (dyn Write + Send),
    time: OfficeTime,
    columns: &'a [Column],
    separator: &'static str,
}

impl<'a> JsonRows<'a> {
    /// Writes what stands before the rows.
    pub fn new(
        document: &Document,
        columns: &'a [Column],
        out: &'a mut (dyn Write + Send),
    ) -> Result<Self> {
        out.write_all(b"{\"about\":")?;
        write_value(out, &about(document))?;
        out.write_all(b",\n\"rows\":[")?;
        Ok(Self {
            out,
            time: document.time,
            columns,
            separator: "\n",
        })
    }
}

impl RowSink for JsonRows<'_> {
    fn row(&mut self, cells: Vec<Cell>) -> Result<()> {
        self.out.write_all(self.separator.as_bytes())?;
        self.separator = ",\n";
        write_value(self.out, &object(self.columns, &cells, self.time))
    }

    fn finish(self: Box<Self>) -> Result<()> {
        self.out.write_all(b"\n]}\n")?;
        Ok(self.out.flush()?)
    }
}

/// What the document says about itself.
pub fn about(document: &Document) -> Value {
    let lines = document.about.iter();
    lines
        .map(|line| (line.key.to_owned(), value(&line.value, document.time)))
        .collect::<Map<_, _>>()
        .into()
}

/// User Insight: `about`; `figures` by key; `definitions` of figures and charts; a list of objects for every other sheet.
///
/// The first sheet holds the figures: key, value, definition.
pub fn insight(document: &Document, sheets: &[Sheet]) -> Value {
    let (mut figures, mut definitions) = (Map::new(), Map::new());
    let mut whole = Map::new();
    whole.insert("about".to_owned(), about(document));
    let (first, others) = match sheets.split_first() {
        Some((first, others)) => (first.rows.as_slice(), others),
        None => (&[] as &[Vec<Cell>], sheets),
    };
    for row in first {
        if let [Cell::Choice { key, .. }, number, definition] = row.as_slice() {
            figures.insert((*key).to_owned(), value(number, document.time));
            definitions.insert((*key).to_owned(), value(definition, document.time));
        }
    }
    whole.insert("figures".to_owned(), figures.into());
    for sheet in others {
        whole.insert(sheet.key.to_owned(), list(sheet, document.time));
        definitions.insert(sheet.key.to_owned(), sheet.note.as_str().into());
    }
    whole.insert("definitions".to_owned(), definitions.into());
    whole.into()
}

/// Several lists in one: `about`, then a list of objects for each sheet.
pub fn sheets(document: &Document, sheets: &[Sheet]) -> Value {
    let mut whole = Map::new();
    whole.insert("about".to_owned(), about(document));
    for sheet in sheets {
        whole.insert(sheet.key.to_owned(), list(sheet, document.time));
    }
    whole.into()
}

/// The rows of a sheet.
fn list(sheet: &Sheet, time: OfficeTime) -> Value {
    let rows = sheet.rows.iter();
    rows.map(|cells| object(&sheet.columns, cells, time))
        .collect()
}

/// Writes a whole value, indented for people.
pub fn document(value: &Value, out: &mut (dyn Write + Send)) -> Result<()> {
    serde_json::to_writer_pretty(&mut *out, value).map_err(std::io::Error::from)?;
    out.write_all(b"\n")?;
    Ok(out.flush()?)
}

fn object(columns: &[Column], cells: &[Cell], time: OfficeTime) -> Value {
    columns
        .iter()
        .zip(cells)
        .map(|(column, cell)| (column.key.to_owned(), value(cell, time)))
        .collect::<Map<_, _>>()
        .into()
}

fn value(cell: &Cell, time: OfficeTime) -> Value {
    match cell {
        Cell::Empty => Value::Null,
        Cell::Text(text) => text.as_str().into(),
        Cell::Choice { key, .. } => (*key).into(),
        Cell::Names(names) => names.iter().map(|name| Value::from(&**name)).collect(),
        Cell::Count(count) => (*count).into(),
        Cell::Share(share) => (*share).into(),
        Cell::Instant(at) => at
            .to_utc()
            .with_timezone(&time.zone)
            .to_rfc3339_opts(chrono::SecondsFormat::Secs, false)
            .into(),
        Cell::Day(day) => day.to_string().into(),
    }
}

fn write_value(out: &mut (dyn Write + Send), value: &Value) -> Result<()> {
    Ok(serde_json::to_writer(out, value).map_err(std::io::Error::from)?)
}
