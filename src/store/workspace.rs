//! An open workspace file: its one writer, and readers beside it.

use std::path::{Path, PathBuf};
use std::sync::Arc;

use rusqlite::Connection;
use zeroize::Zeroizing;

use super::attach;
use super::columns::ColumnCache;
use super::connect::{self, Journal, Purpose};
use super::error::{Failure, Result, StoreError};
use super::key::{FileKey, KeyCell};
use super::live::Live;
use super::reader::Reader;
use super::writer::Writer;
use super::{audit, migrate};
use crate::domain::audit::NewEntry;
use crate::domain::ids::{SessionId, UserId};
use crate::domain::random::Random;
use crate::domain::recovery;
use crate::domain::time::Timestamp;

/// Who acts, and when.
#[derive(Clone, Copy, PartialEq, Debug)]
pub struct Act {
    /// The operator; `None` is the program itself.
    pub actor: Option<UserId>,
    /// The instant of the act.
    pub at: Timestamp,
}

/// What the writer's page cache has to hold.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum CacheFor {
    /// Single changes.
    Edits,
    /// An import: its pages are written once and not again and again.
    Bulk,
}

/// A workspace file opened for writing.
pub struct Workspace {
    live: Live,
    path: PathBuf,
    key: Arc<KeyCell>,
    random: Arc<dyn Random>,
    columns: Arc<ColumnCache>,
    /// The newest act, where it can be set back.
    undoable: Option<i64>,
    /// Through which session acts are given.
    session: Option<SessionId>,
    mode: Mode,
}

/// Whether a file is open for changes.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Mode {
    Writing,
    Reading,
}

impl Workspace {
    /// Opens an existing file that is not encrypted.
    pub fn open(path: &Path, random: Arc<dyn Random>) -> Result<Self> {
        Self::unlock(path, None, random)
    }

    /// Opens an existing file: checks what it is, refuses newer ones, migrates older ones.
    pub fn unlock(path: &Path, key: Option<FileKey>, random: Arc<dyn Random>) -> Result<Self> {
        Self::unlock_with(path, key, random, Journal::Log)
    }

    /// The same where its place asks for another journal.
    pub fn unlock_with(
        path: &Path,
        key: Option<FileKey>,
        random: Arc<dyn Random>,
        journal: Journal,
    ) -> Result<Self> {
        // A look first: a foreign or newer file must not be touched, not even its journal mode.
        let probe = connect::open(path, Purpose::Probe, key.as_ref())?;
        migrate::check(&probe, path)?;
        connect::check_whole(&probe, path)?;
        drop(probe);
        Self::begin(path, key, random, Purpose::Write(journal))
    }

    /// Opens an existing file beside whoever writes it, for reading only: whatever would change it is refused.
    pub fn look(path: &Path, key: Option<FileKey>, random: Arc<dyn Random>) -> Result<Self> {
        let connection = connect::open(path, Purpose::Read, key.as_ref())?;
        if migrate::check(&connection, path)? {
            return Err(StoreError::Older(path.to_owned()));
        }
        connect::check_whole(&connection, path)?;
        let journal = Journal::default();
        Ok(Self::around(
            connection,
            path,
            key,
            random,
            (Mode::Reading, journal),
        ))
    }

    /// Whether it is open for reading only.
    pub fn only_reads(&self) -> bool {
        self.mode == Mode::Reading
    }

    /// Creates a file that doesn't exist yet, with the newest schema and nothing in it, and not encrypted.
    pub fn create(path: &Path, random: Arc<dyn Random>) -> Result<Self> {
        Self::begin(path, None, random, Purpose::Create)
    }

    /// Creates a file that doesn't exist yet, with the newest schema and nothing in it, encrypted with this key.
    pub fn create_locked(path: &Path, key: FileKey, random: Arc<dyn Random>) -> Result<Self> {
        Self::begin(path, Some(key), random, Purpose::Create)
    }

    fn begin(
        path: &Path,
        key: Option<FileKey>,
        random: Arc<dyn Random>,
        purpose: Purpose,
    ) -> Result<Self> {
        let mut connection = connect::open(path, purpose, key.as_ref())?;
        migrate::run(&mut connection, path)?;
        super::file::identify(&connection, random.as_ref())?;
        let journal = match purpose {
            Purpose::Write(journal) => journal,
            Purpose::Create | Purpose::Read | Purpose::Probe => Journal::default(),
        };
        Ok(Self::around(
            connection,
            path,
            key,
            random,
            (Mode::Writing, journal),
        ))
    }

    fn around(
        connection: Connection,
        path: &Path,
        key: Option<FileKey>,
        random: Arc<dyn Random>,
        (mode, journal): (Mode, Journal),
    ) -> Self {
        let key = KeyCell::new(key);
        Self {
            live: Live::new(connection, path, &key, journal),
            path: path.to_owned(),
            key,
            random,
            columns: Arc::default(),
            undoable: None,
            session: None,
            mode,
        }
    }

