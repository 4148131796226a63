//! Removing people for good: nothing of them is left but their number.
//!
//! Their record is emptied and named by the number, so that what they did can still be told of as theirs. What the log
//! said about them goes with the key that had sealed it; the chain covers the sealed bytes and stays valid.

use std::collections::BTreeSet;

use rusqlite::named_params;
use sha2::{Digest, Sha256};

use crate::domain::audit::{Hash, ObjectKind};
use crate::domain::ids::{UserId, WorkspaceId};
use crate::domain::time::Timestamp;
use crate::domain::undo::changes;
use crate::store::error::Result;
use crate::store::reader::Snapshot;
use crate::store::seal::PersonKey;
use crate::store::writer::Writer;

/// By what sign-ins wait for a person and for nobody else who is there.
macro_rules! strays {
    () => {
        "SELECT email_key FROM user AS u WHERE user_id = :user_id AND email_key IS NOT NULL AND NOT EXISTS (
            SELECT 1 FROM user AS o
            WHERE o.email_key = u.email_key AND o.deleted_at IS NULL AND o.user_id <> u.user_id
        )
        UNION
        SELECT external_id FROM external_id AS x WHERE user_id = :user_id AND NOT EXISTS (
            SELECT 1 FROM external_id AS o WHERE o.external_id = x.external_id AND o.user_id <> :user_id
        )"
    };
}

pub(in crate::store) use strays;

/// What belongs to a person and goes with them, in an order in which nothing refers to what is gone.
const THEIRS: [&str; 15] = [
    concat!(
        "DELETE FROM stray_sign_in WHERE who_key IN (",
        strays!(),
        ")"
    ),
    "DELETE FROM external_id WHERE user_id = :user_id",
    "DELETE FROM user_role WHERE user_id = :user_id",
    "DELETE FROM user_team WHERE user_id = :user_id",
    "UPDATE team SET lead_id = NULL WHERE lead_id = :user_id",
    "DELETE FROM user_workspace WHERE user_id = :user_id",
    "DELETE FROM second_factor WHERE user_id = :user_id",
    "DELETE FROM credential WHERE user_id = :user_id",
    "DELETE FROM session WHERE user_id = :user_id",
    "DELETE FROM start_view WHERE user_id = :user_id OR view_id IN (
        SELECT view_id FROM saved_view WHERE owner_id = :user_id AND (sharing = 0 OR is_deleted = 1)
    )",
    "DELETE FROM saved_view_version WHERE view_id IN (
        SELECT view_id FROM saved_view WHERE owner_id = :user_id AND (sharing = 0 OR is_deleted = 1)
    )",
    "DELETE FROM saved_view WHERE owner_id = :user_id AND (sharing = 0 OR is_deleted = 1)",
    "UPDATE review_item SET reason = '' WHERE user_id = :user_id",
    "UPDATE review_item SET last_sign_in_at = NULL, last_used_at = NULL WHERE user_id = :user_id",
    "DELETE FROM person_key WHERE user_id = :user_id",
];

/// Texts of sign-ins that went, such as addresses of computers, which may be nobody else's.
#[derive(Default)]
pub struct Orphans(BTreeSet<i64>);

