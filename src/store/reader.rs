//! A read-only connection and, inside [`Reader::snapshot`], one state of the file.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::{Connection, TransactionBehavior};

use super::audit;
use super::columns::{ColumnCache, Columns};
use super::connect::{self, Purpose};
use super::error::{Failure, Result, StoreError};
use super::key::{FileKey, KeyCell};
use super::past::Moment;
use super::wanted::{LOOK_EVERY, Wanted};

/// A reader beside the writer.
pub struct Reader {
    connection: Connection,
    path: PathBuf,
    key: Arc<KeyCell>,
    /// How often the key had been changed when the connection was opened.
    round: u64,
    columns: Arc<ColumnCache>,
    wanted: Arc<Wanted>,
    /// Whether the file is open for reading only.
    is_look: bool,
    /// Whether the disk has failed under the connection.
    is_doubtful: bool,
}

/// One state of the file: everything read through it belongs together.
pub struct Snapshot<'r> {
    pub(super) tx: &'r Connection,
    cache: &'r ColumnCache,
    wanted: &'r Wanted,
    /// The instant as of which it is read; none is its own.
    pub(super) moment: Option<Moment>,
    /// Audit number of the newest act in this state.
    pub generation: i64,
    /// Whether the file is encrypted.
    pub is_encrypted: bool,
    /// Whether the file is open for reading only.
    pub only_reads: bool,
}

impl Reader {
    /// Opens a reader of a file that is not encrypted.
    pub fn open(path: &Path, columns: Arc<ColumnCache>) -> Result<Self> {
        Self::unlock(path, Arc::default(), columns)
    }

    /// Opens a reader that shares key and columns with others of the same file.
    pub fn unlock(path: &Path, key: Arc<KeyCell>, columns: Arc<ColumnCache>) -> Result<Self> {
        Self::begin(path, key, columns, Purpose::Read)
    }

    /// Opens a reader of a file that nobody changes, a backup for example, and leaves nothing beside it.
    pub fn of_still(path: &Path, key: Option<FileKey>) -> Result<Self> {
        Self::begin(path, KeyCell::new(key), Arc::default(), Purpose::Probe)
    }

    fn begin(
        path: &Path,
        key: Arc<KeyCell>,
        columns: Arc<ColumnCache>,
        purpose: Purpose,
    ) -> Result<Self> {
        let wanted = Arc::<Wanted>::default();
        let turn = key.hold().clone();
        Ok(Self {
            connection: connect(path, purpose, turn.key.as_ref(), &wanted)?,
            path: path.to_owned(),
            key,
            round: turn.round,
            columns,
            wanted,
            is_look: false,
            is_doubtful: false,
        })
    }

    /// The key; none where the file is not encrypted.
    pub fn key(&self) -> Option<FileKey> {
        self.key.key()
    }

    /// The reader of a file that is open for reading only.
    pub(super) fn of_a_look(mut self) -> Self {
        self.is_look = true;
        self
    }

    /// Runs `work` on one state of the file.
    pub fn snapshot<T, E: Failure>(
        &mut self,
        work: impl FnOnce(&Snapshot<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let read = self.read(work);
        self.is_doubtful = read.as_ref().is_err_and(Failure::is_of_the_disk);
        read
    }

    fn read<T, E: Failure>(
        &mut self,
        work: impl FnOnce(&Snapshot<'_>) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let key = Arc::clone(&self.key);
        // Held until the end: pages of this state are those of this key.
        let turn = key.hold();
        // With a connection that met a page that could not be read the engine does not go on.
        if turn.round != self.round || self.is_doubtful {
            self.connection = connect(&self.path, Purpose::Read, turn.key.as_ref(), &self.wanted)?;
            self.round = turn.round;
        }
        let tx = self
            .connection
            .transaction_with_behavior(TransactionBehavior::Deferred)
            .map_err(StoreError::from)?;
        let generation = audit::newest(&tx)?;
        work(&Snapshot {
            tx: &tx,
            cache: &self.columns,
            wanted: &self.wanted,
            moment: None,
            generation,
            only_reads: self.is_look,
            is_encrypted: turn.key.is_some(),
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

impl<'r> Snapshot<'r> {
    /// The same state, read as of a moment.
    pub(super) fn of(&self, moment: Option<Moment>) -> Snapshot<'r> {
        Snapshot { moment, ..*self }
    }
}

impl Snapshot<'_> {
    /// The columns of exactly this state.
    pub fn columns(&self) -> Result<Arc<Columns>> {
        let present = || self.for_all(|| self.cache.at(self.tx, self.generation));
        match self.moment {
            None => present(),
            Some(moment) => self.cache.past(self, &present()?, moment),
        }
    }

    /// Reads the columns of this state anew; how many users they knew differently.
    pub(super) fn renew_columns(&self) -> Result<u64> {
        self.cache.renew(self.tx, self.generation)
    }

    /// Stops work in memory that nobody waits for any more.
    pub fn check_wanted(&self) -> Result<()> {
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

/// A connection whose statements stop when nobody waits for them any more.
fn connect(
    path: &Path,
    purpose: Purpose,
    key: Option<&FileKey>,
    wanted: &Arc<Wanted>,
) -> Result<Connection> {
    let mut connection = connect::open(path, purpose, key)?;
    let asked = Arc::clone(wanted);
    connection.progress_handler(LOOK_EVERY, Some(move || !asked.is_so()))?;
    Ok(connection)
}
