//! A read-only connection and, inside [`Reader::snapshot`], one state of the file.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, InterruptHandle, TransactionBehavior};

use super::audit;
use super::columns::{ColumnCache, Columns};
use super::connect::{self, Purpose};
use super::error::Result;

/// A reader beside the writer.
pub struct Reader {
    connection: Connection,
    columns: Arc<ColumnCache>,
}

/// One state of the file: everything read through it belongs together.
pub struct Snapshot<'r> {
    pub(super) tx: &'r Connection,
    cache: &'r ColumnCache,
    /// Audit number of the newest act in this state.
    pub generation: i64,
}

impl Reader {
    /// Opens a reader that shares the columns with others of the same file.
    pub fn open(path: &Path, columns: Arc<ColumnCache>) -> Result<Self> {
        Ok(Self {
            connection: connect::open(path, Purpose::Read)?,
            columns,
        })
    }

    /// Runs `work` on one state of the file.
    pub fn snapshot<T, E: From<super::error::StoreError>>(
        &mut self,
        work: impl FnOnce(&Snapshot<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .map_err(super::error::StoreError::from)?;
        let generation = audit::newest(&tx)?;
        work(&Snapshot {
            tx: &tx,
            cache: &self.columns,
            generation,
        })
    }

    /// Lets another thread stop a query that nobody waits for any more.
    pub fn interrupt_handle(&self) -> InterruptHandle {
        self.connection.get_interrupt_handle()
    }
}

impl Snapshot<'_> {
    /// The columns of exactly this state.
    pub fn columns(&self) -> Result<Arc<Columns>> {
        self.cache.at(self.tx, self.generation)
    }
}