impl Writer<'_> {
    /// Removes somebody who is in the bin for good, and records it. The texts of their sign-ins are noted in `orphans`.
    pub fn purge(&mut self, user_id: UserId, orphans: &mut Orphans) -> Result<()> {
        self.binned(user_id)?;
        self.remove_for_good(user_id, orphans)
    }

    /// Keeps in mind who was removed for good from another copy of the file; those who are still in this one, by number.
    pub fn still_here(&mut self, gone: &BTreeSet<Hash>) -> Result<Vec<UserId>> {
        for hash in gone {
            self.remember_gone(hash)?;
        }
        if gone.is_empty() {
            return Ok(Vec::new());
        }
        let mut statement = self
            .tx
            .prepare_cached("SELECT user_id, key FROM person_key ORDER BY user_id")?;
        let mut rows = statement.query([])?;
        let mut found = Vec::new();
        while let Some(row) = rows.next()? {
            let key: Vec<u8> = row.get(1)?;
            if gone.contains(&hash(&key)) {
                found.push(UserId(row.get(0)?));
            }
        }
        Ok(found)
    }

    fn remember_gone(&mut self, hash: &Hash) -> Result<()> {
        self.tx
            .prepare_cached("INSERT OR IGNORE INTO purged_key (key_hash) VALUES (:key_hash)")?
            .execute(named_params! { ":key_hash": hash.as_slice() })?;
        Ok(())
    }

    /// Removes somebody for good, in the bin or not; workspaces that they own are nobody's then.
    pub fn purge_again(&mut self, user_id: UserId, orphans: &mut Orphans) -> Result<()> {
        for workspace_id in self.owned_by(user_id)? {
            let before = self.before(ObjectKind::OfficeWorkspace, workspace_id.0)?;
            for sql in [
                "UPDATE workspace SET owner_id = NULL WHERE workspace_id = :id AND owner_id = :user_id",
                "UPDATE workspace SET billing_id = NULL WHERE workspace_id = :id AND billing_id = :user_id",
            ] {
                self.tx
                    .prepare_cached(sql)?
                    .execute(named_params! { ":id": workspace_id.0, ":user_id": user_id.0 })?;
            }
            // In words only: who owned it then can't own it again.
            let after = self.state(ObjectKind::OfficeWorkspace, workspace_id.0)?;
            let said = changes(
                ObjectKind::OfficeWorkspace,
                before.state(),
                &after,
                &self.names()?,
            );
            self.record(ObjectKind::OfficeWorkspace, workspace_id.0, &said)?;
        }
        self.remove_for_good(user_id, orphans)
    }

    fn owned_by(&self, user_id: UserId) -> Result<Vec<WorkspaceId>> {
        let mut statement = self.tx.prepare_cached(
            "SELECT workspace_id FROM workspace WHERE owner_id = :user_id OR billing_id = :user_id",
        )?;
        let rows = statement.query_map(named_params! { ":user_id": user_id.0 }, |row| {
            row.get(0).map(WorkspaceId)
        })?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    fn remove_for_good(&mut self, user_id: UserId, orphans: &mut Orphans) -> Result<()> {
        // That it was done to them can be told by the number alone: the key goes too.
        self.record_user(user_id, &[])?;
        let key: PersonKey = self.person_key(user_id)?;
        let (at, by) = self.hand();
        self.remember_gone(&hash(&key))?;
        self.tx
            .prepare_cached("INSERT INTO purged (user_id, purged_at) VALUES (:user_id, :at)")?
            .execute(named_params! { ":user_id": user_id.0, ":at": at })?;
        self.note_texts(user_id, orphans)?;
        let gone = self
            .tx
            .prepare_cached("DELETE FROM sign_in WHERE user_id = :user_id")?
            .execute(named_params! { ":user_id": user_id.0 })?;
        self.discount_sign_ins(gone as u64);
        for sql in THEIRS {
            self.tx
                .prepare_cached(sql)?
                .execute(named_params! { ":user_id": user_id.0 })?;
        }
        let changed =
            self.tx
                .prepare_cached(include_str!("purge.sql"))?
                .execute(named_params! {
                    ":name": user_id.contact_id().to_string(),
                    ":at": at,
                    ":by": by,
                    ":user_id": user_id.0,
                })?;
        self.changed(user_id, changed)
    }

    fn note_texts(&self, user_id: UserId, orphans: &mut Orphans) -> Result<()> {
        for sql in [
            "SELECT source_id, app_id, device_id, ip_id, location_id, reason_id FROM sign_in WHERE user_id = :user_id",
            concat!(
                "SELECT source_id, app_id, device_id, ip_id, location_id, reason_id FROM stray_sign_in WHERE who_key IN (",
                strays!(),
                ")"
            ),
        ] {
            let mut statement = self.tx.prepare_cached(sql)?;
            let mut rows = statement.query(named_params! { ":user_id": user_id.0 })?;
            while let Some(row) = rows.next()? {
                for index in 0..TEXTS {
                    orphans.0.extend(row.get::<_, Option<i64>>(index)?);
                }
            }
        }
        Ok(())
    }

    /// Removes those texts that no sign-in has any more: one pass through the sign-ins that are left.
    pub fn forget_texts(&mut self, mut orphans: Orphans) -> Result<()> {
        for sql in [
            "SELECT source_id, app_id, device_id, ip_id, location_id, reason_id FROM sign_in",
            "SELECT source_id, app_id, device_id, ip_id, location_id, reason_id FROM stray_sign_in",
        ] {
            let mut statement = self.tx.prepare_cached(sql)?;
            let mut rows = statement.query([])?;
            while !orphans.0.is_empty() {
                let Some(row) = rows.next()? else { break };
                for index in 0..TEXTS {
                    if let Some(text) = row.get::<_, Option<i64>>(index)? {
                        orphans.0.remove(&text);
                    }
                }
            }
        }
        for text in orphans.0 {
            self.tx
                .prepare_cached("DELETE FROM term WHERE term_id = :term_id")?
                .execute(named_params! { ":term_id": text })?;
        }
        Ok(())
    }

    /// Everyone who was deleted before an instant, by number.
    pub fn deleted_before(&self, at: Timestamp) -> Result<Vec<UserId>> {
        deleted_before(self.tx, at)
    }
}

impl Snapshot<'_> {
    /// By what those are known who were removed for good.
    pub fn purged_keys(&self) -> Result<BTreeSet<Hash>> {
        let mut statement = self.tx.prepare_cached("SELECT key_hash FROM purged_key")?;
        let rows = statement.query_map([], |row| row.get(0))?;
        Ok(rows.collect::<rusqlite::Result<_>>()?)
    }

    /// Everyone who was deleted before an instant, by number.
    pub fn deleted_before(&self, at: Timestamp) -> Result<Vec<UserId>> {
        deleted_before(self.tx, at)
    }
}

/// Texts of a sign-in.
const TEXTS: usize = 6;

fn deleted_before(connection: &rusqlite::Connection, at: Timestamp) -> Result<Vec<UserId>> {
    let mut statement = connection.prepare_cached(
        "SELECT user_id FROM user
        WHERE deleted_at IS NOT NULL AND deleted_at < :at AND user_id NOT IN (SELECT user_id FROM purged)
        ORDER BY user_id",
    )?;
    let rows = statement.query_map(named_params! { ":at": at.0 }, |row| row.get(0).map(UserId))?;
    Ok(rows.collect::<rusqlite::Result<_>>()?)
}

fn hash(key: &[u8]) -> Hash {
    Sha256::digest(key).into()
}
