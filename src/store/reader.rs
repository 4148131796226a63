//! A read-only connection and, inside [`Reader::snapshot`], one state of the file.

use std::path::Path;
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};

use super::audit;
use super::columns::{ColumnCache, Columns};
use super::connect::{self, Purpose};
use super::error::{Result, StoreError};
use super::wanted::{LOOK_EVERY, Wanted};

/// A reader beside the writer.
pub struct Reader {
    connection: Connection,
    columns: Arc<ColumnCache>,
    wanted: Arc<Wanted>,
}

/// One state of the file: everything read through it belongs together.
pub struct Snapshot<'r> {
    pub(super) tx: &'r Connection,
    cache: &'r ColumnCache,
    wanted: &'r Wanted,
    /// Audit number of the newest act in this state.
    pub generation: i64,
}

impl Reader {
    /// Opens a reader that shares the columns with others of the same file.
    pub fn open(path: &Path, columns: Arc<ColumnCache>) -> Result<Self> {
        let mut connection = connect::open(path, Purpose::Read)?;
        let wanted = Arc::<Wanted>::default();
        let asked = Arc::clone(&wanted);
        connection.progress_handler(LOOK_EVERY, Some(move || !asked.is_so()))?;
        Ok(Self {
            connection,
            columns,
            wanted,
        })
    }

    /// Runs `work` on one state of the file.
    pub fn snapshot<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&Snapshot<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .map_err(StoreError::from)?;
        let generation = audit::newest(&tx)?;
        work(&Snapshot {
            tx: &tx,
            cache: &self.columns,
            wanted: &self.wanted,
            generation,
        })
    }

    /// Does work whose statements stop with [`StoreError::Cancelled`] when `is_wanted` no longer holds.
    pub fn while_wanted<T>(
        &mut self,
        is_wanted: impl Fn() -> bool + Send + 'static,
        work: impl FnOnce(&mut Self) -> T,
    ) -> T {
        self.wanted.set(Some(Box::new(is_wanted)));
        let done = work(self);
        self.wanted.set(None);
        done
    }
}

impl Snapshot<'_> {
    /// The columns of exactly this state.
    pub fn columns(&self) -> Result<Arc<Columns>> {
        self.for_all(|| self.cache.at(self.tx, self.generation))
    }

    /// Stops work in memory that nobody waits for any more.
    pub(super) fn check_wanted(&self) -> Result<()> {
        if self.wanted.is_so() {
            return Ok(());
        }
        Err(StoreError::Cancelled)
    }

    /// Does work whose result is kept for whoever asks next, and which therefore is not stopped with its asker.
    pub(super) fn for_all<T>(&self, work: impl FnOnce() -> T) -> T {
        self.wanted.by_all(work)
    }
}
