//! Writing sign-ins in bulk, keeping those of unknown people, and joining them when the person appears.

use rusqlite::{CachedStatement, named_params};
use sha2::{Digest, Sha256};

use super::View;
use crate::domain::fold::email_key;
use crate::domain::ids::UserId;
use crate::domain::incoming::SignInOutcome;
use crate::domain::time::Timestamp;
use crate::store::error::Result;
use crate::store::writer::Writer;

/// One sign-in without its person. Texts are numbers of terms; 0 is none.
#[derive(Clone, Copy, PartialEq, Eq, Debug)]
pub struct NewSignIn {
    /// When.
    pub at: Timestamp,
    /// What tells the event from others at the same time.
    pub event_key: i64,
    /// How it ended.
    pub outcome: SignInOutcome,
    /// Source, application, device, address, place, reason.
    pub terms: [i64; 6],
}

/// What somebody unknown is called, and their sign-in.
pub type Stray = (String, NewSignIn);

/// The newest success of a person in an import.
pub type Reached = (UserId, Timestamp);

/// The key of an event: the first eight bytes of the SHA-256 of what tells it from others.
pub fn event_key(parts: &[&str]) -> i64 {
    let mut sum = Sha256::new();
    for part in parts {
        sum.update((part.len() as u64).to_be_bytes());
        sum.update(part.as_bytes());
    }
    let digest: [u8; 32] = sum.finalize().into();
    digest
        .iter()
        .take(8)
        .fold(0, |key, byte| key << 8 | i64::from(*byte))
}

impl Writer<'_> {
    /// Adds sign-ins of known people, best in the order of person, time and key; those already there are left alone.
    /// Gives the number of new ones.
    pub fn insert_sign_ins(
        &mut self,
        rows: impl Iterator<Item = (UserId, NewSignIn)>,
    ) -> Result<u64> {
        let mut statement = self.tx.prepare_cached(include_str!("insert_sign_in.sql"))?;
        let mut new = 0;
        for (user_id, row) in rows {
            new += bind(&mut statement, &user_id.0, &row)?;
        }
        drop(statement);
        self.count_sign_ins(new);
        Ok(new)
    }

    /// The same for people who are not in the directory.
    pub fn insert_strays(&mut self, rows: impl Iterator<Item = Stray>) -> Result<u64> {
        let mut statement = self.tx.prepare_cached(include_str!("insert_stray.sql"))?;
        let mut new = 0;
        for (who_key, row) in rows {
            new += bind(&mut statement, &who_key, &row)?;
        }
        Ok(new)
    }

    /// Notes the newest success of each person; whoever came in has completed onboarding.
    pub fn reach(&mut self, people: &[Reached]) -> Result<()> {
        for (user_id, at) in people {
            self.tx
                .prepare_cached(include_str!("reach.sql"))?
                .execute(named_params! {
                    ":user_id": user_id.0,
                    ":at": at.0,
                    ":now": self.act.at.0,
                    ":by": self.act.actor.map(|id| id.0),
                })?;
            self.touch(*user_id);
        }
        Ok(())
    }

    /// Joins waiting sign-ins with the person who has appeared; gives how many.
    pub fn adopt_strays(&mut self, user_id: UserId, who_key: &str) -> Result<u64> {
        let joined = self
            .tx
            .prepare_cached(include_str!("adopt.sql"))?
            .execute(named_params! { ":user_id": user_id.0, ":who_key": who_key })?;
        self.tx
            .prepare_cached("DELETE FROM stray_sign_in WHERE who_key = :who_key")?
            .execute(named_params! { ":who_key": who_key })?;
        self.touch(user_id);
        self.count_sign_ins(joined as u64);
        Ok(joined as u64)
    }

    /// Has sign-ins wait again for whoever appears under a person's address, as if they had never been added. Those of
    /// whom this file keeps a password came in here themselves: theirs stay.
    pub fn return_strays(&mut self, user_id: UserId) -> Result<()> {
        let names = named_params! { ":user_id": user_id.0 };
        let returned = self
            .tx
            .prepare_cached(include_str!("return_strays.sql"))?
            .execute(names)?;
        if returned == 0 {
            return Ok(());
        }
        let gone = self
            .tx
            .prepare_cached("DELETE FROM sign_in WHERE user_id = :user_id")?
            .execute(names)?;
        self.tx
            .prepare_cached("UPDATE user SET last_sign_in_at = NULL WHERE user_id = :user_id")?
            .execute(names)?;
        self.touch(user_id);
        self.discount_sign_ins(gone as u64);
        Ok(())
    }

    /// Joins sign-ins that wait under an address with the person who has it now.
    pub fn join_waiting(&mut self, user_id: UserId, email: &str) -> Result<()> {
        let who_key = email_key(email);
        let newest = self.stray_newest(&who_key)?;
        if self.adopt_strays(user_id, &who_key)? > 0 {
            self.note_times(user_id, None, newest)?;
        }
        Ok(())
    }
}

/// Positions are those of the named parameters in both statements, which have the same order.
fn bind(
    statement: &mut CachedStatement<'_>,
    who: &dyn rusqlite::ToSql,
    row: &NewSignIn,
) -> Result<u64> {
    let term = |id: i64| (id != 0).then_some(id);
    let [source, app, device, ip, location, reason] = row.terms.map(term);
    let changed = statement.execute(rusqlite::params![
        who,
        row.at.0,
        row.event_key,
        row.outcome.code(),
        source,
        app,
        device,
        ip,
        location,
        reason,
    ])?;
    Ok(changed as u64)
}
