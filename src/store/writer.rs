//! The write handle inside [`super::workspace::Workspace::transact`]: the transaction, the act, and what it touched.

use std::collections::BTreeSet;

use rusqlite::{OptionalExtension, Transaction, named_params};

use super::audit::payload;
use super::error::{Result, StoreError};
use super::seal::{self, PersonKey};
use super::workspace::Act;
use crate::domain::audit::ObjectKind;
use crate::domain::change::FieldChange;
use crate::domain::ids::UserId;
use crate::domain::random::Random;
use crate::domain::undo::{Mark, UserState};

/// More users than this, and the columns are read anew instead of patched.
const MANY: usize = 2_000;

/// Which users an act touched.
#[derive(Clone, PartialEq, Debug)]
pub enum Touched {
    /// These.
    Users(BTreeSet<UserId>),
    /// So many that it is quicker to read all.
    Everything,
}

/// A transaction in progress. Noun modules of the store add its verbs.
pub struct Writer<'t> {
    pub(super) tx: &'t Transaction<'t>,
    pub(super) act: Act,
    pub(super) seq: i64,
    random: &'t dyn Random,
    touched: Touched,
    /// Whether something was recorded part by part.
    is_undoable: bool,
    /// Sign-ins of known people that were added, less those that went.
    sign_ins: i64,
    /// The key of the person who was added last, who is recorded next.
    fresh_key: Option<(UserId, PersonKey)>,
}

impl<'t> Writer<'t> {
    pub(super) fn new(tx: &'t Transaction<'t>, act: Act, seq: i64, random: &'t dyn Random) -> Self {
        Self {
            tx,
            act,
            seq,
            random,
            touched: Touched::Users(BTreeSet::new()),
            is_undoable: false,
            sign_ins: 0,
            fresh_key: None,
        }
    }

    /// Writes what was counted, and gives what was touched and whether the act can be set back.
    pub(super) fn finish(self) -> Result<(Touched, bool)> {
        if self.sign_ins != 0 {
            self.tx
                .prepare_cached(include_str!("sessions/count.sql"))?
                .execute(named_params! { ":new": self.sign_ins })?;
        }
        Ok((self.touched, self.is_undoable))
    }

    /// Counts sign-ins of known people that were added.
    pub(super) fn count_sign_ins(&mut self, new: u64) {
        self.sign_ins += new as i64;
    }

    /// Counts sign-ins of known people that went.
    pub(super) fn discount_sign_ins(&mut self, gone: u64) {
        self.sign_ins -= gone as i64;
    }

    /// The number that the act's audit entry will have.
    pub fn seq(&self) -> i64 {
        self.seq
    }

    /// Who acts, and when.
    pub fn act(&self) -> Act {
        self.act
    }

    /// Notes that a user's columns changed.
    pub fn touch(&mut self, user_id: UserId) {
        if let Touched::Users(users) = &mut self.touched {
            users.insert(user_id);
            if users.len() > MANY {
                self.touched = Touched::Everything;
            }
        }
    }

    /// Notes that the columns must be read anew.
    pub fn touch_everything(&mut self) {
        self.touched = Touched::Everything;
    }

    /// Does a part of the act that is taken back by itself where it fails.
    pub fn attempt<T, E: From<StoreError>>(
        &mut self,
        work: impl FnOnce(&mut Self) -> std::result::Result<T, E>,
    ) -> std::result::Result<T, E> {
        let run = |sql: &str| self.tx.execute_batch(sql).map_err(StoreError::from);
        run("SAVEPOINT part")?;
        let (is_undoable, sign_ins) = (self.is_undoable, self.sign_ins);
        let done = work(self);
        if done.is_err() {
            (self.is_undoable, self.sign_ins, self.fresh_key) = (is_undoable, sign_ins, None);
            let back = self.tx.execute_batch("ROLLBACK TO part");
            back.map_err(StoreError::from)?;
        }
        let released = self.tx.execute_batch("RELEASE part");
        released.map_err(StoreError::from)?;
        done
    }

