//! Who is known by which key, read once before a file is compared with the office.

use std::collections::{BTreeSet, HashMap};

use rusqlite::{Connection, named_params};

use crate::domain::directory::Directory;
use crate::domain::ids::UserId;
use crate::domain::office::Office;
use crate::domain::time::Timestamp;
use crate::domain::user::{Onboarding, UserRecord};
use crate::store::audit;
use crate::store::error::{Result, StoreError};
use crate::store::reader::Snapshot;
use crate::store::writer::Writer;

/// Keys of everyone who is not deleted.
#[derive(Debug, Default)]
pub struct Known {
    /// By folded address.
    pub by_email: HashMap<String, UserId>,
    /// By external ID of the source in question.
    pub by_external: HashMap<String, UserId>,
    /// By external ID of any other source, where only one person has it.
    pub by_foreign: HashMap<String, UserId>,
    /// People of the source in question.
    pub of_source: BTreeSet<UserId>,
    /// Active System Administrators.
    pub administrators: BTreeSet<UserId>,
    /// Everyone's number.
    pub numbers: BTreeSet<UserId>,
    /// The number that the next person may get.
    pub next: i64,
}

/// One state of the file, read in a snapshot or inside a transaction.
pub trait View {
    /// The keys by which people are known; `source` is the system that a file comes from.
    fn known(&self, source: &str) -> Result<Known>;
    /// A person who is not deleted.
    fn person(&self, user_id: UserId) -> Result<UserRecord>;
    /// A person's onboarding status and newest sign-in.
    fn standing(&self, user_id: UserId) -> Result<(Onboarding, Option<Timestamp>)>;
    /// Roles, teams, workspaces and clients.
    fn lists(&self) -> Result<Directory>;
    /// The office.
    fn office_settings(&self) -> Result<Office>;
    /// Number of the newest act in this state.
    fn state(&self) -> Result<i64>;
    /// Times and keys of a person's sign-ins in a closed interval of milliseconds.
    fn events_between(&self, user_id: UserId, since: i64, until: i64) -> Result<Vec<(i64, i64)>>;
    /// Everyone of whom sign-ins wait to be joined.
    fn stray_keys(&self) -> Result<BTreeSet<String>>;
    /// The newest success that waits for somebody.
    fn stray_newest(&self, who_key: &str) -> Result<Option<Timestamp>>;
    /// The same for somebody unknown.
    fn stray_events(&self, who_key: &str) -> Result<Vec<(i64, i64)>>;
}

macro_rules! view {
    ($type:ty) => {
        impl View for $type {
            fn known(&self, source: &str) -> Result<Known> {
                known(self.tx, source)
            }

            fn person(&self, user_id: UserId) -> Result<UserRecord> {
                self.user(user_id)
            }

            fn standing(&self, user_id: UserId) -> Result<(Onboarding, Option<Timestamp>)> {
                let mut statement = self.tx.prepare_cached(include_str!("standing.sql"))?;
                let (code, at): (i64, Option<i64>) = statement
                    .query_row(named_params! { ":user_id": user_id.0 }, |row| {
                        Ok((row.get(0)?, row.get(1)?))
                    })?;
                let onboarding =
                    Onboarding::from_code(code).ok_or(StoreError::Unreadable("user.onboarding"))?;
                Ok((onboarding, at.map(Timestamp)))
            }

            fn lists(&self) -> Result<Directory> {
                self.directory()
            }

            fn office_settings(&self) -> Result<Office> {
                self.office()
            }

            fn state(&self) -> Result<i64> {
                Ok(audit::head(self.tx)?.seq)
            }

            fn events_between(
                &self,
                user_id: UserId,
                since: i64,
                until: i64,
            ) -> Result<Vec<(i64, i64)>> {
                let mut statement = self.tx.prepare_cached(include_str!("events_between.sql"))?;
                let rows = statement.query_map(
                    named_params! { ":user_id": user_id.0, ":since": since, ":until": until },
                    |row| Ok((row.get(0)?, row.get(1)?)),
                )?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            }

            fn stray_keys(&self) -> Result<BTreeSet<String>> {
                let mut statement = self.tx.prepare_cached(include_str!("stray_keys.sql"))?;
                let keys = statement.query_map([], |row| row.get(0))?;
                Ok(keys.collect::<rusqlite::Result<_>>()?)
            }

            fn stray_newest(&self, who_key: &str) -> Result<Option<Timestamp>> {
                let mut statement = self.tx.prepare_cached(include_str!("adopted_newest.sql"))?;
                Ok(
                    statement.query_row(named_params! { ":who_key": who_key }, |row| {
                        Ok(row.get::<_, Option<i64>>(0)?.map(Timestamp))
                    })?,
                )
            }

            fn stray_events(&self, who_key: &str) -> Result<Vec<(i64, i64)>> {
                let mut statement = self.tx.prepare_cached(include_str!("stray_events.sql"))?;
                let rows = statement.query_map(named_params! { ":who_key": who_key }, |row| {
                    Ok((row.get(0)?, row.get(1)?))
                })?;
                Ok(rows.collect::<rusqlite::Result<_>>()?)
            }
        }
    };
}

view!(Snapshot<'_>);
view!(Writer<'_>);

fn known(connection: &Connection, source: &str) -> Result<Known> {
    let mut known = Known::default();
    let mut statement = connection.prepare_cached(include_str!("emails.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let user_id = UserId(row.get(0)?);
        known.numbers.insert(user_id);
        if let Some(email) = row.get(1)? {
            known.by_email.insert(email, user_id);
        }
    }
    drop(rows);
    known.next = connection.query_row(
        "SELECT coalesce((SELECT seq FROM sqlite_sequence WHERE name = 'user'), 0) + 1",
        [],
        |row| row.get(0),
    )?;
    external(connection, source, &mut known)?;
    let mut statement = connection.prepare_cached(include_str!("administrators.sql"))?;
    let rows = statement.query_map(
        named_params! { ":role_key": crate::domain::role::SYSTEM_ADMINISTRATOR },
        |row| row.get(0).map(UserId),
    )?;
    known.administrators = rows.collect::<rusqlite::Result<_>>()?;
    Ok(known)
}

fn external(connection: &Connection, source: &str, known: &mut Known) -> Result<()> {
    let mut ambiguous: Vec<String> = Vec::new();
    let mut statement = connection.prepare_cached(include_str!("external.sql"))?;
    let mut rows = statement.query([])?;
    while let Some(row) = rows.next()? {
        let of: String = row.get(0)?;
        let (key, user_id): (String, _) = (row.get(1)?, UserId(row.get(2)?));
        if of == source {
            known.of_source.insert(user_id);
            known.by_external.insert(key, user_id);
        } else if known
            .by_foreign
            .get(&key)
            .is_some_and(|other| *other != user_id)
        {
            ambiguous.push(key);
        } else {
            known.by_foreign.insert(key, user_id);
        }
    }
    for key in ambiguous {
        known.by_foreign.remove(&key);
    }
    Ok(())
}
