//! Looking through a file for damage.

use super::error::{Result, StoreError};
use super::reader::Snapshot;

/// How thoroughly.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Depth {
    /// Every page, without comparing indexes with their tables.
    Quick,
    /// Everything, and whether every reference leads somewhere.
    Full,
}

/// What was found.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub enum Health {
    /// Nothing is wrong.
    Sound,
    /// Something can't be what was written.
    Damaged,
}

impl Snapshot<'_> {
    /// Looks through this state of the file.
    pub fn examine(&self, depth: Depth) -> Result<Health> {
        let pragma = match depth {
            Depth::Quick => "PRAGMA quick_check(1)",
            Depth::Full => "PRAGMA integrity_check(1)",
        };
        let said = self.tx.query_row(pragma, [], |row| row.get::<_, String>(0));
        let said = match said.map_err(StoreError::from) {
            Err(StoreError::Cancelled) => return Err(StoreError::Cancelled),
            other => other,
        };
        // What stops the check is damage too.
        let is_sound = said.is_ok_and(|said| said == "ok")
            && (depth == Depth::Quick || self.leads_everywhere().unwrap_or(false));
        Ok(if is_sound {
            Health::Sound
        } else {
            Health::Damaged
        })
    }

    /// Whether every reference leads to something.
    fn leads_everywhere(&self) -> Result<bool> {
        let mut statement = self.tx.prepare("PRAGMA foreign_key_check")?;
        let is_empty = statement.query([])?.next()?.is_none();
        Ok(is_empty)
    }
}