    /// The key; none where the file is not encrypted.
    pub fn key(&self) -> Option<FileKey> {
        self.key.key()
    }

    /// Encrypts the whole file with another key of the same salt, in one transaction; readers go on with it.
    ///
    /// Waits until nobody reads. A file that is not encrypted can't be changed so.
    pub fn change_key(&mut self, key: FileKey) -> Result<()> {
        let mut turn = self.key.hold_alone();
        let is_other = |old: &FileKey| old.salt() == key.salt() && *old != key;
        let Some(old) = turn.key.clone().filter(is_other) else {
            return Err(StoreError::Unreadable("key"));
        };
        let (opens, done) = match attach::change(self.connection()?, &key) {
            Ok(()) => (key, Ok(())),
            Err(error) => self.live.confirm_key((&old, &key), error),
        };
        if opens != old {
            turn.key = Some(opens);
            turn.round += 1;
        }
        done
    }

    /// The file.
    pub fn path(&self) -> &Path {
        &self.path
    }

    /// The key as people keep it; none where the file is not encrypted.
    pub fn recovery_code(&self) -> Option<Zeroizing<String>> {
        self.key().map(|key| recovery::encode(key.bytes()))
    }

    /// The writer's connection, for reading.
    pub(super) fn connection(&self) -> Result<&Connection> {
        self.live.get()
    }

    /// The cache of columns that readers of this workspace share.
    pub fn columns(&self) -> Arc<ColumnCache> {
        Arc::clone(&self.columns)
    }

    /// A new reader of this file.
    pub fn reader(&self) -> Result<Reader> {
        let reader = Reader::unlock(&self.path, Arc::clone(&self.key), self.columns());
        let reader = reader.map_err(StoreError::of_an_open_file)?;
        Ok(match self.mode {
            Mode::Writing => reader,
            Mode::Reading => reader.of_a_look(),
        })
    }

    /// The number of the newest act, once, where it can be set back.
    pub fn take_undoable(&mut self) -> Option<i64> {
        self.undoable.take()
    }

    /// Through which session acts are given from now on; each tells when it was last in use.
    pub fn set_session(&mut self, session: Option<SessionId>) {
        self.session = session;
    }

    /// The only way to write: runs `work` in one transaction and commits its changes together with the audit entry that
    /// it returns. An error from `work` rolls everything back.
    pub fn transact<T, E: Failure>(
        &mut self,
        act: Act,
        work: impl FnOnce(&mut Writer<'_>) -> std::result::Result<(T, NewEntry), E>,
    ) -> std::result::Result<T, E> {
        if self.only_reads() {
            return Err(StoreError::OnlyReading.into());
        }
        let changed = self.change(act, work);
        if changed.as_ref().is_err_and(Failure::is_of_the_disk) {
            self.live.doubt();
        }
        changed
    }

    fn change<T, E: Failure>(
        &mut self,
        act: Act,
        work: impl FnOnce(&mut Writer<'_>) -> std::result::Result<(T, NewEntry), E>,
    ) -> std::result::Result<T, E> {
        let session = self.session;
        let tx = self.live.begin()?;
        let head = audit::head(&tx)?;
        let mut writer = Writer::new(&tx, act, head.seq + 1, self.random.as_ref());
        let (value, entry) = work(&mut writer)?;
        if let Some(session_id) = session.filter(|_| act.actor.is_some()) {
            writer.see_session(session_id)?;
        }
        let (touched, is_undoable) = writer.finish()?;
        let appended = audit::append(&tx, &head, act, &entry)?;
        if let Err(error) = tx.commit() {
            self.live.confirm(appended, error)?;
        }
        self.columns.note(head.seq + 1, touched);
        self.undoable = is_undoable.then_some(head.seq + 1);
        Ok(value)
    }

    /// Sizes the writer's page cache.
    pub fn set_cache(&self, purpose: CacheFor) -> Result<()> {
        Ok(connect::set_writer_cache(self.connection()?, purpose)?)
    }

    /// Closes the file with nothing waiting beside it.
    pub fn close(self) -> Result<()> {
        self.checkpoint()?;
        self.live
            .into_connection()?
            .close()
            .map_err(|(_, error)| StoreError::from(error))
    }

    /// Copies what is in the write-ahead log into the file and shortens the log; called when idle and on closing.
    pub fn checkpoint(&self) -> Result<()> {
        if self.only_reads() {
            return Ok(());
        }
        Ok(self
            .connection()?
            .query_row("PRAGMA wal_checkpoint(TRUNCATE)", [], |_| Ok(()))?)
    }
}