    /// Records what the act changed about a person, sealed under their key. Once a person and act.
    pub fn record_user(&mut self, user_id: UserId, changes: &[FieldChange]) -> Result<()> {
        let key = self.person_key(user_id)?;
        let sealed = seal::seal(&key, self.seq, user_id.0, &payload::write(changes, &[])?)?;
        self.insert_change(ObjectKind::User, user_id.0, &sealed)
    }

    /// Records somebody whom the act added, so that it can be set back. Once a person and act.
    pub fn record_added(
        &mut self,
        user_id: UserId,
        changes: &[FieldChange],
        added: &UserState,
    ) -> Result<()> {
        self.is_undoable = true;
        let key = self.person_key(user_id)?;
        let payload = payload::write_added(changes, added)?;
        let sealed = seal::seal(&key, self.seq, user_id.0, &payload)?;
        self.insert_change(ObjectKind::User, user_id.0, &sealed)
    }

    /// Records what changed about a person with something that can't be set back. Once a person and act.
    pub fn record_noted(
        &mut self,
        user_id: UserId,
        changes: &[FieldChange],
        facts: &[Mark],
    ) -> Result<()> {
        if facts.is_empty() {
            return self.record_user(user_id, changes);
        }
        let key = self.person_key(user_id)?;
        let payload = payload::write_noted(changes, facts)?;
        let sealed = seal::seal(&key, self.seq, user_id.0, &payload)?;
        self.insert_change(ObjectKind::User, user_id.0, &sealed)
    }

    /// Records what the act changed about anything that is not a person.
    pub fn record(
        &mut self,
        object: ObjectKind,
        object_id: i64,
        changes: &[FieldChange],
    ) -> Result<()> {
        let payload = payload::write(changes, &[])?;
        self.insert_change(object, object_id, &payload)
    }

    /// Records what the act changed about an object in words and part by part, so that it can be set back.
    pub(super) fn record_marked(
        &mut self,
        (object, object_id): (ObjectKind, i64),
        changes: &[FieldChange],
        marks: &[Mark],
    ) -> Result<()> {
        self.is_undoable |= !marks.is_empty();
        let mut payload = payload::write(changes, marks)?;
        if object == ObjectKind::User {
            let key = self.person_key(UserId(object_id))?;
            payload = seal::seal(&key, self.seq, object_id, &payload)?;
        }
        self.insert_change(object, object_id, &payload)
    }

    /// Gives a new person their key.
    pub fn create_person_key(&mut self, user_id: UserId) -> Result<PersonKey> {
        let mut key = [0; 32];
        self.random.fill(&mut key);
        self.tx
            .prepare_cached("INSERT INTO person_key (user_id, key) VALUES (:user_id, :key)")?
            .execute(named_params! { ":user_id": user_id.0, ":key": key.as_slice() })?;
        self.fresh_key = Some((user_id, key));
        Ok(key)
    }

    pub(super) fn person_key(&mut self, user_id: UserId) -> Result<PersonKey> {
        if let Some((_, key)) = self.fresh_key.filter(|(owner, _)| *owner == user_id) {
            return Ok(key);
        }
        let found: Option<Vec<u8>> = self
            .tx
            .prepare_cached("SELECT key FROM person_key WHERE user_id = :user_id")?
            .query_row(named_params! { ":user_id": user_id.0 }, |row| row.get(0))
            .optional()?;
        match found {
            Some(key) => key
                .try_into()
                .map_err(|_| StoreError::Unreadable("person_key")),
            None => self.create_person_key(user_id),
        }
    }

    fn insert_change(&mut self, object: ObjectKind, object_id: i64, payload: &[u8]) -> Result<()> {
        self.tx
            .prepare_cached(include_str!("audit/insert_change.sql"))?
            .execute(named_params! {
                ":seq": self.seq,
                ":object_kind": object as i64,
                ":object_id": object_id,
                ":payload": payload,
            })?;
        Ok(())
    }
}
