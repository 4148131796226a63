//! Keys that the file had before, kept inside it.

use rusqlite::named_params;

use super::error::Result;
use super::key::FileKey;
use super::reader::Snapshot;
use super::writer::Writer;
use zeroize::Zeroizing;

impl Snapshot<'_> {
    /// The keys that the file had before, the newest first, for files of this salt.
    pub fn retired_keys(&self, now: &FileKey) -> Result<Vec<FileKey>> {
        let sql = "SELECT key FROM retired_key ORDER BY retired_key_id DESC";
        let mut statement = self.tx.prepare_cached(sql)?;
        let keys = statement.query_map([], |row| {
            let key = Zeroizing::new(row.get::<_, [u8; 32]>(0)?);
            Ok(FileKey::new(&key, *now.salt()))
        })?;
        Ok(keys.collect::<rusqlite::Result<_>>()?)
    }
}

impl Writer<'_> {
    /// Keeps a key that is about to be replaced, for the backups that were made with it.
    pub fn retire_key(&mut self, key: &FileKey) -> Result<()> {
        self.tx
            .prepare_cached("INSERT INTO retired_key (key, retired_at) VALUES (:key, :at)")?
            .execute(named_params! { ":key": key.bytes(), ":at": self.act().at.0 })?;
        Ok(())
    }
}
