//! Mappings that were used, by the set of headers that they are for.

use rusqlite::{OptionalExtension, named_params};

use crate::store::error::Result;
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

impl Snapshot<'_> {
    /// The mapping last used for files with these headers, as JSON.
    pub fn remembered_mapping(&self, signature: &str) -> Result<Option<String>> {
        Ok(self
            .tx
            .prepare_cached("SELECT mapping FROM import_mapping WHERE signature = :signature")?
            .query_row(named_params! { ":signature": signature }, |row| row.get(0))
            .optional()?)
    }
}

impl Writer<'_> {
    /// Remembers the mapping of a set of headers.
    pub fn remember_mapping(&mut self, signature: &str, mapping: &str) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("remember.sql"))?
            .execute(named_params! {
                ":signature": signature,
                ":mapping": mapping,
                ":at": self.act().at.0,
            })?;
        Ok(())
    }
}
